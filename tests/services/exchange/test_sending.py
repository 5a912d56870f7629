"""Packages for Anki without Anki: what comes back from one is what went into it, and no more."""

from contextlib import ExitStack, suppress
from datetime import timedelta

import pytest
from collections_on_disk import at, deck, opened, place_of, reviews
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sending import fetched, known, moment, sent, write_decks

from flashcards.core.selection import Selection
from flashcards.core.study_day import Moment
from flashcards.errors.cards import NothingToUndo, UnknownDeck
from flashcards.errors.exports import NothingForAnki
from flashcards.services.collection import Collection
from flashcards.services.exchange.anki.rows import outgoing_rows
from flashcards.services.exchange.anki.siblings import NoteNames, first_texts, siblings_among
from flashcards.services.log.undo import undo
from flashcards.services.opening.open import open_collection
from flashcards.services.study.acts import reset, suspend
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading

DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["answer", "answer", "answer", "reset", "suspend", "undo"]),
        st.integers(0, 8),
        st.integers(1, 4),
        st.sampled_from([0, 0, 1, 900, 86_400, 700_000]),
    ),
    max_size=14,
)


@pytest.fixture
def collection(tmp_path):
    with opened(write_decks(tmp_path / "mine")) as opened_:
        yield opened_


def done(collection: Collection, deeds) -> None:
    """Do the deeds, each so many seconds after the one before, microseconds and all."""
    now = moment(80).now
    for what, number, grade, later in deeds:
        now += timedelta(seconds=later)
        when, card = Moment(now, moment().zone), known(collection)[number].card.id
        if what == "answer":
            answer(collection, when, card, Grade(grade, 1_500))
        elif what == "reset":
            reset(collection, when, card)
        elif what == "suspend":
            suspend(collection, when, card)
        else:
            with suppress(NothingToUndo):
                undo(collection, when)


@given(DEEDS)
@settings(max_examples=25, deadline=None)
def test_a_package_brings_nothing_to_the_collection_it_came_from(tmp_path_factory, deeds):
    folder = tmp_path_factory.mktemp("sending")
    with opened(write_decks(folder / "mine")) as collection:
        done(collection, deeds)
        before = [(one.card.id, one.schedule) for one in known(collection)], reviews(collection)
        sent(collection, folder / "x.apkg")
        found = fetched(collection, folder / "x.apkg")
        after = [(one.card.id, one.schedule) for one in known(collection)], reviews(collection)
        assert (found.history.is_empty, found.decks, after) == (True, (), before)


@given(DEEDS)
@example([("reset", 5, 1, 0), ("answer", 5, 2, 0)])
@settings(max_examples=25, deadline=None)
def test_a_package_brings_all_answers_to_another_machine_with_the_same_decks(
    tmp_path_factory, deeds
):
    folder = tmp_path_factory.mktemp("sending")
    with ExitStack() as stack:
        here, there = (
            stack.enter_context(opened(write_decks(folder / name))) for name in ("here", "there")
        )
        done(here, deeds)
        sent(here, folder / "x.apkg")
        fetched(there, folder / "x.apkg")
        assert fetched(there, folder / "x.apkg").history.is_empty
        for mine, theirs in zip(known(here), known(there), strict=True):
            assert mine.card == theirs.card
            assert mine.schedule.reps == theirs.schedule.reps
            assert mine.schedule.due_on == theirs.schedule.due_on
            assert mine.schedule.state is theirs.schedule.state


def test_answers_at_one_instant_are_rows_of_their_own(collection, tmp_path):
    cards = [one.card.id for one in known(collection)]
    done(collection, [("answer", number, 3, 0) for number in range(9)])
    with reading(collection.engine) as connection:
        states = {one.card.id: one.schedule.state for one in known(collection)}
        rows = list(outgoing_rows(connection, states))
    assert [row.card for row in rows] == cards
    assert [row.id - rows[0].id for row in rows] == list(range(9))
    sent(collection, tmp_path / "x.apkg")
    assert fetched(collection, tmp_path / "x.apkg").history.is_empty


