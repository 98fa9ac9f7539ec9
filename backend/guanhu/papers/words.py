"""Codes of the record as a paper prints them."""

from __future__ import annotations

from typing import Final

from guanhu.eligibility.facts import Remorse
from guanhu.people.facts import Relation, Sex
from guanhu.plans.facts import CheckInKind, GoalOwner
from guanhu.sealing.facts import SealScope

SEXES: Final = {Sex.FEMALE: "女", Sex.MALE: "男"}
RELATIONS: Final = {
    Relation.FATHER: "父亲",
    Relation.MOTHER: "母亲",
    Relation.ADOPTIVE_PARENT: "养父母",
    Relation.GRANDPARENT: "祖父母或者外祖父母",
    Relation.SIBLING: "兄姐",
    Relation.OTHER_RELATIVE: "近亲属",
    Relation.PROTECTING_ORGAN: "保护机构代表",
}
SCOPES: Final = {
    SealScope.INVESTIGATION: "侦查材料",
    SealScope.PROSECUTION: "起诉材料",
    SealScope.TRIAL: "审判材料",
    SealScope.EXECUTION: "执行材料",
    SealScope.ELECTRONIC_DATA: "电子档案信息",
    SealScope.COMPULSORY_MEASURES: "强制措施记录",
    SealScope.SOCIAL_INVESTIGATION: "社会调查材料",
    SealScope.HELP_AND_SUPERVISION: "帮教考察材料",
    SealScope.COUNSELLING: "心理疏导材料",
    SealScope.JUDICIAL_AID: "司法救助材料",
}
REMORSE: Final = {
    Remorse.PLEADED_GUILTY: "认罪认罚",
    Remorse.APOLOGISED: "赔礼道歉",
    Remorse.RESTITUTION: "退赃退赔",
    Remorse.FORGIVEN: "取得被害人谅解",
    Remorse.SELF_SURRENDER: "自首",
    Remorse.MERITORIOUS_SERVICE: "立功",
    Remorse.DISCONTINUED: "犯罪中止",
}
CONTACTS: Final = {
    CheckInKind.VISIT: "上门走访",
    CheckInKind.OFFICE: "到检察院面谈",
    CheckInKind.SCHOOL: "到校走访",
    CheckInKind.PHONE: "电话",
    CheckInKind.VIDEO: "视频",
    CheckInKind.SELF_REPORT: "自我报告",
}
OWNERS: Final = {
    GoalOwner.MINOR: "本人",
    GoalOwner.GUARDIAN: "监护人",
    GoalOwner.SOCIAL_WORKER: "司法社工",
    GoalOwner.OFFICER: "承办检察官",
    GoalOwner.SCHOOL: "学校",
}
