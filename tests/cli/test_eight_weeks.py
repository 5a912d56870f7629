"""A preparation from its first day to the eve of the interview, by what the screen proposes.

By default it is lived through in 2 weeks, by a plan of its own; `--weeks 4 --weeks 8 --weeks 12`
lives through the plans that come with flash, and `-s` prints their tables.
"""

import sys
from datetime import timedelta
from itertools import pairwise
from statistics import fmean

import pytest
from eight_weeks import MISSED, lived, table
from scripted_learner import FIRST_SCORES


def pytest_generate_tests(metafunc):
    """Each preparation that was asked for."""
    if "preparation" in metafunc.fixturenames:
        weeks = metafunc.config.getoption("--weeks") or [2]
        metafunc.parametrize("preparation", weeks, indirect=True, scope="module", ids="{}w".format)


@pytest.fixture(scope="module")
def preparation(tmp_path_factory, request):
    """A preparation, and the days that were lived through."""
    preparation, days = lived(tmp_path_factory.mktemp("preparation"), request.param)
    sys.stdout.write(f"\n{table(days)}\n")
    return preparation, days


@pytest.fixture
def learner(preparation):
    """The learner."""
    return preparation[0].learner


@pytest.fixture
def days(preparation):
    """The days, the last one the eve of the interview."""
    return preparation[1]


@pytest.fixture
def activities(preparation):
    """The activities of the plan."""
    return preparation[0].followed.activities


def test_every_theory_card_is_seen_before_the_cutoff(preparation, days):
    """But for those of days that were missed in the week before it; they are seen soon after."""
    unseen, cutoff_on = {day.on: day.unseen for day in days}, preparation[0].cutoff_on
    assert unseen[days[0].on] > 40
    week = [day for day in days if 0 < (cutoff_on - day.on).days <= 7]
    most = max(before.unseen - day.unseen for before, day in pairwise(days))
    missed = [day.did for day in week].count("missed")
    assert unseen[cutoff_on - timedelta(days=1)] <= missed * most
    assert unseen[days[-3].on] == 0


def test_core_theory_is_seen_in_its_own_weeks(preparation, days):
    assert days[0].core > 15
    assert {day.core for day in days if day.on >= preparation[0].core_by} == {0}


def test_the_plan_is_followed_but_for_the_days_that_were_missed(days):
    assert {number for number, day in enumerate(days) if day.did == "missed"} == {
        number for number in MISSED if number < len(days)
    }
    assert days[-1].planned > 0.8
    assert all(later.plan >= day.plan for day, later in pairwise(days))


def test_only_what_flash_cannot_see_is_ticked_by_hand_and_never_beyond_its_count(
    learner, activities
):
    assert learner.ticked
    for name, count in learner.ticked.items():
        one = activities[name]
        assert (one.ticked_by, one.form) == (None, None)
        assert count <= one.total


def test_nothing_that_flash_watched_reads_as_lost_on_the_eve(days, activities):
    watched = [one.id for one in activities.values() if one.ticked_by or one.form]
    assert watched
    cut = days[-1].screen.partition("No time for")[2]
    assert [name for name in watched if name in cut] == []


def test_the_day_before_the_interview_is_empty(days):
    rest = days[-1]
    assert (rest.did, rest.steps, rest.answers.total(), rest.mocks) == ("rest", [], 0, [])
    assert [day.did for day in days].count("rest") == 1


def test_the_mocks_of_the_plan_never_ask_a_question_twice(learner, activities):
    planned = sum(one.total for one in activities.values() if one.form)
    assert len(learner.mocks) == planned
    assert len(learner.asked) == len(set(learner.asked)) > 2 * planned


def test_each_skill_is_rated_a_few_times_and_weak_ones_more_often(preparation, learner):
    ratings = [len(days) for days in learner.rated.values()]
    weak = [n for n, first in zip(ratings, FIRST_SCORES, strict=True) if first < 4]
    strong = [n for n, first in zip(ratings, FIRST_SCORES, strict=True) if first >= 4]
    assert fmean(weak) >= fmean(strong)
    if preparation[0].weeks > 2:  # or there is no time for a strong one to wait
        assert fmean(weak) > fmean(strong) + min(1, preparation[0].weeks / 8)
    assert min(ratings) >= RATED[preparation[0].weeks]
    assert max(ratings) <= 10


READY = {2: 65, 4: 70, 8: 85, 12: 80}
"""What the figure is at least in the end, by weeks."""

RATED = {2: 3, 4: 4, 8: 4, 12: 4}
"""How often each skill is rated at least, by weeks."""

LONGER = {2: 1.0, 4: 1.1, 8: 1.0, 12: 2.0}
"""Hours that the longest day takes more than the plan has, by weeks.

The learner needs a tenth more than an exercise has, and a day after missed ones has several.
"""


def test_readiness_rises_from_week_to_week(preparation, days):
    weekly = [day.figure for day in days[::7]] + [days[-1].figure]
    assert all(later > figure for figure, later in pairwise(weekly))
    assert weekly[0] < 15
    assert weekly[-1] > READY[preparation[0].weeks]


def test_the_trend_is_what_was_said_on_each_day(days):
    """Before the stories were written there was less to know: today's decks are looked at."""
    trend = {row["on"]: row["figure"] for row in days[-1].trend}
    assert [trend[day.on.isoformat()] for day in days[-3:]] == [day.figure for day in days[-3:]]
    seen = [day for day in days if day.on.isoformat() in trend]
    assert all(trend[day.on.isoformat()] <= day.figure for day in seen)


def test_a_day_keeps_to_the_hours_of_its_plan(preparation, days):
    whole = preparation[0].followed.minutes_a_day / 60
    worked = [day.hours for day in days if day.steps]
    assert fmean(worked) < whole
    assert max(worked) < whole + LONGER[preparation[0].weeks]
