"""Take the questions of a QTI bank into the open version of an own module."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import yaml

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin
from guanhu.education.office_errors import NothingImported
from guanhu.education.office_facts import OfficeModuleState
from guanhu.education.office_modules import OfficeModuleRepository
from guanhu.education.office_rules import content_refused, read_own, refuse_change
from guanhu.education.qti import questions_of
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, told, words
from guanhu.kernel.strict_yaml import FileRefused
from guanhu.plumbing.database import Database

QUESTIONS = "questions.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportQuestions:
    """Add the questions of a bank to a version; the digest stands for the bank itself."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    module_id: UUID = item("The open version.")
    digest: str = words("SHA-256 of the bank.", at_least=64, at_most=64)


@dataclass(frozen=True, slots=True)
class ItemRefusedPart:
    """An item of the bank that was not taken over."""

    item: str = told("Its identifier.")
    file: str = told("File.")
    line: int = told("Line.")
    reason: str = told("Why.")


@dataclass(frozen=True, slots=True)
class ImportedQuestions:
    """The version, how many questions it got, and which items were refused."""

    office_module: UUID
    taken: int
    refused: tuple[ItemRefusedPart, ...]


async def import_questions(
    database: Database, clock: Clock, actor: Actor, command: ImportQuestions, bank: bytes
) -> ImportedQuestions:
    """Add what can be taken over to the end of the module's bank, and tell what cannot.

    Raises `NotPermitted`, `NotVisible`, `ModuleNotOpen`, `ContentRefused` for a bank that cannot
    be read, `NothingImported`.
    """
    actor.require(Permission.MODULE_WRITE)
    async with begin(database, clock, actor, command, ImportedQuestions) as work:
        if work.first_answer is not None:
            return work.first_answer
        repository = OfficeModuleRepository(work)
        row = await repository.lock(command.module_id)
        refusal = refuse_change(OfficeModuleState(row.state))
        if refusal is not None:
            raise refusal
        try:
            found = questions_of(bank)
        except FileRefused as refused:
            raise content_refused(refused) from refused
        written = yaml.safe_load(row.files[QUESTIONS])
        there = {each["id"] for part in ("pre", "bank") for each in written[part]}
        new = [each for each in found.questions if each["id"] not in there]
        refusals = [
            *(ItemRefusedPart(r.item, r.file, r.line, r.reason) for r in found.refused),
            *(
                ItemRefusedPart(each["id"], QUESTIONS, 1, "the module has this question already")
                for each in found.questions
                if each["id"] in there
            ),
        ]
        if not new:
            raise NothingImported(refused=len(refusals))
        written["bank"] += new
        files = {
            **row.files,
            QUESTIONS: yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=110),
        }
        module = read_own(files, await repository.office_code(), row.version)
        await repository.draft(row, module, files)
        work.record(
            "education.own_imported", "office_module", row.id,
            module=row.code, version=row.version, taken=len(new), refused=len(refusals),
        )  # fmt: skip
        return work.answer(ImportedQuestions(row.id, len(new), tuple(refusals)))
