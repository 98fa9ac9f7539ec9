"""Believable papers: one invented snapshot per kind. Nobody in them exists."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from guanhu.documents.facts import DocumentKind as Kind
from guanhu.documents.snapshot import (
    ActPart,
    AnnouncementPart,
    ChangePart,
    ChargePart,
    ConditionPart,
    DecisionPart,
    EvaluationPart,
    GoalPart,
    GuardianPart,
    IncidentPart,
    MinorPart,
    OpinionPart,
    PeriodPart,
    PlanPart,
    RatingPart,
    ReviewPart,
    RevocationPart,
    ScreeningPart,
    ServicePart,
    Snapshot,
)
from guanhu.documents.templates.registry import LATEST

OFFICE = "云州市江南区人民检察院"
HIGHER = "云州市人民检察院"
FACTS = (
    "李某某系在校学生，案发前无前科劣迹。李某某明知他人可能利用银行账户实施犯罪，为获取报酬，将本人"
    "名下的银行卡三张、手机卡一张提供给网名为“阿龙”的人使用，并按其要求两次配合人脸识别验证，"
    "共获利人民币六百元。案发后，李某某主动交代全部事实，并在家人帮助下退缴全部违法所得。"
)
EVIDENCE = (
    "1．书证：银行账户开户资料及交易明细、户籍证明、到案经过；\n"
    "2．证人证言：证人周某某的证言；\n"
    "3．被害人陈述：被害人吴某的陈述；\n"
    "4．犯罪嫌疑人供述和辩解：李某某的供述；\n"
    "5．电子数据：手机聊天记录提取笔录。"
)

MINOR = MinorPart(
    name="李某某", sex="男", birth_date=date(2009, 3, 2), identity_number="990101200903020017",
    phone="199****0017", address="云州市江南区青石街道柳荫巷12号", school="云州市第二职业中学",
)  # fmt: skip
GUARDIANS = (
    GuardianPart(name="李某甲", relation="父亲", phone="199****0018"),
    GuardianPart(name="王某某", relation="母亲", phone="199****0019"),
)
CHARGES = (
    ChargePart(
        offence="帮助信息网络犯罪活动罪", article="287-2",
        acts=(
            ActPart(occurred_on=date(2026, 1, 5), amount_fen=21_680_000,
                    note="李某某将本人名下的两张银行卡提供给他人，用于转移网络诈骗所得资金"),
            ActPart(occurred_on=date(2026, 1, 19), amount_fen=3_250_050,
                    note="李某某又将新办理的一张银行卡提供给同一人使用，并配合人脸识别验证"),
        ),
    ),
)  # fmt: skip
PERIOD = PeriodPart(months=6, starts_on=date(2026, 3, 20), ends_on=date(2026, 9, 19))
CONDITIONAL = DecisionPart(
    kind="conditional_non_prosecution", decided_on=date(2026, 3, 20),
    text="李某某系初犯、偶犯，认罪认罚，已退缴全部违法所得，具备较好的帮教条件",
    number="云江检未附不诉〔2026〕3号",
)  # fmt: skip
FINAL = DecisionPart(
    kind="final_non_prosecution", decided_on=date(2026, 9, 28),
    text="李某某在考验期内表现良好，未发现应当撤销附条件不起诉的情形",
    number="云江检未不诉〔2026〕7号",
)  # fmt: skip
RELATIVE = DecisionPart(
    kind="relative_non_prosecution", decided_on=date(2026, 3, 18),
    text="李某某被他人诱骗提供银行卡，获利甚微，如实供述并退缴全部违法所得，不需要判处刑罚",
    number="云江检未不诉〔2026〕3号",
)  # fmt: skip
STATUTORY = dataclasses.replace(
    RELATIVE, kind="statutory_non_prosecution", text="李某某提供银行卡的行为情节显著轻微、危害不大"
)
WANT_OF_EVIDENCE = dataclasses.replace(
    RELATIVE, kind="evidence_non_prosecution",
    text="现有证据不能证明李某某明知他人利用信息网络实施犯罪",
)  # fmt: skip
PLAN = PlanPart(
    conditions=(
        ConditionPart(
            title="不办卡不借卡",
            sentence="不得出租、出借、出售本人或者他人的银行卡、手机卡和支付账户，每月核对一次名下账户",
        ),
        ConditionPart(
            title="公益劳动",
            sentence="在江南区青少年活动中心参加反诈宣传公益劳动三十小时，2026年8月31日前完成",
        ),
        ConditionPart(title="法治教育", sentence="完成“两卡”与帮信罪专题课程，并提交一篇学习心得"),
    ),
    goals=(GoalPart(text="完成本学期全部课程", owner="minor", target_on=date(2026, 7, 10)),),
    contact="上门走访",
    every_days=14,
)
SCREENING = ScreeningPart(
    remorse=("认罪认罚", "退赃退赔", "赔礼道歉"), expected_reason="初犯，数额不大"
)
OPINIONS = (
    OpinionPart(
        party="victim", stage="before_decision", heard_on=date(2026, 3, 11), how="in_person",
        stance="no_objection", objection="none",
        statement="钱已经退给我了，孩子还小，我同意给他一个机会，希望他以后不要再做这种事。",
        approved_by=None, impossible_because=None, explanation=None,
    ),
)  # fmt: skip
VICTIM_AGAIN = dataclasses.replace(
    OPINIONS[0], stage="before_final_decision", heard_on=date(2026, 9, 22), how="phone",
    statement="我没有意见，听说他这半年表现不错。",
)  # fmt: skip
ANNOUNCEMENT = AnnouncementPart(
    announced_on=date(2026, 3, 23), minor_present=True, legal_representative_present=True,
    explained=("period", "rules", "consequence"), place="云州市江南区人民检察院未成年人检察工作室",
)  # fmt: skip
INCIDENTS = (
    IncidentPart(
        kind="supervision_breach", duty="leaving", happened_on=date(2026, 6, 12),
        happened_until=date(2026, 6, 13), text="李某某未经批准离开云州市，前往邻市两日",
        evidence="铁路出行记录、李某某的陈述", responses=("warning",),
    ),
    IncidentPart(
        kind="supervision_breach", duty="reporting", happened_on=date(2026, 6, 25),
        happened_until=None, text="李某某未按期提交六月思想汇报，经提醒后补交",
        evidence="工作记录", responses=("reminder", "talk"),
    ),
)  # fmt: skip
REVOKED = DecisionPart(
    kind="revocation", decided_on=date(2026, 8, 20), text="李某某多次违反规定，经训诫仍不改正",
    number="云江检未撤附不诉〔2026〕1号",
)  # fmt: skip
REVOCATION = RevocationPart(
    ground="supervision_rules", decided_on=REVOKED.decided_on, text=REVOKED.text,
    incidents=INCIDENTS,
)  # fmt: skip
BEFORE_REVOCATION = dataclasses.replace(
    OPINIONS[0], party="minor", stage="before_revocation", heard_on=date(2026, 8, 12),
    stance="objects", statement="我知道错了，请再给我一次机会。",
)  # fmt: skip
REVIEW = ReviewPart(
    check_ins_kept=12, check_ins_missed=1, modules_assigned=3, modules_done=3,
    ratings=(
        RatingPart(kind="duty", subject="遵守法律法规，服从监督", rating="met",
                   evidence="公安机关查询，考验期内无违法记录"),
        RatingPart(kind="duty", subject="按照规定报告自己的活动情况", rating="partly_met",
                   evidence="六月的思想汇报迟交五日，经提醒后补交"),
        RatingPart(kind="duty", subject="离开所居住的市、县或者迁居应当报经批准", rating="met",
                   evidence="七月赴外省探亲，事先报批，按期返回"),
        RatingPart(kind="duty", subject="按照要求接受矫治和教育", rating="met",
                   evidence="课程考核全部合格"),
        RatingPart(kind="condition", subject="公益劳动三十小时", rating="met",
                   evidence="青少年活动中心考勤记录，共三十二小时"),
        RatingPart(kind="goal", subject="完成本学期全部课程", rating="not_applicable",
                   evidence="学校调整教学安排"),
    ),
    evaluations=(
        EvaluationPart(by="guardian", text="孩子比以前懂事，愿意和家里沟通，手机使用也有节制。"),
        EvaluationPart(by="school", text="出勤正常，期末成绩合格，参加了实训比赛。"),
        EvaluationPart(by="social_worker", text="法治意识明显增强，家庭关系改善，再犯风险低"),
    ),
    proposal="non_prosecution",
    reasons="李某某在考验期内能够遵守各项规定和附加条件，认识到行为的危害，帮教效果良好",
    author="陈检察官",
)  # fmt: skip

BLANKS: dict[Kind, dict[str, str]] = {
    Kind.CONDITIONAL_DECISION: {
        "person_details": "汉族，中等职业学校在读，户籍所在地云州市江南区",
        "defender": "赵某，云州某某律师事务所律师",
        "measures": "因涉嫌帮助信息网络犯罪活动罪，于2026年2月10日被云州市公安局江南分局取保候审。",
        "police_organ": "云州市公安局江南分局",
        "facts": FACTS,
        "evidence": EVIDENCE,
        "social_investigation": "经委托司法社工调查，李某某性格内向，父母外出务工较多，"
        "与祖父母同住；学校反映其平时表现一般，无欺凌、逃学行为；家庭具备监护条件，父亲已返乡务工",
    },
    Kind.VICTIM_NOTICE: {"victim_name": "吴某", "office_phone": "000-0000123"},
    Kind.ANNOUNCEMENT_RECORD: {
        "time": "9时30分至10时15分", "recorder": "孙书记员", "others_present": "辩护人赵某",
        "minor_statement": "我听明白了，一定遵守规定，好好学习，不再碰“两卡”的事。",
        "representative_statement": "我们听明白了，一定把孩子管好，配合检察院的工作。",
    },
    Kind.OPINION_RECORD: {
        "heard_person": "吴某", "place": "云州市江南区人民检察院听证室", "recorder": "孙书记员",
    },
    Kind.SUPERVISION_AGREEMENT: {
        "office_phone": "000-0000123",
        "reporting": "每月二十五日前提交书面思想汇报一份；遇重大事项随时报告",
        "support_unit": "云州市江南区青少年活动中心",
        "unit_duties": "提供公益劳动岗位，安排专人指导，每月向甲方反馈考勤和表现",
    },
    Kind.LEAVE_APPROVAL: {
        "leave_kind": "leave", "destination": "某省平湖市（外祖父母家）",
        "from_day": "2026-07-08", "until": "2026-07-15",
        "reason": "暑假期间随母亲探望外祖父母", "company": "母亲王某某，199****0019",
        "guardian_opinion": "同意，由我全程陪同，按期返回。", "leave_decision": "approve",
        "decision_reason": "事由正当，有监护人陪同",
    },
    Kind.GUARDIANSHIP_ORDER: {
        "deficiency": "长期外出务工，将孩子交由祖父母照管，每年见面不足两次\n"
        "对孩子使用手机、办理银行卡的情况不闻不问\n孩子出现旷课后未与学校沟通",
        "requirements": "至少一方返乡与孩子共同生活\n每周与孩子当面谈话一次，了解其学习和交友情况\n"
        "妥善保管并定期核对孩子名下的银行卡和手机卡",
        "until": "2026-04-30",
        "check": "本院将会同江南区妇女联合会每月回访一次，检查落实情况",
    },
    Kind.FAMILY_EDUCATION_ORDER: {
        "reason": "你们在家庭教育中存在重物质、轻管教，沟通方式简单粗暴的问题",
        "organiser": "云州市江南区家庭教育指导中心", "from_day": "2026-04-01",
        "until": "2026-09-19", "rhythm": "每月不少于1次，每次不少于40分钟",
        "content": "亲子沟通、网络素养、青少年心理特点和监护人的法律责任",
    },
    Kind.ADMONITION: {
        "requirements": "三日内提交书面检讨\n今后离开云州市一律事先书面申请",
    },
    Kind.PERIOD_CHANGE: {"person_details": "汉族，中等职业学校在读"},
    Kind.INSPECTION_OPINION: {},
    Kind.REVOCATION: {"defender": "赵某，云州某某律师事务所律师"},
    Kind.FINAL_DECISION: {
        "person_details": "汉族，中等职业学校在读", "defender": "赵某，云州某某律师事务所律师",
        "measures": "2026年2月10日被取保候审，2026年9月28日解除。",
        "police_organ": "云州市公安局江南分局",
        "conduct": "李某某遵守各项规定，完成公益劳动三十二小时、课程三门，按期汇报，学习成绩合格。",
        "seized": "扣押的手机一部依法发还本人；退缴的违法所得人民币六百元依法处理",
    },
    Kind.DIRECT_DECISION: {
        "person_details": "汉族，中等职业学校在读", "defender": "赵某，云州某某律师事务所律师",
        "measures": "2026年2月10日被取保候审。", "police_organ": "云州市公安局江南分局",
        "evidence": EVIDENCE, "seized": "扣押的手机一部依法发还本人",
    },
    Kind.SEAL_NOTICE: {"recipient_kind": "organ", "recipient": "云州市公安局江南分局"},
    Kind.QUERY_DECISION: {
        "verdict": "refuse", "applicant": "某某银行云州分行", "applied_on": "2027-01-12",
        "person": "李某某", "reason": "拟录用该人为柜员，需了解其有无犯罪记录",
        "basis": "该行员工录用管理办法",
        "refusal_reason": "申请单位不是办理案件的司法机关，所列依据不属于可以查询封存的不起诉记录的"
        "情形；本人可以依法申请开具无犯罪记录证明",
    },
    Kind.NO_RECORD_CERTIFICATE: {
        "person": "李某某", "identity_number": "330101200801010011", "purpose": "报考驾驶证",
    },
    Kind.SERVICE_RECEIPT: {"place": "云州市江南区青石街道柳荫巷12号", "recipient": "李某甲"},
}  # fmt: skip


HEARD = {
    Kind.INSPECTION_OPINION: (VICTIM_AGAIN,),
    Kind.REVOCATION: (BEFORE_REVOCATION,),
}


DECIDED = {
    Kind.FINAL_DECISION: FINAL,
    Kind.SEAL_NOTICE: FINAL,
    Kind.DIRECT_DECISION: RELATIVE,
}


def a_snapshot(kind: Kind, **changes: Any) -> Snapshot:
    """A whole snapshot of one kind; `blanks` in `changes` are laid over the believable ones."""
    final = kind in {Kind.FINAL_DECISION, Kind.SEAL_NOTICE}
    template = LATEST[kind]
    number = None if template.series is None else f"云江检未{template.series}〔2026〕3号"
    blanks = BLANKS[kind] | changes.get("blanks", {})
    made = Snapshot(
        kind=kind.value,
        template_version=template.version,
        office=OFFICE,
        higher_office=HIGHER,
        issued_on=date(2026, 9, 28) if final else date(2026, 3, 20),
        case_number="云江检未〔2026〕18号",
        number=number,
        officer="陈检察官",
        minor=MINOR,
        received_on=date(2026, 3, 2),
        has_victim=True,
        has_defender=True,
        guardians=GUARDIANS,
        charges=CHARGES,
        decision=DECIDED.get(kind, CONDITIONAL),
        period=PERIOD,
        plan=PLAN,
        screening=SCREENING,
        opinions=HEARD.get(kind, OPINIONS),
        incidents=INCIDENTS[:1] if kind is Kind.ADMONITION else INCIDENTS,
        revocation=REVOCATION,
        announcement=ANNOUNCEMENT,
        service=ServicePart(
            addressee="legal_representative", mode="direct", sent_on=date(2026, 3, 20),
            received_on=date(2026, 3, 21), note=None,
        ),
        change=ChangePart(
            old_months=6, old_ends_on=date(2026, 9, 19), new_months=8,
            new_ends_on=date(2026, 11, 19), decided_on=date(2026, 7, 2),
            reason="李某某未经批准离开居住地，经训诫后仍需加强考察，有必要延长考验期以巩固帮教效果",
        ),
        review=REVIEW,
        blanks=tuple(sorted(blanks.items())),
    )  # fmt: skip
    given = {name: value for name, value in changes.items() if name != "blanks"}
    return dataclasses.replace(made, **given)


def _heard(**changes: Any) -> dict[str, Any]:
    return {"opinions": (dataclasses.replace(OPINIONS[0], **changes),)}


MORE: dict[Kind, tuple[dict[str, Any], ...]] = {
    Kind.CONDITIONAL_DECISION: (
        {
            "plan": None, "has_victim": False, "has_defender": False,
            "blanks": {"defender": "", "conditions": "每周参加一次法治课\n不进入网吧"},
        },
    ),
    Kind.VICTIM_NOTICE: ({"decision": FINAL},),
    Kind.ANNOUNCEMENT_RECORD: ({"decision": FINAL}, {"decision": REVOKED}),
    Kind.SERVICE_RECEIPT: ({"decision": REVOKED},),
    Kind.DIRECT_DECISION: (
        {"decision": STATUTORY},
        {"decision": WANT_OF_EVIDENCE, "blanks": {"evidence": "", "facts": "李某某对此予以否认。"}},
        {"has_victim": False, "has_defender": False, "blanks": {"defender": ""}},
    ),
    Kind.ADMONITION: ({"blanks": {"rule": "关于诚实报告的要求", "breach": "拒绝说明去向"}},),
    Kind.OPINION_RECORD: (
        _heard(party="police", approved_by="周局长", how="written"),
        _heard(heard_on=None, statement=None, impossible_because="多次联系未果"),
        _heard(
            party="legal_representative", stance="objects", objection="conditions",
            explanation="已将公益劳动改在周末",
        ),
        _heard(stage="before_final_decision", how="phone"),
        _heard(stage="before_revocation", party="minor"),
    ),
    Kind.SUPERVISION_AGREEMENT: ({"blanks": {"support_unit": "", "unit_duties": ""}},),
    Kind.LEAVE_APPROVAL: (
        {"blanks": {"leave_kind": "move", "leave_decision": "refuse"}},
        {"blanks": {"leave_decision": ""}},
    ),
    Kind.REVOCATION: (
        *(
            {"revocation": dataclasses.replace(REVOCATION, ground=ground)}
            for ground in ("new_crime", "missed_crime", "public_security")
        ),
        _heard(stage="before_revocation", statement=None, impossible_because="下落不明"),
    ),
    Kind.INSPECTION_OPINION: (
        {
            "has_victim": False,
            "review": dataclasses.replace(REVIEW, proposal="prosecution", evaluations=()),
        },
        {"incidents": ()},
    ),
    Kind.FINAL_DECISION: ({"has_victim": False},),
    Kind.SEAL_NOTICE: ({"blanks": {"recipient_kind": "person"}},),
    Kind.NO_RECORD_CERTIFICATE: ({"blanks": {"identity_number": "", "purpose": ""}},),
    Kind.QUERY_DECISION: ({"blanks": {"verdict": "grant", "scope": "不起诉决定书"}},),
}  # fmt: skip
"""Changes of the believable snapshots, by which every branch of a template is walked."""


def variants(kind: Kind) -> list[Snapshot]:
    """Snapshots that together walk every branch a template of this kind has."""
    return [a_snapshot(kind), *(a_snapshot(kind, **changes) for changes in MORE.get(kind, ()))]
