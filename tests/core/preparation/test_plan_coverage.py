"""How much of a plan is done, and what it asked for up to a day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.log.preparation_facts import PlanTicked
from flashcards.core.preparation.plan.coverage import coverage
from flashcards.core.preparation.plan.followed import FollowedPlan
from flashcards.core.preparation.plan.plan import plan_of

BEGIN = date(2026, 1, 5)
PLAN = plan_of(
    {
        "name": "two weeks",
        "minutes_a_day": 120,
        "phases": [
            {
                "weeks": [week],
                "title": "a week",
                "areas": ["theory"],
                "goal": "all of it",
                "activities": [
                    {"id": f"aloud-{week}", "text": "aloud", "minutes": 10, "in_all": 14},
                    {"id": f"read-{week}", "text": "read", "minutes": 30, "in_all": 7},
                ],
            }
            for week in (1, 2)
        ],
    },
    "two.toml",
)
DAY = st.integers(0, 20).map(lambda days: BEGIN + timedelta(days=days))
TICKS = st.lists(
    st.tuples(st.sampled_from(["aloud-1", "read-1", "aloud-2", "gone"]), DAY, st.integers(-2, 9)),
    max_size=6,
)


def followed(ticks, days=14):
    """The plan with so many done of an activity on a day."""
    done = tuple(PlanTicked(None, "p", activity, on, count) for activity, on, count in ticks)
    return FollowedPlan("p", "two", "", BEGIN, BEGIN + timedelta(days=days), 120, done)


@given(TICKS, DAY)
def test_no_more_is_done_than_there_is(ticks, on):
    found = coverage(PLAN, followed(ticks), on)
    assert 0 <= found.share <= 1
    assert 0 <= found.asked_done <= min(found.asked, found.done)
    assert found.asked <= found.minutes == 2 * (140 + 210)


@given(TICKS, DAY)
def test_what_is_ticked_later_does_not_count_yet(ticks, on):
    by_then = [tick for tick in ticks if tick[1] <= on]
    assert coverage(PLAN, followed(ticks), on) == coverage(PLAN, followed(by_then), on)


def test_a_plan_asks_evenly_over_the_days_of_its_weeks():
    asked = [coverage(PLAN, followed([]), BEGIN + timedelta(days=day)).asked for day in range(15)]
    assert asked[:8] == [50 * day for day in range(8)]
    assert asked[8] == 350 + 20 + 30
    assert asked[13:] == [700, 700]


def test_what_is_asked_for_today_is_said():
    found = coverage(PLAN, followed([("aloud-1", BEGIN, 1)]), BEGIN)
    assert (found.done, found.today_minutes, found.today_count) == (10, 40, 2)


def test_before_a_plan_is_started_there_is_none():
    assert coverage(PLAN, followed([]), BEGIN - timedelta(days=1)) is None


def test_weeks_without_a_day_ask_for_nothing():
    assert coverage(PLAN, followed([], days=1), BEGIN + timedelta(days=5)).asked == 0
