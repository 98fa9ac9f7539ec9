"""Refresh families: whatever is presented in whatever order, a family never forks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from guanhu.identity.facts import RefreshFacts
from guanhu.identity.rules import REPEAT_GRACE, Refreshed, judge_refresh

START = datetime(2026, 3, 2, 1, tzinfo=UTC)
IDLE = timedelta(hours=12)


@dataclass
class Family:
    """A session as the tables keep it: when each generation was used, None for the newest."""

    expires_at: datetime
    used_at: list[datetime | None] = field(default_factory=lambda: [None])
    ended: bool = False


class Families(RuleBasedStateMachine):
    """Tokens of one family are presented by anyone, at any time."""

    @initialize()
    def signed_in(self) -> None:
        self.now = START
        self.family = Family(START + IDLE)
        self.access_given_after_end = False

    def present(self, generation: int) -> Refreshed:
        family = self.family
        verdict = judge_refresh(
            RefreshFacts(
                generation=generation,
                newest=len(family.used_at) - 1,
                used_at=family.used_at[generation],
                session_ended=family.ended,
                session_expires_at=family.expires_at,
                account_active=True,
            ),
            self.now,
        )
        if family.ended and verdict is not Refreshed.ENDED:
            self.access_given_after_end = True
        if verdict is Refreshed.ROTATE:
            family.used_at[generation] = self.now
            family.used_at.append(None)
            family.expires_at = self.now + IDLE
        elif verdict is Refreshed.REUSE:
            family.ended = True
        return verdict

    @rule(seconds=st.integers(0, 60_000))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def the_newest_is_presented(self) -> None:
        live = not self.family.ended and self.now < self.family.expires_at

        verdict = self.present(len(self.family.used_at) - 1)

        assert verdict is (Refreshed.ROTATE if live else Refreshed.ENDED)

    @precondition(lambda self: len(self.family.used_at) > 1)
    @rule(data=st.data())
    def an_older_one_is_presented(self, data: st.DataObject) -> None:
        family = self.family
        newest = len(family.used_at) - 1
        generation = data.draw(st.integers(0, newest - 1))
        used_at = family.used_at[generation]
        assert used_at is not None
        live = not family.ended and self.now < family.expires_at
        just_now = generation == newest - 1 and self.now - used_at <= REPEAT_GRACE
        tokens = len(family.used_at)

        verdict = self.present(generation)

        if not live:
            assert verdict is Refreshed.ENDED
        elif just_now:
            assert verdict is Refreshed.REPEAT
        else:
            assert verdict is Refreshed.REUSE
            assert family.ended
        assert len(family.used_at) == tokens  # an older token never brings a new one

    @invariant()
    def exactly_one_token_is_unused(self) -> None:
        unused = [at for at in self.family.used_at if at is None]
        assert len(unused) == 1
        assert self.family.used_at[-1] is None

    @invariant()
    def an_ended_family_gives_nothing(self) -> None:
        assert not self.access_given_after_end


TestFamilies = Families.TestCase
TestFamilies.settings = settings(max_examples=50, stateful_step_count=30)
