"""Refusals about orders to guardians, their duties, and recommendations."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class GuardianshipOrderNotKnown(Refusal):
    """Orders urging guardianship began on 1 June 2021."""

    code = "GUARDIANSHIP_ORDER_NOT_KNOWN"
    rule = "S-10"


class NotAGuardianNow(Refusal):
    """An order, a duty or an undertaking concerns somebody who is a guardian of the minor today."""

    code = "NOT_A_GUARDIAN_NOW"
    rule = "S-02"


class OrderStateForbids(Refusal):
    """The order does not stand where this can be done. Facts: ``state``."""

    code = "ORDER_STATE_FORBIDS"


class NotAGuidanceOrder(Refusal):
    """Only an order to accept family-education guidance has sessions."""

    code = "NOT_A_GUIDANCE_ORDER"
    rule = "S-08"


class EffectNotChecked(Refusal):
    """A guardianship order is not completed before its effect was checked."""

    code = "EFFECT_NOT_CHECKED"
    rule = "S-10"


class DutyClosed(Refusal):
    """The duty is confirmed, or lapsed with its order. Facts: ``state``."""

    code = "DUTY_CLOSED"


class RecommendationStateForbids(Refusal):
    """The recommendation does not stand where this can be done. Facts: ``state``."""

    code = "RECOMMENDATION_STATE_FORBIDS"


class NoOrderThere(Refusal):
    """No order of the file stands where this can be done."""

    code = "NO_ORDER_THERE"


class DutyKindUnknown(Refusal):
    """No such kind of duty, or a retired one. Facts: ``kind``."""

    code = "DUTY_KIND_UNKNOWN"


class NoOpenDuty(Refusal):
    """No duty of a guardian is open."""

    code = "NO_OPEN_DUTY"


class NoRecommendationThere(Refusal):
    """No recommendation of the file stands where this can be done."""

    code = "NO_RECOMMENDATION_THERE"
    rule = "S-14"
