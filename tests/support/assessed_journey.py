"""The needs and the payments of a journey that marks every text."""

from __future__ import annotations

from support.builders_needs import DOMAINS, a_needs_draft, a_view, completed, written
from support.traces import MARKER
from support.world import World


async def pay(world: World, condition_id: str) -> None:
    """Evidence that somebody else looked at, and a payment that was entered wrongly."""
    today = world.today.isoformat()
    shown = await world.done(
        "li", "recordEvidence",
        conditionId=condition_id, kind="PAYMENT_RECEIPT", happenedOn=today, source=MARKER,
        note=MARKER,
    )  # fmt: skip
    about = {"evidenceId": shown["evidenceId"]}
    await world.done("wang", "assessEvidence", **about, verdict="UNCLEAR", reason=MARKER)
    paid = await world.done(
        "li", "recordPayment",
        conditionId=condition_id, amountFen=100, paidOn=today, payer="GUARDIAN", source=MARKER,
        **about,
    )  # fmt: skip
    await world.done(
        "li", "correctPayment", paymentId=paid["paymentId"], rightAmountFen=10, reason=MARKER
    )


async def assess(world: World, case_id: str) -> str:
    """Needs assessed and amended, everybody silent; answers the need of the family."""
    texts = {"analysis": MARKER, "otherFacts": MARKER}
    draft = await a_needs_draft(world, case_id)
    for domain, question in DOMAINS.items():
        answers = [{"question": question, "text": MARKER}]
        draft = await written(world, draft, domain, **texts, answers=answers)
    silent = {"minorNotHeard": MARKER, "guardianNotHeard": MARKER}
    await completed(world, draft, **silent)
    draft = await written(world, await a_needs_draft(world, case_id), "FAMILY", **texts)
    need_id = str(draft["findingId"])
    draft = await completed(world, draft, reason=MARKER, **silent)
    told = a_view(await a_needs_draft(world, case_id), world.today.isoformat(), text=MARKER)
    await world.done("li", "recordOwnView", **told)
    return need_id
