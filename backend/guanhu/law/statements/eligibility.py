"""Eligibility and age (E)."""

from __future__ import annotations

from typing import Final

from guanhu.law.rule import Rule, entry

ELIGIBILITY: Final[tuple[Rule, ...]] = (
    entry(
        "E-01",
        "V1",
        "CPL 282(1); Rules 469",
        "涉嫌罪名必须属于刑法分则第四章、第五章或者第六章；妨害信用卡管理、信用卡诈骗、洗钱、"
        "非法经营等第三章罪名不能适用。",
        "The suspected offence must stand in chapter 4, 5 or 6 of the Criminal Law's special part;"
        " chapter 3 offences such as card management, money laundering or illegal business do not"
        " qualify.",
    ),
    entry(
        "E-02",
        "V1 V3",
        "CPL 282(1); SPP briefing@V3",
        "可能判处一年以下有期徒刑（含一年）；看综合从轻、减轻情节后的预期宣告刑，而不是法定最高刑。",
        "The expected sentence is one year of imprisonment or less, one year included; what counts"
        " is the sentence expected after all mitigation, not the statutory maximum.",
    ),
    entry(
        "E-03",
        "V1 V3",
        "CPL 282(1); CPL 176; CPL 175(4); CPL 177(1); CPL 177(2); Rules 355; SPP briefing@V3",
        "必须符合起诉条件：事实清楚，证据确实、充分。证据不足的存疑不起诉，不构成犯罪的法定不起诉，"
        "情节轻微的优先考虑相对不起诉。",
        "The case must be fit for prosecution: facts clear, evidence reliable and sufficient. Weak"
        " evidence, no crime, or minor circumstances each lead to another kind of non-prosecution"
        " first.",
    ),
    entry(
        "E-04",
        "V1 N",
        "CPL 282(1); 2017 Guidelines ~181@N",
        "有悔罪表现，例如认罪认罚、赔礼道歉、退赃退赔、取得谅解、自首立功、犯罪中止。",
        "There is remorse, shown for example by a guilty plea, apology, restitution, forgiveness,"
        " self-surrender, meritorious service, or by stopping of one's own accord.",
    ),
    entry(
        "E-05",
        "V1 N",
        "Rules 489(1); SPC-Juv-2006 1; 2017 Guidelines@N; SPP guiding cases 106@N",
        "行为时已满十四周岁、不满十八周岁；诉讼中已满十八周岁的仍可适用。",
        "At the time of the act the person was at least 14 and under 18; turning 18 during the"
        " proceedings does not exclude it.",
    ),
    entry(
        "E-06",
        "V2",
        "SPC-Juv-2006 2",
        "周岁按公历计算，从生日的第二天起为已满；生日当天的行为仍按未满计算。",
        "Age follows the Gregorian calendar and is reached on the day after the birthday; an act on"
        " the birthday itself is still an act at the younger age.",
    ),
    entry(
        "E-07",
        "V1",
        "CL 17; PJDL 38–45",
        "诈骗、帮信、掩隐、计算机和个人信息类犯罪，行为时须满十六周岁才负刑事责任；不满十六周岁的"
        "依照预防未成年人犯罪法矫治教育，不得设考验期方案。",
        "For fraud, assistance, concealment, computer and personal-information offences a person"
        " answers only from 16; younger ones go to correction under the prevention law and never"
        " get a probation plan.",
    ),
    entry(
        "E-08",
        "V2 V1",
        "SPC-Juv-2006 4(1); Rules 464(2)@V1",
        "年龄没有充分证据证明的，推定未达到相应年龄。",
        "Where age cannot be proven, the person is presumed not to have reached it.",
    ),
    entry(
        "E-09",
        "V2",
        "SPC-Juv-2006 12",
        "跨越刑事责任年龄的，只计算达到年龄之后的行为；跨越十八周岁的，前后行为分开计算。",
        "With acts on both sides of the age of responsibility only the later ones count; acts"
        " before and after 18 are counted apart.",
    ),
    entry(
        "E-10",
        "V1 N",
        "CPL 282(1)",
        "附条件不起诉是“可以”作出，系统只提示可适用、不可适用或者需要决定，从不要求作出。",
        "Conditional non-prosecution may be granted, never must: the product answers eligible, not"
        " eligible or needs a decision.",
    ),
    entry(
        "E-11",
        "N",
        "SPP guiding cases 105",
        "一人犯数罪，合并后预期刑期在一年以下的，不影响适用。",
        "Several offences by one person do not exclude it while the combined expected sentence"
        " stays within one year.",
    ),
    entry(
        "E-12",
        "V1",
        "CPL 282(3)",
        "未成年人或者法定代理人对附条件不起诉本身有异议的，不能适用。",
        "It is barred while the minor or the legal representative does not accept the disposition.",
    ),
    entry(
        "E-13",
        "V3",
        "2025 Opinion 10; 2025 Opinion 11",
        "未成年人实施帮信等行为依法从宽：情节显著轻微的不认为是犯罪；具备从宽情形且情节轻微的，一般"
        "不起诉或者免予刑事处罚，先于附条件不起诉考虑。",
        "Assisting conduct by minors is treated leniently: obviously minor conduct is no crime, and"
        " with a listed mitigating circumstance relative non-prosecution comes before a conditional"
        " one.",
    ),
    entry(
        "E-14",
        "V3",
        "2025 Opinion 9",
        "有从严情形的不适用上述从宽推定，例如组织、利用未成年人或者学生，长期收购贩卖他人卡号，"
        "二年内受过行政处罚，五年内因同类行为被判刑或者相对不起诉。",
        "Strictness flags remove that presumption: organising or using minors or pupils, long-term"
        " trade in others' cards, a penalty within 2 years, or a conviction or relative"
        " non-prosecution for such conduct within 5 years.",
    ),
)
