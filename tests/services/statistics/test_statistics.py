"""Statistics of real collections: what counts, on which day, and under which card."""

from datetime import date, timedelta

import pytest
from collections_on_disk import BERLIN, MORNING, THREE, at, deck, ids, opened

from flashcards.core.log.card_facts import Crammed, Reset
from flashcards.core.log.facts import Undo
from flashcards.core.rating import Rating
from flashcards.core.statistics.distributions import States
from flashcards.services.decks.read import read_decks
from flashcards.services.log.undo import undo
from flashcards.services.statistics.stats import stats
from flashcards.services.study.acts import suspend
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import writing
from flashcards.storage.log.log import append, stamps


@pytest.fixture
def collection(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        yield collection


def record(collection, moment, fact, *said):
    """Write a fact into the log; its id."""
    with writing(collection.engine) as connection:
        stamp = next(stamps(connection, moment.now))
        append(connection, [fact(stamp, *said)])
    return stamp.id


def totals(figures):
    """Every count of answers that the figures hold."""
    return [
        figures.periods[-1].reviews,
        sum(row.reviews for row in figures.decks if row.period == "all"),
        sum(row.reviews for row in figures.days),
        sum(sum(filter(None, week.answers)) for week in figures.heat_map),
        sum(row.answers for row in figures.answers),
        figures.times[0].answers,
        sum(row.answers for row in figures.times[1:]),
    ]


def test_every_figure_counts_the_same_answers(collection):
    for number, card in enumerate(ids(collection)):
        for day in (0, 9, 30):
            answer(collection, at(days=day, minutes=number), card, Grade(3, 1_000))
    figures = stats(collection, at(days=40))
    assert totals(figures) == [9] * 7
    assert figures.calibration.reviews + figures.answers[0].answers == 9


def test_undone_reviews_count_nowhere(collection):
    first, second, _ = ids(collection)
    answer(collection, at(), first, Grade(4, 1_000))
    before = stats(collection, at(days=1))
    for moment in (at(hours=1), at(days=1)):
        answer(collection, moment, second, Grade(1, 1_000))
        undo(collection, moment)
    assert stats(collection, at(days=1)) == before
    assert totals(before) == [1] * 7


def test_nothing_is_known_of_an_empty_collection(tmp_path):
    with opened(tmp_path) as collection:
        figures = stats(collection, at())
    assert totals(figures) == [0] * 7
    assert (figures.days, figures.hardest, figures.cards.states) == ((), (), States())
    assert (figures.streak.longest, figures.calibration.rmse) == (0, None)
    assert {row.true_retention for row in figures.retention} == {None}


def test_crammed_answers_take_time_and_say_nothing_of_retention(collection):
    first, *_ = ids(collection)
    answer(collection, at(), first, Grade(4, 30_000))
    said = first, Rating.AGAIN, date(2026, 1, 15), None, 30_000
    record(collection, at(days=10), Crammed, *said)
    taken_back = record(collection, at(days=10), Crammed, *said)
    record(collection, at(days=10), Undo, first, taken_back)
    figures = stats(collection, at(days=10))
    every, day = figures.periods[-1], figures.days[-1]
    assert (every.reviews, every.minutes, every.true_retention) == (1, 1.0, None)
    assert (day.on, day.reviews, day.crammed, day.minutes) == (date(2026, 1, 15), 0, 1, 0.5)
    assert (figures.streak.days_studied, figures.times[0].answers) == (2, 2)
    assert sum(row.answers for row in figures.answers) == 1


def test_a_reset_card_is_learned_anew(collection):
    first, *_ = ids(collection)
    answer(collection, at(), first, Grade(4))
    record(collection, at(days=5), Reset, first)
    taken_back = record(collection, at(days=25), Reset, first)
    record(collection, at(days=25), Undo, first, taken_back)
    answer(collection, at(days=20), first, Grade(1))
    answer(collection, at(days=30), first, Grade(4))
    figures = stats(collection, at(days=30))
    assert [row.learned for row in figures.days] == [1, 1, 0]
    assert figures.answers[0].answers == 3
    assert figures.periods[-1].true_retention is None


def test_an_answer_entered_late_found_its_card_in_review(collection):
    first, *_ = ids(collection)
    answer(collection, at(), first, Grade(4))
    answer(collection, at(days=20), first, Grade(3))
    answer(collection, at(days=9), first, Grade(1))
    answer(collection, at(days=9, minutes=10), first, Grade(3))
    figures = stats(collection, at(days=20))
    tested = {row.cards: row.passed + row.failed for row in figures.retention[-3:]}
    assert tested == {"young": 2, "mature": 0, "all": 2}
    assert figures.periods[-1].true_retention == 0.5


def test_an_edited_cards_answers_are_one_cards(collection):
    answer(collection, at(), ids(collection)[0], Grade(4))
    answer(collection, at(days=9), ids(collection)[0], Grade(4))
    deck(collection.root, THREE.replace("one?", "one, then?"))
    read_decks(collection, MORNING + timedelta(days=10))
    answer(collection, at(days=30), ids(collection)[0], Grade(1))
    figures = stats(collection, at(days=30))
    every = figures.periods[-1]
    assert (every.reviews, every.cards, every.true_retention) == (3, 1, 0.5)
    assert (sum(row.learned for row in figures.days), figures.times[1].deck) == (1, "numbers")


def test_days_are_study_days_of_where_the_answer_was_given(collection):
    first, second, third = ids(collection)
    answer(collection, at(zone=BERLIN), first, Grade(3))
    answer(collection, at(hours=18, minutes=59, zone=BERLIN), second, Grade(3))
    figures = stats(collection, at(hours=18, minutes=59, zone=BERLIN))
    assert [(row.on.day, row.reviews) for row in figures.days] == [(5, 2)]
    assert (figures.streak.current, figures.streak.of_days) == (1, 1)
    answer(collection, at(hours=19, zone=BERLIN), third, Grade(3))
    figures = stats(collection, at(hours=19, zone=BERLIN))
    assert [(row.on.day, row.reviews) for row in figures.days] == [(5, 2), (6, 1)]
    assert (figures.streak.current, figures.periods[0].reviews) == (2, 1)


def test_cards_are_counted_by_state_and_prompts_are_not(collection):
    first, second, _ = ids(collection)
    deck(collection.root, "---\nsuspended: true\n---\nQ: rests?\nA: yes\n", "resting.md")
    deck(collection.root, "---\ncards: prompts\n---\n## Design a cache\n", "prompts.md")
    read_decks(collection, MORNING)
    prompt = ids(collection)[3]
    answer(collection, at(), first, Grade(4))
    answer(collection, at(), prompt, Grade(4))
    suspend(collection, at(), second)
    figures = stats(collection, at())
    assert figures.cards.states == States(new=1, young=1, suspended=2)
    assert sum(one.cards for one in figures.cards.stability.bins) == 1
    assert [row.deck for row in figures.times] == [None, "numbers", "prompts"]


def test_a_decks_own_steps_decide_what_is_in_review(collection):
    text = "---\nlearning_steps: []\n---\nQ: own?\nA: yes\n"
    deck(collection.root, text, "own.md")
    read_decks(collection, MORNING)
    for day in (0, 3):
        for card in ids(collection):
            answer(collection, at(days=day), card, Grade(1))
    tested = stats(collection, at(days=3)).retention[-1]
    assert (tested.passed, tested.failed) == (0, 1)


def test_the_hardest_card_is_the_one_most_often_forgotten(collection):
    first, second, _ = ids(collection)
    for number in range(8):
        day = 30 * number
        answer(collection, at(days=day), second, Grade(4))
        answer(collection, at(days=day + 15), second, Grade(1))
    answer(collection, at(), first, Grade(1))
    hard = stats(collection, at(days=300)).hardest
    assert [(card.question, card.lapses, card.leech) for card in hard] == [
        ("two?", 8, True),
        ("one?", 0, False),
    ]
    assert (hard[0].file, hard[0].line, hard[0].deck) == ("numbers.md", 4, "numbers")


def test_progress_is_told_to_the_end(collection):
    told = []
    for card in ids(collection):
        answer(collection, at(), card, Grade(4))
    stats(collection, at(), lambda *progress: told.append(progress))
    assert told == [(3, 3)]
