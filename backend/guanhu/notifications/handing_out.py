"""SQL that hands messages out: notifications for each person, deliveries for each way they chose.

All of it is one transaction with the mark that the message was handed out, so a run that is cut
short leaves nothing half told.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text

from guanhu.audit.work import Look
from guanhu.notifications.audience import WHO
from guanhu.notifications.facts import Channel

WAITING: Final = """FROM outbox_messages m LEFT JOIN case_files c ON c.id = m.case_id
  WHERE m.office_id = :office AND m.handed_out_at IS NULL
    AND (m.case_id IS NULL OR c.status <> 'closed')"""
ANY_WAITING: Final = text(f"SELECT EXISTS (SELECT {WAITING})")

HAND_OUT: Final = text(
    f"""
WITH picked AS MATERIALIZED (
  SELECT m.id, m.office_id, m.case_id, m.cause, m.audience, m.account_id, m.facts, m.told_at
  {WAITING}
  ORDER BY m.told_at, m.id LIMIT :batch
  FOR UPDATE OF m SKIP LOCKED
), told AS ({WHO}
), added AS (
  INSERT INTO notifications
    (id, office_id, case_id, message_id, account_id, cause, facts, told_at)
  SELECT gen_random_uuid(), p.office_id, p.case_id, p.id, t.account_id, p.cause, p.facts,
    p.told_at
  FROM picked p JOIN told t ON t.message_id = p.id
    JOIN accounts a ON a.id = t.account_id AND a.deactivated_at IS NULL
  ON CONFLICT (message_id, account_id) DO NOTHING
  RETURNING id, office_id, case_id, account_id, cause, told_at
), leaving AS (
  INSERT INTO deliveries
    (id, office_id, case_id, notification_id, account_id, cause, channel, state, told_at,
     not_before)
  SELECT gen_random_uuid(), n.office_id, n.case_id, n.id, n.account_id, n.cause, w.channel,
    'waiting', n.told_at, :now
  FROM added n LEFT JOIN contact_preferences p ON p.account_id = n.account_id
    CROSS JOIN LATERAL (
      SELECT 'email' AS channel WHERE p.by_email
      UNION ALL
      SELECT 'sms' WHERE p.by_sms OR (p.account_id IS NULL AND (
        EXISTS (SELECT FROM guardians g
          WHERE g.account_id = n.account_id AND g.phone IS NOT NULL)
        OR EXISTS (SELECT FROM minors m
          WHERE m.account_id = n.account_id AND m.phone IS NOT NULL)))
    ) w
  WHERE w.channel = ANY (:channels)
  RETURNING 1
), marked AS (
  UPDATE outbox_messages SET handed_out_at = :now WHERE id IN (SELECT id FROM picked)
  RETURNING 1
)
SELECT (SELECT count(*) FROM marked), (SELECT count(*) FROM added), (SELECT count(*) FROM leaving)
"""  # noqa: S608 - constants only
).bindparams(bindparam("channels", type_=ARRAY(Text)))


async def hand_out_some(look: Look, channels: Collection[Channel], batch: int) -> tuple[int, int]:
    """Hand out up to `batch` of the office's messages; how many, and how many people were told.

    Messages about a closed case stay where they are (S76). Without a choice of their own families
    are told by SMS as well, where a number is known, and staff only in the product.
    """
    given = {
        "office": look.actor.office_id,
        "today": look.today,
        "now": look.now,
        "batch": batch,
        "channels": [each.value for each in channels],
    }
    messages, people, _leaving = (await look.session.execute(HAND_OUT, given)).one()
    return int(messages), int(people)


async def messages_wait(look: Look) -> bool:
    """Whether any of the office's messages can be handed out."""
    return bool(await look.session.scalar(ANY_WAITING, {"office": look.actor.office_id}))
