"""Attachments through their door: what is kept, for whom, and in what form."""

from __future__ import annotations

import io
import logging
import uuid

import pytest
from PIL import Image

from guanhu.files import facts, preparing
from support.builders_cases import a_case
from support.builders_files import an_attachment, fetch, upload
from support.builders_plans import a_member
from support.builders_sealing import finish, put_under_supervision
from support.contents import MACRO_TYPE, PDF, a_photo, a_word_file
from support.world import OTHER_OFFICE, World

LISTED = (
    "attachments.items.id", "attachments.items.type", "attachments.items.sizeBytes",
    "attachments.items.attachedTo", "attachments.items.recordId", "attachments.items.path",
    "attachments.items.uploadedBy.displayName", "attachments.total",
)  # fmt: skip


@pytest.fixture
async def case_id(world: World) -> str:
    world.person("li", "officer")
    return await a_case(world)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
async def test_a_picture_is_kept_upright_and_without_place_or_device(
    world: World, case_id: str, form: str
) -> None:
    sent = a_photo(form)
    assert b"CAMERA-OF-LIN" in sent
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825) != {}

    answer = await upload(world, "li", case_id, sent)

    assert answer.status_code == 201
    told = answer.json()
    page = await world.ask("li", "caseFile", LISTED, id=case_id)
    (listed,) = page["attachments"]["items"]
    assert listed == listed | {
        "id": told["attachmentId"],
        "type": form,
        "sizeBytes": told["sizeBytes"],
        "attachedTo": None,
        "recordId": None,
        "path": f"/attachments/{told['attachmentId']}",
    }
    assert listed["uploadedBy"]["displayName"] == "li"
    fetched = await fetch(world, "li", listed["path"])
    kept = Image.open(io.BytesIO(fetched.content))
    assert (kept.format, kept.size) == (form, (40, 60))  # it lay on its side
    assert (dict(kept.getexif()), kept.getexif().get_ifd(0x8825)) == ({}, {})
    assert not {"exif", "comment", "xmp", "icc_profile"} & set(kept.info)
    assert b"CAMERA-OF-LIN" not in fetched.content
    assert b"LINJIA-XIANG" not in fetched.content


async def test_what_is_sent_is_what_is_fetched_and_stands_encrypted(
    world: World, case_id: str
) -> None:
    texts = ("家访笔录：秘密记号".encode(), PDF, a_word_file())
    for content in texts:
        attachment = await an_attachment(world, case_id, content=content)

        fetched = await fetch(world, "li", f"/attachments/{attachment}")

        assert (fetched.status_code, fetched.content) == (200, content)
        ending = fetched.headers["content-disposition"].rpartition(".")[2].strip('"')
        assert ending in {"txt", "pdf", "docx"}
        assert fetched.headers["content-disposition"].startswith("attachment; filename=")
        assert fetched.headers["cache-control"] == "no-store"
        assert fetched.headers["x-content-type-options"] == "nosniff"
    stored = world.sql("SELECT content, size_bytes FROM attachments ORDER BY size_bytes")
    assert [size for _, size in stored] == sorted(len(each) for each in texts)
    assert all(each not in bytes(content) for content, _ in stored for each in texts)
    trail = world.sql(
        "SELECT action, count(*), count(case_id) FROM trail_entries WHERE action LIKE 'files.%%'"
        " GROUP BY 1 ORDER BY 1", [],
    )  # fmt: skip
    assert trail == [("files.downloaded", 3, 3), ("files.uploaded", 3, 3)]


async def test_more_than_twenty_megabytes_are_refused_while_they_come(
    world: World, case_id: str
) -> None:
    taken = 0
    before = world.counts()

    async def endless() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield bytes(facts.MEGABYTE)

    answer = await world.http.post(
        f"/attachments?case={case_id}",
        content=endless(),  # type: ignore[arg-type]
        headers={
            "authorization": f"Bearer {world.token('li')}", "idempotency-key": uuid.uuid4().hex,
        },
    )  # fmt: skip

    assert answer.status_code == 413
    assert answer.json() == {"code": "ATTACHMENT_TOO_LARGE", "facts": {"most_megabytes": "20"}}
    assert taken <= 22
    assert world.counts() == before
    exactly = b"a" * facts.LARGEST_BYTES
    assert (await upload(world, "li", case_id, exactly)).status_code == 201
    assert (await upload(world, "li", case_id, exactly + b"a")).status_code == 413


