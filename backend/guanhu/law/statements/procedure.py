"""Special procedures for minors (M), counting of time (T), data protection (Q)."""

from __future__ import annotations

from typing import Final

from guanhu.law.rule import Rule, entry

PROCEDURE: Final[tuple[Rule, ...]] = (
    entry(
        "M-01",
        "V1",
        "CPL 277; Rules 457",
        "实行教育、感化、挽救的方针，坚持教育为主、惩罚为辅。",
        "The aim is to educate, reform and rescue; education comes before punishment.",
    ),
    entry(
        "M-02",
        "V1",
        "CPL 279; Rules 461; PJDL 51; Police Rules 322; SPC-Int 568; SPC-Int 575",
        "可以自行或者委托进行社会调查，报告作为办案和教育的参考；应当审查，必要时补充。",
        "A social investigation may be made or entrusted; its report is a reference, is reviewed,"
        " and is supplemented where needed.",
    ),
    entry(
        "M-03",
        "V1",
        "SPC-Int 568",
        "社会调查报告的七个方面：性格、家庭、社会交往、成长经历、犯罪原因、犯罪前后表现、监护教育。",
        "Seven topics of the report: character, family, contacts, growth, causes, conduct before"
        " and after, guardianship and education.",
    ),
    entry(
        "M-04",
        "V1",
        "PJDL 64",
        "出具虚假的社会调查、心理测评报告应当追究责任。",
        "False social or psychological reports are punishable.",
    ),
    entry(
        "M-05",
        "V1",
        "CPL 281; Rules 465(3); Rules 468(4); LPM 110",
        "讯问应当通知法定代理人到场；不能到场或者是共犯的，通知合适成年人，并记明理由。",
        "The legal representative is called to each questioning; if absent, unable or a"
        " co-offender, an appropriate adult attends and the reason is recorded.",
    ),
    entry(
        "M-06",
        "V1",
        "Rules 460; CPL 278; LAL 25; LAL 36; LPM 104(2)",
        "没有辩护人的，应当在三日内通知法律援助机构；法律援助机构三日内指派律师。",
        "Without a defender the legal-aid agency is notified within 3 days, and assigns a lawyer"
        " within 3 days.",
    ),
    entry(
        "M-07",
        "V2 V1",
        "CPL 34(2); CPL 46(2); Rules 40@V1; Rules 55@V1",
        "收到移送审查起诉材料三日内，告知犯罪嫌疑人有权委托辩护人，告知被害人有权委托诉讼代理人。",
        "Within 3 days of receiving the case the suspect is told of the right to a defender and the"
        " victim of the right to an agent.",
    ),
    entry(
        "M-08",
        "V1",
        "CPL 280; Rules 462; Rules 463",
        "严格限制适用逮捕；羁押的未成年人与成年人分别关押。",
        "Arrest is strictly limited; detained minors are kept apart from adults.",
    ),
    entry(
        "M-09",
        "V1",
        "Rules 459",
        "未成年人与成年人共同犯罪的，一般分案办理。",
        "Cases of minors and adults together are normally split.",
    ),
    entry(
        "M-10",
        "V1",
        "PJDL 52; Rules 463(3)",
        "无固定住所、无法提供保证人的，可以由合适成年人作保证人，必要时进行社会观护。",
        "Without a home or guarantor an appropriate adult may stand in, with social observation if"
        " needed.",
    ),
    entry(
        "M-11",
        "V1",
        "Rules 489(2)",
        "部分特别程序适用于诉讼中未满十八周岁的人，已满的可以适用；行为时年龄与现在年龄分别记录。",
        "Some special procedures are for those under 18 during the proceedings and may be used for"
        " those already 18: age at the act and age now are two facts.",
    ),
    entry(
        "T-01",
        "V1",
        "CPL 105(1)",
        "期间以时、日、月计算。",
        "Periods are counted in hours, days and months.",
    ),
    entry(
        "T-02",
        "V1",
        "CPL 105(2)",
        "期间开始的时和日不算在期间以内。",
        "The hour and the day on which a period begins are not counted.",
    ),
    entry(
        "T-03",
        "V1",
        "CPL 105(3)",
        "法定期间不包括路途时间；期满前交邮的不算过期。",
        "Travel time is left out; a paper posted before the end is in time.",
    ),
    entry(
        "T-04",
        "V1 I",
        "CPL 105(4)",
        "期间最后一日是节假日的，顺延到节假日后的第一日；在押期间不因节假日延长，考验期也不顺延。",
        "A last day on a holiday moves to the first day after it; never for time in custody, and"
        " never to lengthen probation.",
    ),
    entry(
        "T-05",
        "V1",
        "SPC-Int 202(1)",
        "以月计算的，自本月某日至下月同日为一个月；起算日是月末的算到月末，没有同日的算到月末，半月为十五日。",
        "A month runs to the same day of the next; from a month's last day to the last day; a"
        " missing day becomes the last; half a month is 15 days.",
    ),
    entry(
        "T-06",
        "V1",
        "SPC-Int 202(2)",
        "刑期的月算到同日的前一日；考验期是否照此计算没有定论。",
        "Sentences are counted to the day before the same day; whether probation is too is not"
        " settled.",
    ),
    entry(
        "T-07",
        "V1 V3",
        "CPL 172; CPL 175; Rules 351; 2013 Provisions 45(3)@V3",
        "审查起诉期限自收案起计算，决定之日停止，期满或者撤销后继续计算；补充侦查（至多两次）、改变管辖的重新计算。",
        "The review clock starts at receipt, stops at the decision and goes on after expiry or"
        " revocation; supplementary investigation (twice at most) and a change of jurisdiction"
        " start it anew.",
    ),
    entry(
        "T-08",
        "V1",
        "CPL 106",
        "当事人因不可抗力耽误期限的，可以在障碍消除后五日内向法院申请；不适用于检察机关的期限。",
        "A party kept away by force majeure may apply to the court within 5 days; this does not"
        " help the procuratorate's own limits.",
    ),
    entry(
        "T-09",
        "V1",
        "CPL 107; SPC-Int 204",
        "送达应当交本人；成年家属、单位负责人可以代收；拒收的可以留置；回证日期为送达日期。",
        "Service is to the person; an adult relative or unit head may accept; on refusal it is"
        " left; the receipt's date counts.",
    ),
    entry(
        "T-10",
        "V1 V2",
        "CL 99; PSAPL 143@V2",
        "“以上”“以下”“以内”包括本数。",
        "At least, at most and within include the number itself.",
    ),
    entry(
        "T-11",
        "I",
        "CPL 105",
        "节假日以国务院公布的年度安排为准；未公布年份的结果为暂定。",
        "Holidays follow the official arrangement of each year; results for a year not yet"
        " published are provisional.",
    ),
    entry(
        "Q-01",
        "V1",
        "PIPL 28",
        "心理、账户、行踪、案件身份等敏感个人信息，以及不满十四周岁未成年人的信息，须有特定目的、充分必要并严格保护。",
        "Sensitive data (health, accounts, whereabouts, case status) and all data of under-14s need"
        " a specific purpose, sufficient necessity and strict protection.",
    ),
    entry(
        "Q-02",
        "V1",
        "PIPL 29; PIPL 13(1)(3); PIPL 13(2)",
        "以同意为依据处理敏感信息须单独同意；履行法定职责所必需的不需要同意。",
        "Where consent is the basis, sensitive data need a separate one; statutory duties need"
        " none.",
    ),
    entry(
        "Q-03",
        "V1",
        "PIPL 31",
        "处理不满十四周岁未成年人信息须监护人同意，并有专门规则。",
        "Data of under-14s need the guardian's consent and special rules.",
    ),
    entry(
        "Q-04",
        "V1",
        "PIPL 34; PIPL 35; PIPL 36; PIPL 37",
        "国家机关依权限、程序，在必要限度内处理，依法告知，数据存储在境内。",
        "State organs act within power, procedure and necessity, inform, and store data in China.",
    ),
    entry(
        "Q-05",
        "V1",
        "PIPL 55; PIPL 56",
        "处理敏感信息、委托处理、自动化决策前进行影响评估，报告至少保存三年。",
        "An impact assessment precedes sensitive, entrusted or automated processing and is kept at"
        " least 3 years.",
    ),
    entry(
        "Q-06",
        "V1",
        "Minors-Net-Reg 36",
        "对未成年人信息实行最小授权，访问须经审批并记录。",
        "Least authorisation for minors' data: access is approved and logged.",
    ),
    entry(
        "Q-07",
        "V1",
        "Minors-Net-Reg 37",
        "每年对未成年人信息处理进行合规审计并报告。",
        "Every year the handling of minors' data is audited and reported.",
    ),
    entry(
        "Q-08",
        "V1",
        "Minors-Net-Reg 35; PIPL 57",
        "发生泄露的，立即启动预案、补救、报告并告知未成年人和监护人。",
        "On a leak: act on the plan, remedy, report, and tell minor and guardian at once.",
    ),
    entry(
        "Q-09",
        "V1 I",
        "Minors-Net-Reg 34",
        "未成年人或者监护人可以请求查阅、复制、更正、删除；拒绝须书面说明理由。",
        "Minor or guardian may ask to see, copy, correct or delete; a refusal is written, with"
        " reasons.",
    ),
    entry(
        "Q-10",
        "V1",
        "LPM 103; Rules 481",
        "不得披露姓名、影像、住所、学校等可能识别身份的信息。",
        "No disclosure of name, image, home, school or anything else that identifies.",
    ),
    entry(
        "Q-11",
        "I",
        "CPL 281; CPL 283; PIPL 34",
        "监护人可以看进展和自身职责，不看心理记录、被害人和同案人信息、检察官草稿；有利害冲突的停止查看。",
        "Guardians see progress and their own duties, not psychological notes, others' data or"
        " drafts; a guardian in conflict sees nothing.",
    ),
)
