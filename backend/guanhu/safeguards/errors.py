"""Refusals about compulsory measures."""

from __future__ import annotations

from guanhu.kernel.errors import Refusal


class MeasuresOverlap(Refusal):
    """Another measure holds on part of these days: end that one first. Facts: ``kind``."""

    code = "MEASURES_OVERLAP"
    rule = "P-13"


class MeasureEnded(Refusal):
    """The measure has ended. Facts: ``ended_on``."""

    code = "MEASURE_ENDED"
    rule = "P-13"


class NoMeasure(Refusal):
    """No compulsory measure holds now."""

    code = "NO_MEASURE"
    rule = "P-13"
