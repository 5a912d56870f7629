"""A preparation from its first day to the eve of the interview, by the commands alone.

By default it is lived through in four weeks of long days; `--eight-weeks` takes its time, and
`-s` prints its table.
"""

import sys
from datetime import timedelta
from itertools import pairwise
from statistics import fmean

import pytest
from eight_weeks import FIRST_SCORES, MISSED, lived, table


@pytest.fixture(scope="module")
def preparation(tmp_path_factory, request):
    """A learner, and the days that were lived through."""
    span = {} if request.config.getoption("--eight-weeks") else {"weeks": 4, "hours": 6}
    learner, days = lived(tmp_path_factory.mktemp("preparation"), **span)
    sys.stdout.write(f"\n{table(days)}\n")
    return learner, days


@pytest.fixture
def learner(preparation):
    """The learner."""
    return preparation[0]


@pytest.fixture
def days(preparation):
    """The days, the last one the eve of the interview."""
    return preparation[1]


def test_every_theory_card_is_seen_before_the_cutoff(learner, days):
    unseen = {day.on: day.unseen for day in days}
    assert unseen[days[0].on] > 40
    assert unseen[learner.cutoff_on - timedelta(days=1)] == 0


def test_core_theory_is_seen_in_its_own_weeks(learner, days):
    assert days[0].core > 20
    assert len(days) > 18
    assert {day.core for day in days if day.on >= learner.core_by} == {0}


def test_the_plan_is_followed_but_for_the_days_that_were_missed(days):
    assert {number for number, day in enumerate(days) if day.did == "missed"} == {
        number for number in MISSED if number < len(days)
    }
    assert days[-1].planned > 0.8
    assert all(later.plan >= day.plan for day, later in pairwise(days))


def test_the_day_before_the_interview_is_empty(days):
    rest = days[-1]
    assert (rest.did, rest.activities, rest.answers.total(), rest.mocks) == ("rest", 0, 0, [])
    assert [day.did for day in days].count("rest") == 1


def test_six_mocks_never_ask_a_question_twice(learner, days):
    held = [form for day in days for form in day.mocks]
    assert sorted(held) == ["behavioural"] * 2 + ["full"] * 4
    assert len(learner.asked) == len(set(learner.asked)) == 26


def test_weak_skills_are_asked_more_often(learner):
    weak = [n for n, first in zip(learner.skills.values(), FIRST_SCORES, strict=True) if first < 4]
    strong = [
        n for n, first in zip(learner.skills.values(), FIRST_SCORES, strict=True) if first >= 4
    ]
    assert fmean(weak) > fmean(strong) + 1
    assert max(learner.skills.values()) <= 10


def test_readiness_rises_from_week_to_week(days):
    weekly = [day.figure for day in days[::7]] + [days[-1].figure]
    assert all(later > figure for figure, later in pairwise(weekly))
    assert weekly[0] < 15
    assert weekly[-1] > 75


def test_the_trend_is_what_was_said_on_each_day(days):
    """Before the stories were written there was less to know: today's decks are looked at."""
    trend = {row["on"]: row["figure"] for row in days[-1].trend}
    assert [trend[day.on.isoformat()] for day in days[-3:]] == [day.figure for day in days[-3:]]
    assert all(trend[day.on.isoformat()] <= day.figure for day in days)
