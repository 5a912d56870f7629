"""Points that are ticked with an answer, and what becomes of the ticks afterwards."""

import pytest
from collections_on_disk import at, deck, dump, ids, opened, reviews
from databases import named_database

from flashcards.errors.cards import NoPoints, PointsInPractice, UnknownPoint
from flashcards.services.decks.show import show
from flashcards.services.exchange.merge import merge
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.redate import redate
from flashcards.services.log.redo import redo
from flashcards.services.log.undo import undo
from flashcards.services.statistics.reviews import review_rows
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.live_session import LiveSession
from flashcards.services.study.regrade import regrade
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.study.session import start
from flashcards.storage.database.engine import reading
from flashcards.storage.log.review_series import cards_besides_reviews
from flashcards.views.study.live_session import closing

TEXT = "Q: Why?\nA: **Because.**\n\n- one\n- two\n- three\n\nQ: two?\nA: 2\n"


@pytest.fixture
def collection(tmp_path):
    deck(tmp_path, TEXT)
    with opened(tmp_path) as collection:
        yield collection


def said(collection, card):
    """What counts of a card's history: the points said, and out of how many."""
    rows = show(collection, at(days=99), card).history
    told = [(row.said, row.points) for row in rows if not row.undone]
    exported = {row.id: (row.said, row.points) for row in review_rows(collection)}
    assert {row.id: (row.said, row.points) for row in rows}.items() <= exported.items()
    return told


def test_ticks_stand_with_their_answer_in_the_history_and_in_the_export(collection):
    card = ids(collection)[0]
    done = answer(collection, at(), card, Grade(3, said=[3, 1, 3]))
    answer(collection, at(days=1), card, Grade(3))
    answer(collection, at(days=9), card, Grade(1, said=[]))
    assert said(collection, card) == [((1, 3), 3), (None, None), ((), 3)]
    assert (done.said.review, done.said.points) == (done.review.stamp.id, (1, 3))


def test_ticks_change_no_schedule_and_no_rebuild(tmp_path):
    held = []
    for name, points in (("plain", None), ("ticked", [2])):
        deck(tmp_path / name, TEXT)
        with opened(tmp_path / name) as collection:
            for days in (0, 1, 9):
                answer(collection, at(days=days), ids(collection)[0], Grade(3, said=points))
            held.append(dump(collection))
            rebuild(collection)
            assert dump(collection) == held[-1]
            with reading(collection.engine) as connection:  # or a rebuild would take long
                assert cards_besides_reviews(connection) == set()
    assert held[0] == held[1]


def test_undo_takes_them_back_with_the_answer_and_redo_gives_them_back(collection):
    card = ids(collection)[0]
    answer(collection, at(), card, Grade(3, said=[1, 2]))
    assert undo(collection, at(minutes=1)).act == "review"
    assert said(collection, card) == []
    redo(collection, at(minutes=2))
    assert said(collection, card) == [((1, 2), 3)]
    undo(collection, at(minutes=3))
    answer(collection, at(minutes=4), card, Grade(3))
    assert said(collection, card) == [(None, None)]


def test_a_new_grade_and_a_new_date_keep_them(collection):
    card = ids(collection)[0]
    answer(collection, at(days=300), card, Grade(3, said=[2]))
    regrade(collection, at(days=300), card, 1)
    redate(collection, at(days=2))
    assert said(collection, card) == [((2,), 3)]
    undo(collection, at(days=2))
    undo(collection, at(days=2))
    assert said(collection, card) == [((2,), 3)]
    assert [row.rating for row in show(collection, at(days=3), card).history if not row.undone] == [
        3
    ]


def test_they_are_there_after_a_merge(collection, tmp_path):
    card = ids(collection)[0]
    other = tmp_path.with_name(f"{tmp_path.name} there")
    deck(other, TEXT)
    with opened(other) as there:
        answer(there, at(), card, Grade(3, said=[1]))
    merge(collection, at(days=1), named_database(other) or str(other))
    assert said(collection, card) == [((1,), 3)]


def test_an_edit_of_the_list_leaves_the_numbers_and_the_count_that_were(tmp_path):
    deck(tmp_path, TEXT)
    with opened(tmp_path) as collection:
        answer(collection, at(), ids(collection)[0], Grade(3, said=[1, 3]))
    deck(tmp_path, TEXT.replace("- two\n", ""))
    with opened(tmp_path) as collection:
        card = ids(collection)[0]
        answer(collection, at(days=1), card, Grade(3, said=[2]))
        assert said(collection, card) == [((1, 3), 3), ((2,), 2)]