def test_a_deck_alone(collection, tmp_path):
    done_ = sent(collection, tmp_path / "x.apkg", Selection(("Lang/Lisp",)))
    assert (done_.notes, done_.cards, done_.media, done_.decks) == (3, 3, 0, 1)
    with pytest.raises(UnknownDeck):
        sent(collection, tmp_path / "x.apkg", Selection(("Nowhere",)))


def test_what_anki_cannot_ask_is_counted(tmp_path):
    root = write_decks(tmp_path / "mine")
    deck(root, "---\ncards: prompts\n---\n### Design a queue.\n\n- says why\n", "prompts.md")
    deck(root, "---\ncards: self-assessment\n---\n- tell a mean from a median\n", "skills.md")
    deck(root, "Q: \ue010\nA: nothing to see\n", "odd.md")
    with opened(root) as collection:
        found = sent(collection, tmp_path / "x.apkg")
        assert found.notes == 6
        assert sum(found.left.values()) == 3
        with pytest.raises(NothingForAnki, match=r"nothing to export in odd: the 1 cards"):
            sent(collection, tmp_path / "x.apkg", Selection(("odd",)))


def test_no_card_at_all_is_said(tmp_path):
    (tmp_path / "empty").mkdir()
    with opened(tmp_path / "empty") as collection, pytest.raises(NothingForAnki, match="no card"):
        sent(collection, tmp_path / "x.apkg")
    assert not (tmp_path / "x.apkg").exists()


def test_a_file_that_is_missing_is_said_and_the_rest_goes(tmp_path):
    root = write_decks(tmp_path / "mine")
    (root / "Lang/p.png").unlink()
    with opened(root) as collection:
        found = sent(collection, tmp_path / "x.apkg")
    assert (found.notes, found.media, found.missing) == (6, 0, ("p.png",))


def test_files_of_one_name_go_under_two(tmp_path):
    root = write_decks(tmp_path / "mine")
    deck(root, "Q: ![](p.png)\nA: other\n", "other/o.md")
    deck(root, "Q: see ![](../Lang/p.png)\nA: same\n", "other/same.md")
    (root / "other/p.png").write_bytes(b"another picture")
    with opened(root) as collection:
        assert sent(collection, tmp_path / "x.apkg").media == 2


def test_two_colons_in_a_name_divide_no_deck(tmp_path):
    deck(tmp_path / "mine", "Q: a?\nA: b\n", "C::D/x::y.md")
    with opened(tmp_path / "mine") as collection:
        assert sent(collection, tmp_path / "x.apkg").joined == ("C::D/x::y",)
    with opened(write_decks(tmp_path / "other")) as other:
        fetched(other, tmp_path / "x.apkg")
    assert len(list((tmp_path / "other").glob("C*D/x*y.md"))) == 1


@pytest.mark.parametrize("is_answered", [True, False])
def test_a_note_is_called_the_same_after_edits_there_and_back(collection, is_answered):
    """Whether its card was answered before or not; then there alone. A new text is a new note."""
    if is_answered:
        done(collection, [("answer", 7, 3, 0)])
    path = collection.root / "Lang/Lisp.md"
    text = path.read_text()
    before = _names(collection)
    changes = [text.replace("two?", "two, in words?"), text.replace("two?", "two, in plain words?")]
    for day, changed in enumerate([*changes, *([text] if is_answered else [])], 1):
        path.write_text(changed)
        with open_collection(place_of(collection.root), at(days=day).now) as later:
            assert _names(later) == before
    path.write_text(f"{changed}\nQ: Something else?\nA: Quite.\n")
    with open_collection(place_of(collection.root), at(days=9).now) as later:
        assert _names(later)[:-1] == before


def _names(collection: Collection) -> list[str]:
    with reading(collection.engine) as connection:
        names = NoteNames(first_texts(connection))
    return [names.of(one.present) for one in siblings_among(known(collection))]
