"""Who rests where flash says so keeps the streak: interviews, breaks, rest days of the plan."""

import pytest
from collections_on_disk import at, deck, ids, opened
from plans import SMALL, day

from flashcards.core.scheduling.breaks import Break
from flashcards.services.preparation.interview import (
    NewInterview,
    add_interview,
    remove_interview,
)
from flashcards.services.preparation.plan import start_plan, stop_plan
from flashcards.services.statistics.stats import stats
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.break_ import set_break


@pytest.fixture
def collection(tmp_path):
    deck(tmp_path, "Q: one?\nA: 1\n", "maths/a.md")
    deck(tmp_path, "Q: two?\nA: 2\n", "skills/b.md")
    with opened(tmp_path) as collection:
        yield collection


def study(collection, *numbers):
    """An answer on each of the days, so many after the first."""
    for number in numbers:
        answer(collection, at(days=number), ids(collection)[0], Grade(3))


def current(collection, number):
    return stats(collection, at(days=number)).streak.current


def test_an_interview_and_the_day_before_it_are_free(collection):
    add_interview(collection, at(), NewInterview("Acme", "onsite", day(3)))
    study(collection, 0, 1, 4)
    assert current(collection, 4) == 3
    remove_interview(collection, at(days=4), "acme")
    assert current(collection, 4) == 1


def test_a_break_is_free(collection):
    set_break(collection, at(), Break(day(1), day(7)))
    study(collection, 0, 8)
    assert current(collection, 8) == 2


def test_the_rest_days_of_a_plan_are_free_while_it_is_followed(collection):
    path = collection.root / "small.toml"
    path.write_text(f'rest_on = ["wednesday"]\n{SMALL}')
    start_plan(collection, at(), str(path), day(14))
    study(collection, 0, 1, 3)
    assert current(collection, 3) == 3
    stop_plan(collection, at(days=4))
    study(collection, 4, 5, 6, 7, 8, 10)
    assert current(collection, 8) == 8
    assert current(collection, 10) == 1
