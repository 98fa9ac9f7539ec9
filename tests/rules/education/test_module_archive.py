"""Archives of strangers, and banks of questions in QTI 3."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib

import pytest

from guanhu.education.module_archive import archive_of, files_in
from guanhu.education.qti import questions_of
from guanhu.kernel.strict_yaml import FileRefused
from support.module_files import (
    a_bank,
    declared,
    own_files,
    qti_item,
    said,
    zipped,
)


def test_what_goes_out_comes_in_again_byte_for_byte() -> None:
    files = own_files()

    archive = archive_of("habits", files)

    assert files_in(archive) == files
    assert archive == archive_of("habits", dict(reversed(files.items())))


@pytest.mark.parametrize(
    ("name", "said_of"),
    [
        ("../module.yaml", r"\.\./module\.yaml:1: a module has no such file"),
        ("/module.yaml", "no such file"),
        ("a/../module.yaml", "no such file"),
        ("a\\module.yaml", "no such file"),
        ("a/b/module.yaml", "no such file"),
        ("lessons/1.zh.md.exe", "no such file"),
        ("C:/module.yaml", "no such file"),
    ],
)
def test_names_that_point_elsewhere_are_refused(name: str, said_of: str) -> None:
    with pytest.raises(FileRefused, match=said_of):
        files_in(zipped({name: "x"}, folder=""))


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zipped({"module.yaml": b"a" * 50_000_000})
    assert len(bomb) < 100_000

    with pytest.raises(FileRefused, match="more than 200000 bytes"):
        files_in(bomb)
    many = {f"lessons/{n}.{language}.md": "a" * 190_000 for n in range(1, 5) for language in
            ("zh", "en")}  # fmt: skip
    with pytest.raises(FileRefused, match="unpacked it is more than 1000000"):
        files_in(zipped(many))
    with pytest.raises(FileRefused, match="more than 2000000 bytes"):
        files_in(b"PK" + b"x" * 2_000_001)


def test_claimed_size_is_not_believed() -> None:
    archive = bytearray(zipped({"module.yaml": b"b" * 300_000}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = archive.index(mark) + (22 if mark == b"PK\x03\x04" else 24)
        archive[at : at + 4] = (10).to_bytes(4, "little")

    with pytest.raises(FileRefused):
        files_in(bytes(archive))


def test_links_doubles_two_modules_and_broken_files_are_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("module.yaml")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(FileRefused, match="a link is no file"):
        files_in(made.getvalue())
    two = io.BytesIO()
    with zipfile.ZipFile(two, "w") as archive:
        archive.writestr("a/module.yaml", "x")
        archive.writestr("b/questions.yaml", "x")
    with pytest.raises(FileRefused, match="one archive holds one module"):
        files_in(two.getvalue())
    with pytest.raises(FileRefused, match=r"habits/module\.yaml:2: the file is not UTF-8"):
        files_in(zipped({"module.yaml": b"code: X\n\xff\xfe"}))
    with pytest.raises(FileRefused, match="no zip"):
        files_in(zlib.compress(b"x"))


def test_bank_of_qti_becomes_questions_of_our_kinds() -> None:
    found = questions_of(zipped(a_bank(), folder="items/"))

    by_id = {each["id"]: each for each in found.questions}
    assert {name: each["kind"] for name, each in by_id.items()} == {
        "one_of": "single", "some_of": "multiple", "in_order": "order", "pairs": "match",
        "sum": "number",
    }  # fmt: skip
    assert by_id["one_of"]["asks"] == {"zh": "问题", "en": "Question"}
    right = [each["id"] for each in by_id["some_of"]["choices"] if each.get("correct")]
    assert right == ["a", "c"]
    assert by_id["some_of"]["choices"][1]["feedback"] == {"zh": "再想想", "en": "Think again"}
    assert [each["id"] for each in by_id["in_order"]["items"]] == ["c", "a", "b"]
    assert by_id["pairs"]["pairs"][1]["right"] == {"zh": "右B", "en": "right B"}
    assert by_id["sum"]["answer"] == 600
    assert by_id["sum"]["unit"] == {"zh": "元", "en": "yuan"}
    assert [(each.item, each.file, each.reason) for each in found.refused] == [
        ("lone", "lone_en.xml", "the item is missing in zh")
    ]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        pytest.param(
            qti_item("a", "fr", declared("A"), ""), "xml:lang must say zh or en", id="language"
        ),
        pytest.param(
            qti_item("a", "zh", declared("A"), "<p/>"), "one interaction is needed, there are 0",
            id="no-interaction",
        ),
        pytest.param(
            qti_item(
                "a", "zh", declared("x", base="string"),
                '<p>问<qti-text-entry-interaction response-identifier="R"/></p>', said("对", "错"),
            ),
            "an answer in words is not taken", id="words",
        ),
        pytest.param(
            qti_item(
                "a", "zh", declared("A"),
                '<qti-hotspot-interaction response-identifier="R"/>',
            ),
            "qti-hotspot-interaction is not taken", id="kind",
        ),
        pytest.param(
            qti_item("a", "zh", "", '<qti-choice-interaction response-identifier="R"/>'),
            "its response is not declared", id="undeclared",
        ),
    ],
)  # fmt: skip
def test_item_that_cannot_be_taken_is_told_with_its_reason(item: str, reason: str) -> None:
    found = questions_of(item.encode())

    assert found.questions == []
    assert [each.reason for each in found.refused] == [reason]


def test_entities_and_document_types_are_refused() -> None:
    laughs = (
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0">&b;'
        "</qti-assessment-item>"
    )
    outside = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'

    for text in (laughs, outside):
        with pytest.raises(FileRefused, match="a document type is not taken"):
            questions_of(text.encode())
    with pytest.raises(FileRefused, match=r"item\.xml:1: this is no XML"):
        questions_of(b"<a>")
