"""Quick cards, skills and exercises: who asks which, and what each of them costs."""

import pytest
from collections_on_disk import at, deck, dump, opened
from collections_on_disk import ids as all_ids
from hypothesis import given
from hypothesis import strategies as some

from flashcards.core.card import CardId, Occasion
from flashcards.core.selection import EVERYTHING, Selection
from flashcards.core.study.answer_time import AnswerTime, AnswerTimes
from flashcards.services.log.rebuild import rebuild
from flashcards.services.preparation.exercises import next_exercise
from flashcards.services.statistics.simulation_input import prospects
from flashcards.services.study import session as service
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.answer_times import time_left
from flashcards.services.study.due import due
from flashcards.services.study.queue import todays_queue
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.work import reading_work
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards, stale
from flashcards.storage.projection.queue import facing_candidates

CARDS = (
    "Q: {n}?\nA: yes\n",
    "Q: {n}?\n<!-- limit: 9m -->\n\nA: yes\n",
    "Q: {n}?\n<!-- limit: 10m -->\n\nA: yes\n",
    "C: The [{n}] is a number.\n<!-- limit: 20m -->\n",
    "S: Tell {n}\nin time\n<!-- limit: 15m -->\n",
    "line {n} :: yes\n",
    "## Heading {n}\n\nyes\n",
)
MIXED = "".join(f"{card.format(n=n)}\n---\n\n" for n, card in enumerate(CARDS[:6]))
ALL = ReviewOptions()
NAMED = ReviewOptions(Selection(decks=("numbers",)))


def texts(draw_from=CARDS):
    """Decks with cards of all sorts, and with a limit of their own or none."""
    cards = some.lists(some.sampled_from(draw_from), min_size=1, max_size=6)
    heads = some.sampled_from(["", "---\nlimit: 30m\n---\n", "---\nlimit: 2m\n---\n"])
    return some.tuples(heads, cards).map(
        lambda pair: pair[0] + "".join(f"{c.format(n=n)}\n---\n\n" for n, c in enumerate(pair[1]))
    )


@given(texts())
def test_the_database_and_the_card_agree_on_when_it_is_asked(tmp_path_factory, text):
    root = tmp_path_factory.mktemp("decks")
    deck(root, text)
    with opened(root) as collection, reading_work(collection, at()) as work:
        known = {one.card.id: one.occasion for one in known_cards(work.connection)}
        for occasion in Occasion:
            faced = facing_candidates(work.connection, EVERYTHING, work.today, occasion)
            assert {one.card for one, _ in faced} == {c for c in known if known[c] is occasion}
            assert all(one.occasion is occasion for one, _ in faced)


@given(texts())
def test_a_review_of_all_cards_asks_the_quick_ones_and_one_by_name_every_card(
    tmp_path_factory, text
):
    root = tmp_path_factory.mktemp("decks")
    deck(root, text)
    with opened(root) as collection, reading_work(collection, at()) as work:
        known = list(known_cards(work.connection))
        asked = {one.card for one in todays_queue(work, ALL).asked_new}
        assert asked == {one.card.id for one in known if one.occasion is Occasion.QUICK}
        named = {one.card for one in todays_queue(work, NAMED).asked_new}
        assert named == {one.card.id for one in known}
        assert {one.card for one in prospects(work, EVERYTHING)} == asked
        assert {one.card for one in prospects(work, NAMED.selection)} == named


@given(texts(), some.integers(1, 4))
def test_an_exercise_has_no_steps_wherever_it_stands_and_a_quick_card_has(
    tmp_path_factory, text, rating
):
    root = tmp_path_factory.mktemp("decks")
    deck(root, text)
    with opened(root) as collection:
        for card in all_ids(collection):
            answer(collection, at(), card, Grade(rating))
        with reading(collection.engine) as connection:
            known = list(known_cards(connection))
        for one in known:
            assert one.schedule.in_steps is (one.occasion is Occasion.QUICK and rating < 4)
        before = dump(collection)
        rebuild(collection)
        assert dump(collection) == before


@pytest.mark.parametrize("settings", ["", "retention: 0.8\n", "learning_steps: [5m]\n"])
def test_a_card_that_becomes_an_exercise_loses_its_steps_and_gets_them_back(tmp_path, settings):
    def steps_with(limit):
        deck(tmp_path, f"---\nlimit: {limit}\n{settings}---\nQ: one?\nA: 1\n")
        with opened(tmp_path) as collection, reading(collection.engine) as connection:
            (known,) = known_cards(connection)
            assert stale(connection, ["numbers.md"]) == []
            return known.schedule.in_steps

    assert not steps_with("9m")
    with opened(tmp_path) as collection:
        answer(collection, at(), *all_ids(collection), Grade(1))
    assert steps_with("9m")
    assert not steps_with("10m")
    assert steps_with("9m")


