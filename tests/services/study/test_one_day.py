"""One imagined day: whoever speaks of today names the same cards and the same minutes."""

from datetime import timedelta
from math import ceil

from collections_on_disk import at, deck, opened
from hypothesis import given, settings
from hypothesis import strategies as some
from plans import SMALL

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
from flashcards.services.study.session import start
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
        for card, grade in zip(asked, grades, strict=False):
            answer(collection, at(days=day), card, Grade(grade, 9_000 * grade))
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