async def test_what_is_not_kept_is_refused_and_leaves_nothing(
    world: World, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    moving = io.BytesIO()
    frames[0].save(moving, format="PNG", save_all=True, append_images=frames[1:])
    before = world.counts()
    refused = [
        (b"MZ\x90\x00" + bytes(64), 415, "ATTACHMENT_TYPE_NOT_ALLOWED"),
        (b"<html>", 415, "ATTACHMENT_TYPE_NOT_ALLOWED"),
        (a_word_file(MACRO_TYPE), 415, "ATTACHMENT_TYPE_NOT_ALLOWED"),
        (moving.getvalue(), 415, "ATTACHMENT_TYPE_NOT_ALLOWED"),
        (a_photo()[:90], 422, "ATTACHMENT_UNREADABLE"),
        (b"\xff\xd8\xff" + bytes(500), 422, "ATTACHMENT_UNREADABLE"),
        (PDF[:12], 422, "ATTACHMENT_UNREADABLE"),
    ]

    for content, status, code in refused:
        answer = await upload(world, "li", case_id, content)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    empty = await upload(world, "li", case_id, b"")
    keyless = await upload(world, "li", case_id, b"text", key="")
    monkeypatch.setattr(preparing, "MOST_DOTS", 2000)
    bomb = await upload(world, "li", case_id, a_photo())

    assert empty.json() == {
        "code": "INVALID_INPUT",
        "problems": [{"path": "content", "code": "REQUIRED"}],
    }
    assert keyless.json()["problems"] == [{"path": "idempotencyKey", "code": "REQUIRED"}]
    assert (bomb.status_code, bomb.json()["code"]) == (413, "ATTACHMENT_TOO_LARGE")
    assert world.counts() == before


async def test_s55_the_same_upload_sent_twice_is_one_attachment(world: World, case_id: str) -> None:
    key = uuid.uuid4().hex
    first = await upload(world, "li", case_id, b"note", key=key)

    again = await upload(world, "li", case_id, b"note", key=key)
    other = await upload(world, "li", case_id, b"other", key=key)

    assert again.json() == first.json()
    assert other.json()["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert world.count("attachments") == 1


async def test_a_case_that_is_full_takes_no_more(
    world: World, case_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guanhu.files.rules.LARGEST_CASE_BYTES", 10)
    await an_attachment(world, case_id, content=b"12345678")
    before = world.counts()

    refused = await upload(world, "li", case_id, b"abc")

    assert refused.json()["code"] == "CASE_ATTACHMENTS_FULL"
    assert world.counts() == before


async def test_the_walls_stand_around_an_attachment(
    world: World, case_id: str, caplog: pytest.LogCaptureFixture
) -> None:
    put_under_supervision(world, case_id)
    await a_member(world, case_id, "zhao")
    attachment = await an_attachment(world, case_id, "zhao", content=b"seen at school")
    for who, role, where in (
        ("wang", "officer", {}), ("far", "officer", {"office": OTHER_OFFICE}),
        ("far-chief", "supervisor", {"office": OTHER_OFFICE}), ("worker", "social_worker", {}),
        ("mother", "guardian", {}), ("child", "young_person", {}), ("eyes", "auditor", {}),
        ("admin", "administrator", {}), ("chen", "supervisor", {}),
    ):  # fmt: skip
        world.person(who, role, **where)
    before = world.counts()
    caplog.set_level(logging.INFO)

    for who in ("wang", "far", "far-chief", "worker"):
        assert (await fetch(world, who, f"/attachments/{attachment}")).status_code == 404
        assert (await upload(world, who, case_id, b"x")).json() == {"code": "NOT_VISIBLE"}
    for who in ("mother", "child", "eyes", "admin"):
        assert (await fetch(world, who, f"/attachments/{attachment}")).status_code == 403
        assert (await upload(world, who, case_id, b"x")).status_code == 403
    assert (await fetch(world, None, f"/attachments/{attachment}")).status_code == 401
    assert (await upload(world, None, case_id, b"x")).status_code == 401
    assert (await fetch(world, "li", "/attachments/../x")).status_code == 404
    assert (await upload(world, "li", "x", b"x")).status_code == 404
    assert world.counts() == before
    for who in ("li", "chen", "zhao"):
        assert (await fetch(world, who, f"/attachments/{attachment}")).content == b"seen at school"
    logged = [str(getattr(line, "msg", line)) for line in caplog.records]
    assert logged
    assert not any(attachment in line or case_id in line for line in logged)


async def test_a_sealed_case_takes_its_attachments_with_it(world: World, case_id: str) -> None:
    put_under_supervision(world, case_id)
    attachment = await an_attachment(world, case_id, content=a_photo())
    finish(world, case_id)

    await world.done("li", "sealCase", caseId=case_id)

    assert world.count("attachments") == 0
    assert (await fetch(world, "li", f"/attachments/{attachment}")).status_code == 404


async def test_s61_earlier_files_are_hidden_from_a_new_worker_as_notes_are(
    world: World, case_id: str
) -> None:
    put_under_supervision(world, case_id)
    world.person("chen", "supervisor")
    early = await an_attachment(world, case_id)
    world.later(days=3)
    await a_member(world, case_id, "zhao", hideEarlierNotes=True)
    late = await an_attachment(world, case_id)

    page = await world.ask("zhao", "caseFile", ("attachments.items.id",), id=case_id)

    assert [each["id"] for each in page["attachments"]["items"]] == [late]
    assert (await fetch(world, "zhao", f"/attachments/{early}")).status_code == 404
    assert (await fetch(world, "zhao", f"/attachments/{late}")).status_code == 200
    assert (await fetch(world, "chen", f"/attachments/{early}")).status_code == 200
