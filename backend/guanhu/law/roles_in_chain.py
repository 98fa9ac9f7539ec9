"""Roles of minors in the fraud chain, and the kinds of measures that suit each (law.md §6).

Role names come from official case material; which measures suit which role is a design proposal
(I) and only ever a suggestion. Tiers and means are an engineering choice (I): the law has no such
list, but co-offenders must be told apart to give each one individual conditions (O-06).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from guanhu.kernel.basis import Verification


class ChainRole(StrEnum):
    """What the minor did in the chain."""

    CARD_SUPPLIER = "card_supplier"
    CARD_RECRUITER = "card_recruiter"
    MONEY_MULE = "money_mule"
    TRAFFIC_ATTRACTOR = "traffic_attractor"
    CHAT_OPERATOR = "chat_operator"
    TRAINER_LEAD = "trainer_lead"
    DEVICE_MAINTAINER = "device_maintainer"
    ACCOUNT_REGISTRAR = "account_registrar"
    TOOL_SUPPLIER = "tool_supplier"
    DATA_SELLER = "data_seller"
    ITEM_SCAM_AUTHOR = "item_scam_author"
    PLATFORM_ABUSER = "platform_abuser"
    LURED_ABROAD = "lured_abroad"


class Tier(StrEnum):
    """Standing among those who took part, from organising to the edge."""

    LEAD = "lead"
    CORE = "core"
    PARTICIPANT = "participant"
    PERIPHERAL = "peripheral"


class Means(StrEnum):
    """What was used or handed over."""

    BANK_CARD = "bank_card"
    PHONE_CARD = "phone_card"
    PAYMENT_CODE = "payment_code"
    BANK_TRANSFER = "bank_transfer"
    CASH_WITHDRAWAL = "cash_withdrawal"
    VIRTUAL_CURRENCY = "virtual_currency"
    CHAT_GROUP = "chat_group"
    SOCIAL_ACCOUNT = "social_account"
    PHONE_CALL = "phone_call"
    GOIP_DEVICE = "goip_device"
    VERIFICATION_CODE = "verification_code"
    SOFTWARE_TOOL = "software_tool"
    PERSONAL_DATA = "personal_data"
    FALSE_LISTING = "false_listing"
    FALSE_RETURN = "false_return"
    TEACHING = "teaching"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in both languages."""

    zh: str
    en: str

    def text(self, language: str) -> str:
        """The name; `language` is "zh" or "en"."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class RoleInChain:
    """A role: its name, the charges it usually meets, and the measures that suit it, by code."""

    role: ChainRole
    name: Name
    typical_charges: tuple[str, ...]
    measures: tuple[str, ...]
    verification: Verification = Verification.V3
    measures_verification: Verification = Verification.I


MEASURES: Final[Mapping[str, Name]] = {
    "AF": Name("反诈法律教育", "anti-fraud law"),
    "FL": Name("金融与消费素养", "money and consumption literacy"),
    "CE": Name("网络伦理", "cyber ethics"),
    "VE": Name("被害人共情与道歉", "victim empathy and apology"),
    "RS": Name("退赃退赔", "restitution"),
    "PC": Name("心理辅导", "psychological counselling"),
    "PA": Name("心理测评（须双方同意）", "psychological assessment (with consents)"),
    "VS": Name("职业技能与就业", "vocational skills and work"),
    "SE": Name("复学支持", "return to school"),
    "FE": Name("家庭教育指导", "family-education guidance"),
    "PW": Name("公益劳动", "public-interest work"),
    "OB": Name("观护基地", "observation base"),
    "PR": Name("禁止事项", "prohibitions"),
    "IT": Name("合法技术学习", "lawful technology training"),
    "GT": Name("游戏与上网计划", "gaming and internet-use plan"),
    "DE": Name("成瘾治疗", "addiction treatment"),
}

R = ChainRole

CHAIN_ROLES: Final[Mapping[ChainRole, RoleInChain]] = {
    found.role: found
    for found in (
        RoleInChain(
            R.CARD_SUPPLIER,
            Name("供卡人（卡农）", "Card or account supplier"),
            ("287-2", "312"),
            ("AF", "FL", "PR", "PW", "RS"),
        ),
        RoleInChain(
            R.CARD_RECRUITER,
            Name("收卡人（卡商、卡头）", "Card recruiter or dealer"),
            ("287-2", "312", "266"),
            ("AF", "FL", "PR", "PW", "RS", "VE", "SE"),
        ),
        RoleInChain(
            R.MONEY_MULE,
            Name("跑分、取现转账人员", "Money mule"),
            ("312", "287-2"),
            ("AF", "FL", "RS", "PR", "VS"),
        ),
        RoleInChain(
            R.TRAFFIC_ATTRACTOR,
            Name("引流人员", "Traffic attractor"),
            ("287-1", "287-2", "266"),
            ("CE", "PR", "PW"),
        ),
        RoleInChain(
            R.CHAT_OPERATOR,
            Name("话务员、聊手", "Chat or phone operator"),
            ("266",),
            ("VE", "PC", "VS"),
        ),
        RoleInChain(
            R.TRAINER_LEAD,
            Name("带教人员、小组长、传授方法者", "Trainer, team lead or method teacher"),
            ("266", "295"),
            ("RS", "VE", "PR", "PW"),
        ),
        RoleInChain(
            R.DEVICE_MAINTAINER,
            Name("GOIP等设备、线路维护人员", "Device or line maintainer"),
            ("287-2",),
            ("CE", "IT", "PR"),
        ),
        RoleInChain(
            R.ACCOUNT_REGISTRAR,
            Name("账号注册、养号、解封人员", "Account registrar"),
            ("287-1", "287-2", "253-1"),
            ("CE", "AF", "PR"),
        ),
        RoleInChain(
            R.TOOL_SUPPLIER,
            Name("开发者、工具提供者", "Coder or tool supplier"),
            ("285(2)", "285(3)", "286", "287-2"),
            ("CE", "IT", "PR"),
        ),
        RoleInChain(
            R.DATA_SELLER,
            Name("个人信息贩卖者", "Data seller"),
            ("253-1",),
            ("CE", "PR", "VE"),
        ),
        RoleInChain(
            R.ITEM_SCAM_AUTHOR,
            Name(
                "游戏装备、二手交易、粉丝圈诈骗者", "Game-item, second-hand or fan-circle scammer"
            ),
            ("266",),
            ("RS", "FL", "GT", "FE"),
        ),
        RoleInChain(
            R.PLATFORM_ABUSER,
            Name("虚假退货、利用平台漏洞者", "Refund or platform-bug abuser"),
            ("266", "295"),
            ("CE", "RS", "AF"),
        ),
        RoleInChain(
            R.LURED_ABROAD,
            Name("被诱骗出境、境外回流人员", "Lured abroad and returned"),
            ("266", "322"),
            ("PC", "PR", "OB"),
        ),
    )
}

TIERS: Final[Mapping[Tier, Name]] = {
    Tier.LEAD: Name("组织、带头", "lead"),
    Tier.CORE: Name("骨干", "core"),
    Tier.PARTICIPANT: Name("一般参与", "participant"),
    Tier.PERIPHERAL: Name("边缘参与", "peripheral"),
}

MEANS: Final[Mapping[Means, Name]] = {
    Means.BANK_CARD: Name("银行卡", "bank card"),
    Means.PHONE_CARD: Name("电话卡", "phone card"),
    Means.PAYMENT_CODE: Name("收付款码", "payment code"),
    Means.BANK_TRANSFER: Name("转账", "bank transfer"),
    Means.CASH_WITHDRAWAL: Name("取现", "cash withdrawal"),
    Means.VIRTUAL_CURRENCY: Name("虚拟货币", "virtual currency"),
    Means.CHAT_GROUP: Name("聊天群组", "chat group"),
    Means.SOCIAL_ACCOUNT: Name("社交账号", "social account"),
    Means.PHONE_CALL: Name("电话", "phone call"),
    Means.GOIP_DEVICE: Name("GOIP等设备", "GOIP or similar device"),
    Means.VERIFICATION_CODE: Name("验证码", "verification code"),
    Means.SOFTWARE_TOOL: Name("软件工具", "software tool"),
    Means.PERSONAL_DATA: Name("个人信息", "personal data"),
    Means.FALSE_LISTING: Name("虚假商品、交易", "false listing or trade"),
    Means.FALSE_RETURN: Name("虚假退货", "false return"),
    Means.TEACHING: Name("传授方法", "teaching the method"),
    Means.OTHER: Name("其他", "other"),
}
