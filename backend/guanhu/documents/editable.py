"""A paper as an editable DOCX, for what an office completes and signs on paper.

The same paper gives the same bytes: the parts of the file carry the paper's day and no other time.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import Any, Final

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from guanhu.documents.paper import (
    Block,
    Closing,
    Grid,
    Head,
    Line,
    Note,
    Paper,
    Signature,
    Text,
    printed_day,
)

SONG: Final = "FangSong"
TITLE: Final = "SimSun"
HEADING: Final = "SimHei"
"""The faces of every Chinese office machine; the file names them and carries none."""

BODY_SIZE: Final = 15
CELL_SIZE: Final = 12
NOTE_SIZE: Final = 11
TITLE_SIZE: Final = 22
LINE_POINTS: Final = 28
TEXT_WIDTH_MM: Final = 156
RULE: Final = "＿＿＿＿＿＿＿＿＿"


def as_docx(paper: Paper) -> bytes:
    """The editable form of `paper`."""
    document = Document()
    _page(document, paper)
    for text in (paper.office, paper.title):
        _run(_paragraph(document, WD_ALIGN_PARAGRAPH.CENTER, line=32), text, TITLE, TITLE_SIZE)
    if paper.number:
        _run(_paragraph(document, WD_ALIGN_PARAGRAPH.RIGHT), paper.number)
    _paragraph(document)
    for block in paper.blocks:
        _draw(document, block)
    made = io.BytesIO()
    document.save(made)
    return _dated(made.getvalue(), paper)


def _page(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(35), Mm(32)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    normal = document.styles["Normal"]
    normal.font.size = Pt(BODY_SIZE)
    _face(normal.element.get_or_add_rPr(), SONG)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(footer, "— ", size=CELL_SIZE)
    _page_number(footer)
    _run(footer, " —", size=CELL_SIZE)
    core = document.core_properties
    moment = datetime.combine(paper.made_on, time())
    core.title, core.author, core.last_modified_by, core.comments = paper.title, "", "", ""
    core.created = core.modified = moment
    core.language = "zh-CN"


def _draw(document: Any, block: Block) -> None:
    match block:
        case Text(text, flush):
            _run(_paragraph(document, indent=not flush), text)
        case Note(text):
            _run(_paragraph(document, line=20), text, size=NOTE_SIZE)
        case Head(text):
            paragraph = _paragraph(document, indent=True)
            paragraph.paragraph_format.keep_with_next = True
            _run(paragraph, text, HEADING)
        case Line(label, value):
            _run(_paragraph(document, justify=False), f"{label}：{value or RULE}")
        case Grid():
            _table(document, block)
        case Closing(issuer, day, seal):
            _paragraph(document)
            for text in (issuer, printed_day(day), *(("（院印）",) if seal else ())):
                paragraph = _paragraph(document, WD_ALIGN_PARAGRAPH.RIGHT)
                paragraph.paragraph_format.keep_with_next = text != "（院印）"
                paragraph.paragraph_format.right_indent = Pt(BODY_SIZE * 2)
                _run(paragraph, text)
        case Signature(label, dated):
            paragraph = _paragraph(document, justify=False)
            paragraph.paragraph_format.space_before = Pt(8)
            _run(paragraph, f"{label}：{RULE}" + ("　　　年　　月　　日" if dated else ""))


def _table(document: Any, grid: Grid) -> None:
    table = document.add_table(rows=len(grid.rows), cols=len(grid.widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    widths = [Mm(TEXT_WIDTH_MM * width / sum(grid.widths)) for width in grid.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for index, row in enumerate(grid.rows):
        cells = table.rows[index].cells
        if index in grid.tall:
            table.rows[index].height = Mm(16)
        for column, text in enumerate(row):
            last = column == len(row) - 1
            cell: _Cell = cells[column]
            if last and column < len(grid.widths) - 1:
                cell = cell.merge(cells[-1])
                cell.width = sum(widths[column:])  # type: ignore[assignment]
            else:
                cell.width = widths[column]
            label = (grid.head and index == 0) or (not grid.head and column % 2 == 0 and not last)
            _fill(cell, text, label=label)
        _unbroken(table.rows[index])


def _fill(cell: _Cell, text: str, *, label: bool) -> None:
    for index, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if label else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.paragraph_format.space_before = Pt(3)
        paragraph.paragraph_format.space_after = Pt(3)
        _run(paragraph, line, HEADING if label else SONG, CELL_SIZE)


def _paragraph(
    document: Any,
    alignment: WD_ALIGN_PARAGRAPH | None = None,
    *,
    indent: bool = False,
    justify: bool = True,
    line: int = LINE_POINTS,
) -> Paragraph:
    paragraph: Paragraph = document.add_paragraph()
    if alignment is not None or justify:
        paragraph.alignment = alignment or WD_ALIGN_PARAGRAPH.JUSTIFY
    shape = paragraph.paragraph_format
    shape.line_spacing, shape.space_after = Pt(line), Pt(0)
    if indent:
        shape.first_line_indent = Pt(BODY_SIZE * 2)
    return paragraph


def _run(paragraph: Paragraph, text: str, face: str = SONG, size: int = BODY_SIZE) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    _face(run._element.get_or_add_rPr(), face)  # noqa: SLF001 - no public way to the East Asian face


def _face(properties: Any, face: str) -> None:
    """Set one face for Latin and Chinese alike."""
    fonts = properties.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), face)


def _page_number(paragraph: Paragraph) -> None:
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind is None:
            part = OxmlElement("w:instrText")
            part.text = text
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run._element.append(part)  # noqa: SLF001 - fields have no public way in


def _unbroken(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - no public way to it
    properties.append(OxmlElement("w:cantSplit"))


def _dated(content: bytes, paper: Paper) -> bytes:
    """The same archive with every entry on the paper's day, in one order."""
    day = (paper.made_on.year, paper.made_on.month, paper.made_on.day, 0, 0, 0)
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for name in sorted(
            given.namelist(), key=lambda each: (each != "[Content_Types].xml", each)
        ):
            entry = zipfile.ZipInfo(name, date_time=day)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            kept.writestr(entry, given.read(name))
    return made.getvalue()
