"""A plan's core cards are seen in their own weeks, whatever days are missed."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from collections_on_disk import at, deck, opened

from flashcards.core.scheduling.breaks import Break
from flashcards.core.selection import Selection
from flashcards.services.preparation.plan import start_plan
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.break_ import set_break
from flashcards.services.study.deadline import deadlines
from flashcards.services.study.queue import todays_queue
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.work import reading_work
from flashcards.storage.projection.queue import facing_candidates

DECKS = Path(__file__).parents[3] / "decks"
BEGIN = at().now.date()
CORE = Selection(areas=("theory",), tags=("core",))


def in_days(days):
    return BEGIN + timedelta(days=days)


def unseen_core(collection, moment):
    """How many core cards of theory were never answered."""
    with reading_work(collection, moment) as work:
        faced = facing_candidates(work.connection, CORE, work.today)
    return sum(one.stability is None for one, _ in faced)


def study(collection, moment):
    """Answer what a day asks: how many of it were new."""
    with reading_work(collection, moment) as work:
        found = todays_queue(work, ReviewOptions())
    for one in (*found.asked_due, *found.asked_new):
        answer(collection, moment, one.card, Grade(4, 30_000))
    return len(found.asked_new)


@pytest.mark.parametrize(
    ("plan", "weeks", "days", "missed"),
    [
        ("4", 4, 7, ()),
        ("4", 4, 7, (1, 4)),
        ("8", 8, 14, (5, 12)),
        ("8", 4, 7, (0, 2)),
    ],
)
def test_core_theory_is_seen_by_the_end_of_its_weeks(tmp_path, plan, weeks, days, missed):
    shutil.copytree(DECKS, tmp_path, dirs_exist_ok=True)
    with opened(tmp_path) as collection:
        start_plan(collection, at(), plan, in_days(7 * weeks))
        (standing,) = deadlines(collection, at())
        (by,) = standing.seen_by
        assert (by.on, by.area, by.unseen) == (in_days(days - 1), "theory", by.cards)
        assert by.cards == unseen_core(collection, at()) >= 30
        asked = [study(collection, at(days=day)) for day in range(days) if day not in missed]
        assert unseen_core(collection, at(days=days)) == 0
        assert max(asked) <= 2 * -(-by.cards // (days - len(missed)))
        (standing,) = deadlines(collection, at(days=days))
        assert [one.unseen for one in standing.seen_by] == [0]


def test_a_break_in_these_weeks_takes_no_day_away_from_them(tmp_path):
    shutil.copytree(DECKS, tmp_path, dirs_exist_ok=True)
    with opened(tmp_path) as collection:
        start_plan(collection, at(), "8", in_days(56))
        set_break(collection, at(), Break(in_days(4), in_days(13)))
        for day in range(4):
            study(collection, at(days=day))
        assert unseen_core(collection, at(days=4)) == 0


def test_without_a_plan_a_date_has_only_its_cutoff(tmp_path):
    deck(tmp_path, "---\narea: theory\ntags: core\n---\nQ: one?\nA: 1\n")
    from flashcards.services.study.deadline import set_deadline

    with opened(tmp_path) as collection:
        set_deadline(collection, at(), in_days(30), Selection(), None)
        (standing,) = deadlines(collection, at())
        assert standing.seen_by == ()
        assert standing.cutoff_on < date(2026, 2, 4)
