"""Orders, duties and recommendations for tests: proposed, issued and served through the API."""

from __future__ import annotations

from typing import Any

from support.world import World


def the_guardian(world: World, case_id: str) -> str:
    """The first guardian of a case's minor."""
    ((guardian_id,),) = world.sql(
        "SELECT g.id::text FROM guardians g JOIN case_files c ON c.minor_id = g.minor_id"
        " WHERE c.id = %s ORDER BY g.id LIMIT 1",
        [case_id],
    )
    return str(guardian_id)


def an_order(world: World, case_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``proposeGuardianOrder``: an order urging guardianship for three months."""
    given: dict[str, Any] = {
        "caseId": case_id,
        "guardianId": the_guardian(world, case_id),
        "kind": "GUARDIANSHIP",
        "deficits": "长期在外务工，对子女使用手机、银行卡疏于管教。",
        "required": "每日与子女通话，保管其银行卡。",
        "checking": "每月走访一次。",
        "consequence": "拒不履行的，予以训诫。",
        "until": "2026-06-02",
    }
    return given | overrides


def guidance(world: World, case_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``proposeGuardianOrder``: family-education guidance for three months."""
    return an_order(world, case_id, kind="FAMILY_EDUCATION", **overrides)


async def a_proposed_order(world: World, given: dict[str, Any]) -> str:
    """Proposed by li; the id."""
    done = await world.done("li", "proposeGuardianOrder", **given)
    return str(done["orderId"])


async def a_served_order(world: World, given: dict[str, Any]) -> str:
    """Proposed by li, issued by chen (made if absent), served today; the id."""
    if "chen" not in world.actors:
        world.person("chen", "supervisor")
    order_id = await a_proposed_order(world, given)
    await world.done("chen", "issueGuardianOrder", orderId=order_id)
    await world.done(
        "li", "serveGuardianOrder",
        orderId=order_id, servedOn=world.today.isoformat(), mode="DIRECT",
    )  # fmt: skip
    return order_id


def a_session(world: World, order_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``recordGuidanceSession``: attended today for 45 minutes."""
    given: dict[str, Any] = {
        "orderId": order_id,
        "heldOn": world.today.isoformat(),
        "minutes": 45,
        "present": True,
    }
    return given | overrides


def a_recommendation(case_id: str, **overrides: Any) -> dict[str, Any]:
    """The input of ``proposeRecommendation``: to a bank branch."""
    given: dict[str, Any] = {
        "caseId": case_id,
        "unit": "某银行城东支行",
        "failed": "为未成年人开卡未核实用途。",
        "asked": "建立未成年人开卡回访。",
    }
    return given | overrides
