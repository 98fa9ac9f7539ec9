"""Make a certificate of learning: for one module, or for everything a plan asked for."""

from __future__ import annotations

import asyncio
from uuid import UUID

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, look_on_record
from guanhu.cases.repository import CaseRepository
from guanhu.courses.certificates import Learned, certificate
from guanhu.courses.errors import NotCompleted
from guanhu.courses.repository import CourseRepository
from guanhu.documents.errors import CharacterNotPrintable
from guanhu.documents.faces import unprintable
from guanhu.documents.paper import Paper
from guanhu.documents.typesetting import as_pdf
from guanhu.education.attempt_facts import Learner
from guanhu.education.facts import AssignmentSeen, AssignmentStatus
from guanhu.education.module_catalogue import modules
from guanhu.education.repository import EducationRepository
from guanhu.kernel.clock import Clock
from guanhu.kernel.errors import NotVisible
from guanhu.plumbing.database import Database


async def make_module_certificate(
    database: Database, clock: Clock, actor: Actor, assignment_id: UUID, language: str
) -> bytes:
    """The PDF for one completed assignment of the young person.

    Nothing is kept of it: it says what the assignment says. Making one is an entry of the trail.
    Raises `NotPermitted`, `NotVisible`, `NotCompleted`, `CharacterNotPrintable`.
    """
    actor.require_one_of(Permission.EDUCATION_READ, Permission.FAMILY_READ)
    async with look_on_record(database, clock, actor) as work:
        case_id = await EducationRepository(work).case_of(assignment_id)
        assigned = await _assigned(work, case_id)
        found = [each for each in assigned if each.id == assignment_id]
        paper = await _paper(work, case_id, found, language)
        work.record(
            "courses.certificate_made", "assignment", assignment_id, case_id=case_id,
            language=language,
        )  # fmt: skip
    return await _printed(paper)


async def make_plan_certificate(
    database: Database, clock: Clock, actor: Actor, case_id: UUID, language: str
) -> bytes:
    """The PDF for all modules of a young person; every one that stands is completed by then.

    Raises `NotPermitted`, `NotVisible`, `NotCompleted`, `CharacterNotPrintable`.
    """
    actor.require_one_of(Permission.EDUCATION_READ, Permission.FAMILY_READ)
    async with look_on_record(database, clock, actor) as work:
        await CaseRepository(work).get(case_id)
        paper = await _paper(work, case_id, await _assigned(work, case_id), language)
        work.record(
            "courses.certificate_made", "case_file", case_id, case_id=case_id, language=language
        )
    return await _printed(paper)


async def _assigned(work: Look, case_id: UUID) -> list[AssignmentSeen]:
    """What the young person was given and nobody took back."""
    return [
        each
        for each in await EducationRepository(work).assignments_of(case_id)
        if each.status is not AssignmentStatus.WITHDRAWN and each.learner is Learner.YOUNG_PERSON
    ]


async def _paper(work: Look, case_id: UUID, assigned: list[AssignmentSeen], language: str) -> Paper:
    learned = [
        Learned(
            each.module_code,
            modules().entry(each.module_code, each.module_version).title,
            each.minutes,
            each.completed_on,
        )
        for each in assigned
        if each.minutes is not None and each.completed_on is not None
    ]
    missing = len(assigned) - len(learned)
    if missing or not learned:
        raise NotCompleted(open=missing)
    name = await CourseRepository(work).full_name(case_id)
    if name is None:
        raise NotVisible
    paper = certificate(name, learned, language, work.today)
    boxes = unprintable(paper.texts())
    if boxes:
        raise CharacterNotPrintable(count=len(boxes))
    return paper


async def _printed(paper: Paper) -> bytes:
    return await asyncio.to_thread(as_pdf, paper)
