"""Domains in which a young person's needs are assessed, and how marked a need is.

A band, never a score: it orders nothing and decides nothing (law.md S-06). The list of domains is
an engineering choice (I) after the topics of a social investigation (M-03).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from guanhu.law.roles_in_chain import Name


class NeedDomain(StrEnum):
    """A part of life that an assessment looks at."""

    FAMILY = "family"
    SCHOOL_OR_WORK = "school_or_work"
    PEERS = "peers"
    ONLINE_LIFE = "online_life"
    MONEY = "money"
    ATTITUDE_TO_OFFENCE = "attitude_to_offence"
    HEALTH = "health"
    STRENGTHS = "strengths"


class NeedBand(StrEnum):
    """How much there is: of a need for help or, among strengths, to build on."""

    NONE = "none"
    SOME = "some"
    MARKED = "marked"


BANDS_IN_ORDER: Final = (NeedBand.NONE, NeedBand.SOME, NeedBand.MARKED)

NEED_DOMAINS: Final[Mapping[NeedDomain, Name]] = {
    NeedDomain.FAMILY: Name("家庭", "family"),
    NeedDomain.SCHOOL_OR_WORK: Name("上学或者工作", "school or work"),
    NeedDomain.PEERS: Name("同伴交往", "peers"),
    NeedDomain.ONLINE_LIFE: Name("网络生活", "online life"),
    NeedDomain.MONEY: Name("钱与消费", "money"),
    NeedDomain.ATTITUDE_TO_OFFENCE: Name("对所犯行为的认识", "attitude to the offence"),
    NeedDomain.HEALTH: Name("身心健康", "health"),
    NeedDomain.STRENGTHS: Name("长处与支持", "strengths"),
}

NEED_BANDS: Final[Mapping[NeedBand, Name]] = {
    NeedBand.NONE: Name("没有", "none"),
    NeedBand.SOME: Name("有一些", "some"),
    NeedBand.MARKED: Name("明显", "marked"),
}
