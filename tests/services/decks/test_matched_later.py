"""A history matched after a reading half-way: undone, turned back, split, mended by hand."""

import pytest
from collections_on_disk import at, deck, dump, ids, opened

from flashcards.services.decks.link import link, unlink
from flashcards.services.decks.show import show
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.redo import redo
from flashcards.services.log.undo import undo
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.session import asking, grade
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards, orphans

BIAS = "Q: What is the bias of an estimator?\nA: Its expectation less the truth.\n"
EMPTIED = "Q: What is the bias of an estimator?\nA:\n"
GONE = "Nothing is asked.\n"
REWORDED = "Q: What's the bias of an estimator?\nA: Its expectation less the truth.\n"
REWRITTEN = "Q: What is the bias of an estimator?\nA: How far off it lies, on average.\n"
HALF_WAY = {"emptied": (EMPTIED, REWRITTEN), "gone": (GONE, REWORDED), "both": (GONE, REWRITTEN)}
"""What is read half-way, and what the text is then."""


@pytest.fixture
def root(tmp_path):
    """A deck of one card that was answered twice."""
    deck(tmp_path, BIAS)
    with opened(tmp_path) as collection:
        (card,) = ids(collection)
        answer(collection, at(), card, Grade(3))
        answer(collection, at(days=4), card, Grade(2))
    return tmp_path


def read(root, *texts):
    """Let the deck have one text after the other, each read; the reps of the last, by text."""
    for text in texts:
        deck(root, text)
        with opened(root):
            pass
    with opened(root) as collection:
        with reading(collection.engine) as connection:
            known = list(known_cards(connection))
        before = dump(collection, "schedules", "cards", "edges")
        rebuild(collection)
        assert dump(collection, "schedules", "cards", "edges") == before
    return {f"Q: {one.card.front}\nA: {one.card.back}\n": one.schedule.reps for one in known}


def history(root):
    """The grades of the only card, and whether they were undone."""
    with opened(root) as collection:
        (card,) = ids(collection)
        return [(row.rating, row.undone) for row in show(collection, at(), card).history]


@pytest.mark.parametrize("way", HALF_WAY)
def test_answers_from_before_and_since_are_undone_and_redone(root, way):
    assert read(root, *HALF_WAY[way]) == {HALF_WAY[way][1]: 2}
    with opened(root) as collection:
        answer(collection, at(days=9), ids(collection)[0], Grade(4))
        undo(collection, at(days=9, minutes=1))
        undo(collection, at(days=9, minutes=2))
    assert history(root) == [(3, False), (2, True), (4, True)]
    with opened(root) as collection:
        redo(collection, at(days=9, minutes=3))
    assert [grade for grade, undone in history(root) if not undone] == [3, 2]


@pytest.mark.parametrize("way", HALF_WAY)
def test_a_text_turned_back_is_the_earlier_card_with_all_that_happened_since(root, way):
    half, after = HALF_WAY[way]
    read(root, half, after)
    with opened(root) as collection:
        answer(collection, at(days=9), ids(collection)[0], Grade(4))
    assert read(root, BIAS) == {BIAS: 3}
    assert read(root, half, BIAS) == {BIAS: 3}
    assert read(root, half, after, half, BIAS, after) == {after: 3}


@pytest.mark.parametrize("way", HALF_WAY)
def test_a_card_split_in_two_keeps_one_history_each_from_then_on(root, way):
    half, after = HALF_WAY[way]
    assert read(root, half, after, f"{BIAS}\n{after}") == {BIAS: 2, after: 2}
    with opened(root) as collection:
        answer(collection, at(days=9), ids(collection)[0], Grade(4))
    assert read(root, f"{after}\n{BIAS}") == {BIAS: 3, after: 2}


@pytest.mark.parametrize("way", HALF_WAY)
def test_what_was_matched_and_is_unlinked_by_hand_is_never_matched_again(root, way):
    half, after = HALF_WAY[way]
    read(root, half, after)
    with opened(root) as collection:
        unlink(collection, at(days=9), "numbers:1")
    assert read(root, f"{after}\n", half, after, GONE, after) == {after: 0}
    with opened(root) as collection, reading(collection.engine) as connection:
        assert [known.schedule.reps for known in orphans(connection)] == [2]


def test_what_is_linked_by_hand_stays_where_it_was_led(root):
    other = "Q: Is it far off, on average?\nA: Yes\n"
    assert read(root, GONE, other) == {other: 0}
    with opened(root) as collection:
        with reading(collection.engine) as connection:
            (orphan,) = [known.card.id for known in orphans(connection)]
        link(collection, at(days=9), orphan, "numbers:1")
    assert read(root, f"{other}\n{REWORDED}") == {other: 2, REWORDED: 0}
    assert read(root, GONE, f"{other}\n{REWORDED}") == {other: 2, REWORDED: 0}


@pytest.mark.parametrize("way", HALF_WAY)
def test_a_grade_given_while_the_text_is_corrected_follows_the_edit(root, way):
    with opened(root) as collection:
        session = asking(collection, at(days=9), ids(collection))
        for text in HALF_WAY[way]:
            deck(root, text)
            with opened(root):
                pass
        session = grade(collection, at(days=9, minutes=1), session, 1)
        assert session.answered == 1
    assert [grade for grade, _ in history(root)] == [3, 2, 1]
