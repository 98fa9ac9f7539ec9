"""Amounts and counts at which the interpretations of the offences speak (law.md §3).

They inform an officer; none of them decides by itself. Money is in fen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from guanhu.kernel.basis import LegalBasis, Verification
from guanhu.kernel.statutes import Statute

FEN_PER_YUAN: Final = 100


class Measured(StrEnum):
    """What a threshold counts."""

    MONEY = "money"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One threshold: reached `at_least` (fen or a count); `up_to` where provinces may set it.

    A province chooses its own figure between `at_least` and `up_to`. `source` is None where law.md
    gives the figure without naming the interpretation.
    """

    zh: str
    en: str
    measured: Measured
    at_least: int
    verification: Verification
    source: LegalBasis | None = None
    up_to: int | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """Where a group of figures was read."""

    verification: Verification
    source: LegalBasis | None = None


def _basis(statute: Statute, article: str, verification: Verification) -> _Read:
    return _Read(verification, LegalBasis(statute, article, "E-01", verification))


_FRAUD = _basis(Statute.INT_266_2011, "1", Verification.V1)
_FRAUD_MESSAGES = _basis(Statute.INT_266_2011, "5", Verification.V1)
_FRAUD_NETWORK = _Read(Verification.N)  # a joint opinion of 2016 that was not read
_ASSIST = _basis(Statute.INT_287_2019, "12", Verification.V1)
_USE = _basis(Statute.INT_287_2019, "10", Verification.V1)
_CONCEAL = _basis(Statute.INT_312_2025, "5", Verification.V2)
_READ = _Read(Verification.V1)
_UNREAD = _Read(Verification.N)


def _money(zh: str, en: str, yuan: int, read: _Read, up_to: int | None = None) -> Threshold:
    high = None if up_to is None else up_to * FEN_PER_YUAN
    low = yuan * FEN_PER_YUAN
    return Threshold(zh, en, Measured.MONEY, low, read.verification, read.source, high)


def _count(zh: str, en: str, count: int, read: _Read) -> Threshold:
    return Threshold(zh, en, Measured.COUNT, count, read.verification, read.source)


_HACKING: Final = (
    _count("支付结算类身份认证信息（组）", "payment credentials (sets)", 10, _READ),
    _count("其他身份认证信息（组）", "other credentials (sets)", 500, _READ),
    _count("非法控制的计算机（台）", "machines controlled", 20, _READ),
    _money("违法所得", "illegal gain", 5_000, _READ),
    _money("经济损失", "loss caused", 10_000, _READ),
    # Five times each is especially serious.
    _count(
        "支付结算类身份认证信息（组），情节特别严重",
        "payment credentials (sets), especially serious",
        50,
        _READ,
    ),
    _count(
        "其他身份认证信息（组），情节特别严重",
        "other credentials (sets), especially serious",
        2_500,
        _READ,
    ),
    _count(
        "非法控制的计算机（台），情节特别严重",
        "machines controlled, especially serious",
        100,
        _READ,
    ),
    _money("违法所得，情节特别严重", "illegal gain, especially serious", 25_000, _READ),
    _money("经济损失，情节特别严重", "loss caused, especially serious", 50_000, _READ),
)

THRESHOLDS: Final[Mapping[str, tuple[Threshold, ...]]] = {
    "266": (
        _money("数额较大", "relatively large amount", 3_000, _FRAUD, up_to=10_000),
        _money("数额巨大", "huge amount", 30_000, _FRAUD, up_to=100_000),
        _money("数额特别巨大", "especially huge amount", 500_000, _FRAUD),
        _money(
            "电信网络诈骗数额较大（全国统一）",
            "telecom and network fraud, relatively large (nationwide)",
            3_000,
            _FRAUD_NETWORK,
        ),
        _money(
            "电信网络诈骗数额巨大（全国统一）",
            "telecom and network fraud, huge (nationwide)",
            30_000,
            _FRAUD_NETWORK,
        ),
        _money(
            "电信网络诈骗数额特别巨大（全国统一）",
            "telecom and network fraud, especially huge (nationwide)",
            500_000,
            _FRAUD_NETWORK,
        ),
        _count(
            "数额难以查证时的诈骗信息（条）",
            "messages, where the amount is unclear",
            5_000,
            _FRAUD_MESSAGES,
        ),
        _count(
            "数额难以查证时的诈骗电话（人次）",
            "calls, where the amount is unclear",
            500,
            _FRAUD_MESSAGES,
        ),
    ),
    "287-2": (
        _count("帮助对象（个）", "recipients of the help", 3, _ASSIST),
        _money("支付结算金额", "payments settled", 200_000, _ASSIST),
        _money("投放广告资金", "funds for advertising", 50_000, _ASSIST),
        _money("违法所得", "illegal gain", 10_000, _ASSIST),
    ),
    "287-1": (
        _count("违法网站（个）", "illegal sites", 3, _USE),
        _count("注册账号（个）", "accounts", 2_000, _USE),
        _count("通讯群组（个）", "chat groups", 5, _USE),
        _count("群组成员累计（个）", "members of groups", 1_000, _USE),
        _count("违法信息（条）", "illegal items", 100, _USE),
        _count("接收信息的用户账号（个）", "accounts that got messages", 2_000, _USE),
        _count("单个群组人数", "people in one group", 3_000, _USE),
        _count("关注人数", "followers", 30_000, _USE),
        _money("违法所得", "illegal gain", 10_000, _USE),
    ),
    "312": (
        _money(
            "情节严重的数额（另须具备列举情节）",
            "serious: amount, together with a listed factor",
            500_000,
            _CONCEAL,
        ),
        _money("情节严重的损失", "serious: loss caused", 250_000, _CONCEAL),
    ),
    "253-1": (
        _count("高度敏感信息（条）", "most sensitive items", 50, _READ),
        _count("重要信息（条）", "sensitive items", 500, _UNREAD),
        _count("其他个人信息（条）", "other items", 5_000, _READ),
        _money("违法所得", "illegal gain", 5_000, _READ),
    ),
    "285(2)": _HACKING,
}
