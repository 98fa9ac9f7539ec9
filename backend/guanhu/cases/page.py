"""One case page in one statement: the file, its minor with the key, guardians, and gate facts.

Built once for each role and sent as text with its values, like the caseload (`listing.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import Text, bindparam, func, select
from sqlalchemy import cast as cast_to
from sqlalchemy.dialects.postgresql import aggregate_order_by

from guanhu.access.roles import Role
from guanhu.audit.work import Look
from guanhu.cases.facts import CasePage
from guanhu.cases.gate_facts import Asked, GateFacts, asked_of, gate_columns
from guanhu.cases.listing import CASE_COLUMNS, MILESTONE_COLUMNS, Visible, read_column
from guanhu.cases.repository import case_seen
from guanhu.cases.tables import CaseFileRow
from guanhu.cases.visibility import anybody, visible
from guanhu.kernel.masking import masked_name
from guanhu.people.facts import AgeProof, GuardianSeen, MinorSeen, Relation, SchoolStatus, Sex
from guanhu.people.tables import GuardianRow, GuardianshipRow, MinorRow
from guanhu.plumbing.forms import Form, as_form
from guanhu.plumbing.tables import RecordKeyRow
from guanhu.plumbing.vault import RecordKey

ABOUT_MINOR: Final = 9
"""How many columns follow those of the file: seven of the minor with its key, the guardians."""


async def find_page(look: Look, case_id: UUID, parts: tuple[GateFacts[Any], ...]) -> Asked | None:
    """The page of one case with the facts of these parts; None: hidden, absent or sealed."""
    actor = look.actor
    form = page_form(visible, actor.role, parts)
    given = {
        "case": case_id, "office": actor.office_id, "account": actor.account_id,
        "today": look.today,
    }  # fmt: skip
    rows = await look.rows(form.text, form.values(given))
    if not rows:
        return None
    row = tuple(rows[0])
    ends = len(row) - len(parts)
    return asked_of(look, _page(look, row[:ends]), parts, row[ends:])


@lru_cache(maxsize=64)
def page_form(visible: Visible, role: Role | None, parts: tuple[GateFacts[Any], ...]) -> Form:
    """The statement for one role. Columns: of the file, the minor, the guardians, the parts."""
    # Wall one is asked with names in the place of values, so that it stays written in one place.
    guardians = (
        select(
            func.jsonb_agg(
                aggregate_order_by(
                    func.jsonb_build_array(
                        GuardianshipRow.id,
                        GuardianRow.id,
                        func.encode(GuardianRow.name, "hex"),
                        GuardianshipRow.relation,
                        GuardianshipRow.legal_representative,
                        func.lower(GuardianshipRow.valid_during),
                        func.upper(GuardianshipRow.valid_during),
                        GuardianshipRow.blocked_at.is_not(None),
                        GuardianRow.account_id.is_not(None),
                    ),
                    GuardianshipRow.valid_during,
                    GuardianshipRow.id,
                )
            )
        )
        .join_from(GuardianshipRow, GuardianRow, GuardianRow.id == GuardianshipRow.guardian_id)
        .where(GuardianshipRow.minor_id == CaseFileRow.minor_id)
        .correlate(CaseFileRow)
        .scalar_subquery()
    )
    statement = (
        select(
            *(read_column(name) for name in (*CASE_COLUMNS, *MILESTONE_COLUMNS)),
            MinorRow.name,
            MinorRow.birth_date,
            MinorRow.sex,
            MinorRow.school_status,
            MinorRow.age_proof,
            MinorRow.version.label("minor_version"),
            RecordKeyRow.master_key_id,
            RecordKeyRow.wrapped,
            cast_to(guardians, Text).label("guardians"),
            *gate_columns(parts),
        )
        .join_from(CaseFileRow, MinorRow, MinorRow.id == CaseFileRow.minor_id)
        .join(RecordKeyRow, RecordKeyRow.record_id == CaseFileRow.minor_id)
        .where(
            CaseFileRow.id == bindparam("case"),
            visible(anybody(role, sees_offered=True)),
        )
    )
    return as_form(statement)


def _page(look: Look, row: Sequence[Any]) -> CasePage:
    case = case_seen(row, look.today)
    name, born, sex, school, proof, version, master_key_id, wrapped, guardians = row[-ABOUT_MINOR:]
    key = look.keys.keep(case.minor_id, master_key_id, wrapped)
    minor = MinorSeen(
        id=case.minor_id,
        masked_name=masked_name(key.open("minors.name", case.minor_id, name)),
        birth_date=date.fromisoformat(key.open("minors.birth_date", case.minor_id, born)),
        sex=Sex(sex),
        school_status=SchoolStatus(school),
        age_proof=AgeProof(proof),
        version=version,
    )
    listed = orjson.loads(guardians) if guardians else ()
    return CasePage(case, minor, list(_guardians(case.minor_id, key, listed)))


def _guardians(
    minor_id: UUID, key: RecordKey, listed: Sequence[Sequence[Any]]
) -> Iterator[GuardianSeen]:
    for link, guardian, name, relation, legal, lower, upper, blocked, joined in listed:
        guardian_id = UUID(guardian)
        sealed = bytes.fromhex(name)
        yield GuardianSeen(
            guardianship_id=UUID(link),
            guardian_id=guardian_id,
            minor_id=minor_id,
            masked_name=masked_name(key.open("guardians.name", guardian_id, sealed)),
            relation=Relation(relation),
            legal_representative=legal,
            valid_from=date.min if lower is None else date.fromisoformat(lower),
            valid_until=None if upper is None else date.fromisoformat(upper),
            blocked=blocked,
            joined=joined,
        )
