"""One case from intake to sealing as plain scenario steps, on dates counted from its receipt.

A story is always told whole; the office shows as much of it as has happened by now.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from guanhu.demo import care, contact, learning, visits
from guanhu.demo.families import joins
from guanhu.demo.people import KINDS, OFFICE, SCREENING, TRIAGE, WORKERS, name_of
from guanhu.law.periods import add_months

PARTIES: Final = ("POLICE", "VICTIM", "MINOR", "LEGAL_REPRESENTATIVE", "DEFENDER")
DECIDED_AFTER_DAYS: Final = 11
CHECK_IN_DAYS: Final = 14
FIRST_VISIT_AFTER_DAYS: Final = 9
"""After the decision."""
VISIT_DAYS: Final = 3
"""How long a visit may be made."""
LATEST_CHECK_INS: Final = 60
FAMILY_EVERY: Final = 10
"""One family in ten has joined, and those whose young person learns online."""
MODULES: Final = ("TWO_CARDS", "BEHIND_THE_SCRIPT", "MAKING_AMENDS", "THE_LAW")
MODULE_MINUTES: Final = 60


@dataclass(slots=True)
class Story:
    """Steps of one case; `ref` keeps the names of its saved values apart from other cases."""

    number: int
    received: date
    officer: str
    serial: int
    """Counted by receipt: the later a file comes in, the higher."""
    supervisor: str = "chen"
    steps: list[dict[str, Any]] = field(default_factory=list)

    @property
    def ref(self) -> str:
        return f"c{self.number}"

    @property
    def kind(self) -> dict[str, Any]:
        return KINDS[self.number % len(KINDS)]

    @property
    def worker(self) -> str:
        return WORKERS[self.number % len(WORKERS)]

    def of(self, name: str) -> str:
        """The variable that holds one of this case's saved values."""
        return f"${{{self.ref}.{name}}}"

    def do(
        self,
        on: date,
        hour: int,
        who: str,
        mutation: str,
        given: dict[str, Any],
        save: dict[str, str] | None = None,
    ) -> None:
        """Add one mutation that must succeed."""
        saved = {f"{self.ref}.{name}": path for name, path in (save or {}).items()}
        self.steps.append(
            {"at": self._at(on, hour), "as": who, "do": mutation, "with": given, "save": saved}
        )

    def ask(
        self, on: date, hour: int, who: str, query: str, given: dict[str, Any],
        save: dict[str, str],
    ) -> None:  # fmt: skip
        """Add one query whose answer is saved."""
        saved = {f"{self.ref}.{name}": path for name, path in save.items()}
        self.steps.append(
            {"at": self._at(on, hour), "as": who, "ask": query, "with": given, "save": saved}
        )

    def _at(self, on: date, hour: int) -> datetime:
        # Never back in time within a case, and cases do not all fall on the same minute.
        seconds = (self.number * 67) % 1500 + 2 * len(self.steps)
        return datetime.combine(on, time(hour)) + timedelta(seconds=seconds)


def tell(number: int, received: date, officer: str, serial: int | None = None) -> Story:
    """The whole story of one case; `serial` where cases are not numbered by receipt."""
    story = Story(number, received, officer, number if serial is None else serial)
    decided = received + timedelta(days=DECIDED_AFTER_DAYS)
    _intake(story)
    _hearing(story)
    _decision(story, decided)
    _plan(story, decided)
    _supervision(story, decided)
    contact.daily_life(story, decided)
    _education(story, decided)
    _ending(story, add_months(decided, story.kind["months"]))
    if number % FAMILY_EVERY == 0 or number in learning.STAGES:
        joins(story, decided)
        contact.self_report(story, decided)
    story.steps.sort(key=lambda step: step["at"])
    for step in story.steps:
        step["lane"] = story.ref
    return story


