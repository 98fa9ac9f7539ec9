"""Correct after intake whether a case has a victim, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import begin, look
from guanhu.cases.repository import CaseRepository
from guanhu.cases.states import CaseAction
from guanhu.cases.tables import CaseFileRow
from guanhu.decisions.facts import (
    WITHOUT_RETURN,
    Addressee,
    DecisionKind,
    OpinionParty,
    VictimCorrectionSeen,
)
from guanhu.decisions.repository import DecisionRepository
from guanhu.decisions.rules import addressees_now, refuse_victim_correction
from guanhu.decisions.tables import VictimCorrectionRow
from guanhu.kernel.clock import Clock
from guanhu.kernel.commands import item, words
from guanhu.kernel.ids import new_id
from guanhu.plumbing.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectVictim:
    """Correct whether there is a victim."""

    idempotency_key: str = words("Under which this is done once.", at_least=8, at_most=64)
    case_id: UUID = item("The case file.")
    has_victim: bool = item("Whether there is a victim.")
    reason: str = words("Why the file said otherwise.", at_most=2000, multiline=True)


@dataclass(frozen=True, slots=True)
class CorrectedVictim:
    """The file as corrected."""

    case_file: UUID
    correction_id: UUID


async def correct_victim(
    database: Database, clock: Clock, actor: Actor, command: CorrectVictim
) -> CorrectedVictim:
    """Correct it, with everything that rests on it.

    A victim found later is informed (M-07), heard before what is still to be decided (D-01, P-09),
    served with what was decided (D-08, F-03) and may complain from that receipt (D-14). One that
    was entered by mistake is none of these any more.

    Raises `NotPermitted`, `NotVisible`, or the refusals `MoveNotAllowed`, `VictimUnchanged`,
    `VictimOnRecord`.
    """
    actor.require(Permission.CASE_WRITE)
    async with begin(database, clock, actor, command, CorrectedVictim) as work:
        if work.first_answer is not None:
            return work.first_answer
        cases, decisions = CaseRepository(work), DecisionRepository(work)
        row = await cases.lock(command.case_id)
        cases.act(row, CaseAction.CORRECT_VICTIM)
        made = await decisions.to_serve(row.id)
        heard = await decisions.opinion_facts(row.id)
        served = {one.id: await decisions.served(one.id) for one in made}
        refusal = refuse_victim_correction(
            says=row.has_victim, has_victim=command.has_victim,
            informed=row.victim_informed_on is not None,
            heard=any(one.party is OpinionParty.VICTIM for one in heard),
            served=any(Addressee.VICTIM in each for each in served.values()),
        )  # fmt: skip
        if refusal is not None:
            raise refusal
        row.has_victim = command.has_victim
        for decision in made:
            if await decisions.refuse_quashed(decision) is not None:
                continue
            wanted = addressees_now(
                [Addressee(value) for value in decision.addressees], DecisionKind(decision.kind),
                has_victim=row.has_victim, has_defender=row.has_defender,
            )  # fmt: skip
            _count(row, DecisionKind(decision.kind), len(set(wanted) - served[decision.id]))
        key, correction_id = await decisions.key(row.id), new_id()
        await decisions.add(
            VictimCorrectionRow(
                id=correction_id, case_id=row.id, has_victim=command.has_victim,
                reason=key.seal("victim_corrections.reason", correction_id, command.reason),
                corrected_by=actor.account_id, corrected_at=work.now,
            )
        )  # fmt: skip
        cases.settle(row)
        work.record(
            "decisions.victim_corrected", "victim_correction", correction_id, case_id=row.id,
            has_victim=command.has_victim,
        )  # fmt: skip
        return work.answer(CorrectedVictim(row.id, correction_id))


def _count(row: CaseFileRow, kind: DecisionKind, missing: int) -> None:
    """Keep how many services of a decision are missing; the day to serve by stays the same."""
    if kind is DecisionKind.CONDITIONAL_NON_PROSECUTION:
        row.services_missing = missing
    elif kind in WITHOUT_RETURN:
        row.final_services_missing = missing


async def read_victim_corrections(
    database: Database, clock: Clock, actor: Actor, case_id: UUID
) -> tuple[VictimCorrectionSeen, ...]:
    """The corrections of a visible case, with their reasons; `NotPermitted`."""
    actor.require(Permission.DECISION_READ)
    async with look(database, clock, actor) as seen:
        return await DecisionRepository(seen).victim_corrections(case_id)
