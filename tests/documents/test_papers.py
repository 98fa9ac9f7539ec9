"""What the papers say, how they are set, and that neither ever changes."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from documents.golden import DATA, digests, paper, read_digests, text_of
from guanhu.documents.editable import as_docx
from guanhu.documents.errors import CharacterNotPrintable, DocumentPartMissing
from guanhu.documents.faces import unprintable
from guanhu.documents.facts import DocumentKind as Kind
from guanhu.documents.making import paper_of
from guanhu.documents.snapshot import ActPart, DecisionPart, as_json, from_json
from guanhu.documents.templates.registry import LATEST
from guanhu.documents.typesetting import as_pdf
from support.papers import (
    CHARGES,
    EVIDENCE,
    FINAL,
    RELATIVE,
    STATUTORY,
    WANT_OF_EVIDENCE,
    a_snapshot,
    variants,
)

ROOT = Path(__file__).resolve().parents[2]
EDITABLE = [kind for kind in Kind if LATEST[kind].editable]
REQUIRED = [(kind, blank.name) for kind in Kind for blank in LATEST[kind].blanks if blank.required]


@pytest.mark.parametrize("kind", Kind)
def test_the_text_of_each_paper_is_the_one_that_was_read(kind: Kind) -> None:
    expected = (DATA / f"{kind.value}.txt").read_text(encoding="utf-8")

    assert text_of(as_pdf(paper(kind))) == expected


def test_a_template_that_says_something_else_is_a_new_version() -> None:
    """F-01 and the rest: what was issued under a version can be made again under it."""
    assert digests() == read_digests()


@pytest.mark.parametrize("kind", Kind)
def test_a_snapshot_survives_its_storage(kind: Kind) -> None:
    snapshot = a_snapshot(kind)

    assert from_json(as_json(snapshot)) == snapshot


@pytest.mark.parametrize("kind", Kind)
def test_the_same_snapshot_gives_the_same_bytes(kind: Kind) -> None:
    snapshot = a_snapshot(kind)
    again = paper_of(from_json(as_json(snapshot)))

    assert as_pdf(paper_of(snapshot)) == as_pdf(again)
    assert as_docx(paper_of(snapshot)) == as_docx(again)


def test_another_process_gives_the_same_bytes() -> None:
    script = (
        "import hashlib, sys; from guanhu.documents.facts import DocumentKind;"
        "from documents.golden import paper; from guanhu.documents.typesetting import as_pdf;"
        "from guanhu.documents.editable import as_docx;"
        "made = paper(DocumentKind.ADMONITION);"
        "print(hashlib.sha256(as_pdf(made)).hexdigest(),"
        " hashlib.sha256(as_docx(made)).hexdigest())"
    )
    made = paper(Kind.ADMONITION)

    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PYTHONPATH": f"{ROOT / 'backend'}:{ROOT / 'tests'}", "TZ": "America/Lima"}
        | {"PATH": os.environ["PATH"]},
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    here = [hashlib.sha256(each).hexdigest() for each in (as_pdf(made), as_docx(made))]
    assert done.stdout.split() == here


@pytest.mark.parametrize("kind", Kind)
def test_the_only_date_in_the_file_is_the_day_of_issue(kind: Kind) -> None:
    snapshot = a_snapshot(kind)

    about = PdfReader(io.BytesIO(as_pdf(paper_of(snapshot)))).metadata

    assert about is not None
    assert about.creation_date is not None
    assert about.creation_date.date() == snapshot.issued_on
    assert about.author is None


@pytest.mark.parametrize("kind", Kind)
def test_nothing_says_that_a_victim_may_sue(kind: Kind) -> None:
    # D-15: no court is open against either decision; the complaint goes to the next-higher office.
    for snapshot in variants(kind):
        text = "".join(paper_of(snapshot).texts())
        clauses = re.split(r"[。；]", text)
        told = [clause for clause in clauses if "法院" in clause]
        assert all("不适用被害人向人民法院起诉的规定" in clause for clause in told)
        assert all("不能就本决定向人民法院提起诉讼" in clause for clause in told)
        assert "自诉" not in text


@pytest.mark.parametrize("kind", [Kind.VICTIM_NOTICE, Kind.CONDITIONAL_DECISION,
                                  Kind.FINAL_DECISION])  # fmt: skip
def test_a_victim_is_told_of_the_complaint_and_that_no_court_is_open(kind: Kind) -> None:
    # D-14, D-15
    text = "".join(paper_of(a_snapshot(kind)).texts())

    assert "七日以内向云州市人民检察院申诉" in text
    assert "不适用被害人向人民法院起诉的规定" in text


def test_without_a_victim_nobody_is_told_of_a_complaint() -> None:
    text = "".join(paper_of(a_snapshot(Kind.FINAL_DECISION, has_victim=False)).texts())

    assert "申诉" not in text


def test_the_final_decision_holds_the_six_blocks() -> None:
    # F-01 (Rules 372): identity, source, facts, basis and reasons, seizures, notices.
    text = "".join(paper_of(a_snapshot(Kind.FINAL_DECISION)).texts())

    where = [
        text.index(block)
        for block in (
            "被不起诉人李某某，男", "侦查终结", "经本院依法审查查明",
            "第二百八十四条第二款的规定，决定",
            "涉案财物的处理", "申诉",
        )
    ]  # fmt: skip
    assert where == sorted(where)


@pytest.mark.parametrize(
    ("decision", "facts", "basis"),
    [
        (RELATIVE, "经本院依法审查查明", "第一百七十七条第二款的规定，决定"),
        (STATUTORY, "经本院依法审查查明", "第一百七十七条第一款的规定，决定"),
        (WANT_OF_EVIDENCE, "江南分局移送审查起诉认定", "第一百七十五条第四款的规定，决定"),
    ],
)
def test_a_direct_decision_holds_the_six_blocks(
    decision: DecisionPart, facts: str, basis: str
) -> None:
    # F-01 (Rules 372), E-03: identity, source, facts, basis and reasons, seizures, notices.
    text = "".join(paper_of(a_snapshot(Kind.DIRECT_DECISION, decision=decision)).texts())

    blocks = (
        "被不起诉人李某某，男",
        "侦查终结",
        facts,
        decision.text,
        basis,
        "涉案财物的处理",
        "申诉",
    )
    where = [text.index(block) for block in blocks]
    assert where == sorted(where)
    assert "考验期" not in text


@pytest.mark.parametrize("decision", [RELATIVE, STATUTORY, WANT_OF_EVIDENCE])
def test_the_minor_is_told_of_the_complaint_against_a_relative_one_only(
    decision: DecisionPart,
) -> None:
    # D-17 (Rules 377, 385): to this office; D-14: the victim's goes up, and of courts not a word.
    text = "".join(paper_of(a_snapshot(Kind.DIRECT_DECISION, decision=decision)).texts())

    relative = decision is RELATIVE
    told = "被不起诉人如不服本决定，可以自收到本决定书后七日以内向本院申诉" in text
    assert told is relative
    assert text.count("申诉") == (2 if relative else 1)
    assert "被害人如不服本决定，可以自收到本决定书后七日以内向云州市人民检察院申诉" in text
    assert "法院" not in text


def test_want_of_evidence_finds_nothing_and_a_finding_needs_its_evidence() -> None:
    # E-03: what the police say stays theirs.
    wanting = "".join(paper_of(a_snapshot(Kind.DIRECT_DECISION, decision=WANT_OF_EVIDENCE)).texts())
    assert "查明" not in wanting
    assert "证据不足，不符合起诉条件" in wanting
    with pytest.raises(DocumentPartMissing) as refused:
        paper_of(a_snapshot(Kind.DIRECT_DECISION, blanks={"evidence": ""}))
    assert refused.value.facts["part"] == "evidence"


def test_a_direct_decision_is_made_of_one_only() -> None:
    with pytest.raises(DocumentPartMissing) as refused:
        paper_of(a_snapshot(Kind.DIRECT_DECISION, decision=FINAL))
    assert refused.value.facts["part"] == "decision"


@pytest.mark.parametrize(("kind", "name"), REQUIRED)
def test_a_paper_without_what_it_must_say_is_not_made(kind: Kind, name: str) -> None:
    with pytest.raises(DocumentPartMissing) as refused:
        paper_of(a_snapshot(kind, blanks={name: " "}))

    assert refused.value.facts == {"kind": kind, "part": name}


@pytest.mark.parametrize(
    ("kind", "changes", "part"),
    [
        (Kind.CONDITIONAL_DECISION, {"period": None}, "period"),
        (Kind.CONDITIONAL_DECISION, {"charges": ()}, "charges"),
        (Kind.CONDITIONAL_DECISION, {"guardians": ()}, "legal_representative"),
        (Kind.CONDITIONAL_DECISION, {"screening": None}, "screening"),
        (Kind.CONDITIONAL_DECISION, {"higher_office": None}, "higher_office"),
        (Kind.CONDITIONAL_DECISION, {"blanks": {"defender": ""}}, "defender"),
        (Kind.CONDITIONAL_DECISION, {"plan": None}, "conditions"),
        (Kind.ANNOUNCEMENT_RECORD, {"announcement": None}, "announcement"),
        (Kind.OPINION_RECORD, {"opinions": ()}, "opinion"),
        (Kind.SUPERVISION_AGREEMENT, {"plan": None}, "plan"),
        (Kind.PERIOD_CHANGE, {"change": None}, "change"),
        (Kind.INSPECTION_OPINION, {"review": None}, "review"),
        (Kind.INSPECTION_OPINION, {"opinions": ()}, "victim_opinion"),
        (Kind.SERVICE_RECEIPT, {"service": None}, "service"),
        (Kind.REVOCATION, {"decision": None}, "decision"),
        (Kind.REVOCATION, {"revocation": None}, "revocation"),
        (Kind.REVOCATION, {"opinions": ()}, "opinions"),
        (Kind.ADMONITION, {"incidents": ()}, "incident"),
    ],
)
def test_a_missing_record_is_named(kind: Kind, changes: dict[str, object], part: str) -> None:
    with pytest.raises(DocumentPartMissing) as refused:
        paper_of(a_snapshot(kind, **changes))

    assert refused.value.facts == {"kind": kind, "part": part}


@pytest.mark.parametrize(("mode", "part"), [("adult_recipient", "substitute"), ("left", "witness")])
def test_a_receipt_says_who_stood_in_or_watched(mode: str, part: str) -> None:
    # T-09 (CPL 107)
    snapshot = a_snapshot(Kind.SERVICE_RECEIPT)
    assert snapshot.service is not None
    served = dataclasses.replace(snapshot.service, mode=mode)

    with pytest.raises(DocumentPartMissing) as refused:
        paper_of(dataclasses.replace(snapshot, service=served))

    assert refused.value.facts["part"] == part


@pytest.mark.parametrize("kind", Kind)
def test_every_page_has_its_number_and_a_preview_its_mark(kind: Kind) -> None:
    made = paper_of(a_snapshot(kind))

    plain, marked = as_pdf(made), as_pdf(made, preview=True)

    pages = PdfReader(io.BytesIO(plain)).pages
    for number, page in enumerate(pages, 1):
        assert re.search(rf"—\s*{number}\s*—", page.extract_text())
        assert "预览" not in page.extract_text()
    for page in PdfReader(io.BytesIO(marked)).pages:
        assert "预" in page.extract_text()
        assert "览" in page.extract_text()


def test_many_acts_and_long_texts_run_over_pages_and_lose_nothing() -> None:
    acts = tuple(
        ActPart(
            occurred_on=date(2026, 1, 1), amount_fen=100 * index, note=f"第{index}起" + "转账" * 60
        )
        for index in range(1, 81)
    )
    name = "阿卜杜拉·买买提·吐尔逊江" * 3
    snapshot = a_snapshot(
        Kind.CONDITIONAL_DECISION,
        charges=(dataclasses.replace(CHARGES[0], acts=acts),),
        blanks={"evidence": EVIDENCE * 40},
    )
    assert snapshot.minor is not None
    snapshot = dataclasses.replace(snapshot, minor=dataclasses.replace(snapshot.minor, name=name))

    pdf = as_pdf(paper_of(snapshot))

    text = re.sub(r"\s", "", text_of(pdf))
    assert len(PdfReader(io.BytesIO(pdf)).pages) > 15
    assert [f"{i}．2026年1月1日，第{i}起" in text for i in range(1, 81)] == [True] * 80
    assert name in re.sub(r"—\d+—", "", text)


def test_a_table_over_two_pages_keeps_its_rows_whole() -> None:
    snapshot = a_snapshot(Kind.INSPECTION_OPINION)
    assert snapshot.review is not None
    ratings = tuple(
        dataclasses.replace(snapshot.review.ratings[0], subject=f"条件{i}", evidence="证据" * 90)
        for i in range(30)
    )
    review = dataclasses.replace(snapshot.review, ratings=ratings)

    text = text_of(as_pdf(paper_of(dataclasses.replace(snapshot, review=review))))

    pages = text.split("\f")
    assert len(pages) > 5
    for page in pages:
        # A row that begins on a page ends on it: as many whole evidences as subjects.
        flat = re.sub(r"\s", "", page)
        assert flat.count("证据" * 90) == len(re.findall(r"条件\d+", flat))


def test_what_would_print_as_a_box_is_refused() -> None:
    with pytest.raises(CharacterNotPrintable) as refused:
        paper_of(a_snapshot(Kind.ADMONITION, blanks={"rule": "第一条😀😀\U00030edd"}))

    assert refused.value.facts == {"count": 2}


@pytest.mark.parametrize("kind", Kind)
def test_every_character_has_a_picture(kind: Kind) -> None:
    for snapshot in variants(kind):
        assert unprintable(LATEST[kind].write(snapshot).texts()) == frozenset()


def test_markup_in_a_text_is_printed_and_not_obeyed() -> None:
    wild = '#panic("x") *重* $x$ @a [b] <c> \\n'

    text = text_of(as_pdf(paper_of(a_snapshot(Kind.ADMONITION, blanks={"rule": wild}))))

    assert "#panic" in text
    assert "*重*" in text


@pytest.mark.parametrize("kind", EDITABLE)
def test_the_editable_form_says_the_same(kind: Kind) -> None:
    made = paper_of(a_snapshot(kind))

    document = Document(io.BytesIO(as_docx(made)))

    said = [paragraph.text for paragraph in document.paragraphs]
    said += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    everything = "\n".join(said)
    for text in made.texts():
        assert all(line in everything for line in text.split("\n"))
    assert document.core_properties.author == ""


@pytest.mark.parametrize("kind", Kind)
def test_no_english_and_no_half_punctuation_in_chinese(kind: Kind) -> None:
    for snapshot in variants(kind):
        for text in paper_of(snapshot).texts():
            assert re.search(r"[A-Za-z]{2,}", text) is None
            assert re.search(r"[\u4e00-\u9fff][,.;:?!()]", text) is None
            assert re.search(r"。。|，。|；。|，，|：：", text) is None
