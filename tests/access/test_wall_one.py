"""Wall one alone: where the database's own wall is open, nobody reaches what is not theirs.

Either of the two walls would do, and so each hides whether the other one stands. Everything that
names a record is asked with those of a file that has been through everything: by somebody of the
right role without a part in it, who must be told that there is nothing; then by those who have
one, which shows that the records are there and would have been reached.
"""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from graphql import get_named_type

from access.test_matrix import MATRIX, requests
from access.walk import read_rows
from guanhu.main import create_app
from guanhu.plumbing.database import Database
from guanhu.replay.learner import said
from support.builders_education import begun, given, paper_of
from support.builders_family import a_guardian, block_guardian
from support.builders_plans import a_supervised_case_with_plan
from support.whole_journey import a_marked_journey
from support.world import OTHER_OFFICE, World

TABLES = {
    "absenceId": "absences",
    "assessmentId": "needs_assessments",
    "assignmentId": "assignments",
    "attemptId": "attempts",
    "caseId": "case_files",
    "challengeId": "challenges",
    "checkInId": "check_ins",
    "conditionId": "plan_conditions",
    "consentId": "assessment_consents",
    "correctionId": "minor_corrections",
    "decisionId": "decisions",
    "dutyId": "guardian_duties",
    "entrustmentId": "entrustments",
    "entryId": "learning_entries",
    "evidenceId": "condition_evidence",
    "followUpId": "note_follow_ups",
    "goalId": "plan_goals",
    "guardianId": "guardians",
    "guardianshipId": "guardianships",
    "holdId": "investigation_holds",
    "incidentId": "incidents",
    "incidentIds": "incidents",
    "investigationId": "social_investigations",
    "leaveId": "leave_requests",
    "letterId": "entrustment_letters",
    "measureId": "compulsory_measures",
    "memberId": "team_members",
    "milestoneId": "milestone_reviews",
    "needId": "needs_findings",
    "noteId": "field_notes",
    "opinionId": "opinions",
    "orderId": "guardian_orders",
    "outcomeId": "outcomes",
    "paymentId": "restitution_entries WHERE corrects_id IS NULL",
    "periodChangeId": "period_changes",
    "placeId": "session_places",
    "planVersionId": "plan_versions",
    "proposalId": "proposals",
    "recommendationId": "recommendations",
    "retractionId": "retractions",
    "reviewId": "outcome_reviews",
    "stepId": "plan_steps",
    "toCaseId": "case_files",
    "transferId": "case_transfers",
}
"""Fields that name a record of a file, and the table it stands in."""

OF_OPERATION: dict[str, dict[str, str]] = {
    "answerBreachQuestion": {"recommendationId": "breach_recommendations"},
    "finishRecommendation": {"recommendationId": "breach_recommendations"},
    "approveQuashing": {"proposalId": "quashing_proposals"},
    "returnQuashing": {"proposalId": "quashing_proposals"},
    "approveRevocation": {"proposalId": "revocation_proposals"},
    "returnRevocation": {"proposalId": "revocation_proposals"},
    "cancelAssessment": {"assessmentId": "assessments"},
    "recordAssessmentReport": {"assessmentId": "assessments"},
    "selfReport": {"checkInId": "check_ins WHERE kind = 'SELF_REPORT'"},
    "fieldNote": {"id": "field_notes"},
    "caseFile": {"id": "case_files"},
    "needsAssessment": {"id": "needs_assessments"},
    "planVersion": {"id": "plan_versions"},
    "learningAttempt": {"id": "attempts"},
    "learning": {"id": "assignments"},
    # Of records that only a sealed file has.
    "noteFollowUp": {},
    "endFollowUp": {},
}
"""Where the field alone does not tell which record it is."""

TOTAL = "{ total }"

INPUTS: dict[str, dict[str, Any]] = {
    "inviteFamily": {"forMinor": True},
    "recordLearning": {"minutes": 30, "topic": "反诈讲座", "noCreditReason": "不计入"},
    "rescheduleCheckIn": {"sensitive": False},
    "saveDraft": {"content": "{}"},
    "setSchoolHours": {"lessons": [{"weekday": 1, "begins": "08:00", "ends": "16:30"}]},
}
"""What must be said so that the records are looked at at all."""

