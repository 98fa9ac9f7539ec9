"""Write a module of one's own office: draft, hand in, send back, publish, retire."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.education.office_errors import ModuleNotPublished
from guanhu.education.office_facts import OfficeModuleState
from guanhu.education.office_modules import OfficeModuleRepository
from guanhu.education.office_rules import OPEN, read_own, refuse_change, refuse_decision
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, words
from guanhu.kernel.errors import InvalidInput, Problem
from guanhu.plumbing.database import Database

MOST_FILES = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleFilePart:
    """One file of a module's folder."""

    name: str = words("Its name in the folder, such as module.yaml.", at_most=60)
    content: str = words("What stands in it.", at_most=200_000, multiline=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOfficeModule:
    """Write a new version of a module, or write the open one anew, as the files of its folder."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    files: tuple[ModuleFilePart, ...] = items(
        "All files of the folder.", at_least=1, at_most=MOST_FILES
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitOfficeModule:
    """Hand a draft in for a second person."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    module_id: UUID = item("The version.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnOfficeModule:
    """Send a version back with what is to be changed."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    module_id: UUID = item("The version.")
    feedback: str = words("What is to be changed.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishOfficeModule:
    """Publish a version; it can be assigned from now on and never changes."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    module_id: UUID = item("The version.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RetireOfficeModule:
    """Offer a module no longer; what was assigned goes on."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    code: str = words("Code of the module.", at_most=40)


@dataclass(frozen=True, slots=True)
class OfficeModuleDone:
    """The version."""

    office_module: UUID


async def draft_office_module(
    database: Database, clock: Clock, actor: Actor, command: DraftOfficeModule
) -> OfficeModuleDone:
    """Draft a version.

    Raises `NotPermitted`, `InvalidInput`, `ContentRefused` with file, line and reason, or
    `ModuleNotOpen` while a version waits for its review.
    """
    actor.require(Permission.MODULE_WRITE)
    async with begin(database, clock, actor, command, OfficeModuleDone) as work:
        if work.first_answer is not None:
            return work.first_answer
        files = {file.name: file.content for file in command.files}
        if len(files) != len(command.files):
            raise InvalidInput([Problem("files", "REPEATED")])
        repository = OfficeModuleRepository(work)
        office_code = await repository.office_code()
        # Read once without its number to know whose successor it is.
        code = _code_of(files)
        newest = None if code is None else await repository.newest(code)
        open_one = None
        next_version = 1
        if newest is not None:
            state = OfficeModuleState(newest.state)
            refusal = refuse_change(state)
            if refusal is not None and state is not OfficeModuleState.PUBLISHED:
                raise refusal
            open_one = newest if state in OPEN else None
            next_version = newest.version + (open_one is None)
        module = read_own(files, office_code, next_version)
        module_id = await repository.draft(open_one, module, files)
        work.record(
            "education.own_drafted", "office_module", module_id,
            module=module.code, version=module.version,
        )  # fmt: skip
        return work.answer(OfficeModuleDone(office_module=module_id))


async def submit_office_module(
    database: Database, clock: Clock, actor: Actor, command: SubmitOfficeModule
) -> OfficeModuleDone:
    """Hand a version in. Raises `NotPermitted`, `NotVisible`, `ModuleNotOpen`."""
    actor.require(Permission.MODULE_WRITE)
    async with begin(database, clock, actor, command, OfficeModuleDone) as work:
        if work.first_answer is not None:
            return work.first_answer
        row = await OfficeModuleRepository(work).lock(command.module_id)
        refusal = refuse_change(OfficeModuleState(row.state))
        if refusal is not None:
            raise refusal
        row.state = OfficeModuleState.SUBMITTED.value
        work.record(
            "education.own_submitted", "office_module", row.id, module=row.code, version=row.version
        )
        return work.answer(OfficeModuleDone(office_module=row.id))


async def return_office_module(
    database: Database, clock: Clock, actor: Actor, command: ReturnOfficeModule
) -> OfficeModuleDone:
    """Send a version back.

    Raises `NotPermitted`, `NotVisible`, `ModuleNotSubmitted`, `ApproverIsAuthor`.
    """
    actor.require(Permission.MODULE_REVIEW)
    async with begin(database, clock, actor, command, OfficeModuleDone) as work:
        if work.first_answer is not None:
            return work.first_answer
        repository = OfficeModuleRepository(work)
        row = await repository.lock(command.module_id)
        refusal = refuse_decision(OfficeModuleState(row.state), row.writers, actor.account_id)
        if refusal is not None:
            raise refusal
        await repository.decide(row, OfficeModuleState.RETURNED, command.feedback.strip())
        work.record(
            "education.own_returned", "office_module", row.id, module=row.code, version=row.version
        )
        return work.answer(OfficeModuleDone(office_module=row.id))


async def publish_office_module(
    database: Database, clock: Clock, actor: Actor, command: PublishOfficeModule
) -> OfficeModuleDone:
    """Publish a version somebody else wrote.

    Raises `NotPermitted`, `NotVisible`, `ModuleNotSubmitted`, `ApproverIsAuthor`.
    """
    actor.require(Permission.MODULE_REVIEW)
    async with begin(database, clock, actor, command, OfficeModuleDone) as work:
        if work.first_answer is not None:
            return work.first_answer
        repository = OfficeModuleRepository(work)
        row = await repository.lock(command.module_id)
        refusal = refuse_decision(OfficeModuleState(row.state), row.writers, actor.account_id)
        if refusal is not None:
            raise refusal
        await repository.decide(row, OfficeModuleState.PUBLISHED)
        work.record(
            "education.own_published", "office_module", row.id, module=row.code, version=row.version
        )
        return work.answer(OfficeModuleDone(office_module=row.id))


async def retire_office_module(
    database: Database, clock: Clock, actor: Actor, command: RetireOfficeModule
) -> OfficeModuleDone:
    """Retire a module in all its versions. Raises `NotPermitted`, `ModuleNotPublished`."""
    actor.require(Permission.MODULE_REVIEW)
    async with begin(database, clock, actor, command, OfficeModuleDone) as work:
        if work.first_answer is not None:
            return work.first_answer
        module_id = await OfficeModuleRepository(work).retire(command.code)
        if module_id is None:
            raise ModuleNotPublished
        work.record("education.own_retired", "office_module", module_id, module=command.code)
        return work.answer(OfficeModuleDone(office_module=module_id))


def _code_of(files: dict[str, str]) -> str | None:
    """The code a module says it has; None where it says none, which the reader then tells."""
    for line in files.get("module.yaml", "").splitlines():
        key, _, value = line.partition(":")
        if key == "code":
            return value.strip().strip("\"'")
    return None