@pytest.fixture
def mixed(tmp_path):
    deck(tmp_path, MIXED)
    with opened(tmp_path) as collection:
        yield collection


def ids(collection):
    """The cards of the mixed deck by occasion."""
    with reading(collection.engine) as connection:
        known = list(known_cards(connection))
    return {
        occasion: [one.card.id for one in known if one.occasion is occasion]
        for occasion in Occasion
    }


def test_a_day_is_full_of_quick_cards_however_many_exercises_were_done(tmp_path):
    (tmp_path / "flash.toml").write_text("new_per_day = 2\nminutes_per_day = 10\n")
    deck(tmp_path, MIXED)
    with opened(tmp_path) as collection:
        by = ids(collection)
        before = due(collection, at())
        for card in (*by[Occasion.EXERCISE], *by[Occasion.SKILL]):
            answer(collection, at(), card, Grade(4, 900_000))
        after = due(collection, at())
        assert (before.new_allowed, before.minutes) == (2, 2)
        assert (after.new_allowed, after.minutes) == (2, 2)
        assert due(collection, at(), NAMED.selection).new_allowed == 2


def test_counts_tell_quick_cards_skills_and_exercises_apart(mixed):
    assert (due(mixed, at()).skills, due(mixed, at()).exercises) == (1, 0)
    for cards in ids(mixed).values():
        for card in cards:
            answer(mixed, at(), card, Grade(4))
    later = at(days=30)
    day = due(mixed, later)
    assert (day.due, day.quick, day.skills, day.exercises) == (6, 4, 1, 1)
    assert (day.overdue, day.quick_overdue) == (6, 4)
    assert day.reviews == 4
    assert sum(one.due for one in day.decks) == day.due
    named = due(mixed, later, NAMED.selection)
    assert (named.due, named.quick, named.reviews) == (6, 6, 6)


def test_minutes_of_what_is_asked_by_name_come_from_limits(mixed):
    """Four quick new cards twice half a minute; a skill of 15 and an exercise of 10 minutes."""
    assert due(mixed, at()).minutes == 4
    assert due(mixed, at(), NAMED.selection).minutes == 4 + 15 + 10


@pytest.mark.parametrize("options", [ALL, NAMED], ids=["all", "named"])
def test_a_session_has_the_minutes_left_that_the_day_promised(mixed, options):
    def left():
        session = service.start(mixed, at(), options)
        return time_left(mixed, session).minutes(session)

    assert left() == due(mixed, at(), options.selection).minutes
    for cards in ids(mixed).values():
        answer(mixed, at(), cards[0], Grade(4, 900_000))
    assert left() == due(mixed, at(), options.selection).minutes


def test_an_exercise_costs_its_own_median_once_it_was_done(mixed):
    (card,) = ids(mixed)[Occasion.EXERCISE]
    for days, minutes in ((0, 5), (1, 7), (2, 18)):
        answer(mixed, at(days=days), card, Grade(4, minutes * 60_000))
    with reading_work(mixed, at(days=2)) as work:
        seconds = {one.card: one.seconds for one in prospects(work, NAMED.selection)}
    assert seconds[card] == 7 * 60
    assert seconds[ids(mixed)[Occasion.QUICK][0]] is None


@given(some.floats(1, 1e6), some.integers(600, 7_200), some.booleans())
def test_a_quick_card_takes_the_usual_and_an_exercise_never_does(usual, limit_s, is_known):
    card = CardId("a")
    times = AnswerTimes(AnswerTime(usual), {card: 5.0} if is_known else {})
    assert times.ms_of(card, Occasion.QUICK, limit_s) == usual
    expected = 5.0 if is_known else limit_s * 1_000
    assert times.ms_of(card, Occasion.EXERCISE, limit_s) == expected


def test_what_is_due_comes_before_what_is_new(tmp_path):
    deck(tmp_path, "---\nlimit: 30m\nlearning_steps: []\n---\nQ: a?\nA: 1\n\nQ: b?\nA: 2\n")
    with opened(tmp_path) as collection:
        assert next_exercise(collection, at()).card.front == "a?"
        answer(collection, at(), next_exercise(collection, at()).card.id, Grade(3))
        assert next_exercise(collection, at()).card.front == "b?"
        assert next_exercise(collection, at(days=9)).card.front == "a?"


def test_cramming_all_asks_the_quick_cards(mixed):
    session = service.start(mixed, at(), ReviewOptions(cram=True))
    assert session.left == len(ids(mixed)[Occasion.QUICK])