LISTS = {
    "caseDeliveries": f"query($caseId: UUID!) {{ caseDeliveries(caseId: $caseId) {TOTAL} }}",
    "selfReports": f"{{ selfReports(queue: NEEDS_ATTENTION) {TOTAL} }}",
    **{
        name: f"{{ {name} {TOTAL} }}"
        for name in ("caseFiles", "checkIns", "fieldNotes", "learningResults", "learningSessions",
                     "learningTotals", "worklist")
    },
}  # fmt: skip
"""Lists of what files hold."""

UNREACHED = {
    *(
        f"{name} guardian"
        for name in ("answerQuestion", "askHint", "decideSituation", "finishAttempt", "learning",
                     "learningAttempt", "pauseAttempt", "readLesson", "startAttempt",
                     "stillLearning")
    ),
    "acceptEntrustment supervisor", "declineEntrustment supervisor",
    "logAssistedCheckIn officer", "logAssistedCheckIn social_worker",
    "recordAssistedContact officer", "recordAssistedContact social_worker",
    "reportAssistance officer", "reportAssistance supervisor",
    "creditCoursePass officer", "creditCoursePass social_worker", "creditCoursePass supervisor",
    "withdrawOwnLeave guardian", "withdrawOwnLeave young_person",
}  # fmt: skip
"""What those with a part in this file have not got either, each with tests of its own: what the
young person learns, an entrustment of another office, a course pass, a leave of the family's own.
"""

OWN = {
    "officer": "li",
    "supervisor": "wang",
    "social_worker": "zhou",
    "guardian": "ma",
    "young_person": "self-reporter",
}
ENDING = {"blockGuardian", "endGuardianship", "endTeamMembership", "sealCase"}
"""After these somebody sees the file no longer: they come last."""

STRANGERS = {role: f"other {role}" for role in OWN}


A_DELIVERY = """WITH told AS (
    INSERT INTO notifications (id, office_id, case_id, message_id, account_id, cause,
                               facts, told_at)
    SELECT gen_random_uuid(), office_id, case_id, id, %s, cause, facts, told_at
    FROM outbox_messages WHERE case_id = %s LIMIT 1 RETURNING *)
INSERT INTO deliveries (id, office_id, case_id, notification_id, account_id, cause, channel, state,
                        told_at, not_before)
SELECT gen_random_uuid(), office_id, case_id, id, account_id, cause, 'sms', 'waiting',
       told_at, told_at FROM told"""


@dataclass
class Opened:
    """A product whose database lets everybody through, and a file that is somebody's."""

    world: World
    case_id: str

    async def code(self, who: str, document: str, variables: dict[str, Any]) -> str:
        """How a request was answered: the code of a refusal, or SUCCESS."""
        answer = await self.world.post(who, document, variables)
        if answer.get("errors"):
            return str(answer["errors"][0]["extensions"]["code"])
        (payload,) = answer["data"].values()
        if payload is None:
            return "NOT_VISIBLE"
        return str(payload.get("code", "SUCCESS")) if isinstance(payload, dict) else "SUCCESS"

    def records(self, operation: str, fields: Iterable[str]) -> dict[str, str]:
        """One record for each field that names one; nothing for a field that names none."""
        tables = OF_OPERATION.get(operation, TABLES)
        return {
            name: str(rows[0][0])
            for name in fields
            if name in tables
            and (rows := self.world.sql(f"SELECT id FROM {tables[name]} ORDER BY id LIMIT 1"))  # noqa: S608
        }

    def asked(self, operation: str, variables: dict[str, Any]) -> dict[str, Any] | None:
        """The variables with records of the file in them; None where they name none."""
        given = variables.get("input")
        if given is None:
            found = self.records(operation, variables)
            return variables | found if found else None
        schema = self.world.schema
        assert schema.mutation_type is not None
        assert schema.query_type is not None
        shown = (schema.query_type.fields | schema.mutation_type.fields)[operation]
        fields = get_named_type(shown.args["input"].type).fields
        given = given | INPUTS.get(operation, {})
        if "idempotencyKey" in fields:
            given |= {"idempotencyKey": uuid.uuid4().hex}
        found = self.records(operation, given.keys() | fields.keys() & {"caseId"})
        lists = {name for name in found if isinstance(given.get(name), list)}
        given |= {name: [id_] if name in lists else id_ for name, id_ in found.items()}
        return {"input": given} if found else None


