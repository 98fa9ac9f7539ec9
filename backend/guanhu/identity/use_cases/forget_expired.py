"""Throw away what signing in and sending again no longer need."""

from __future__ import annotations

from datetime import timedelta

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import look_on_record
from guanhu.identity import doorway
from guanhu.kernel.clock import Clock
from guanhu.plumbing.database import Database


async def forget_expired(database: Database, clock: Clock, actor: Actor, idle_days: int) -> int:
    """Delete tokens of sessions long over, forgotten throttles, ended enrolments, keys of commands
    done long ago; how many rows.

    A command is known to be done for `idle_days`, the longest a session lasts unused: what a
    device did not get through by then it sends in another session, if at all, as something new.

    Done twice, it does nothing the second time. Sessions themselves stay: the trail names them.
    """
    actor.require(Permission.JOBS_RUN)
    async with look_on_record(database, clock, actor) as seen:
        return await doorway.forget_expired(seen.session, seen.now, timedelta(days=idle_days))
