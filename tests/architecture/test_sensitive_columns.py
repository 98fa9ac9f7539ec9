"""Sensitive columns are opened only in a request that asked for the permission to read them.

Every sensitive column has its permission here; a new one fails the first test until somebody has
decided. Then each field of the case page and each query is asked alone, on a file that has been
through everything, and every column the vault opens is held against what was asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from graphql import GraphQLObjectType, GraphQLSchema, is_required_argument

from guanhu import registry
from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.plumbing.database import Base
from guanhu.plumbing.vault import RecordKey
from guanhu.replay.selections import _selection, query_document
from support.builders_cases import a_case
from support.whole_journey import a_marked_journey
from support.world import World

registry.load()

P = Permission

MASKED = {"minors.name", "minors.birth_date", "guardians.name"}
"""Opened for whoever lists or reads cases, to show a masked name and two ages."""

LISTS = {P.CASE_READ, P.CASE_LIST}

READ_UNDER: dict[str, set[P]] = {
    "absences": {P.INCIDENT_READ},
    "accounts": {P.ACCOUNT_MANAGE},
    "acts": {P.CASE_READ},
    "announcements": {P.DECISION_READ},
    "assessment_consents": {P.DECISION_READ},
    "assessments": {P.DECISION_READ},
    "assignments": {P.EDUCATION_READ},
    "attachments": {P.ATTACHMENT_READ},
    "attempt_grants": {P.EDUCATION_READ},
    "learning_steps": {P.EDUCATION_READ, P.LEARN},
    "attendances": {P.DECISION_READ},
    "breach_answers": {P.INCIDENT_READ},
    "case_closures": {P.DECISION_READ},
    "case_files": {P.CASE_READ},
    "case_transfers": {P.TRANSFER_OFFER},
    "challenges": {P.DECISION_READ},
    "check_in_addenda": {P.CHECK_IN_READ},
    "check_in_changes": {P.CHECK_IN_READ},
    "check_in_records": {P.CHECK_IN_READ},
    "check_in_remarks": {P.CHECK_IN_READ},
    "contact_preferences": {P.SESSION_OWN},
    "retracted_entries": {P.ENTRY_RETRACT},
    "retractions": {P.ENTRY_RETRACT},
    "self_report_questions": {P.CHECK_IN_READ, P.SELF_REPORT_GIVE},
    "self_reports": {P.CHECK_IN_READ, P.SELF_REPORT_GIVE},
    "closed_hearings": {P.DECISION_READ},
    "compulsory_measures": {P.DECISION_READ},
    "condition_evidence": {P.PLAN_READ},
    "consultations": {P.INCIDENT_READ},
    "course_passes": {P.OUTSIDE_LEARNING_MATCH},
    "decisions": {P.DECISION_READ},
    "documents": {P.DOCUMENT_READ, P.DOCUMENT_ISSUE},
    "drafts": {P.DRAFT_KEEP},
    "evidence_looks": {P.PLAN_READ},
    "duty_reports": {P.ORDER_READ, P.FAMILY_READ},
    "enrolments": set(),
    "entrustment_answers": {P.ENTRUST},
    "entrustment_contacts": {P.ENTRUST, P.ASSIST},
    "entrustment_letters": {P.ENTRUST, P.ASSIST},
    "entrustments": {P.ENTRUST, P.ASSIST},
    "field_note_addenda": {P.FIELD_NOTE_READ},
    "field_note_remarks": {P.FIELD_NOTE_READ},
    "field_notes": {P.FIELD_NOTE_READ},
    "final_measures": {P.DECISION_READ},
    "incentives": {P.INCIDENT_READ},
    "incident_responses": {P.INCIDENT_READ},
    "incidents": {P.INCIDENT_READ},
    "investigation_holds": {P.INCIDENT_READ},
    "follow_up_notes": {P.SEAL_FOLLOW},
    "goal_marks": {P.PLAN_READ, P.REVIEW_READ, P.REVIEW_EVALUATE, P.FAMILY_READ},
    "guardian_duties": {P.ORDER_READ, P.FAMILY_READ},
    "guardian_orders": {P.ORDER_READ, P.FAMILY_READ},
    "guardians": {P.MINOR_IDENTITY_READ},
    "guardianships": {P.MINOR_IDENTITY_READ},
    "investigation_reports": {P.DECISION_READ},
    "involvements": {P.CASE_READ},
    "milestone_conclusions": {P.REVIEW_READ},
    "milestone_evaluations": {P.REVIEW_READ, P.REVIEW_EVALUATE, P.FAMILY_READ},
    "milestone_pauses": {P.REVIEW_READ, P.REVIEW_EVALUATE},
    "leave_requests": {P.INCIDENT_READ, P.FAMILY_READ},
    "leave_steps": {P.INCIDENT_READ, P.FAMILY_READ},
    "learning_entries": {P.EDUCATION_READ},
    "legal_aid_assignments": {P.DECISION_READ},
    "needs_assessments": {P.NEEDS_READ},
    "needs_findings": {P.NEEDS_READ},
    "needs_views": {P.NEEDS_READ},
    "minor_corrections": {P.MINOR_IDENTITY_READ, P.PEOPLE_CORRECTION_DECIDE},
    "minors": {P.MINOR_IDENTITY_READ},
    "note_follow_ups": {P.FIELD_NOTE_READ},
    "office_modules": {P.MODULE_WRITE},
    "opinions": {P.DECISION_READ},
    "order_checks": {P.ORDER_READ},
    "order_sessions": {P.ORDER_READ},
    "outcomes": {P.INCIDENT_READ},
    "outcome_evaluations": {P.REVIEW_READ, P.REVIEW_EVALUATE},
    "outcome_feedback": {P.REVIEW_READ, P.REVIEW_EVALUATE},
    "outcome_opinions": {P.REVIEW_READ, P.REVIEW_EVALUATE},
    "outcome_ratings": {P.REVIEW_READ, P.REVIEW_EVALUATE},
    "period_changes": {P.DECISION_READ},
    "plan_agreements": {P.PLAN_READ, P.FAMILY_READ},
    "plan_conditions": {P.PLAN_READ, P.REVIEW_READ, P.REVIEW_EVALUATE, P.FAMILY_READ},
    "plan_feedback": {P.PLAN_READ},
    "plan_goals": {P.PLAN_READ, P.REVIEW_READ, P.REVIEW_EVALUATE, P.FAMILY_READ},
    "plan_steps": {P.PLAN_READ, P.REVIEW_READ, P.REVIEW_EVALUATE, P.FAMILY_READ},
    "plan_versions": {P.PLAN_READ, P.FAMILY_READ},
    "pleas": {P.DECISION_READ},
    "proposals": {P.DECISION_READ},
    "quashing_proposals": {P.DECISION_READ},
    "recommendations": {P.ORDER_READ},
    "rescreenings": {P.SCREENING_READ},
    "review_events": {P.DECISION_READ},
    "session_notes": {P.EDUCATION_READ},
    "session_places": {P.EDUCATION_READ, P.FAMILY_READ},
    "social_investigations": {P.DECISION_READ},
    "restitution_entries": {P.PLAN_READ, P.FAMILY_READ},
    "revocation_proposals": {P.INCIDENT_READ},
    "query_undertakings": {P.SEAL_QUERY_RECORD},
    "record_certificates": {P.SEAL_FOLLOW},
    "register_documents": {P.DOCUMENT_READ, P.DECISION_APPROVE},
    "school_timetables": {P.CHECK_IN_READ},
    "screening_answers": {P.SCREENING_READ},
    "screenings": {P.SCREENING_READ},
    "seal_notices": {P.SEAL_FOLLOW},
    "seal_queries": {P.SEAL_QUERY_RECORD},
    "seal_query_decisions": {P.SEAL_QUERY_RECORD},
    "secrecy_undertakings": {P.SEAL_FOLLOW},
    "services": {P.DECISION_READ},
    "team_members": {P.PLAN_READ},
    "totp_secrets": set(),
    "triages": {P.SCREENING_READ},
    "undertakings": {P.ORDER_READ},
    "unsealings": {P.SEAL_FOLLOW},
    "victim_corrections": {P.DECISION_READ},
}
"""Table → the permissions of which one is asked for before its sensitive columns are shown; with
an empty set nothing shows them."""

SENSITIVE = sorted(
    f"{table}.{column.name}"
    for table, found in Base.metadata.tables.items()
    for column in found.columns
    if column.info.get("sensitive")
)

NOT_TEXT = {
    "birth_date", "digest", "hash", "previous_hash", "signature", "secret",
    "ciphertext", "sealed_key", "wrapped", "fingerprint", "input_digest",
}  # fmt: skip
"""Byte columns that are no vault field of a person's words, or (the birth date) read as an age."""


