"""What a paper about the sealed register says: what is given, and the office."""

from __future__ import annotations

from collections.abc import Sequence

from guanhu.audit.work import Look
from guanhu.documents.snapshot import Snapshot
from guanhu.documents.templates.template import Template
from guanhu.identity.directory import Directory
from guanhu.papers.repository import PapersRepository


async def register_snapshot(
    work: Look, template: Template, given: Sequence[tuple[str, str]]
) -> Snapshot:
    """A snapshot of no case: `given` by name, the office, and who decides."""
    office, higher = await PapersRepository(work).office()
    decider = await Directory(work).find(work.actor.account_id)
    return Snapshot(
        kind=template.kind.value,
        template_version=template.version,
        office=office,
        higher_office=higher,
        issued_on=work.today,
        case_number="",
        officer="" if decider is None else decider.display_name or "",
        blanks=tuple(sorted((name, value.strip()) for name, value in given if value.strip())),
    )
