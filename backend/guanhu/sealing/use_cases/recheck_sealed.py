"""Look again, every night, for traces of what was sealed."""

from __future__ import annotations

from guanhu.access.actor import Actor
from guanhu.access.permissions import Permission
from guanhu.audit.work import Look, look_on_record
from guanhu.kernel.clock import Clock
from guanhu.kernel.tally import Failure, Tally
from guanhu.plumbing.database import Database
from guanhu.sealing.facts import SurfaceChecked
from guanhu.sealing.repository import Sealed, SealingRepository, note_checked, sealed_orders


async def recheck_sealed(database: Database, clock: Clock, actor: Actor) -> Tally:
    """Check every order of one office: identifiers in every table, and the archive's bytes.

    One pass looks for all orders together; only if it finds something is each looked at by itself.
    The register says when each was checked last; a finding is a certificate line and a failure of
    the job. Doing it twice changes only the time of the check.
    """
    actor.require(Permission.JOBS_RUN)
    async with look_on_record(database, clock, actor) as work:
        orders = await sealed_orders(work)
        if not orders:
            return Tally(0)
        sealing = SealingRepository(work)
        everything = await sealing.find([each for order in orders for each in order.ids], [], [])
        found: dict[Sealed, list[SurfaceChecked]] = {
            order: [] if order.intact else [SurfaceChecked("archive", 1)] for order in orders
        }
        if any(surface.found for surface in everything):
            for order in orders:
                surfaces = await sealing.find(order.ids, [], [])
                found[order] += [surface for surface in surfaces if surface.found]
        return await _told(work, sealing, found)


async def _told(
    work: Look, sealing: SealingRepository, found: dict[Sealed, list[SurfaceChecked]]
) -> Tally:
    failures = []
    for order, surfaces in found.items():
        if not surfaces:
            continue
        await sealing.certify(order.order_id, surfaces)
        work.record(
            "sealing.trace_found", "seal_order", order.order_id,
            count=sum(surface.found for surface in surfaces),
        )  # fmt: skip
        failures.append(Failure(order.order_id, "TraceFound"))
    counts = {
        order.order_id: sum(surface.found for surface in surfaces)
        for order, surfaces in found.items()
    }
    await note_checked(work, counts, work.now)
    return Tally(len(found) - len(failures), tuple(failures))
