"""What the demo's stories tell of needs, steps, evidence and money paid back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from guanhu.demo.story import Story

FINDINGS: Final = (
    (
        "FAMILY",
        "SOME",
        "FAMILY_TALK",
        "父母忙于生意，每天只在晚饭时说话。",
        "缺少陪伴，但愿意改变。",
    ),
    ("SCHOOL_OR_WORK", "SOME", "SCHOOL_PLACE", "在校，缺课较多。", "对专业没有兴趣。"),
    ("PEERS", "SOME", "PEERS_IN_CASE", "与同案人员为网友，已无联系。", "结交不慎。"),
    ("ONLINE_LIFE", "MARKED", "ONLINE_TIME", "每天上网六小时左右。", "容易接触到兼职诈骗信息。"),
    ("MONEY", "SOME", "MONEY_INCOME", "零花钱由父亲按周给。", "花钱没有计划。"),
    ("ATTITUDE_TO_OFFENCE", "NONE", "ATTITUDE_VICTIM", "表示愿意退赔。", "认识到行为的后果。"),
    ("HEALTH", "NONE", "HEALTH_BODY", "身体健康，睡眠偏晚。", "没有特别需要。"),
    ("STRENGTHS", "SOME", "STRENGTHS_GOOD_AT", "喜欢画画，会修电脑。", "可以从兴趣入手。"),
)
INSTALMENTS: Final = 3
PART_FEN: Final = 40_000
MISREAD_FEN: Final = 4_000


def owes(story: Story) -> bool:
    """Whether the story's plan asks for money."""
    return story.number % 4 == 1


def restitution(decided: date) -> dict[str, str]:
    """The blanks of the condition: three parts of 400 yuan, a month apart."""
    return {
        "total": str(INSTALMENTS * PART_FEN), "instalments": str(INSTALMENTS),
        "first_on": _due(decided, 0).isoformat(), "last_on": _due(decided, 2).isoformat(),
    }  # fmt: skip


def assess(story: Story, on: date) -> None:
    """The officer assesses every domain and hears the young person and the father."""
    who, seen = story.officer, {"needsSeen": "needsAssessment.version"}
    story.ask(
        on, 15, who, "caseFile", {"id": story.of("case")}, {"father": "guardians.0.guardianId"}
    )
    story.do(
        on, 16, who, "draftNeedsAssessment", {"caseId": story.of("case")},
        seen | {"needs": "needsAssessment.id"},
    )  # fmt: skip
    for domain, band, question, facts, analysis in FINDINGS:
        story.do(
            on, 16, who, "writeNeedsFinding",
            {"assessmentId": story.of("needs"), "expectedVersion": story.of("needsSeen"),
             "domain": domain, "band": band, "analysis": analysis,
             "answers": [{"question": question, "text": facts}]},
            seen | {f"need.{domain}": "findingId"},
        )  # fmt: skip
    told = {"assessmentId": story.of("needs"), "domain": "FAMILY", "toldOn": on.isoformat()}
    story.do(
        on, 16, who, "recordOwnView", told | {"teller": "MINOR", "text": "想让爸妈多听我说话。"},
        seen,
    )  # fmt: skip
    story.do(
        on, 16, who, "recordOwnView",
        told | {"teller": "GUARDIAN", "guardianId": story.of("father"),
                "text": "以前只顾赚钱，今后每天陪孩子一小时。"},
        seen,
    )  # fmt: skip
    story.do(
        on, 17, who, "completeNeedsAssessment",
        {"assessmentId": story.of("needs"), "expectedVersion": story.of("needsSeen")},
    )  # fmt: skip


def step(story: Story, drafted: date) -> None:
    """A step towards the goal, done after a while."""
    by = drafted + timedelta(days=30)
    story.do(
        drafted, 12, story.officer, "addStep",
        {"goalId": story.of("goal"), "expectedVersion": story.of("seen"),
         "text": "和班主任一起定一份补课计划", "owner": "MINOR", "targetOn": by.isoformat()},
        {"seen": "planVersion.version", "step": "stepId"},
    )  # fmt: skip
    story.do(
        by - timedelta(days=3), 15, story.worker, "markStep",
        {"stepId": story.of("step"), "status": "DONE", "note": "已看过补课计划，每周两次"},
    )  # fmt: skip


def evidence(story: Story, decided: date) -> None:
    """A record of public work and receipts, each looked at by the officer; a misread receipt."""
    served = decided + timedelta(days=40)
    _shown(story, served, "PUBLIC_WORK", "SERVICE_RECORD", "社区服务中心签到表")
    if not owes(story):
        return
    for part in range(INSTALMENTS):
        due = _due(decided, part)
        receipt = _shown(story, due, "RESTITUTION", "PAYMENT_RECEIPT", "银行转账回单")
        misread = part == 1
        story.do(
            due, 12, story.worker, "recordPayment",
            {"conditionId": story.of("condition.RESTITUTION"), "paidOn": due.isoformat(),
             "amountFen": MISREAD_FEN if misread else PART_FEN, "payer": "GUARDIAN",
             "source": "银行转账回单", "evidenceId": story.of(receipt)},
            {f"payment{part}": "paymentId"},
        )  # fmt: skip
        if misread:
            story.do(
                due + timedelta(days=1), 9, story.worker, "correctPayment",
                {"paymentId": story.of(f"payment{part}"), "rightAmountFen": PART_FEN,
                 "reason": "少写了一个零，回单金额为400元"},
            )  # fmt: skip


def _shown(story: Story, on: date, condition: str, kind: str, source: str) -> str:
    """Evidence from the worker, looked at by the officer two days later; the saved name."""
    name = f"evidence{len(story.steps)}"
    story.do(
        on, 11, story.worker, "recordEvidence",
        {"conditionId": story.of(f"condition.{condition}"), "kind": kind,
         "happenedOn": on.isoformat(), "source": source},
        {name: "evidenceId"},
    )  # fmt: skip
    story.do(
        on + timedelta(days=2), 10, story.officer, "assessEvidence",
        {"evidenceId": story.of(name), "verdict": "SUPPORTS", "reason": "与走访了解的情况一致"},
    )  # fmt: skip
    return name


def _due(decided: date, part: int) -> date:
    return decided + timedelta(days=30 * (part + 1))
