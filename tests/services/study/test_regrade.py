"""A grade that was given is changed afterwards, and all that came after it stays."""

import pytest
from collections_on_disk import at, deck, dump, ids, opened, reviews

from flashcards.core.schedule import State
from flashcards.errors.cards import InvalidRating, NothingToRegrade
from flashcards.services.decks.show import show
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.redo import redo
from flashcards.services.log.undo import undo
from flashcards.services.study.acts import reset, set_due
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.regrade import regrade
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_card

TABLES = ("schedules", "cards")


@pytest.fixture
def collection(tmp_path):
    deck(tmp_path)
    (tmp_path / "flash.toml").write_text("leech_lapses = 1\nleech_suspend = true\n")
    with opened(tmp_path) as collection:
        yield collection


def schedule(collection, card):
    with reading(collection.engine) as connection:
        return known_card(connection, card).schedule


def counted(collection, card):
    return [row.rating for row in show(collection, at(days=9), card).history if not row.undone]


def test_it_is_as_if_the_answer_had_been_graded_so(tmp_path):
    held = []
    for name, first in (("a", 4), ("b", 1)):
        deck(tmp_path / name)
        with opened(tmp_path / name) as collection:
            one, two, _ = ids(collection)
            answer(collection, at(), one, Grade(first, 1_500, note="so"))
            answer(collection, at(minutes=2), two, Grade(3))
            if first == 4:
                regrade(collection, at(days=1), one, 1)
            held.append(dump(collection, *TABLES))
            rebuild(collection)
            assert dump(collection, *TABLES) == held[-1]
            (last,) = (r for r in reviews(collection) if r.card == one and r.rating == 1)
            assert (last.duration_ms, last.note, last.stamp.at) == (1_500, "so", at().now)
    assert held[0] == held[1]


def test_one_undo_gives_the_grade_before_and_a_redo_the_new_one(collection):
    one, two, _ = ids(collection)
    answer(collection, at(), one, Grade(4))
    answer(collection, at(minutes=1), two, Grade(3))
    before = dump(collection, *TABLES)
    regrade(collection, at(minutes=2), one, 2)
    after = dump(collection, *TABLES)
    assert after != before
    for _ in range(3):
        assert undo(collection, at(days=1)).act == "regraded"
        assert dump(collection, *TABLES) == before
        assert redo(collection, at(days=1)).act == "regraded"
        assert dump(collection, *TABLES) == after
    undo(collection, at(days=1))
    assert [undo(collection, at(days=1)).known.card.id for _ in range(2)] == [two, one]
    assert dump(collection, "schedules")["schedules"] == []


@pytest.mark.parametrize("grades", [[4], [1, 1], [2, 2, 2]])
def test_the_grade_that_an_answer_has_is_no_other_one_and_no_act(collection, grades):
    card = ids(collection)[0]
    answer(collection, at(), card, Grade(4))
    for minute, given in enumerate(grades, 1):
        assert regrade(collection, at(minutes=minute), card, given).review.rating == given
    assert counted(collection, card) == grades[-1:]
    if grades != [4]:
        assert undo(collection, at(days=1)).act == "regraded"
        assert counted(collection, card) == [4]
    assert undo(collection, at(days=1)).act == "review"


def test_a_grade_is_changed_again_and_taken_back_step_by_step(collection):
    card = ids(collection)[0]
    answer(collection, at(), card, Grade(1))
    for given in (2, 3, 4):
        regrade(collection, at(minutes=given), card, given)
        assert counted(collection, card) == [given]
    for given in (3, 2, 1):
        undo(collection, at(days=1))
        assert counted(collection, card) == [given]


def test_a_due_day_that_was_set_since_stays(collection):
    card = ids(collection)[0]
    answer(collection, at(), card, Grade(4))
    set_due(collection, at(minutes=1), [card], at(days=3).now.date())
    regrade(collection, at(minutes=2), card, 4)
    assert schedule(collection, card).due_on == at(days=3).now.date()


def test_a_leech_that_was_none_is_asked_again_and_back(collection):
    card = ids(collection)[0]
    answer(collection, at(), card, Grade(4))
    assert answer(collection, at(days=9), card, Grade(1)).leech
    regrade(collection, at(days=9, minutes=1), card, 3)
    now = schedule(collection, card)
    assert (now.suspended, now.lapses, now.state) == (False, 0, State.REVIEW)
    undo(collection, at(days=9, minutes=2))
    assert schedule(collection, card).suspended
    redo(collection, at(days=9, minutes=3))
    assert regrade(collection, at(days=9, minutes=4), card, 1).leech
    assert schedule(collection, card).suspended


def test_what_has_no_answer_and_what_is_no_grade_is_refused(collection):
    card = ids(collection)[0]
    with pytest.raises(NothingToRegrade):
        regrade(collection, at(), card, 3)
    answer(collection, at(), card, Grade(4))
    with pytest.raises(InvalidRating):
        regrade(collection, at(), card, 5)
    reset(collection, at(minutes=1), card)
    with pytest.raises(NothingToRegrade):
        regrade(collection, at(minutes=2), card, 3)
