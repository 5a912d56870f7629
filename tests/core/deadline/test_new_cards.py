"""New cards on the way to a date: each is seen by its day, and no day asks more than that takes."""

from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.deadline.input import Aim, DeadlineCard, DeadlineInput, Done
from flashcards.core.deadline.new_cards import Pace, new_today
from flashcards.core.deadline.plan import todays_plan
from flashcards.core.memory.fsrs_model import Memory, Model, usual_habits
from flashcards.core.study.queue import Allowance, Limits

TODAY = date(2026, 11, 23)
MODEL, HABITS = Model(), usual_habits()
SEEN = Memory(3.0, 5.0)


def on(days):
    return TODAY + timedelta(days=days)


def inputs(left=56, budget_s=None, off=(), day=0, **more):
    aim = Aim(on(left), TODAY, budget_s, frozenset(map(on, off)))
    return DeadlineInput(on(day), aim, MODEL, HABITS, **more)


def cards(*days):
    """New cards, each with the day by which it is to be seen, None for the cutoff."""
    return [
        DeadlineCard(f"{number:03}", position=number, seen_by=None if day is None else on(day))
        for number, day in enumerate(days)
    ]


def lived(found, now, days, missed=()):
    """When each card is introduced by one who keeps to the pace, but for missed days."""
    introduced = {}
    for day in range(days):
        if on(day) in now.aim.off or day in missed:
            continue
        then = replace(now, today=on(day))
        rest = [one for one in found if one.card not in introduced]
        pace = Pace.of(rest, then)
        introduced |= {one.card: day for one in pace.turns[: pace.left]}
    return introduced


DAYS = st.lists(st.none() | st.integers(-3, 70), max_size=40)
OFF = st.sets(st.integers(0, 55), max_size=12)
LEFT = st.integers(4, 60)


@given(DAYS, LEFT, OFF, st.sets(st.integers(0, 55), max_size=12))
def test_each_card_is_seen_by_its_day_if_its_last_study_day_is_not_missed(days, left, off, missed):
    now, found = inputs(left, off=off), cards(*days)
    introduced = lived(found, now, left, missed)
    for one in found:
        by = now.aim.cutoff_on - timedelta(days=1)
        if one.seen_by is not None and TODAY <= one.seen_by < by:
            by = one.seen_by
        study = [day for day in range((by - TODAY).days + 1) if day not in off]
        if study and study[-1] not in missed:
            assert introduced[one.card] <= study[-1]


@given(DAYS, LEFT, OFF, st.integers(0, 9))
def test_a_day_asks_what_its_strictest_day_wants_and_no_card_more(days, left, off, done):
    now = inputs(left, off=off, done=Done(done))
    found = cards(*days)
    pace = Pace.of(found, now)
    wanted = [new_today(len(found) + done, TODAY, now.aim)]
    for until in {day for day in days if day is not None and 0 <= day < left}:
        if on(until) < now.aim.cutoff_on:
            many = sum(day is not None and 0 <= day <= until for day in days)
            wanted.append(ceil(many / max(1, now.aim.days_until(TODAY, on(until)))) + done)
    assert pace.wanted == max(*wanted, done)
    assert pace.left == pace.wanted - done
    assert sorted(one.card for one in pace.turns) == [one.card for one in found]


@given(st.integers(0, 200), LEFT, OFF, st.integers(0, 9))
def test_without_earlier_days_the_pace_is_that_of_the_cutoff_in_the_order_given(
    count, left, off, done
):
    now, found = inputs(left, off=off, done=Done(done)), cards(*[None] * count)
    pace = Pace.of(found, now)
    assert pace.left == max(0, new_today(count + done, TODAY, now.aim) - done)
    assert list(pace.turns) == found


def test_thirty_core_cards_of_a_hundred_come_in_their_two_weeks():
    found = cards(*[None, None, 13] * 30, *[None] * 10)
    introduced = lived(found, inputs(56, 1500.0), 14, missed={5, 12})
    core = {one.card for one in found if one.seen_by is not None}
    assert core <= introduced.keys()
    assert max(introduced[card] for card in core) <= 13


def test_what_was_introduced_today_counts_of_its_days_number():
    fresh = cards(*[6] * 14)
    assert Pace.of(fresh, inputs()).left == 2
    first = replace(fresh[0], memory=SEEN, last_studied_on=TODAY, introduced=True)
    assert Pace.of([first, *fresh[1:]], inputs(done=Done(1))).left == 1


def test_a_core_card_that_missed_its_day_comes_before_the_others():
    found = cards(None, None, -2, None)
    assert [one.card for one in Pace.of(found, inputs()).turns] == ["002", "000", "001", "003"]


def test_the_number_of_a_deck_and_of_a_folder_holds_on_the_way_to_a_date():
    found = [replace(one, deck=f"maths/{one.position % 2}") for one in cards(*[3] * 40)]
    asked = todays_plan(found, inputs()).fresh
    assert len(asked) == 10
    limits = Limits(0, {"maths/0": 2}, {"maths": 5})
    fresh = todays_plan(found, inputs(), takes=Allowance(new=limits)).fresh
    assert [int(card) % 2 for card in fresh].count(0) == 2
    assert len(fresh) == 5
