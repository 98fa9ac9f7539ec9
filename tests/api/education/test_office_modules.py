"""Own modules: drafted, reviewed by a second person, published, assigned, retired."""

from __future__ import annotations

from typing import Any

from guanhu.education.module_archive import files_in
from support.builders_checkins import a_case_under_supervision
from support.builders_courses import a_learning_session
from support.builders_modules import STATE, as_input, drafted, published
from support.module_files import CODE, a_bank, own_files, zipped
from support.world import OTHER_OFFICE, World

ASSIGNED = ("assignment.id", "assignment.module.code", "assignment.module.version",
            "assignment.module.title")  # fmt: skip


async def assign(world: World, case_id: str, **overrides: Any) -> dict[str, Any]:
    given = {"caseId": case_id, "moduleCode": CODE, "dueOn": "2026-04-01", "reason": "对应角色"}
    return await world.do("li", "assignModule", ASSIGNED, **(given | overrides))


async def offered(world: World, who: str = "li") -> list[str]:
    found = await world.ask(who, "moduleCatalogue", ("code",))
    return [each["code"] for each in found]


async def test_module_is_written_reviewed_by_another_and_then_assigned(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    world.person("wang", "supervisor")
    module = await drafted(world)
    shipped = await offered(world)

    early = await world.do("wang", "publishOfficeModule", moduleId=module)
    unknown = await assign(world, case_id)
    await world.done("li", "submitOfficeModule", moduleId=module)
    own = await world.do("li", "publishOfficeModule", moduleId=module)
    locked = await world.do("li", "draftOfficeModule", **as_input(own_files()))
    back = await world.done(
        "wang", "returnOfficeModule", STATE, moduleId=module, feedback="第二课再短一些"
    )
    again = await drafted(world)
    await world.done("li", "submitOfficeModule", moduleId=module)
    done = await world.done("wang", "publishOfficeModule", STATE, moduleId=module)

    assert [early["code"], unknown["code"], own["code"], locked["code"]] == [
        "MODULE_NOT_SUBMITTED", "UNKNOWN_MODULE", "APPROVER_IS_AUTHOR", "MODULE_NOT_OPEN",
    ]  # fmt: skip
    assert (back["officeModule"]["state"], back["officeModule"]["feedback"]) == (
        "RETURNED", "第二课再短一些",
    )  # fmt: skip
    assert again == module
    assert done["officeModule"]["state"] == "PUBLISHED"
    listed = await world.ask("wang", "officeModules", ("total", "items.id", "items.state"))
    assert (listed["total"], [each["id"] for each in listed["items"]]) == (1, [module])
    assert CODE not in shipped
    assert await offered(world) == [*shipped, CODE]
    given = await assign(world, case_id)
    assert given["assignment"]["module"]["version"] == 1
    session = await a_learning_session(world, case_id, moduleCode=CODE)
    assert session["subject"]["module"]["code"] == CODE
    world.person("far", "officer", office=OTHER_OFFICE)
    assert CODE not in await offered(world, "far")
    assert (await world.ask("far", "officeModule", ("state",), id=module))["code"] == "NOT_VISIBLE"


async def test_who_wrote_in_it_is_no_second_person(world: World) -> None:
    await a_case_under_supervision(world)
    world.person("chen", "officer")
    module = await drafted(world, "li")
    await drafted(world, "chen")
    await world.done("chen", "submitOfficeModule", moduleId=module)

    by_writer = await world.do("li", "publishOfficeModule", moduleId=module)

    assert by_writer["code"] == "APPROVER_IS_AUTHOR"


async def test_new_version_is_offered_and_what_was_assigned_stays(world: World) -> None:
    case_id = await a_case_under_supervision(world)
    await published(world)
    await assign(world, case_id)
    await published(world, version=2)
    other = await a_case_under_supervision(world)

    second = await assign(world, other)
    stale = await world.do("li", "draftOfficeModule", **as_input(own_files(version=2)))
    retired = await world.done("wang", "retireOfficeModule", code=CODE)
    twice = await world.do("wang", "retireOfficeModule", code=CODE)
    gone = await assign(world, await a_case_under_supervision(world))

    assert second["assignment"]["module"]["version"] == 2
    assert (stale["code"], stale["facts"]) != ("", None)
    facts = {each["name"]: each["value"] for each in stale["facts"]}
    assert (facts["file"], facts["reason"]) == ("module/module.yaml", "version 3 is the next")
    assert retired["__typename"] == "RetireOfficeModuleSuccess"
    assert [twice["code"], gone["code"]] == ["MODULE_NOT_PUBLISHED", "UNKNOWN_MODULE"]
    page = await world.ask("li", "caseFile", ("assignments",), id=case_id)
    assert page["assignments"][0]["module"]["version"] == 1


async def test_zip_goes_in_and_comes_out_and_is_refused_by_file_and_line(world: World) -> None:
    world.person("li", "officer")
    world.person("ma", "guardian")
    headers = {"authorization": f"Bearer {world.token('li')}", "idempotency-key": "k" * 20}
    broken = own_files()
    broken["questions.yaml"] = broken["questions.yaml"].replace("kind: single", "kind: sinlge", 1)
    line = broken["questions.yaml"][: broken["questions.yaml"].index("sinlge")].count("\n") + 1

    wrong = await world.http.post(
        "/module-archives", content=zipped(broken),
        headers=headers | {"idempotency-key": "b" * 20},
    )  # fmt: skip
    foreign = await world.http.post(
        "/module-archives", content=zipped(own_files(code="TWO_CARDS")),
        headers=headers | {"idempotency-key": "c" * 20},
    )  # fmt: skip
    none = world.count("office_modules")
    done = await world.http.post("/module-archives", content=zipped(own_files()), headers=headers)
    module = done.json()["moduleId"]
    out = await world.http.get(f"/module-archives/{module}.zip", headers=headers)
    shipped = await world.http.get("/module-archives/shipped/TWO_CARDS.zip", headers=headers)
    family = await world.http.post(
        "/module-archives", content=zipped(own_files()),
        headers={"authorization": f"Bearer {world.token('ma')}"},
    )  # fmt: skip

    assert (wrong.status_code, wrong.json()["code"]) == (422, "CONTENT_REFUSED")
    facts = wrong.json()["facts"]
    assert (facts["file"], facts["line"]) == ("module/questions.yaml", str(line))
    assert facts["reason"].startswith("sinlge is not one of")
    assert foreign.json()["facts"]["reason"] == "the code of an own module begins with OWN_P330100_"
    assert none == 0
    assert done.status_code == 201
    assert files_in(out.content) == own_files()
    assert "module.yaml" in files_in(shipped.content)
    assert family.status_code == 403


async def test_questions_of_a_bank_are_added_to_the_draft(world: World) -> None:
    world.person("li", "officer")
    module = await drafted(world)
    headers = {"authorization": f"Bearer {world.token('li')}"}
    path = f"/module-archives/{module}/questions"

    async def send(content: bytes, key: str) -> Any:
        return await world.http.post(
            path, content=content, headers=headers | {"idempotency-key": key}
        )

    first = await send(zipped(a_bank(), folder=""), "q" * 20)
    same = await send(zipped(a_bank(), folder=""), "r" * 20)
    broken = await send(b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "s" * 20)

    assert (first.status_code, first.json()["taken"]) == (200, 5)
    assert [each["reason"] for each in first.json()["refused"]] == ["the item is missing in zh"]
    assert (same.status_code, same.json()["code"]) == (422, "NOTHING_IMPORTED")
    assert broken.json()["facts"]["reason"] == "a document type is not taken"
    seen = await world.ask("li", "officeModule", ("files.name", "files.content"), id=module)
    (text,) = [each["content"] for each in seen["files"] if each["name"] == "questions.yaml"]
    assert "id: in_order" in text