def _intake(story: Story) -> None:
    kind, received = story.kind, story.received
    name = name_of(story.number)
    born = received - timedelta(days=365 * 17 + 40 + story.number % 60 * 5)
    acts = [
        {"occurredOn": (received - timedelta(days=60 + 9 * n)).isoformat(),
         "amountFen": kind["fen"] // (n + 2), "note": kind["note"]}
        for n in range(1 + story.number % 3)
    ]  # fmt: skip
    story.do(received, 9, story.officer, "openCase", {
        "caseNumber": f"{OFFICE[1:]}未检〔{received.year}〕{100 + story.serial}号",
        "receivedOn": received.isoformat(),
        "minor": {"name": name, "birthDate": born.isoformat(),
                  "sex": "FEMALE" if story.number % 4 == 1 else "MALE",
                  "schoolStatus": _occupation(story), "ageProof": "IDENTITY_CARD",
                  "school": "某职业技术学校" if visits.at_school(story) else None,
                  "address": "某区某街道"},
        "guardians": [{"name": f"{name[0]}建国", "relation": "FATHER",
                       "legalRepresentative": True},
                      {"name": "刘秀英", "relation": "MOTHER", "legalRepresentative": False}],
        "charges": [{"offence": kind["offence"], "acts": acts}],
        "involvement": {"chainRole": kind["role"], "tier": kind["tier"], "means": kind["means"],
                        "gainFen": kind["fen"] // 10, "recruits": story.number % 3},
        "hasVictim": True, "hasDefender": story.number % 3 != 0,
    }, {"case": "caseFile.id"})  # fmt: skip
    notices = ["RIGHTS_SUSPECT", "RIGHTS_VICTIM"]
    if story.number % 3 == 0:
        notices.append("LEGAL_AID")
    for notice in notices:
        story.do(
            received + timedelta(days=1), 10, story.officer, "recordNotice",
            {"caseId": story.of("case"), "kind": notice,
             "doneOn": (received + timedelta(days=1)).isoformat()},
        )  # fmt: skip


def _occupation(story: Story) -> str:
    if not visits.at_school(story):
        return "OUT_OF_SCHOOL_WORKING"
    return "SENIOR_SECONDARY" if story.number % 2 else "VOCATIONAL"


def _hearing(story: Story) -> None:
    screened = story.received + timedelta(days=2)
    screening = SCREENING | {"caseId": story.of("case"), "expectedMonths": story.kind["months"]}
    story.do(screened, 14, story.officer, "recordScreening", screening)
    triage = TRIAGE | {
        "caseId": story.of("case"), "assisting": story.kind["offence"] == "287-2"
    }  # fmt: skip
    story.do(screened, 15, story.officer, "recordTriage", triage)
    for offset, party in enumerate(PARTIES):
        heard = story.received + timedelta(days=3 + offset // 2)
        given = {
            "caseId": story.of("case"), "stage": "BEFORE_DECISION", "party": party,
            "heardOn": heard.isoformat(), "how": "WRITTEN" if party == "POLICE" else "IN_PERSON",
            "stance": "NO_OBJECTION", "statement": "对适用附条件不起诉没有异议",
        }  # fmt: skip
        if party == "POLICE":
            given["approvedBy"] = "县公安局负责人"
        story.do(heard, 15, story.officer, "hearOpinion", given)


def _decision(story: Story, decided: date) -> None:
    proposed = story.received + timedelta(days=8)
    story.do(
        proposed, 11, story.officer, "proposeDecision",
        {"caseId": story.of("case"), "periodMonths": story.kind["months"],
         "reasons": "情节较轻，悔罪态度好，具备监护和帮教条件"},
        {"proposal": "proposalId"},
    )  # fmt: skip
    story.do(
        decided, 9, story.supervisor, "approveProposal",
        {"proposalId": story.of("proposal"), "text": "经审查，决定对该未成年人附条件不起诉。"},
        {"decision": "decisionId"},
    )  # fmt: skip
    _decision_paper(story, decided)
    served = decided + timedelta(days=1)
    # Who had no defender has one by now: legal aid was asked for on the second day.
    for party in PARTIES:
        story.do(
            served, 10, story.officer, "recordService",
            {"decisionId": story.of("decision"), "addressee": party, "mode": "DIRECT",
             "sentOn": served.isoformat(), "receivedOn": served.isoformat()},
        )  # fmt: skip
    announced = decided + timedelta(days=2)
    story.do(
        announced, 14, story.officer, "recordAnnouncement",
        {"decisionId": story.of("decision"), "announcedOn": announced.isoformat(),
         "minorPresent": True, "legalRepresentativePresent": True,
         "explained": ["PERIOD", "RULES", "CONSEQUENCE"]},
    )  # fmt: skip


def _decision_paper(story: Story, decided: date) -> None:
    """The printed end confirmed, and the decision issued as a paper to be served."""
    ends = add_months(decided, story.kind["months"]) - timedelta(days=1)
    story.do(
        decided, 10, story.officer, "confirmPeriodEnd",
        {"caseId": story.of("case"), "printedEnd": ends.isoformat()},
    )  # fmt: skip
    filled = {
        "defender": "方正，临江某某律师事务所律师",
        "measures": "公安机关决定取保候审。", "police_organ": "临江市公安局",
        "evidence": "书证、证人证言、被害人陈述、犯罪嫌疑人供述和辩解、电子数据。",
        "social_investigation": "经委托司法社工调查，其家庭具备监护条件，本人悔罪态度好。",
        "conditions": "不得出租、出借、出售银行卡", "higher_office": "某省人民检察院",
    }  # fmt: skip
    story.do(
        decided, 11, story.officer, "issueDocument",
        {"caseId": story.of("case"), "kind": "CONDITIONAL_DECISION",
         "blanks": [{"name": name, "value": value} for name, value in filled.items()]},
    )  # fmt: skip


def _plan(story: Story, decided: date) -> None:
    """Drafted on the day after the announcement, approved the day after, then agreed."""
    drafted, approved = decided + timedelta(days=3), decided + timedelta(days=4)
    until = add_months(decided, story.kind["months"]) - timedelta(days=2)
    story.do(
        drafted, 9, story.officer, "appointTeamMember",
        {"caseId": story.of("case"), "accountId": f"${{account.{story.worker}}}",
         "duty": "SOCIAL_WORKER", "validFrom": drafted.isoformat()},
    )  # fmt: skip
    story.do(
        drafted, 10, story.officer, "draftPlan",
        {"caseId": story.of("case"), "checkInKind": "VISIT", "checkInEveryDays": CHECK_IN_DAYS},
        {"plan": "planVersion.id", "seen": "planVersion.version"},
    )  # fmt: skip
    wanted: list[tuple[str, dict[str, str]]] = [
        ("NO_CARD_TRADE", {}),
        ("APOLOGY", {"until": until.isoformat()}),
    ]
    if story.number % 2:
        work = {"hours": "20", "place": "社区服务中心", "until": until.isoformat()}
        wanted.append(("PUBLIC_WORK", work))
        care.assess(story, decided)
    if care.owes(story):
        wanted.append(("RESTITUTION", care.restitution(decided)))
    for code, slots in wanted:
        story.do(
            drafted, 11, story.officer, "addCondition",
            {"planVersionId": story.of("plan"), "expectedVersion": story.of("seen"), "code": code,
             "slots": [{"name": name, "value": value} for name, value in slots.items()],
             "proportionality": "与其在案件中的身份、作用和悔罪表现相适应"},
            {"seen": "planVersion.version", f"condition.{code}": "conditionId"},
        )  # fmt: skip
    story.do(
        drafted, 12, story.officer, "addGoal",
        {"planVersionId": story.of("plan"), "expectedVersion": story.of("seen"),
         "text": f"{'完成当前学期学业' if visits.at_school(story) else '做满学徒期'}，"
         "找到一项喜欢的活动", "owner": "MINOR",
         "targetOn": until.isoformat(),
         "needId": story.of("need.SCHOOL_OR_WORK") if story.number % 2 else None},
        {"seen": "planVersion.version", "goal": "goalId"},
    )  # fmt: skip
    if story.number % 2:
        care.step(story, drafted)
        care.evidence(story, decided)
    story.do(
        drafted, 13, story.officer, "submitPlan",
        {"planVersionId": story.of("plan"), "expectedVersion": story.of("seen")},
    )  # fmt: skip
    story.do(approved, 10, story.supervisor, "approvePlan", {"planVersionId": story.of("plan")})
    for party in ("MINOR", "LEGAL_REPRESENTATIVE"):
        story.do(
            approved, 15, story.worker, "recordAgreement",
            {"planVersionId": story.of("plan"), "party": party, "answer": "YES",
             "answeredOn": approved.isoformat()},
        )  # fmt: skip


def _education(story: Story, decided: date) -> None:
    """Two modules: one credited to the prohibition it explains, one still open for a while.

    Some young people work through the first one online.
    """
    for n in range(2):
        assigned = decided + timedelta(days=8 + 30 * n)
        code = MODULES[(story.number + n) % len(MODULES)]
        story.do(
            assigned, 11, story.worker, "assignModule",
            {"caseId": story.of("case"), "moduleCode": code,
             "dueOn": (assigned + timedelta(days=30)).isoformat(),
             "reason": "针对其在案件中的作用", "conditionId": story.of("condition.NO_CARD_TRADE")},
            {f"module{n}": "assignment.id"},
        )  # fmt: skip
        if n == 0 and story.number in learning.STAGES:
            learning.online(story, assigned)
            continue
        completed = assigned + timedelta(days=21)
        story.do(
            completed, 16, story.worker, "completeAssignment",
            {"assignmentId": story.of(f"module{n}"), "completedOn": completed.isoformat(),
             "minutes": MODULE_MINUTES, "how": "IN_PERSON", "creditedMinutes": MODULE_MINUTES},
        )  # fmt: skip


def _ending(story: Story, ends_on: date) -> None:
    """The outcome reviewed, the victim heard again, non-prosecution announced, the file sealed."""
    reviewed, approved = ends_on + timedelta(days=2), ends_on + timedelta(days=4)
    subjects = 4 + (3 if story.number % 2 else 2) + int(care.owes(story)) + 1
    saves = {"review": "review.id", "seen": "review.version"}
    for n in range(subjects):
        saves[f"kind{n}"] = f"review.ratings.{n}.subjectKind"
        saves[f"subject{n}"] = f"review.ratings.{n}.subjectId"
    story.do(reviewed, 9, story.officer, "draftOutcomeReview", {"caseId": story.of("case")}, saves)
    for n in range(subjects):
        story.do(
            reviewed, 10, story.officer, "rateOutcome",
            {"reviewId": story.of("review"), "expectedVersion": story.of("seen"),
             "subjectKind": story.of(f"kind{n}"), "subjectId": story.of(f"subject{n}"),
             "rating": "MET" if n % 4 else "PARTLY_MET", "evidence": "有走访记录和书面报告为证"},
            {"seen": "review.version"},
        )  # fmt: skip
    story.do(
        reviewed, 11, story.worker, "recordEvaluation",
        {"reviewId": story.of("review"), "expectedVersion": story.of("seen"),
         "by": "SOCIAL_WORKER", "text": "考验期内按时接受走访，与家人关系明显改善。"},
        {"seen": "review.version"},
    )  # fmt: skip
    story.do(reviewed, 14, story.officer, "hearOpinion", {
        "caseId": story.of("case"), "stage": "BEFORE_FINAL_DECISION", "party": "VICTIM",
        "heardOn": reviewed.isoformat(), "how": "PHONE", "stance": "SUPPORTS",
        "statement": "已收到退赔，同意不起诉",
    })  # fmt: skip
    story.do(
        reviewed, 15, story.officer, "submitOutcomeReview",
        {"reviewId": story.of("review"), "expectedVersion": story.of("seen"),
         "proposal": "NON_PROSECUTION", "reasons": "考验期内遵守规定，未出现撤销情形。"},
    )  # fmt: skip
    story.do(
        approved, 10, story.supervisor, "approveOutcomeReview",
        {"reviewId": story.of("review"), "text": "考验期满，依法作出不起诉决定。"},
        {"final": "decision.id"},
    )  # fmt: skip
    announced = approved + timedelta(days=1)
    story.do(
        announced, 10, story.officer, "recordAnnouncement",
        {"decisionId": story.of("final"), "announcedOn": announced.isoformat(),
         "minorPresent": True, "legalRepresentativePresent": True, "explained": []},
    )  # fmt: skip
    for party in PARTIES:
        story.do(
            announced, 11, story.officer, "recordService",
            {"decisionId": story.of("final"), "addressee": party, "mode": "DIRECT",
             "sentOn": announced.isoformat(), "receivedOn": announced.isoformat()},
        )  # fmt: skip
    story.do(
        announced + timedelta(days=2), 10, story.officer, "sealCase", {"caseId": story.of("case")}
    )


def _supervision(story: Story, decided: date) -> None:
    ends_on = add_months(decided, story.kind["months"])
    first = decided + timedelta(days=FIRST_VISIT_AFTER_DAYS)
    # As many as fit, each open for three days: the plan's rhythm then has none to add.
    count = (ends_on - first - timedelta(days=VISIT_DAYS - 1)).days // CHECK_IN_DAYS + 1
    story.do(
        first - timedelta(days=4), 16, story.worker, "scheduleCheckIns",
        {"caseId": story.of("case"), "kind": "VISIT", "firstDueOn": first.isoformat(),
         "everyDays": CHECK_IN_DAYS, "count": count},
    )  # fmt: skip
    story.ask(
        first - timedelta(days=4), 17, story.worker, "checkIns",
        {"filter": {"caseId": story.of("case")}, "perPage": LATEST_CHECK_INS},
        {f"check{n}": f"items.{n}.id" for n in range(count)},
    )  # fmt: skip
    for n in range(count):
        due = first + timedelta(days=n * CHECK_IN_DAYS)
        # About one in nine is missed, never the last.
        if (story.number + 3 * n) % 9 == 4 and n < count - 1:  # noqa: PLR2004 - an invented rhythm
            # Some officers look into it soon, others not before the period ends.
            seen = due + timedelta(days=8) if story.number % 2 == 0 else ends_on + timedelta(days=1)
            story.do(
                seen, 10, story.officer, "reviewMissedCheckIn",
                {"checkInId": story.of(f"check{n}"), "reason": "FORGOT",
                 "note": "已电话提醒，家长表示会督促"},
            )  # fmt: skip
        else:
            visits.log(story, due, n)