@pytest.fixture
async def opened(world: World) -> AsyncIterator[Opened]:
    case_id = await a_marked_journey(world)
    a_guardian(world, case_id)
    for role, who in STRANGERS.items():
        away = {"office": OTHER_OFFICE} if role == "supervisor" else {}
        world.person(who, role, **away)
    zhou = world.actors.get("zhou") or world.person("zhou", "social_worker")
    world.sql(
        "UPDATE team_members SET account_id = %s, withdrawn_at = NULL, end_reason = NULL,"
        " valid_during = daterange(lower(valid_during), NULL)"
        " WHERE id = (SELECT id FROM team_members ORDER BY id LIMIT 1)",
        [zhou.account_id],
    )
    world.sql(A_DELIVERY, [zhou.account_id, case_id])
    database = opened_to_all(world)
    yield Opened(world, case_id)
    await database.close()


def opened_to_all(world: World) -> Database:
    """Serve on the connection of the tables' owner, who passes the wall in the database."""
    database = Database(world.admin_url, world.product.vault)
    world.app = create_app(replace(world.product, database=database))
    return database


async def test_nothing_is_listed_for_who_has_no_part(opened: Opened) -> None:
    may, about = read_rows(MATRIX), {"caseId": opened.case_id}

    async def total(who: str, name: str) -> int:
        answer = await opened.world.post(who, LISTS[name], about if "$" in LISTS[name] else {})
        return int(answer["data"][name]["total"])

    for name in LISTS:
        for role in [role for role in OWN if may[name][role]]:
            assert await total(STRANGERS[role], name) == 0, (name, role)
            assert await total(OWN[role], name) > 0, (name, role)


async def test_no_record_is_reached_by_who_has_no_part(opened: Opened) -> None:
    may, unreached, sent = read_rows(MATRIX), set[str](), 0
    operations = requests(opened.world.schema)
    for name in sorted(operations, key=lambda name: (name in ENDING, name)):
        document, given = operations[name]
        if name in LISTS or opened.asked(name, given) is None:
            continue
        before = opened.world.counts()
        for role in [role for role in OWN if may[name][role]]:
            code = await opened.code(STRANGERS[role], document, opened.asked(name, given) or {})
            assert code == "NOT_VISIBLE", (name, role)
        assert opened.world.counts() == before, name
        for role in [role for role in OWN if may[name][role]]:
            code = await opened.code(OWN[role], document, opened.asked(name, given) or {})
            unreached |= {f"{name} {role}"} if code == "NOT_VISIBLE" else set()
            sent += 1
    assert unreached == UNREACHED
    assert sent > 300


async def test_a_guardians_answers_are_the_own_ones_while_the_file_may_be_seen(
    world: World,
) -> None:
    case_id, _plan = await a_supervised_case_with_plan(world)
    added = {"name": "王奶奶", "relation": "GRANDPARENT", "legalRepresentative": False}
    await world.done("li", "addGuardian", caseId=case_id, validFrom="2026-03-02", guardian=added)
    a_guardian(world, case_id)
    grandmother = world.person("grandmother", "guardian")
    world.sql(
        "UPDATE guardians SET account_id = %s WHERE id = (SELECT guardian_id FROM guardianships"
        " WHERE relation = 'grandparent')",
        [grandmother.account_id],
    )
    task = await given(world, case_id, moduleCode="GUARDIANS", learner="GUARDIAN")
    attempt = await begun(world, task, "PRE", "ma")
    sheet = paper_of(world, attempt["id"])[0]
    database = opened_to_all(world)
    before = world.counts()

    async def answer(who: str) -> str:
        done = await world.do(
            who, "answerQuestion", attemptId=attempt["id"], questionId=sheet.question.id,
            **said(sheet, right=True),
        )  # fmt: skip
        return str(done.get("code", "SUCCESS"))

    assert await answer("grandmother") == "NOT_VISIBLE"
    block_guardian(world, case_id)
    assert await answer("ma") == "NOT_VISIBLE"
    assert world.counts() == before
    world.sql("UPDATE guardianships SET blocked_at = NULL")
    assert await answer("ma") == "SUCCESS"
    await database.close()
