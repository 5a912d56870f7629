"""Answers that a review log tells of twice, or that are here already: each counts once."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from collections_on_disk import MORNING, at, deck, ids, opened, reviews
from hypothesis import example, given
from hypothesis import strategies as st
from importing import bring
from machines import examples

from flashcards.core.study_day import Moment
from flashcards.services.doctor.projection import compared
from flashcards.services.progress import unheard
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading
from flashcards.storage.log.log import review_count
from flashcards.storage.projection.cards import known_card
from flashcards.views.imports import imported_lines

INSTANTS = [MORNING - timedelta(days=9, microseconds=n) for n in (0, 1_000, 1_400, 86_400_000_000)]
ROW = st.tuples(st.integers(0, 3), st.integers(1, 4), st.sampled_from(INSTANTS))
ROWS = st.lists(ROW, min_size=1, max_size=4)
GIVEN = st.lists(ROW.map(lambda row: (row[0] % 3, *row[1:])), max_size=2)


def log(path, cards, rows):
    """A review log with such rows."""
    said = [f"{cards[card]},{grade},{instant.isoformat()}" for card, grade, instant in rows]
    path.write_text("\n".join(["card,rating,time", *said]))
    return path


def rounded(instant):
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def differing(collection):
    """The tables that a rebuild would change."""
    return compared(collection, at(hours=1).now, unheard).differing


@example([(0, 3, INSTANTS[0]), (0, 3, INSTANTS[0])], [])
@example([(0, 3, INSTANTS[1]), (0, 1, INSTANTS[2])], [])
@example([(0, 3, INSTANTS[1])], [(0, 1, INSTANTS[2])])
@given(ROWS, GIVEN)
@examples(5, 10)
def test_after_any_import_a_rebuild_changes_nothing(rows, before):
    """Answers may have been given here at the same instants."""
    with TemporaryDirectory() as folder_:
        folder = Path(folder_)
        deck(folder / "c")
        with opened(folder / "c") as collection:
            cards = [*ids(collection), "gone"]
            for card, grade, instant in before:
                answer(collection, Moment(instant, at().zone), cards[card], Grade(grade))
            done = bring(collection, log(folder / "r.csv", cards, rows)).answers
            assert differing(collection) == {}
            assert len(done.new) + done.repeated + done.known == len(rows)
            told = {(card, rounded(instant)) for card, _, instant in rows}
            told -= {(card, rounded(instant)) for card, _, instant in before}
            assert len(done.new) == len(told)
            with reading(collection.engine) as connection:
                assert review_count(connection) == len(before) + len(told)


def test_a_row_that_stands_twice_is_said_and_counts_once(collection, notes):
    row = (0, 3, INSTANTS[0])
    file = log(notes / "r.csv", ids(collection), [row, row])
    assert list(imported_lines(bring(collection, file))) == [
        "1 answer of 1 card.",
        "Told again in the source: 1 answer, not counted twice.",
    ]
    assert len(reviews(collection)) == 1
    assert list(imported_lines(bring(collection, file, minutes=2))) == ["Already here: 2 answers."]


@pytest.mark.parametrize("microseconds", [0, 400, 1_000])
@pytest.mark.parametrize("is_last", [True, False])
def test_an_answer_at_the_instant_of_one_that_was_imported_counts_in_its_place(
    collection, tmp_path, microseconds, is_last
):
    """To the millisecond: no other program knows an instant better."""
    card = ids(collection)[0]
    rows = [(0, 1, INSTANTS[1]), *([] if is_last else [(0, 3, MORNING - timedelta(days=4))])]
    bring(collection, log(tmp_path / "r.csv", ids(collection), rows))
    then = Moment(INSTANTS[1] + timedelta(microseconds=microseconds), at().zone)
    answer(collection, then, card, Grade(4))
    assert differing(collection) == {}
    told = len(rows) + (microseconds == 1_000)
    with reading(collection.engine) as connection:
        assert known_card(connection, card).schedule.reps == told
