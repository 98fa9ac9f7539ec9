"""Ending, sealing and follow-up (F)."""

from __future__ import annotations

from typing import Final

from guanhu.law.rule import Rule, entry

ENDING: Final[tuple[Rule, ...]] = (
    entry(
        "F-01",
        "V1",
        "Rules 372",
        "不起诉决定书应当写明身份、案由来源、事实、法律依据和理由、涉案财物处理和告知事项。",
        "The final decision states identity, cause and source, facts, law and reasons, seized"
        " property, and notices.",
    ),
    entry(
        "F-02",
        "V1",
        "Rules 373; Rules 374; Rules 375; CPL 177(3)",
        "可以同时训诫、责令悔过道歉赔偿，提出行政处罚的检察意见，解除查封扣押冻结。",
        "It may come with admonition, apology or compensation, an opinion on administrative"
        " punishment, and release of what was seized.",
    ),
    entry(
        "F-03",
        "V1",
        "Rules 377; Rules 378",
        "不起诉决定书送达被害人一方、被不起诉人、辩护人、所在单位和公安机关。",
        "It is served on the victim's side, the person, the defender, the unit and the police.",
    ),
    entry(
        "F-04",
        "V1 V3",
        "Rules 486; PJDL 59(2); Sealing Measures 3@V3",
        "不起诉后应当封存相关记录。",
        "After a non-prosecution the records of the case must be sealed.",
    ),
    entry(
        "F-05",
        "V1 I",
        "Rules 486; PJDL 59(2); CPL 286(2)",
        "被封存的不起诉记录只供司法机关办案查询，其他单位的查询不予提供。",
        "Sealed non-prosecution records open only to judicial organs handling a case; other queries"
        " are declined.",
    ),
    entry(
        "F-06",
        "V3",
        "Sealing Measures 2; Sealing Measures 3",
        "封存范围包括侦查、起诉、审判、执行材料，以及社会调查、帮教考察、心理疏导、司法救助等记录。",
        "Sealing covers every file of the proceedings and also social investigation, supervision,"
        " counselling and aid records.",
    ),
    entry(
        "F-07",
        "V1 N",
        "Rules 483; Sealing Measures ~10@N",
        "纸质材料专门保管，电子数据加封存标记，未经法定程序不得检索、共享、对外提供或者对接外部平台。",
        "Paper goes to a dedicated archive; electronic data carry a sealing mark and are neither"
        " searched, shared nor passed to outside platforms.",
    ),
    entry(
        "F-08",
        "N",
        "Sealing Measures ~12",
        "检察机关将不起诉决定书和犯罪记录封存通知书送达当事人和公安机关，公安机关在三日内封存。",
        "The procuratorate sends decision and sealing notice to the person and the police, and the"
        " police seal within 3 days.",
    ),
    entry(
        "F-09",
        "V1 N",
        "Rules 484(2); Sealing Measures ~16@N; Sealing Measures ~17@N",
        "查询须书面申请，写明理由、依据和范围；七日内决定（实施办法为三个工作日），批准的签保密承诺。",
        "A query is written, with reason, basis and scope; it is decided within 7 days (3 working"
        " days under the Measures), and the reader signs a secrecy undertaking.",
    ),
    entry(
        "F-10",
        "V1 N",
        "Rules 487; Sealing Measures ~15@N",
        "未成年人或者法定代理人申请无犯罪记录证明的，应当协调出具。",
        "On request by the minor or legal representative a certificate of no criminal record is"
        " issued.",
    ),
    entry(
        "F-11",
        "V3 N",
        "Sealing Measures ~9",
        "记录被封存的人入伍、就业时免除报告义务；因其他犯罪被调查时应当如实供述。",
        "Whoever has a sealed record need not report it for service or work, but answers truly when"
        " another crime is investigated.",
    ),
    entry(
        "F-12",
        "V3",
        "Sealing Measures ~5",
        "未分案的同案卷宗标注含有犯罪记录封存信息；分案的在成年人案卷标注。",
        "A joint file is marked as holding sealed information; with split cases the adult's file is"
        " marked.",
    ),
    entry(
        "F-13",
        "V1 N",
        "Rules 485; Sealing Measures ~18@N",
        "只有法定情形才解除封存，例如未成年时的新罪或者漏罪与原罪数罪并罚超过五年。",
        "A seal opens only on legal grounds, such as a new or missed crime as a minor with a"
        " combined penalty above five years, or retrial.",
    ),
    entry(
        "F-14",
        "V1",
        "CPL 286; Rules 482; SPC-Int 581",
        "被判处五年有期徒刑以下刑罚以及免予刑事处罚的，犯罪记录同样封存。",
        "Convictions of minors up to five years, and exemptions from punishment, are sealed too.",
    ),
    entry(
        "F-15",
        "N",
        "Sealing Measures ~23",
        "2012年12月31日以前办结的案件同样适用封存。",
        "Cases closed on or before 31 December 2012 are sealed as well.",
    ),
    entry(
        "F-16",
        "V1",
        "PJDL 58; PJDL 63; LPM 113",
        "复学、升学、就业不得歧视。",
        "No discrimination in return to school, further study or work.",
    ),
    entry(
        "F-17",
        "V1 N",
        "Rules 474(2)",
        "期满后可以跟踪帮教，法律没有规定期限，应当以自愿为前提。",
        "Follow-up help after the end is allowed; the law sets no length and it rests on consent.",
    ),
    entry(
        "F-18",
        "V1 N",
        "CPL 286(2); PJDL 59; Sealing Measures ~17@N; Sealing Measures ~20@N",
        "知悉有关信息的人员都应当保密，泄露的承担责任。",
        "Everybody who learns the data keeps it secret and answers for a leak.",
    ),
)
