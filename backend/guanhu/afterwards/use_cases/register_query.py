"""Register a written application to look into a sealed record (F-09)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.afterwards.facts import ApplicantKind
from guanhu.afterwards.queries import Application, QueryRepository
from guanhu.afterwards.rules import query_deadline, refuse_query
from guanhu.audit.work import begin
from guanhu.identity.holidays import office_holidays
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, items, words
from guanhu.plumbing.database import Database
from guanhu.sealing.facts import SealScope


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSealQuery:
    """Register an application; whether anything is sealed is not told here."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    applicant_kind: ApplicantKind = item("What the applicant is.")
    applicant: str = words("The applying unit.", at_most=100)
    handled_case: str | None = words(
        "The case a judicial organ handles and asks for.", at_most=200, default=None
    )
    received_on: date = item("Day on which the written application was received.")
    person: str = words("About whom it asks.", at_most=60)
    identity_number: str | None = words(
        "That person's identity number; this or a case number is needed.", at_most=40, default=None
    )
    case_number: str | None = words(
        "The case number asked about, where the application gives one.", at_most=60, default=None
    )
    reason: str = words("Reason given.", at_most=2000, multiline=True)
    legal_basis: str = words("Basis given.", at_most=1000, multiline=True)
    scope: tuple[SealScope, ...] = items(
        "What it wants to read.", at_least=1, at_most=len(SealScope)
    )


@dataclass(frozen=True, slots=True)
class RegisteredSealQuery:
    """The query as registered."""

    seal_query: UUID


async def register_seal_query(
    database: Database, clock: Clock, actor: Actor, command: RegisterSealQuery
) -> RegisteredSealQuery:
    """Enter it into the register; the days for the answer run from its receipt (F-09).

    Raises `NotPermitted`, or the refusals `InvalidInput`, `DateInFuture`, `NoRulebook`.
    """
    actor.require(Permission.SEAL_QUERY_RECORD)
    async with begin(database, clock, actor, command, RegisteredSealQuery) as work:
        if work.first_answer is not None:
            return work.first_answer
        refusal = refuse_query(
            received_on=command.received_on,
            identity_number=command.identity_number,
            case_number=command.case_number,
            scope=command.scope,
            today=work.today,
        )
        if refusal is not None:
            raise refusal
        due = query_deadline(command.received_on, None, await office_holidays(work))
        query_id = await QueryRepository(work).register(
            Application(
                applicant_kind=command.applicant_kind,
                applicant=command.applicant,
                handled_case=command.handled_case,
                received_on=command.received_on,
                person=command.person,
                identity_number=command.identity_number,
                case_number=command.case_number,
                reason=command.reason,
                legal_basis=command.legal_basis,
                scope=command.scope,
            )
        )
        work.record(
            "afterwards.query_registered", "seal_query", query_id,
            applicant=command.applicant_kind.value, due=due.due_on.isoformat(),
        )  # fmt: skip
        return work.answer(RegisteredSealQuery(query_id))
