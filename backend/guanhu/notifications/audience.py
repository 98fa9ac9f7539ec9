"""SQL that finds who stands behind an audience today. The name `picked` is a list of messages.

Looked up when a message is handed out and again before it leaves: a guardian who was changed or
blocked, a worker who left the team, and an account that was deactivated are told nothing. One
account alone is told of a case only while it has a part in it.
"""

from __future__ import annotations

from typing import Final

NOW_LEADS: Final = (
    "t.duty = 'lead' AND t.withdrawn_at IS NULL AND t.valid_during @> CAST(:today AS date)"
    " AND EXISTS (SELECT FROM accounts l WHERE l.id = t.account_id AND l.deactivated_at IS NULL)"
)

WHO: Final = f"""
  SELECT p.id AS message_id, p.account_id FROM picked p
  WHERE p.audience = 'account' AND (p.case_id IS NULL
    OR EXISTS (SELECT FROM case_files c
      WHERE c.id = p.case_id AND c.officer_id = p.account_id)
    OR EXISTS (SELECT FROM team_members t WHERE t.case_id = p.case_id
      AND t.account_id = p.account_id AND t.withdrawn_at IS NULL
      AND t.valid_during @> CAST(:today AS date))
    OR EXISTS (SELECT FROM accounts s WHERE s.id = p.account_id
      AND s.office_id = p.office_id AND s.role = 'supervisor'))
  UNION
  SELECT p.id, c.officer_id FROM picked p JOIN case_files c ON c.id = p.case_id
  WHERE p.audience = 'officer' OR (p.audience = 'lead_worker' AND NOT EXISTS (
    SELECT FROM team_members t WHERE t.case_id = p.case_id AND {NOW_LEADS}))
  UNION
  SELECT p.id, t.account_id FROM picked p JOIN team_members t ON t.case_id = p.case_id
  WHERE (p.audience = 'lead_worker' AND {NOW_LEADS})
    OR (p.audience = 'team' AND t.withdrawn_at IS NULL
        AND t.valid_during @> CAST(:today AS date))
  UNION
  SELECT p.id, g.account_id FROM picked p JOIN case_files c ON c.id = p.case_id
    JOIN guardianships s ON s.minor_id = c.minor_id
    JOIN guardians g ON g.id = s.guardian_id
  WHERE p.audience = 'guardians' AND g.account_id IS NOT NULL AND s.blocked_at IS NULL
    AND s.valid_during @> CAST(:today AS date)
  UNION
  SELECT p.id, m.account_id FROM picked p JOIN case_files c ON c.id = p.case_id
    JOIN minors m ON m.id = c.minor_id
  WHERE p.audience = 'young_person' AND m.account_id IS NOT NULL
  UNION
  SELECT p.id, a.id FROM picked p JOIN accounts a ON a.office_id = p.office_id
  WHERE p.audience = 'supervisors' AND a.role = 'supervisor'
"""  # noqa: S608 - one constant in another
"""Message and account; without a lead worker the officer is told in the worker's place."""
