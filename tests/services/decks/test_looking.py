"""Looking: what is due, cards and their history, statistics, exports."""

from datetime import UTC, date, datetime

import pytest
from collections_on_disk import MORNING, at, deck, ids, opened

from flashcards.core.decks.query import Query
from flashcards.core.schedule import State
from flashcards.errors.cards import AmbiguousCard, UnknownCard, UnknownQueryWord
from flashcards.services.decks.card_names import find_card
from flashcards.services.decks.list import card_rows
from flashcards.services.decks.read import read_decks
from flashcards.services.decks.show import show
from flashcards.services.log.undo import undo
from flashcards.services.statistics.reviews import review_rows
from flashcards.services.statistics.stats import stats
from flashcards.services.study.acts import bury, resume, suspend
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.due import due


@pytest.fixture
def collection(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        yield collection


def test_a_new_collection_has_new_cards_and_nothing_due(collection):
    today = due(collection, at())
    assert (today.study_day, today.due, today.new, today.new_allowed) == (date(2026, 1, 5), 0, 3, 3)
    assert (today.minutes, today.next_due_at, today.ready) == (3, None, True)
    assert [(d.deck, d.area, d.new, d.total) for d in today.decks] == [("numbers", "numbers", 3, 3)]
    assert [day.on.day for day in today.forecast] == [6, 7, 8, 9, 10, 11, 12]


def test_due_overdue_learning_and_the_days_ahead_are_counted(collection):
    first, second, third = ids(collection)
    answer(collection, at(), first, Grade(4))
    answer(collection, at(), second, Grade(1))
    due_on = show(collection, at(), first).row.due_on
    today = due(collection, at())
    assert (today.due, today.learning, today.new, today.new_allowed) == (0, 1, 1, 1)
    assert today.next_due_at == datetime(2026, 1, 5, 8, 1, tzinfo=UTC)
    days = (due_on - MORNING.date()).days
    suspend(collection, at(), second)
    assert due(collection, at()).next_due_at == datetime(
        2026, due_on.month, due_on.day, 4, tzinfo=UTC
    )
    assert [d.due for d in due(collection, at(days=days - 1)).forecast] == [1, 0, 0, 0, 0, 0, 0]
    assert (due(collection, at(days=days)).due, due(collection, at(days=days)).overdue) == (1, 0)
    assert (due(collection, at(days=days + 1)).due, due(collection, at(days=days + 1)).overdue) == (
        1,
        1,
    )
    bury(collection, at(days=days), first)
    assert due(collection, at(days=days)).due == 0
    resume(collection, at(days=days), first)
    assert due(collection, at(days=days)).due == 1
    assert due(collection, at(days=days)).decks[0].suspended == 1
    assert third in ids(collection)


def test_a_sibling_of_a_card_studied_today_is_neither_due_nor_allowed(tmp_path):
    deck(tmp_path, "front ::: back\n")
    with opened(tmp_path) as collection:
        first, second = ids(collection)
        assert due(collection, at()).new_allowed == 1
        answer(collection, at(), first, Grade(4))
        today = due(collection, at())
        assert (today.new, today.new_allowed, today.ready) == (1, 0, False)
        assert [row.id for row in card_rows(collection, at(), Query(("is:buried",)))] == [second]
        assert show(collection, at(), second).row.buried
        answer(collection, at(days=1), second, Grade(4))
        later = at(days=40)
        assert due(collection, later).due == 2
        answer(collection, later, first, Grade(3))
        assert due(collection, later).due == 0
        assert list(card_rows(collection, later, Query(("is:due",)))) == []


def test_new_cards_are_counted_unless_suspended(collection):
    first, second, _ = ids(collection)
    bury(collection, at(), first)
    suspend(collection, at(), second)
    today = due(collection, at())
    assert (today.new, today.new_allowed, today.decks[0].new) == (2, 1, 2)


def test_a_learning_step_hours_away_is_nothing_to_do_now(tmp_path):
    deck(tmp_path, "Q: one?\nA: 1\n")
    (tmp_path / "flash.toml").write_text('learning_steps = ["3h"]\n')
    with opened(tmp_path) as collection:
        answer(collection, at(), ids(collection)[0], Grade(1))
        assert (due(collection, at()).learning, due(collection, at()).ready) == (1, False)
        assert due(collection, at(hours=2, minutes=40)).ready


def test_a_suspended_deck_has_only_suspended_cards(tmp_path):
    deck(tmp_path, "---\nsuspended: true\n---\nQ: one?\nA: 1\n")
    with opened(tmp_path) as collection:
        (only,) = due(collection, at()).decks
        assert (only.new, only.suspended, only.total) == (0, 1, 1)
        assert next(card_rows(collection, at(), Query(("is:suspended",)))).suspended


def test_nothing_left_is_nothing(tmp_path):
    with opened(tmp_path) as collection:
        assert not due(collection, at()).ready
        assert due(collection, at()).decks == ()


def test_a_card_is_found_by_id_prefix_or_place(collection):
    first, second, _ = ids(collection)
    for name in (first, first[:6], "numbers:1", "numbers.md:1"):
        assert find_card(collection, name).card.id == first
    assert find_card(collection, "numbers:4").card.id == second


@pytest.mark.parametrize(
    "name", ["", "zzz", "numbers:99", "other:1", "numbers:", ":1", "%", "numbers:9" + 30 * "9"]
)
def test_a_card_that_is_not_there_is_named(collection, name):
    with pytest.raises(UnknownCard, match="There is no card"):
        find_card(collection, name)


def test_a_prefix_of_many_cards_is_ambiguous(tmp_path):
    deck(tmp_path, "".join(f"Q: {n}?\nA: 1\n<!-- id: same-{n} -->\n\n" for n in range(7)))
    with opened(tmp_path) as collection:
        with pytest.raises(AmbiguousCard, match=r"beginning of 7 cards \(same-0, .*…\): give more"):
            find_card(collection, "same")
        assert find_card(collection, "same-3").card.front == "3?"


def test_siblings_at_one_line_are_ambiguous_by_place(tmp_path):
    deck(tmp_path, "front ::: back\n")
    with opened(tmp_path) as collection, pytest.raises(AmbiguousCard):
        find_card(collection, "numbers:1")


def test_history_shows_every_answer_undone_ones_too(collection):
    first = ids(collection)[0]
    answer(collection, at(), first, Grade(3, 1_500))
    answer(collection, at(minutes=10), first, Grade(1))
    undo(collection, at(minutes=11))
    shown = show(collection, at(minutes=12), first)
    kept, undone = shown.history
    assert (kept.rating, kept.state, kept.duration_ms, kept.undone) == (
        3,
        State.LEARNING,
        1_500,
        False,
    )
    assert (undone.rating, undone.state, undone.due_on, undone.undone) == (1, None, None, True)
    assert (shown.row.reps, shown.row.state, shown.row.retrievability) == (1, State.LEARNING, 1)


def test_an_orphan_is_listed_with_its_face_and_history(collection):
    first = ids(collection)[0]
    answer(collection, at(), first, Grade(3))
    deck(collection.root, "Q: two?\nA: 2\n")
    read_decks(collection, MORNING)
    (orphan,) = card_rows(collection, at(), Query(), orphans=True)
    assert (orphan.id, orphan.front, orphan.orphan, orphan.file) == (first, "one?", True, None)
    assert orphan.reps == 1
    assert find_card(collection, first[:8]).orphan
    assert [row.front for row in card_rows(collection, at(), Query())] == ["two?"]
    answer(collection, at(minutes=10), first, Grade(3))
    assert len(show(collection, at(), first).history) == 2


def test_a_query_word_that_means_nothing_is_refused(collection):
    with pytest.raises(UnknownQueryWord, match="`is:old` is not a filter: choose one of new"):
        list(card_rows(collection, at(), Query(("is:old",))))


def test_statistics_by_period_and_deck(collection):
    deck(collection.root, "Q: other?\nA: 1\n", "other.md")
    read_decks(collection, MORNING)
    first, _, _, other = ids(collection)
    answer(collection, at(), first, Grade(4, 30_000))
    answer(collection, at(days=10), first, Grade(1, 30_000))
    answer(collection, at(days=10), other, Grade(4, 90_000))
    figures = stats(collection, at(days=10))
    periods = {row.period: row for row in figures.periods}
    assert (periods["today"].reviews, periods["today"].cards, periods["today"].minutes) == (
        2,
        2,
        1.5,
    )
    assert (periods["week"].reviews, periods["month"].reviews, periods["all"].reviews) == (2, 3, 3)
    assert periods["today"].true_retention == 0.0
    assert {(row.period, row.deck) for row in figures.decks} == {
        (period, deck) for period in periods for deck in ("numbers", "other")
    }
    assert len(figures.rows) == len(figures.periods) + len(figures.decks)


def test_statistics_of_nothing_and_of_orphans(tmp_path):
    with opened(tmp_path) as collection:
        assert [row.reviews for row in stats(collection, at()).rows] == [0, 0, 0, 0]
        deck(tmp_path)
        read_decks(collection, MORNING)
        answer(collection, at(), ids(collection)[0], Grade(3))
        deck(tmp_path, "no cards")
        read_decks(collection, MORNING)
        assert [row.reviews for row in stats(collection, at()).rows] == [1, 1, 1, 1]


def test_reviews_are_exported_as_they_are_in_the_log(collection):
    first, second, _ = ids(collection)
    answer(collection, at(), first, Grade(4, 900))
    answer(collection, at(minutes=1), second, Grade(2))
    undo(collection, at(minutes=2))
    one, two = review_rows(collection)
    assert (one.card, one.rating, one.duration_ms, one.undone) == (first, 4, 900, False)
    assert (two.card, two.rating, two.undone) == (second, 2, True)
    assert one.studied_on == date(2026, 1, 5)
    assert one.due_on is not None
    assert two.due_on is None


def test_a_cloze_that_stands_in_no_deck_any_more_shows_what_it_asked(tmp_path):
    deck(tmp_path, "C: The [mean :: of what?] of `x[0]` and [a link](b) is [2].\n")
    with opened(tmp_path) as collection:
        for number, card in enumerate(ids(collection)):
            answer(collection, at(minutes=number), card, Grade(3))
        before = list(card_rows(collection, at(), Query()))
        deck(tmp_path, "Nothing.\n")
        read_decks(collection, at(minutes=9).now)
        after = {row.id: row for row in card_rows(collection, at(), Query(), orphans=True)}
        assert len(before) == len(after) == 2
        for row in before:
            there = after[row.id]
            assert there.orphan
            assert (there.front, there.back) == (row.front, row.back)
            assert show(collection, at(), row.id).answer == row.back
