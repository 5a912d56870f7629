"""A plan on the calendar: stretched, followed, missed, caught up with, cut."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from histories import stamp
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import MONDAY, SHIPPED_PLANS, day, followed, moved, small, started, stopped, ticked

from flashcards.core.log.facts import Undo
from flashcards.core.log.preparation_facts import InterviewSet, MockBegun, MockEnded, MockMarked
from flashcards.core.preparation.interviews.interviews import Interview
from flashcards.core.preparation.mock.mock import mocks_of
from flashcards.core.preparation.plan.automatic_ticks import Observed
from flashcards.core.preparation.plan.calendar import (
    PlanCalendar,
    minutes_for_activities,
    minutes_for_cards,
)
from flashcards.core.preparation.plan.followed import MockTaken, mocks_taken
from flashcards.core.preparation.plan.plan import TICKED_BY, plan_of
from flashcards.core.preparation.plan.progress import plan_progress
from flashcards.core.preparation.plan.time_used import (
    minutes_by_kind,
    minutes_in_mocks,
    minutes_ticked,
)
from flashcards.core.standing import standing_of

SMALL = plan_of(small(), "small.toml")
PLANS = st.sampled_from([SMALL, *SHIPPED_PLANS.values()])
SPANS = st.integers(1, 280)
HOURS = st.sampled_from([0.25, 1, 2.5, 4, 16])


@st.composite
def followings(draw):
    """A plan that is followed with some success, and a day of its span."""
    plan, days = draw(PLANS), draw(SPANS)
    names = st.sampled_from(list(plan.activities))
    number = draw(st.integers(0, days - 1))
    ticks = [
        ticked("p", draw(st.integers(0, number)), draw(names), draw(st.integers(1, 9)), minutes)
        for minutes in draw(st.lists(st.none() | st.integers(0, 300), max_size=6))
    ]
    forms = st.sampled_from(["full", "behavioural", "coding", "theory"])
    mocks = [MockTaken(form, day(number), 40) for form in draw(st.lists(forms, max_size=3))]
    others = st.lists(st.integers(1, 280), max_size=2)
    interviews = [Interview("i", "Acme", "first", day(one)) for one in draw(others)]
    seen = st.lists(observations(days), max_size=8)
    happened = {"ticks": ticks, "mocks": mocks, "interviews": interviews, "observed": draw(seen)}
    found = followed(plan, days, hours=draw(HOURS), **happened)
    return plan, found, day(number)


def observations(days):
    """Something that was seen done within so many days."""
    areas = st.sampled_from(["theory", "coding", "design", "maths"])
    decks = areas.map(lambda area: f"{area}/deck")
    on = st.integers(0, days - 1).map(day)
    ms = st.integers(0, 3_600_000)
    return st.builds(Observed, st.sampled_from(TICKED_BY), on, decks | st.just(""), areas, ms)


@given(followings())
@settings(deadline=None, max_examples=60)
def test_never_more_is_planned_than_the_minutes_hold(drawn):
    plan, who, today = drawn
    found = plan_progress(plan, who, today)
    a_day = minutes_for_activities(who.minutes_a_day)
    for number, phase in enumerate(found.phases):
        ahead = [one for one in phase.days if one >= today and not found.span.rests(one, plan)]
        planned = sum(one.activity.minutes * count for one, count in found.left_in(number))
        assert planned <= phase.minutes <= a_day * len(ahead)
    todays = sum(one.activity.minutes * one.today for one in found.activities)
    assert todays <= found.free_minutes <= a_day
    assert all(one.today <= one.left_by_phase[found.now] for one in found.activities)


@given(followings())
@settings(deadline=None, max_examples=60)
def test_what_is_open_is_planned_or_cut_and_nothing_is_planned_before_its_phase(drawn):
    plan, who, today = drawn
    for one in plan_progress(plan, who, today).activities:
        assert one.left + one.cut == max(0, one.activity.total - one.done)
        assert not any(one.left_by_phase[: one.phase])


@given(followings())
@settings(deadline=None, max_examples=60)
def test_nothing_is_cut_while_days_that_could_hold_it_hold_something_less_important(drawn):
    plan, who, today = drawn
    found = plan_progress(plan, who, today)
    for cut in found.activities:
        for number in range(cut.phase, len(found.phases)) if cut.cut else ():
            instead = (
                one.activity.minutes * count
                for one, count in found.left_in(number)
                if one.activity.priority > cut.activity.priority
            )
            assert sum(instead) < cut.activity.minutes


@given(followings())
@settings(deadline=None, max_examples=60)
def test_the_day_before_an_interview_is_empty(drawn):
    plan, who, today = drawn
    eve = who.interview_on - timedelta(days=1)
    found = plan_progress(plan, who, eve)
    assert found.rests
    assert not any(one.today for one in found.activities)
    assert not any(one.left for one in found.activities)
    for one in who.interviews:
        rest = plan_progress(plan, who, one.on - timedelta(days=1))
        if who.started_on < one.on < who.interview_on:
            assert rest.rests
            assert not any(each.today for each in rest.activities)
    assert plan_progress(plan, who, today).rests is (today in _kept_free(who))


def _kept_free(who):
    held = [one.on for one in who.interviews if one.on < who.interview_on] + [who.interview_on]
    return {one - timedelta(days=back) for one in held for back in (0, 1)}


@given(PLANS, SPANS)
def test_the_weeks_part_the_span_without_gaps(plan, days):
    span = followed(plan, days)
    found = PlanCalendar(span.started_on, span.interview_on)
    every = [one for phase in plan.phases for one in found.days_of(phase, plan)]
    assert every == [day(number) for number in range(days)]
    weeks = [found.week_on(one, plan.weeks) for one in every]
    assert weeks == sorted(weeks)
    for one in every:
        week = found.week_on(one, plan.weeks)
        assert one in found.days_of(plan.phase_of(week), plan)


@given(PLANS, SPANS, st.integers(1, 60))
def test_a_longer_span_begins_no_week_earlier_and_shortens_none_by_more_than_a_day(
    plan, days, more
):
    short, long = PlanCalendar(MONDAY, day(days)), PlanCalendar(MONDAY, day(days + more))
    for week in range(1, plan.weeks + 2):
        assert short.begin_of(week, plan.weeks) <= long.begin_of(week, plan.weeks)
    for phase in plan.phases:
        assert len(short.days_of(phase, plan)) <= len(long.days_of(phase, plan)) + 1


@given(PLANS, SPANS)
def test_the_weeks_that_are_said_last_about_seven_days_and_are_the_plans_where_they_fit(plan, days):
    span = PlanCalendar(MONDAY, day(days))
    lasting = Counter(span.week_on(day(number), span.weeks) for number in range(days))
    assert sorted(lasting) == list(range(1, span.weeks + 1))
    if days >= 4:
        assert all(4 <= length <= 10 for length in lasting.values())
    for phase in plan.phases:
        first, last = span.weeks_of(phase, plan)
        within = [span.week_on(one, span.weeks) for one in span.days_of(phase, plan)]
        assert not within or (first, last) == (within[0], within[-1])
        if span.weeks == plan.weeks:
            assert (first, last) == (phase.first_week, phase.last_week)


@given(PLANS, SPANS)
def test_each_phase_has_its_share_of_the_span(plan, days):
    span = PlanCalendar(MONDAY, day(days))
    for phase in plan.phases:
        share = days * (phase.last_week - phase.first_week + 1) / plan.weeks
        assert abs(len(span.days_of(phase, plan)) - share) <= 1


@given(followings(), st.data())
@settings(deadline=None, max_examples=60)
def test_ticking_only_lowers_what_is_open(drawn, data):
    """A mock that was taken and is ticked too counts for the next one of its form."""
    plan, who, today = drawn
    ticked_one = data.draw(st.sampled_from(list(plan.activities.values())))
    before = plan_progress(plan, who, today)
    tick = ticked("p", (today - MONDAY).days, ticked_one.id)
    after = plan_progress(plan, replace(who, ticks=(*who.ticks, tick)), today)
    lowered = {
        one.activity: one.left + one.cut - then.left - then.cut
        for one, then in zip(before.activities, after.activities, strict=True)
    }
    assert set(lowered.values()) <= {0, 1}
    assert sum(lowered.values()) <= 1
    for activity in (one for one, less in lowered.items() if less):
        assert activity == ticked_one or activity.form == ticked_one.form is not None


@given(followings())
@settings(deadline=None, max_examples=30)
def test_more_hours_cut_no_more_minutes(drawn):
    plan, who, today = drawn
    longest = max(one.minutes for one in plan.activities.values())
    before, after = (
        sum(one.cut * one.activity.minutes for one in plan_progress(plan, each, today).activities)
        for each in (who, replace(who, minutes_a_day=who.minutes_a_day + 6 * longest))
    )
    assert after <= before


@pytest.mark.parametrize("days", [1, 2, 3, 7, 28, 55, 56, 57, 84, 280])
@pytest.mark.parametrize("plan", SHIPPED_PLANS.values(), ids=SHIPPED_PLANS)
def test_every_plan_stands_on_each_day_of_every_span(plan, days):
    who = followed(plan, days)
    for number in range(-1, days + 2, max(1, days // 9)):
        found = plan_progress(plan, who, day(number))
        assert found.days_left == days - number
        assert 1 <= found.week <= plan.weeks


def names(pairs):
    return {one.activity.id: count for one, count in pairs}


def test_one_day_is_for_rest_and_all_is_cut():
    found = plan_progress(SMALL, followed(SMALL, 1), MONDAY)
    assert found.rests
    assert [(one.left, one.cut) for one in found.activities] == [
        (0, one.total) for one in SMALL.activities.values()
    ]
    assert found.next_activities == ()
    assert found.next_mock is None


def test_fewer_hours_cut_the_least_important_first():
    who = followed(SMALL, 14, hours=0.5)
    cut = {one.activity.id: one.cut for one in plan_progress(SMALL, who, MONDAY).activities}
    assert cut == {"aloud": 0, "reading": 1, "general": 2, "ml": 4, "mock": 0}


@pytest.mark.parametrize("name", SHIPPED_PLANS)
@given(st.integers(0, 84))
def test_what_the_eve_needs_is_not_cut_while_a_study_day_is_left(name, missed):
    plan = SHIPPED_PLANS[name]
    days = plan.weeks * 7
    who = followed(plan, days)
    found = plan_progress(plan, who, day(min(missed, days - 2)))
    cut = {one.activity.id for one in found.activities if one.cut}
    assert not cut & {"their-questions", "logistics"}


def test_what_was_missed_comes_where_later_weeks_have_room():
    found = plan_progress(SMALL, followed(SMALL, 28), day(14))
    assert found.phase.title == "Coding"
    assert names(found.left_in(1)) == {"aloud": 7, "reading": 2, "general": 3, "ml": 6, "mock": 1}


def test_the_weeks_own_work_comes_before_what_was_missed():
    who = followed(SMALL, 14)
    found = plan_progress(SMALL, who, day(10))
    assert names(found.left_in(1)) == {"aloud": 5, "mock": 1}
    assert found.next_activities[0].activity.id == "mock"


def test_today_is_an_even_share_that_ticks_use_up():
    who = followed(SMALL, 14)
    assert names_today(plan_progress(SMALL, who, MONDAY)) == {"aloud": 1, "reading": 1}
    who = replace(who, ticks=(ticked("p", 0, "aloud"),))
    found = plan_progress(SMALL, who, MONDAY)
    assert names_today(found) == {"reading": 1}
    assert found.next_activities[0].activity.id == "reading"
    assert found.free_minutes == 30


def names_today(found):
    return {one.activity.id: one.today for one in found.activities if one.today}


def test_an_activity_longer_than_a_day_is_gone_on_with():
    who = followed(SMALL, 14, hours=0.4)
    found = plan_progress(SMALL, who, day(8))
    assert names_today(found) == {"aloud": 1}
    assert found.next_activities[0].activity.id == "mock"
    assert (
        plan_progress(SMALL, replace(who, ticks=(ticked("p", 8, "mock"),)), day(8)).free_minutes
        == 0
    )


def test_days_free_each_week_take_no_work():
    plan = plan_of(small(rest_on=["monday"]), "small.toml")
    found = plan_progress(plan, followed(plan, 14), MONDAY)
    assert found.rests
    assert found.phases[0].minutes == 50 * 6
    assert not any(one.today for one in found.activities)


def test_a_mock_that_was_taken_counts_by_itself_and_only_once():
    mocks = [MockTaken("coding", day(1), 40), MockTaken("coding", day(8), 45)]
    who = followed(SMALL, 14, mocks=mocks)
    found = plan_progress(SMALL, who, day(8))
    assert {one.activity.id: one.done for one in found.activities}["mock"] == 1
    assert found.next_mock is None
    assert minutes_in_mocks(who, day(8)) == 45
    assert found.free_minutes == 50 - 45


def test_a_mock_that_was_ended_early_takes_its_minutes_and_ticks_nothing():
    who = followed(SMALL, 14, mocks=[MockTaken("coding", day(1), 40, is_whole=False)])
    found = plan_progress(SMALL, who, day(1))
    assert {one.activity.id: one.done for one in found.activities}["mock"] == 0
    assert minutes_in_mocks(who, day(1)) == 40


def test_the_next_mock_is_named_with_its_phase():
    activity, phase = plan_progress(SMALL, followed(SMALL, 14), MONDAY).next_mock
    assert (activity.id, phase.days[0]) == ("mock", day(7))


def test_minutes_are_those_said_else_those_planned_and_unknown_activities_have_none():
    ticks = [
        ticked("p", 8, "ml", 2),
        ticked("p", 8, "general", 1, 20),
        ticked("p", 9, "general"),
        ticked("p", 8, "gone", 5, 99),
        ticked("p", 8, "aloud", -1),
    ]
    who = followed(SMALL, 14, ticks=ticks)
    assert minutes_ticked(SMALL, who, day(8)) == 60 + 20 - 20
    assert minutes_by_kind(SMALL, who, day(8), day(9)) == {
        "coding-ml": 60,
        "coding-general": 50,
        "theory": 0,
    }


def test_a_sixth_of_the_day_is_for_cards():
    assert (minutes_for_cards(150), minutes_for_activities(150)) == (25, 125)


def following(facts):
    """The plan that is followed."""
    return standing_of(facts).plan


def test_the_plan_started_last_is_followed_unless_it_was_stopped():
    first, last = started(0), started(3, name="Other")
    assert following([]) is None
    assert following([last, first]).name == "Other"
    assert following([first, last, stopped(first, 4)]).name == "Other"
    assert following([first, last, stopped(last, 4)]) is None


def test_a_move_counts_and_an_undone_one_does_not():
    plan = started(0, interview=56)
    move = moved(plan, 1, 70)
    undo = Undo(stamp(entropy=b"undo567890"), None, move.stamp.id)
    assert following([plan, move]).interview_on == day(70)
    assert following([move, undo, plan]).interview_on == day(56)


def test_ticks_of_the_plan_count_and_never_below_nought():
    plan = started(0)
    ticks = [ticked(plan, 1, "aloud", 2), ticked(plan, 2, "aloud", -5), ticked("other", 1, "ml")]
    found = following([plan, *ticks])
    assert found.ticked() == {"aloud": 0}
    assert found.ticked(day(1)) == {"aloud": 2}


def mock(number, form, *, seconds=(), ended=True):
    asked = ("a", "b"), ("x", "x"), ("?", "!"), (600, 600)
    begun = MockBegun(started(number).stamp, form, "standard", day(number), *asked)
    here = begun.stamp.id
    marks = [MockMarked(ticked("p", number).stamp, here, item, "left", s) for item, s in seconds]
    return [begun, *marks, *([MockEnded(ticked("p", number).stamp, here)] if ended else [])]


def test_a_mock_lasts_as_long_as_the_clocks_of_its_questions_ran():
    said = [
        *mock(1, "coding", seconds=[(0, 60), (0, 130), (1, 600)]),
        *mock(2, "full", ended=False),
        *mock(3, "theory"),
    ]
    ended = [
        MockTaken("coding", day(1), 12, is_whole=False, short_minutes=20),
        MockTaken("theory", day(3), 0, is_whole=False, short_minutes=20),
    ]
    assert mocks_taken(mocks_of(said)) == ended
    assert following([started(2), *said]).mocks == (ended[1],)


def interview_to_plan_for(facts, today):
    """The day that a plan aims at."""
    return standing_of(facts).interview_to_plan_for(today)


def interview(number, rank):
    return InterviewSet(started(0).stamp, f"Firm {number}", "first", day(number), rank)


def test_a_plan_is_for_the_next_favourite_or_else_the_last_interview_ahead():
    warm_up, last = interview(20, "warm-up"), interview(50, "ordinary")
    assert interview_to_plan_for([], MONDAY) is None
    assert interview_to_plan_for([warm_up, last], MONDAY) == day(50)
    assert interview_to_plan_for([warm_up, interview(30, "favourite"), last], MONDAY) == day(30)
    assert interview_to_plan_for([interview(0, "favourite")], MONDAY) is None
    assert interview_to_plan_for([warm_up], MONDAY) is None
    assert following([started(0), warm_up]).interviews[0].on == day(20)
