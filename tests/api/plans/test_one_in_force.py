"""Whatever is done to plans, from the first approval on exactly one version is in force."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from graphql import GraphQLSchema
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from guanhu.kernel.clock import FixedClock
from guanhu.product import assemble
from guanhu.settings import Settings
from support.builders_checkins import a_case_under_supervision
from support.builders_plans import a_draft, submitted, with_condition
from support.cluster import Cluster
from support.world import World

RANGES = """
SELECT number, state, lower(in_force), upper(in_force), isempty(in_force) FROM plan_versions
WHERE case_id = %s AND in_force IS NOT NULL ORDER BY number
"""


class Plans(RuleBasedStateMachine):
    """Officer li writes, supervisors wang and sun review; sun sometimes writes too."""

    world: ClassVar[World]
    run: ClassVar[Callable[[Coroutine[Any, Any, Any]], Any]]

    def __init__(self) -> None:
        super().__init__()
        self.case_id = ""
        self.open: dict[str, Any] | None = None
        self.state = ""
        self.writers: set[str] = set()
        self.approvals = 0
        self.hours = 1

    @initialize()
    def begin(self) -> None:
        world = self.world
        world.at("2026-03-02")
        self.case_id = self.run(a_case_under_supervision(world))

    @rule(hours=st.integers(min_value=0, max_value=72))
    def time_passes(self, hours: int) -> None:
        self.world.later(hours=hours)

    @precondition(lambda self: self.open is None)
    @rule(by=st.sampled_from(["li", "sun"]))
    def draft(self, by: str) -> None:
        every = 1 + self.approvals
        self.open = self.run(
            a_draft(self.world, self.case_id, by, checkInEveryDays=every, reason="调整")
        )
        self.state, self.writers = "DRAFT", {by}

    @precondition(lambda self: self.state in {"DRAFT", "RETURNED"})
    @rule(by=st.sampled_from(["li", "sun"]))
    def edit(self, by: str) -> None:
        self.hours += 1
        slots = [
            {"name": "hours", "value": str(self.hours)},
            {"name": "place", "value": "社区图书馆"},
            {"name": "until", "value": "2026-08-30"},
        ]
        self.open = self.run(with_condition(self.world, self.open, by, slots=slots))
        self.writers.add(by)

    @precondition(lambda self: self.state in {"DRAFT", "RETURNED"})
    @rule()
    def submit(self) -> None:
        self.open = self.run(submitted(self.world, self.open))
        self.state = "SUBMITTED"

    @precondition(lambda self: self.state == "SUBMITTED")
    @rule(by=st.sampled_from(["wang", "sun"]))
    def approve(self, by: str) -> None:
        answer = self.run(self.world.do(by, "approvePlan", planVersionId=self.open["id"]))
        if by in self.writers:
            assert answer["code"] == "APPROVER_IS_AUTHOR"
            return
        assert answer["__typename"] == "ApprovePlanSuccess"
        self.open, self.state = None, ""
        self.approvals += 1

    @precondition(lambda self: self.state == "SUBMITTED")
    @rule()
    def send_back(self) -> None:
        answer = self.run(
            self.world.done(
                "wang", "returnPlan", ("planVersion.version",), planVersionId=self.open["id"],
                feedback="再看看",
            )
        )  # fmt: skip
        self.open, self.state = answer["planVersion"], "RETURNED"

    @precondition(lambda self: self.open is None)
    @rule()
    def whole_round(self) -> None:
        self.draft("li")
        self.edit("li")
        self.submit()
        self.approve("wang")

    @precondition(lambda self: self.open is not None)
    @rule()
    def discard(self) -> None:
        answer = self.run(self.world.do("li", "discardPlan", planVersionId=self.open["id"]))
        if self.state == "SUBMITTED":
            assert answer["code"] == "PLAN_MOVE_NOT_ALLOWED"
            return
        assert answer["__typename"] == "DiscardPlanSuccess"
        self.open, self.state = None, ""

    @invariant()
    def one_in_force_since_the_first_approval(self) -> None:
        if not self.case_id:
            return
        rows = self.world.sql(RANGES, [self.case_id])
        assert len(rows) == self.approvals
        assert [state for _, state, *_ in rows].count("in_force") == min(self.approvals, 1)
        spans = [(start, end) for *_, start, end, empty in rows if not empty]
        # The ranges join without a gap and without an overlap, and the last one is open.
        for (_, end), (start, _) in itertools.pairwise(spans):
            assert end == start
        if rows:
            assert rows[-1][1] == "in_force"
            assert spans[-1][1] is None
            assert spans[-1][0] <= self.world.clock.now()


@pytest.fixture
def run() -> Iterator[Callable[[Coroutine[Any, Any, Any]], Any]]:
    """A loop of its own: the state machine is not a coroutine."""
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.mark.slow
def test_there_is_never_an_instant_with_none_or_two(
    cluster: Cluster,
    database_name: str,
    settings: Settings,
    schema: GraphQLSchema,
    run: Callable[[Coroutine[Any, Any, Any]], Any],
) -> None:
    clock = FixedClock(datetime(2026, 3, 2, 1, tzinfo=UTC))
    world = World(assemble(settings, clock), schema, clock, cluster, database_name)
    world.person("wang", "supervisor")
    world.person("sun", "supervisor")
    machine = type("Machine", (Plans,), {"world": world, "run": staticmethod(run)})

    run_state_machine_as_test(machine, settings=FEW)

    # The run has met cases whose plan changed hands more than once.
    most = world.sql("SELECT max(number) FROM plan_versions WHERE in_force IS NOT NULL")
    assert most[0][0] >= 3
    run(world.close())


FEW = settings(
    max_examples=6,
    stateful_step_count=12,
    deadline=None,
    derandomize=True,
    # Shrinking would play hundreds of rounds against the database.
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
