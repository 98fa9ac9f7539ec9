"""What must be true of an office on every night of the year: each a SELECT that finds what is not.

Asked of the database as its owner, in other words than the product's own, so that a mistake there
is not repeated here. ``%(day)s`` is the date in the office, ``%(now)s`` the instant.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import psycopg

INVARIANTS: Final[dict[str, str]] = {
    "a plan that came into force is followed by exactly one in force, at every instant": """
        SELECT c.id FROM case_files c
        WHERE c.status = 'on_probation'
          AND EXISTS (SELECT FROM plan_versions p WHERE p.case_id = c.id
                      AND p.approved_at <= %(now)s)
          AND 1 <> (SELECT count(*) FROM plan_versions p WHERE p.case_id = c.id
                    AND p.in_force @> %(now)s)""",
    "the statutory duties stand in every plan in force": """
        SELECT p.id FROM plan_versions p
        WHERE p.in_force @> %(now)s
          AND 4 <> (SELECT count(*) FROM plan_conditions k
                    WHERE k.plan_version_id = p.id AND k.category = 'statutory'
                      AND k.change <> 'removed')""",
    "no check-in that lapsed on a live file is left without its mark": """
        SELECT k.id FROM check_ins k JOIN case_files c ON c.id = k.case_id
        WHERE c.status = 'on_probation' AND num_nonnulls(k.recorded_at, k.excused_at,
                k.superseded_by, k.marked_missed_on) = 0
          AND k.due_until <= c.probation_ends_on
          AND least(k.grace_until, c.probation_ends_on) < %(day)s""",
    "no check-in came to two ends": """
        SELECT id FROM check_ins WHERE num_nonnulls(recorded_at, excused_at, superseded_by,
          marked_missed_on) > 1""",
    "none is marked before its grace is over, or after supervision": """
        SELECT k.id FROM check_ins k JOIN case_files c ON c.id = k.case_id
        WHERE k.marked_missed_on <= least(k.grace_until, c.probation_ends_on)
           OR k.due_until > c.probation_ends_on AND k.marked_missed_on IS NOT NULL""",
    "two check-ins of one kind are never due at once": """
        SELECT a.id FROM check_ins a JOIN check_ins b ON a.case_id = b.case_id
          AND a.kind = b.kind AND a.id < b.id AND a.due_from <= b.due_until
          AND b.due_from <= a.due_until
        WHERE a.superseded_by IS NULL AND b.superseded_by IS NULL
          AND a.excused_at IS NULL AND b.excused_at IS NULL""",
    "the number of missed check-ins to review is what is there": """
        SELECT c.id FROM case_files c
        WHERE c.missed_to_review <> (SELECT count(*) FROM check_ins k WHERE k.case_id = c.id
          AND k.marked_missed_on IS NOT NULL AND k.reviewed_at IS NULL)""",
    "a period is of six to twelve months and no final decision comes before it is over": """
        SELECT id FROM case_files
        WHERE probation_months NOT BETWEEN 6 AND 12
           OR probation_ends_on < decided_on + interval '6 months'
           OR probation_ends_on > decided_on + interval '12 months'
           OR final_decided_on <= probation_ends_on""",
    "nothing happened in the future": """
        SELECT id FROM check_ins WHERE greatest(happened_at, recorded_at, excused_at,
          reviewed_at) > %(now)s""",
    "every job of the night ended, and none failed": """
        SELECT id FROM job_runs WHERE started_at >= %(now)s::timestamptz - interval '1 hour'
          AND (ended_at IS NULL OR errors <> '[]')""",
    "the trail of each office has no gap": """
        SELECT h.office_id FROM trail_heads h WHERE h.seq <> (SELECT count(*) FROM trail_entries t
          WHERE t.office_id = h.office_id)""",
}


def broken(owner: psycopg.Connection[Any], values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """What does not hold, with the ids of the rows that show it."""
    found = {
        name: owner.execute(statement, values).fetchall()  # type: ignore[call-overload]
        for name, statement in INVARIANTS.items()
    }
    return {name: rows for name, rows in found.items() if rows}
