"""Which of the interviews noted moves a plan to its day, and which are on the way to it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.log.stamp import FactId
from flashcards.core.preparation.interviews.interviews import Interview, Rank
from flashcards.core.preparation.plan.followed import better_day, is_unnoted

MONDAY = date(2026, 1, 5)
DAYS = st.integers(-20, 60)
ROUNDS = st.lists(st.tuples(DAYS, st.sampled_from(Rank)), max_size=5)


def day(number):
    return MONDAY + timedelta(days=number)


def noted(*pairs):
    """Rounds so many days after the first, by day, of these ranks."""
    return tuple(
        Interview(FactId(f"{place}"), f"Firm {place}", "first", day(number), rank)
        for place, (number, rank) in enumerate(sorted(pairs))
    )


@given(ROUNDS, DAYS)
def test_only_a_favourite_brings_a_plan_forward_and_never_a_warm_up(pairs, plan_on):
    found = better_day(noted(*pairs), day(plan_on), MONDAY)
    ranks = {rank for number, rank in pairs if day(number) == found}
    if found is not None:
        assert found > MONDAY
        assert ranks - {Rank.WARM_UP}
        assert found > day(plan_on) or Rank.FAVOURITE in ranks
        assert (plan_on, Rank.FAVOURITE) not in pairs or plan_on < 0


@given(ROUNDS, DAYS)
def test_a_plan_is_moved_or_its_day_noted_but_never_both(pairs, plan_on):
    rounds = noted(*pairs)
    unnoted = is_unnoted(rounds, day(plan_on), MONDAY)
    assert not (unnoted and better_day(rounds, day(plan_on), MONDAY))
    assert not (unnoted and plan_on in {number for number, _ in pairs})


def test_a_screening_round_on_the_way_moves_no_plan():
    for rank in (Rank.WARM_UP, Rank.ORDINARY):
        assert better_day(noted((4, rank)), day(58), MONDAY) is None
        assert is_unnoted(noted((4, rank)), day(58), MONDAY)
    later = noted((4, Rank.WARM_UP), (60, Rank.ORDINARY))
    assert better_day(later, day(58), MONDAY) == day(60)
    assert not is_unnoted(later, day(58), MONDAY)
    assert better_day(noted((4, Rank.FAVOURITE)), day(58), MONDAY) == day(4)
    both = noted((4, Rank.FAVOURITE), (58, Rank.FAVOURITE))
    assert better_day(both, day(58), MONDAY) is None