class Watch:
    """What the vault opened, and what was asked for, in one request."""

    def __init__(self) -> None:
        self.opened: set[str] = set()
        self.asked: set[P] = set()

    def unguarded(self) -> list[str]:
        """Columns that were opened without the permission to read them having been asked for."""
        return sorted(
            column
            for column in self.opened - (MASKED if LISTS & self.asked else set())
            if column in SENSITIVE and not READ_UNDER[column.split(".")[0]] & self.asked
        )


@contextmanager
def watching() -> Iterator[Watch]:
    watch = Watch()
    with pytest.MonkeyPatch.context() as patch:
        open_bytes, require, may = RecordKey.open_bytes, Actor.require, Actor.may

        def open_and_note(key: RecordKey, field: str, row: object, sealed: bytes) -> bytes:
            watch.opened.add(field)
            return open_bytes(key, field, row, sealed)  # type: ignore[arg-type]

        def require_and_note(actor: Actor, permission: P) -> None:
            require(actor, permission)
            watch.asked.add(permission)

        def ask_and_note(actor: Actor, permission: P) -> bool:
            answer = may(actor, permission)
            if answer:
                watch.asked.add(permission)
            return answer

        patch.setattr(RecordKey, "open_bytes", open_and_note)
        patch.setattr(Actor, "require", require_and_note)
        patch.setattr(Actor, "may", ask_and_note)
        yield watch


