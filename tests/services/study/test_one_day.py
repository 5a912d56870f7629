"""One imagined day: whoever speaks of today names the same cards and the same minutes."""

from datetime import timedelta
from math import ceil

from collections_on_disk import at, deck, opened
from hypothesis import given, settings
from hypothesis import strategies as some
from plans import SMALL

from flashcards.core.rating import Rating
from flashcards.core.selection import EVERYTHING, Selection
from flashcards.services.preparation.plan import start_plan
from flashcards.services.preparation.today import today
from flashcards.services.statistics.forecast import Horizon, forecast_days
from flashcards.services.study.acts import bury
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.answer_times import time_left
from flashcards.services.study.deadline import deadlines, set_deadline
from flashcards.services.study.due import due
from flashcards.services.study.queue import todays_queue
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.study.session import grade, start, undo
from flashcards.services.work import reading_work

SETTINGS = some.fixed_dictionaries(
    {},
    optional={
        "new_per_day": some.integers(0, 6),
        "reviews_per_day": some.integers(0, 6),
        "minutes_per_day": some.integers(1, 6),
        "sibling_days": some.integers(0, 2),
    },
)
DECKS = {
    "maths.md": "---\ntags: core\n---\n" + "".join(f"Q: {n}?\nA: {n}\n\n" for n in range(7)),
    "coding.md": "front ::: back\n\nother ::: side\n",
    "besides.md": "---\nnew_per_day: 1\n---\nC: The [first] and the [last].\n",
}
FOLLOWED = SMALL.replace('["skills"]', '["coding"]')


def study(collection, days, grades):
    """Answer the first cards of some days with the grades drawn, and bury one of each day."""
    for day in days:
        with reading_work(collection, at(days=day)) as work:
            found = todays_queue(work, ReviewOptions())
        asked = [one.card for one in (*found.asked_due, *found.asked_new)]
        for card, given_ in zip(asked, grades, strict=False):
            answer(collection, at(days=day), card, Grade(given_, 9_000 * given_))
        for card in asked[len(grades) : len(grades) + 1]:
            bury(collection, at(days=day), card)


@given(
    SETTINGS,
    some.sampled_from(["", "plan", "date", "dates"]),
    some.lists(some.integers(1, 4), max_size=6),
    some.integers(0, 13),
)
@settings(max_examples=40)
def test_queue_screen_forecast_and_dates_agree_on_today(tmp_path_factory, said, ahead, grades, day):
    root = tmp_path_factory.mktemp("decks")
    for name, text in DECKS.items():
        deck(root, text, name)
    lines = "".join(f"{key} = {value}\n" for key, value in said.items())
    (root / "flash.toml").write_text(lines)
    (root / "small.toml").write_text(FOLLOWED)
    with opened(root) as collection:
        interview = at().now.date() + timedelta(days=14)
        if ahead == "plan":
            start_plan(collection, at(), str(root / "small.toml"), interview)
        if ahead.startswith("date"):
            set_deadline(collection, at(), interview, Selection(), None)
        if ahead == "dates":
            set_deadline(collection, at(), interview, Selection(decks=("maths",)), 2)
        study(collection, {0, 1, day}, grades)
        moment = at(days=day, hours=1)
        there = due(collection, moment)
        screen = today(collection, moment).due
        (outlook,) = forecast_days(collection, moment, Horizon(1)).retentions
        (first,) = outlook.by_day
        dates = deadlines(collection, moment)
        assert screen == there
        assert (first.due, first.new) == (there.reviews, there.new_allowed)
        assert ceil(first.minutes) == there.minutes
        named = [(one.today_new, one.today_minutes) for one in dates]
        assert named == [(one.new, one.minutes) for one in there.dates]
        assert sum(one.today_new for one in dates) <= there.new_allowed
        if ahead == "date":
            assert dates[0].today_new == there.new_allowed
            assert ceil(dates[0].today_minutes) == there.minutes
        session = start(collection, moment, ReviewOptions())
        assert time_left(collection, session).minutes(session) == there.minutes
        with reading_work(collection, moment) as work:
            queue = todays_queue(work, ReviewOptions(EVERYTHING))
        assert len(queue.asked_new) == there.new_allowed


USUAL_S = 30
"""Answers that all take as long as the first guess leave the learner's pace as it is."""


@given(some.booleans(), some.lists(some.integers(1, 4), min_size=1, max_size=12))
@settings(max_examples=30)
def test_after_each_answer_a_session_has_left_what_the_day_has(tmp_path_factory, dated, grades):
    root = tmp_path_factory.mktemp("decks")
    deck(root, DECKS["maths.md"], "maths.md")
    with opened(root) as collection:
        if dated:
            on = at().now.date() + timedelta(days=3)
            set_deadline(collection, at(), on, Selection(), None)
        session = start(collection, at(), ReviewOptions())
        left = time_left(collection, session)
        for number, given_ in enumerate(grades, 1):
            moment = at(minutes=number * USUAL_S / 60)
            session = grade(collection, moment, session, given_)
            assert left.minutes(session) == due(collection, moment).minutes
            assert time_left(collection, session).minutes(session) == left.minutes(session)


def test_a_new_card_has_two_answers_left_and_one_in_its_steps_one(tmp_path):
    deck(tmp_path, "".join(f"Q: {n}?\nA: {n}\n\n" for n in range(2)))
    with opened(tmp_path) as collection:
        begun = start(collection, at(), ReviewOptions())
        left = time_left(collection, begun)
        assert left.minutes(begun) == ceil(4 * USUAL_S / 60)
        one = grade(collection, at(minutes=1), begun, Rating.GOOD)
        both = grade(collection, at(minutes=2), one, Rating.GOOD)
        assert left.minutes(both) == ceil(2 * USUAL_S / 60)
        last = grade(collection, at(minutes=12), both, Rating.GOOD)
        assert last.shown.in_steps
        assert left.minutes_of(()) == 0
        assert left.minutes_of((), [last.shown.card]) == USUAL_S / 60
        assert left.minutes(undo(collection, at(minutes=13), both)) == left.minutes(one)


def test_what_is_only_practised_has_no_steps(tmp_path):
    deck(tmp_path, DECKS["maths.md"])
    with opened(tmp_path) as collection:
        session = start(collection, at(), ReviewOptions(cram=True))
        assert time_left(collection, session).minutes(session) == ceil(7 * USUAL_S / 60)
