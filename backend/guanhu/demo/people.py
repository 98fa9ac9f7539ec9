"""The invented people of the demo office."""

from __future__ import annotations

from typing import Any, Final

OFFICE: Final = "P330100"
OFFICE_NAMES: Final = ("临江市人民检察院（演示）", "Linjiang Procuratorate (demo)")
PHONE: Final = "0000-1234567"
"""The office's telephone number: no area code begins like this, so nobody is called by it."""
PASSWORD: Final = "guanhu-demo-2026"  # noqa: S105 - printed on the screen; the data is invented

STAFF: Final[list[dict[str, str]]] = [
    {"handle": "li", "role": "officer", "name": "李静仪"},
    {"handle": "wang", "role": "officer", "name": "王砚舟"},
    {"handle": "xu", "role": "officer", "name": "许知远"},
    {"handle": "chen", "role": "supervisor", "name": "陈若冰"},
    {"handle": "zhou", "role": "social_worker", "name": "周晓岚"},
    {"handle": "sun", "role": "social_worker", "name": "孙伯言"},
    {"handle": "wu", "role": "social_worker", "name": "吴念真"},
    {"handle": "zheng", "role": "social_worker", "name": "郑一苇"},
    {"handle": "feng", "role": "social_worker", "name": "冯可欣"},
    {"handle": "he", "role": "social_worker", "name": "何以宁"},
    {"handle": "lu", "role": "social_worker", "name": "陆子衿"},
    {"handle": "gao", "role": "social_worker", "name": "高朗"},
    {"handle": "audit", "role": "auditor", "name": "沈清"},
    {"handle": "admin", "role": "administrator", "name": "程远"},
]
FAMILY: Final[list[dict[str, str]]] = [
    {"handle": "guardian", "role": "guardian"},
    {"handle": "young", "role": "young_person"},
]
"""Logins given to the family of the latest case under supervision."""

OFFICERS: Final = ("li", "wang", "xu")
WORKERS: Final = ("zhou", "sun", "wu", "zheng", "feng", "he", "lu", "gao")

SURNAMES: Final = "赵钱林方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷"
GIVEN: Final = (
    "子轩", "雨桐", "浩然", "欣怡", "俊杰", "思琪", "宇航", "梦瑶", "嘉豪", "佳怡",
    "文博", "诗涵", "一鸣", "可馨", "泽宇", "若溪", "天佑", "语嫣", "明轩", "晓彤",
)  # fmt: skip

KINDS: Final[tuple[dict[str, Any], ...]] = (
    {"role": "CARD_SUPPLIER", "tier": "PARTICIPANT", "means": ["BANK_CARD", "PHONE_CARD"],
     "offence": "287-2", "note": "将本人银行卡出借他人收款", "fen": 60_000, "months": 6},
    {"role": "CARD_RECRUITER", "tier": "CORE", "means": ["BANK_CARD", "CHAT_GROUP"],
     "offence": "287-2", "note": "介绍同学出借银行卡并收取好处", "fen": 320_000, "months": 10},
    {"role": "MONEY_MULE", "tier": "PARTICIPANT", "means": ["BANK_TRANSFER", "CASH_WITHDRAWAL"],
     "offence": "312", "note": "按他人要求转账并取现", "fen": 1_850_000, "months": 8},
    {"role": "TRAFFIC_ATTRACTOR", "tier": "PARTICIPANT", "means": ["CHAT_GROUP"],
     "offence": "287-1", "note": "在群组发布兼职广告引流", "fen": 240_000, "months": 6},
    {"role": "CHAT_OPERATOR", "tier": "PERIPHERAL", "means": ["SOCIAL_ACCOUNT"],
     "offence": "266", "note": "按话术与他人聊天诱导付款", "fen": 930_000, "months": 8},
    {"role": "ITEM_SCAM_AUTHOR", "tier": "LEAD", "means": ["FALSE_LISTING"],
     "offence": "266", "note": "虚构出售游戏装备骗取货款", "fen": 415_000, "months": 6},
    {"role": "PLATFORM_ABUSER", "tier": "LEAD", "means": ["FALSE_RETURN"],
     "offence": "266", "note": "填写虚假退货单号骗取退款", "fen": 844_553, "months": 7},
)  # fmt: skip


def name_of(number: int) -> str:
    """An invented full name for case `number`."""
    return SURNAMES[number % len(SURNAMES)] + GIVEN[(number * 7) % len(GIVEN)]


SCREENING: Final[dict[str, Any]] = {
    "expectedReason": "初犯，认罪认罚，已退赃退赔并取得谅解",
    "evidence": "SUFFICIENT",
    "remorse": ["PLEADED_GUILTY", "RESTITUTION"],
    "answers": [
        {"criterion": f"E_0{number}", "finding": "MET", "reason": "经审查，符合该项条件"}
        for number in range(1, 8)
    ],
}
"""What every screening of the office finds; the sentence expected differs."""

TRIAGE: Final[dict[str, Any]] = {
    "gravity": "NOT_MINOR",
    "leniency": ["PLEADS_GUILTY"],
    "strictness": [],
    "outcome": "CONDITIONAL",
    "reason": "认罪认罚，但涉案数额和次数不属情节轻微，需要通过考察帮教巩固",
}
"""Why no case of the office is not prosecuted directly."""
