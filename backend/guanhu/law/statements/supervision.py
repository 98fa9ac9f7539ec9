"""Supervision and inspection (S); breach and revocation (R)."""

from __future__ import annotations

from typing import Final

from guanhu.law.rule import Rule, entry

SUPERVISION: Final[tuple[Rule, ...]] = (
    entry(
        "S-01",
        "V1",
        "CPL 283(1); Rules 474(1)",
        "人民检察院是考察机关，职责不得转交；社工记录是材料，结论由检察官作出。",
        "The procuratorate is the inspecting organ and cannot hand that on; workers' records are"
        " material, findings are the prosecutor's.",
    ),
    entry(
        "S-02",
        "V1",
        "CPL 283(1); Rules 474(1)",
        "监护人应当加强管教，配合监督考察；人民检察院应当提出要求。",
        "Guardians must strengthen care and cooperate, and the procuratorate must ask it of them.",
    ),
    entry(
        "S-03",
        "V1 N",
        "Rules 474(2)",
        "可以会同监护人、学校、单位、村居委会、未成年人保护组织定期考察、教育，实施跟踪帮教。",
        "Guardians, school, employer, neighbourhood committee and protection organisations may join"
        " in regular inspection, education and follow-up help.",
    ),
    entry(
        "S-04",
        "V1",
        "LPM 116; Rules 457(2)",
        "可以由社会组织、司法社工参与心理干预、法律援助、社会调查、社会观护等工作。",
        "Social organisations and workers may take part in psychological help, legal aid, social"
        " investigation and observation.",
    ),
    entry(
        "S-05",
        "N",
        "2017 Guidelines",
        "检察机关、监护人、帮教单位、未成年人签订监督考察协议。",
        "Procuratorate, guardian, helping organisations and minor sign a supervision agreement.",
    ),
    entry(
        "S-06",
        "V3",
        "Renshou Measures",
        "考察频次由各地规定；可以采用百分制和两次评估节点，分数不得单独决定结果。",
        "How often is a local matter; a points scheme with two assessments may be used, but a score"
        " never decides by itself.",
    ),
    entry(
        "S-07",
        "V3",
        "Shapotou order",
        "家庭教育指导的参考频次：每月至少一次，每次不少于四十分钟。",
        "Reference rhythm for family education: at least once a month, at least 40 minutes.",
    ),
    entry(
        "S-08",
        "V1",
        "FEPL 49; LPM 118(2); PJDL 61",
        "监护人教育不当或者孩子犯罪的，可以训诫并责令接受家庭教育指导。",
        "Where a minor offended or guardians educate wrongly, they may be admonished and ordered to"
        " accept family-education guidance.",
    ),
    entry(
        "S-09",
        "V3",
        "Zhejiang Measures",
        "地方参考：一期指导一般不超过六个月，结束后六个月内回访。",
        "Local reference: one course of guidance lasts 6 months at most, with a visit within 6"
        " months after it.",
    ),
    entry(
        "S-10",
        "V3",
        "SPP decision",
        "监护缺失或者不力与犯罪有关的，可以制发督促监护令并检查落实。",
        "Where lax or absent guardianship is linked to the offending, a guardianship order may be"
        " issued and its effect checked.",
    ),
    entry(
        "S-11",
        "V3",
        "2013 Provisions 44",
        "经批准外出或者迁居的，可以委托当地人民检察院协助考察，协助方书面反馈，管辖不变。",
        "After an approved departure or move the procuratorate there may be asked to assist; it"
        " reports by letter and jurisdiction stays.",
    ),
    entry(
        "S-12",
        "N",
        "SPP guiding cases 106",
        "外地未成年人可以委托户籍地或者居住地人民检察院异地协作考察。",
        "For a minor from elsewhere the procuratorate of the household or residence may be"
        " entrusted.",
    ),
    entry(
        "S-13",
        "V3",
        "GB/T 42380-2023",
        "司法社工一人一档，服务档案结案后至少保存五年；与封存要求冲突的从严处理。",
        "Social work keeps one file per person for at least 5 years after closing; sealing prevails"
        " where the two conflict.",
    ),
    entry(
        "S-14",
        "V1",
        "LPM 114",
        "对未尽教育、保护职责的单位提出建议，单位应当在一个月内书面回复。",
        "A unit that failed to educate or protect gets a recommendation and answers in writing"
        " within one month.",
    ),
    entry(
        "S-15",
        "V1",
        "LPM 101; CPL 277(2); CPL 281(3); Rules 458; Rules 465(5)",
        "由熟悉未成年人身心特点的人员办理；讯问女性未成年人应当有女工作人员在场。",
        "Specialised staff handle such cases; a woman is present when a girl is questioned.",
    ),
    entry(
        "S-16",
        "V1",
        "LPM 103; Rules 461(2); Rules 481",
        "考察走访不得向无关的学校人员、邻居泄露案情。",
        "Visits must not reveal the case to schools or neighbours who need not know.",
    ),
    entry(
        "R-01",
        "V1",
        "CPL 284(1)(1); Rules 479 item 1",
        "考验期内实施新的犯罪的，应当撤销附条件不起诉并起诉。",
        "A new crime in the period means revocation and prosecution.",
    ),
    entry(
        "R-02",
        "V1",
        "CPL 284(1)(1); Rules 479 item 2",
        "考验期内发现决定以前还有其他应当追诉的犯罪的，应当撤销并起诉。",
        "So does another prosecutable crime from before the decision, discovered in the period.",
    ),
    entry(
        "R-03",
        "V1",
        "CPL 284(1)(2); Rules 479 item 3",
        "违反治安管理规定造成严重后果或者多次违反的，应当撤销并起诉。",
        "So do public-security violations with serious consequences, or repeated ones.",
    ),
    entry(
        "R-04",
        "V1",
        "CPL 284(1)(2); Rules 479 item 4",
        "违反监督管理规定造成严重后果或者多次违反的，应当撤销并起诉。",
        "So do breaches of the supervision rules with serious consequences, or repeated ones.",
    ),
    entry(
        "R-05",
        "N",
        "practice",
        "“多次”一般指三次以上，只用于提示可以提出撤销建议，不自动撤销。",
        "Repeated is commonly read as three or more; reaching it only raises a proposal.",
    ),
    entry(
        "R-06",
        "V1 I",
        "Rules 479",
        "撤销情形仅限上述四种，一次轻微违反不构成撤销理由。",
        "The four grounds are closed; a single minor breach is none of them.",
    ),
    entry(
        "R-07",
        "N",
        "practice; SPP guiding cases 107",
        "一般逐级处理：提醒、训诫警告、加强措施或者调整方案、在十二个月内延长、撤销；每步留证送达。",
        "Responses usually climb: reminder, warning, stronger or changed measures, extension within"
        " 12 months, revocation; each step is evidenced and served.",
    ),
    entry(
        "R-08",
        "N",
        "Rules 471; Rules 477",
        "撤销前查明事实，听取未成年人、法定代理人、辩护人意见，报检察长决定，制作决定书，送达并宣布。",
        "Before revoking: establish facts, hear minor, legal representative and defender, let the"
        " chief procurator decide, then serve and announce.",
    ),
    entry(
        "R-09",
        "V3",
        "2013 Provisions 45(3); CPL 172",
        "撤销之日起恢复计算审查起诉期限，在剩余期限内起诉。",
        "On revocation the review clock resumes that day and the indictment must fit in the rest.",
    ),
    entry(
        "R-10",
        "V1 I",
        "CPL 284(1); Rules 388",
        "撤销情形须在考验期内存在或者发现；最终不起诉后才发现的，按错误不起诉纠正。",
        "A ground must exist or be found within the period; found after the final decision it is"
        " corrected as a wrong non-prosecution.",
    ),
    entry(
        "R-11",
        "N",
        "practice",
        "撤销后提起公诉的，考验期表现可以作为量刑建议的参考。",
        "After revocation the conduct in the period may inform the sentencing proposal.",
    ),
    entry(
        "R-12",
        "I",
        "silence",
        "新罪须经侦查认定；侦查期间考验期届满的，最终决定在审查期限内等待。",
        "A new crime is established by investigation, not by a note; if the period ends meanwhile,"
        " the final decision waits within the review limit.",
    ),
    entry(
        "R-13",
        "V2",
        "PSAPL 136",
        "未成年人治安违法记录自2026年起应当封存，此类违反材料限制查阅。",
        "Minors' public-security violations are themselves sealed since 2026, so such material is"
        " restricted.",
    ),
)