def left_out(collection):
    """Of the first card: how often each point is left out, and how many answers do not count."""
    found = show(collection, at(days=99), ids(collection)[0])
    texts = {found.points[number - 1]: times for number, times in found.left_out.times}
    return texts, found.left_out.others


@pytest.mark.parametrize("pinned", ["", "<!-- id: why -->\n\n"])
def test_what_was_said_is_not_shown_against_points_that_took_its_place(tmp_path, pinned):
    """As many points as before, but others; under an id of one's own, too."""
    text = TEXT.replace("- three\n\n", f"- three\n\n{pinned}")
    deck(tmp_path, text)
    with opened(tmp_path) as collection:
        answer(collection, at(), ids(collection)[0], Grade(3, said=[1]))
        assert left_out(collection) == ({"two": 1, "three": 1}, 0)
    deck(tmp_path, text.replace("- two\n", "- deux\n"))
    with opened(tmp_path) as collection:
        assert left_out(collection) == ({}, 1)
        answer(collection, at(days=1), ids(collection)[0], Grade(3, said=[1, 3]))
        assert left_out(collection) == ({"deux": 1}, 1)
    deck(tmp_path, text.replace("- one\n- two\n", "- deux\n- one\n"))
    with opened(tmp_path) as collection:
        assert left_out(collection) == ({"deux": 1}, 1)
    deck(tmp_path, text)
    with opened(tmp_path) as collection:
        assert left_out(collection) == ({"two": 1, "three": 1}, 1)


def test_an_edit_of_other_words_keeps_what_was_said_of_the_points(tmp_path):
    deck(tmp_path, TEXT)
    with opened(tmp_path) as collection:
        answer(collection, at(), ids(collection)[0], Grade(3, said=[1]))
    deck(tmp_path, TEXT.replace("Why?", "Why is it so?"))
    with opened(tmp_path) as collection:
        assert left_out(collection) == ({"two": 1, "three": 1}, 0)


def live(collection, **options):
    """A session, its first card's answer open."""
    options = ReviewOptions(**options)
    found = LiveSession.of(collection, at, start(collection, at(), options))
    found.reveal()
    return found


def test_a_wrong_grade_taken_back_leaves_the_ticks_for_the_right_one(collection):
    session = live(collection)
    for number in (1, 3, 2, 3):
        session.tick(number)
    session.grade(1)
    assert session.session.said is None
    session.undo()
    assert session.session.said == (1, 2)
    session.grade(3)
    rows = show(collection, at(), ids(collection)[0]).history
    assert [(row.rating, row.said, row.undone) for row in rows] == [
        *((1, (1, 2), True), (3, (1, 2), False)),
    ]


def test_a_session_ends_with_how_many_points_were_said_whatever_was_taken_back(collection):
    session = live(collection)
    session.say([1, 2])
    session.grade(4)
    session.grade(4)
    assert closing(session.session) == "2 answers saved, 2 of 3 points said."
    for _ in range(2):
        session.undo()
    assert session.session.points == (0, 0)
    for _ in range(2):
        session.redo()
    assert closing(session.session) == "2 answers saved, 2 of 3 points said."


def test_ticks_are_gone_once_their_text_is_edited(collection):
    session = live(collection)
    session.say([1])
    deck(collection.root, TEXT.replace("- two\n", ""))
    session.reread()
    assert (session.session.said, len(session.points)) == (None, 2)


def test_practice_ticks_no_points(collection):
    session = live(collection, cram=True)
    assert session.points == ()
    with pytest.raises(PointsInPractice, match="without --cram"):
        session.tick(1)


@pytest.mark.parametrize(
    ("place", "points", "refusal"),
    [(0, [1, 4], UnknownPoint(4, 3)), (0, [0], UnknownPoint(0, 3)), (1, [1], NoPoints())],
)
def test_what_is_no_point_is_refused_with_a_sentence_and_nothing_is_written(
    collection, place, points, refusal
):
    with pytest.raises(type(refusal), match=f"^{refusal}$"):
        answer(collection, at(), ids(collection)[place], Grade(3, said=points))
    assert reviews(collection) == []
