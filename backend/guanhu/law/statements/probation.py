"""The probation period (P) and the duties and conditions in it (O)."""

from __future__ import annotations

from typing import Final

from guanhu.law.rule import Rule, entry

PROBATION: Final[tuple[Rule, ...]] = (
    entry(
        "P-01",
        "V1",
        "CPL 283(2); Rules 473",
        "考验期为六个月以上一年以下，变更后的总长也在此范围内。",
        "The period lasts at least 6 months and at most one year, also in total after any change.",
    ),
    entry(
        "P-02",
        "V1",
        "CPL 283(2); Rules 473",
        "考验期从作出附条件不起诉决定之日起计算，不从宣布或者送达之日起算。",
        "The period runs from the day of the decision, not from announcement or service.",
    ),
    entry(
        "P-03",
        "V3 N",
        "2013 Provisions 40(2); 2017 Guidelines@N",
        "考验期长短与犯罪情节、主观恶性、一贯表现和帮教条件相适应；预期刑期六个月以下的，一般为六个月。",
        "Its length fits the gravity, the person and the support at hand; with an expected sentence"
        " of 6 months or less it is normally 6 months.",
    ),
    entry(
        "P-04",
        "V3",
        "2013 Provisions 40",
        "可以根据表现在法定范围内缩短或者延长，总长不得少于六个月、不得超过十二个月。",
        "Conduct may shorten or extend it within the legal range; the total never leaves 6 to 12"
        " months.",
    ),
    entry(
        "P-05",
        "N",
        "practice",
        "变更考验期是新的决定，应当说明理由，告知未成年人和法定代理人并保留历史版本。",
        "A change of length is a new decision with reasons, told to minor and legal representative,"
        " and every version is kept.",
    ),
    entry(
        "P-06",
        "V3",
        "2013 Provisions 40; 2013 Provisions 45(3)",
        "考验期不计入审查起诉期限；该期限自决定之日停止，自期满或者撤销之日恢复计算。",
        "Probation does not use up the review limit: that clock stops on the decision date and"
        " resumes at expiry or revocation.",
    ),
    entry(
        "P-07",
        "I",
        "CPL 283(2)",
        "决定前的羁押或者取保候审时间不折抵考验期。",
        "Time in custody or on bail before the decision is not credited.",
    ),
    entry(
        "P-08",
        "V1",
        "Rules 477(1)",
        "考验期满，检察官制作考察意见书，提出起诉或者不起诉的意见，报检察长决定。",
        "At the end the prosecutor writes an inspection opinion proposing prosecution or not, and"
        " the chief procurator decides.",
    ),
    entry(
        "P-09",
        "V1 V2",
        "Rules 477(2); NPCSC-2014@V2",
        "作出考验期满不起诉决定前，应当再次听取被害人意见。",
        "The victim is heard once more before the final non-prosecution.",
    ),
    entry(
        "P-10",
        "V1",
        "CPL 284(2); Rules 480",
        "没有撤销情形且考验期满的，应当作出不起诉决定。",
        "With no ground for revocation and the period over, non-prosecution must follow.",
    ),
    entry(
        "P-11",
        "V1 V3",
        "CPL 172; Rules 351; 2013 Provisions 45@V3",
        "最终决定在剩余的审查起诉期限内作出：一个月，重大复杂的可以延长十五日；速裁为十日，可至十五日。",
        "The final decision is made in what is left of the review limit: one month, 15 days more"
        " for major or complex cases; 10 or 15 days on the fast track.",
    ),
    entry(
        "P-12",
        "V1 I",
        "CPL 284(2)",
        "最终不起诉决定不得早于考验期届满；表现突出的，先依法缩短考验期。",
        "The final decision never precedes the end; excellent conduct first shortens the period"
        " within the range.",
    ),
    entry(
        "P-13",
        "V1",
        "CPL 79",
        "取保候审最长十二个月，监视居住最长六个月；在考验期内届满的，应当解除或者变更。",
        "Bail lasts 12 months at most and residential surveillance 6; each is lifted or changed"
        " when it lapses inside the period.",
    ),
    entry(
        "P-14",
        "V1 N",
        "Rules 376(2); practice@N",
        "不起诉决定自公开宣布之日起生效；未成年人案件宣布时不得泄露身份。",
        "A non-prosecution takes effect when announced; for minors that is done without revealing"
        " who they are.",
    ),
    entry(
        "O-01",
        "V1",
        "CPL 283(3)(1); Rules 475 item 1",
        "遵守法律法规，服从监督。",
        "Obey laws and regulations and accept supervision.",
    ),
    entry(
        "O-02",
        "V1",
        "CPL 283(3)(2); Rules 475 item 2",
        "按照规定报告自己的活动情况；法律没有规定次数，由方案确定。",
        "Report on one's own activities; the law sets no rhythm, so the plan does.",
    ),
    entry(
        "O-03",
        "V1",
        "CPL 283(3)(3); Rules 475 item 3",
        "离开所居住的市、县或者迁居，应当报经考察机关批准。",
        "Leaving the city or county of residence, or moving home, needs the inspecting organ's"
        " approval first.",
    ),
    entry(
        "O-04",
        "V1",
        "CPL 283(3)(4); Rules 475 item 4",
        "按照要求接受矫治和教育。",
        "Accept correction and education as required.",
    ),
    entry(
        "O-05",
        "V1",
        "Rules 476",
        "可以要求接受戒瘾治疗、心理辅导，参加公益劳动，不进入特定场所或者接触特定的人，赔偿、道歉，"
        "接受相关教育，以及其他保护被害人、预防再犯的禁止事项。",
        "Six kinds of further measures may be ordered: treatment or counselling, public-interest"
        " work, keeping away from places, persons or activities, amends, education, and other"
        " prohibitions that protect the victim or prevent re-offending.",
    ),
    entry(
        "O-06",
        "V3 N",
        "SPP briefing; SPP guiding cases 104@N",
        "所附条件应当因人而异、切实可行；同案未成年人不得简单套用同一方案。",
        "Conditions are individual and feasible; co-offenders do not simply share one plan.",
    ),
    entry(
        "O-07",
        "V1",
        "PJDL 51(1)",
        "心理测评应当经未成年人和法定代理人双方同意。",
        "A psychological assessment needs the consent of both minor and legal representative.",
    ),
    entry(
        "O-08",
        "V1 N",
        "LPM 113; PJDL 53; PJDL 58; SPP guiding cases 103@N",
        "对在校学生的考察不得妨碍义务教育，学校不得歧视。",
        "For pupils the measures must not disturb compulsory schooling, and the school may not"
        " discriminate.",
    ),
    entry(
        "O-09",
        "I",
        "silence",
        "公益劳动的时数法律没有规定，由方案确定，不设最低值。",
        "No law fixes the hours of public-interest work; the plan sets them and no minimum is"
        " built in.",
    ),
    entry(
        "O-10",
        "V1 I",
        "Community Correction Law 2",
        "社区矫正不适用于附条件不起诉，不得称为社区矫正对象，也不得据此电子定位。",
        "Community correction does not apply: the minor is never called its subject, and its"
        " electronic positioning gives no power here.",
    ),
    entry(
        "O-11",
        "V2",
        "CPL 71",
        "取保候审期间的义务同时有效，例如离开市县须经公安机关批准，住址、单位、联系方式变动二十四小时内报告。",
        "While bail lasts its duties run beside these: police approval to leave city or county, and"
        " changes of address, work or contact reported within 24 hours.",
    ),
)
