"""The register of statutes and other sources the rules cite, with the version that was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Unit(StrEnum):
    """How a source is divided."""

    ARTICLE = "article"
    POINT = "point"
    CASE = "case"


class Statute(StrEnum):
    """A source that a rule may rest on, by its short name."""

    CPL = "cpl"
    RULES = "rules"
    NPCSC_2014 = "npcsc_2014"
    SPC_INT = "spc_int"
    SPC_JUV_2006 = "spc_juv_2006"
    POLICE_RULES = "police_rules"
    PROVISIONS_2013 = "provisions_2013"
    GUIDELINES_2017 = "guidelines_2017"
    SEALING_MEASURES = "sealing_measures"
    PJDL = "pjdl"
    LPM = "lpm"
    FEPL = "fepl"
    PIPL = "pipl"
    MINORS_NET_REG = "minors_net_reg"
    LAL = "lal"
    PSAPL = "psapl"
    ANTI_FRAUD_LAW = "anti_fraud_law"
    CL = "cl"
    INT_312_2025 = "int_312_2025"
    INT_287_2019 = "int_287_2019"
    INT_266_2011 = "int_266_2011"
    OPINION_2025 = "opinion_2025"
    SOCIAL_WORK_STANDARD = "social_work_standard"
    COMMUNITY_CORRECTION_LAW = "community_correction_law"
    GUIDING_CASES = "guiding_cases"
    SPP_BRIEFING = "spp_briefing"
    SPP_DECISION = "spp_decision"
    ZHEJIANG_MEASURES = "zhejiang_measures"
    RENSHOU_MEASURES = "renshou_measures"
    SHAPOTOU_ORDER = "shapotou_order"
    PRACTICE = "practice"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class StatuteInfo:
    """A source as it is cited, and the version that was read.

    `version` is the date of the version, `in_force_from` its first day in force; None where law.md
    names none. `in_force_until` is the last day of that version, None while it stands.
    """

    short: str
    zh: str
    en: str
    version: date | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    unit: Unit = Unit.ARTICLE


STATUTES: Final[Mapping[Statute, StatuteInfo]] = {
    Statute.CPL: StatuteInfo(
        "CPL", "《刑事诉讼法》", "Criminal Procedure Law", version=date(2018, 10, 26)
    ),
    Statute.RULES: StatuteInfo(
        "Rules",
        "《人民检察院刑事诉讼规则》",
        "Criminal Procedure Rules of the People's Procuratorates",
        in_force_from=date(2019, 12, 30),
    ),
    Statute.NPCSC_2014: StatuteInfo(
        "NPCSC-2014",
        "全国人大常委会关于《刑事诉讼法》第二百七十一条第二款的解释",
        "NPC Standing Committee interpretation of 2014 (conditional non-prosecution)",
        version=date(2014, 4, 24),
    ),
    Statute.SPC_INT: StatuteInfo(
        "SPC-Int",
        "最高人民法院关于适用《刑事诉讼法》的解释",
        "Supreme People's Court interpretation of the Criminal Procedure Law (2021)",
    ),
    Statute.SPC_JUV_2006: StatuteInfo(
        "SPC-Juv-2006",
        "最高人民法院关于审理未成年人刑事案件具体应用法律若干问题的解释",
        "Supreme People's Court interpretation on juvenile criminal cases (2006)",
    ),
    Statute.POLICE_RULES: StatuteInfo(
        "Police Rules",
        "《公安机关办理刑事案件程序规定》",
        "Police Rules on Criminal Cases",
        version=date(2020, 7, 20),
    ),
    Statute.PROVISIONS_2013: StatuteInfo(
        "2013 Provisions",
        "《人民检察院办理未成年人刑事案件的规定》",
        "Procuratorate Provisions on Juvenile Criminal Cases (2013)",
        version=date(2013, 12, 27),
    ),
    Statute.GUIDELINES_2017: StatuteInfo(
        "2017 Guidelines",
        "《未成年人刑事检察工作指引（试行）》",
        "Guidelines on Juvenile Criminal Prosecution Work (trial, 2017)",
        version=date(2017, 3, 2),
    ),
    Statute.SEALING_MEASURES: StatuteInfo(
        "Sealing Measures",
        "《关于未成年人犯罪记录封存的实施办法》",
        "Measures on Sealing Juvenile Criminal Records",
        version=date(2022, 5, 24),
        in_force_from=date(2022, 5, 30),
    ),
    Statute.PJDL: StatuteInfo(
        "PJDL",
        "《预防未成年人犯罪法》",
        "Law on the Prevention of Juvenile Delinquency",
        version=date(2020, 12, 26),
        in_force_from=date(2021, 6, 1),
    ),
    Statute.LPM: StatuteInfo(
        "LPM",
        "《未成年人保护法》",
        "Law on the Protection of Minors",
        version=date(2024, 4, 26),
    ),
    Statute.FEPL: StatuteInfo(
        "FEPL",
        "《家庭教育促进法》",
        "Family Education Promotion Law",
        version=date(2021, 10, 23),
        in_force_from=date(2022, 1, 1),
    ),
    Statute.PIPL: StatuteInfo("PIPL", "《个人信息保护法》", "Personal Information Protection Law"),
    Statute.MINORS_NET_REG: StatuteInfo(
        "Minors-Net-Reg",
        "《未成年人网络保护条例》",
        "Regulations on the Protection of Minors Online",
        version=date(2023, 10, 16),
        in_force_from=date(2024, 1, 1),
    ),
    Statute.LAL: StatuteInfo("LAL", "《法律援助法》", "Legal Aid Law"),
    Statute.PSAPL: StatuteInfo(
        "PSAPL",
        "《治安管理处罚法》",
        "Public Security Administration Punishments Law",
        version=date(2025, 6, 27),
        in_force_from=date(2026, 1, 1),
    ),
    Statute.ANTI_FRAUD_LAW: StatuteInfo(
        "Anti-fraud Law",
        "《反电信网络诈骗法》",
        "Anti-Telecom and Online Fraud Law",
        version=date(2022, 9, 2),
    ),
    Statute.CL: StatuteInfo("CL", "《刑法》", "Criminal Law"),
    Statute.INT_312_2025: StatuteInfo(
        "312-Int-2025",
        "最高人民法院、最高人民检察院关于办理掩饰、隐瞒犯罪所得、犯罪所得收益刑事案件的解释",
        "Joint interpretation on concealing proceeds of crime (2025)",
        in_force_from=date(2025, 8, 26),
    ),
    Statute.INT_287_2019: StatuteInfo(
        "287-Int-2019",
        "最高人民法院、最高人民检察院关于办理非法利用信息网络、帮助信息网络犯罪活动等刑事案件的解释",
        "Joint interpretation on illegal use of, and assistance to crime on, information networks",
        in_force_from=date(2019, 11, 1),
    ),
    Statute.INT_266_2011: StatuteInfo(
        "266-Int-2011",
        "最高人民法院、最高人民检察院关于办理诈骗刑事案件的解释",
        "Joint interpretation on fraud (2011)",
    ),
    Statute.OPINION_2025: StatuteInfo(
        "2025 Opinion",
        "关于办理帮助信息网络犯罪活动等刑事案件有关问题的意见",
        "Joint opinion on cases of assisting information-network crime (2025)",
        version=date(2025, 7, 28),
        unit=Unit.POINT,
    ),
    Statute.SOCIAL_WORK_STANDARD: StatuteInfo(
        "GB/T 42380-2023",
        "《未成年人司法社会工作服务规范》（GB/T 42380-2023）",
        "Standard for juvenile justice social work (GB/T 42380-2023)",
        version=date(2023, 3, 17),
        in_force_from=date(2023, 3, 17),
    ),
    Statute.COMMUNITY_CORRECTION_LAW: StatuteInfo(
        "Community Correction Law", "《社区矫正法》", "Community Correction Law"
    ),
    Statute.GUIDING_CASES: StatuteInfo(
        "SPP guiding cases", "最高人民检察院指导性案例", "SPP guiding case", unit=Unit.CASE
    ),
    Statute.SPP_BRIEFING: StatuteInfo(
        "SPP briefing",
        "最高人民检察院第二十七批指导性案例发布情况",
        "SPP briefing on the 27th batch of guiding cases",
    ),
    Statute.SPP_DECISION: StatuteInfo(
        "SPP decision",
        "最高人民检察院关于全面推行督促监护令的部署",
        "SPP decision to use guardianship orders nationwide",
        in_force_from=date(2021, 6, 1),
    ),
    Statute.ZHEJIANG_MEASURES: StatuteInfo(
        "Zhejiang Measures",
        "浙江省六部门家庭教育指导实施办法（试行）",
        "Zhejiang measures of six departments on family-education guidance (trial)",
    ),
    Statute.RENSHOU_MEASURES: StatuteInfo(
        "Renshou Measures",
        "四川省仁寿县人民检察院附条件不起诉监督考察办法",
        "Renshou procuratorate measures on supervising conditional non-prosecution",
    ),
    Statute.SHAPOTOU_ORDER: StatuteInfo(
        "Shapotou order",
        "宁夏沙坡头督促接受家庭教育指导令样本",
        "Sample family-education guidance order (Shapotou, Ningxia)",
        version=date(2022, 3, 22),
    ),
    Statute.PRACTICE: StatuteInfo(
        "practice", "实践做法（无明文规定）", "practice (no statutory text)"
    ),
    Statute.SILENCE: StatuteInfo("silence", "法律未作规定", "the law is silent"),
}