def test_every_sensitive_column_has_its_permission() -> None:
    tables = {column.split(".")[0] for column in SENSITIVE}

    assert len(SENSITIVE) > 40
    assert tables == set(READ_UNDER)


def test_every_column_of_bytes_that_holds_words_is_marked() -> None:
    unmarked = [
        f"{name}.{column.name}"
        for name, table in Base.metadata.tables.items()
        for column in table.columns
        if column.type.__class__.__name__ == "LargeBinary"
        and not column.info.get("sensitive")
        and not column.name.endswith(("_index", "_hash"))
        and column.name not in NOT_TEXT | {"subject"}
    ]

    assert unmarked == []


async def test_nothing_is_opened_that_was_not_asked_for(
    world: World, schema: GraphQLSchema
) -> None:
    case_id = await a_marked_journey(world)
    page = schema.type_map["CaseFile"]
    assert isinstance(page, GraphQLObjectType)
    assert schema.query_type is not None
    unguarded: dict[str, list[str]] = {}
    seen: set[str] = set()

    for who in ("li", "wang"):
        for name, field in page.fields.items():
            selected = _selection(field.type, 4, {})
            asked = f"query($id: UUID!) {{ caseFile(id: $id) {{ {name} {selected} }} }}"
            with watching() as watch:
                await world.post(who, asked, {"id": case_id})
            seen |= watch.opened
            if watch.unguarded():
                unguarded[f"{who}: CaseFile.{name}"] = watch.unguarded()
        for name, field in schema.query_type.fields.items():
            if name != "caseFile" and not any(map(is_required_argument, field.args.values())):
                with watching() as watch:
                    await world.post(who, query_document(schema, name))
                if watch.unguarded():
                    unguarded[f"{who}: {name}"] = watch.unguarded()

    assert unguarded == {}
    # The file had been through everything: nearly every column was opened somewhere.
    assert len(seen & set(SENSITIVE)) > 30


async def test_reading_the_identity_is_asked_for_and_noted(world: World) -> None:
    case_id = await a_case(world)
    before = world.count("trail_entries")

    with watching() as watch:
        await world.ask("li", "caseFile", ("identity.fullName",), id=case_id)

    assert P.MINOR_IDENTITY_READ in watch.asked
    assert "minors.identity_number" in watch.opened
    assert world.count("trail_entries") == before + 1
