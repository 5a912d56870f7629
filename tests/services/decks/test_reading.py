"""Decks read into the database: only what changed, nothing lost by a mistake."""

import os

import pytest
from collections_on_disk import MORNING, THREE, at, deck, dump, opened

from flashcards.core.problem import Severity
from flashcards.errors.files import CannotRead
from flashcards.services.decks.check import check
from flashcards.services.decks.read import read_decks
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards

LONG_AGO = 1_700_000_000


def questions(collection):
    """The fronts of all cards in deck order, with their places."""
    with reading(collection.engine) as connection:
        return [(k.card.front, str(k.card.source)) for k in known_cards(connection)]


def settle(*paths):
    """Make files look as if they were written long ago, so that their time can be trusted."""
    for path in paths:
        os.utime(path, (LONG_AGO, LONG_AGO))


def test_cards_come_in_the_order_of_path_then_line(tmp_path):
    deck(tmp_path, "Q: z?\nA: 1\n", "b.md")
    deck(tmp_path, "Q: y?\nA: 1\n\nQ: x?\nA: 1\n", "a/z.md")
    with opened(tmp_path) as collection:
        assert questions(collection) == [("y?", "a/z.md:1"), ("x?", "a/z.md:4"), ("z?", "b.md:1")]


def test_nothing_is_read_where_nothing_changed(tmp_path):
    settle(deck(tmp_path))
    with opened(tmp_path) as collection:
        assert read_decks(collection, MORNING).files == 0
        settle(deck(tmp_path, THREE + "\nQ: four?\nA: 4\n"))
        assert read_decks(collection, MORNING).files == 1
        assert len(questions(collection)) == 4


def test_a_file_only_touched_keeps_its_cards_unread(tmp_path):
    path = deck(tmp_path)
    with opened(tmp_path) as collection:
        before = dump(collection)
        os.utime(path, (LONG_AGO, LONG_AGO + 5))
        assert read_decks(collection, MORNING).files == 0
        assert dump(collection) == before
        assert read_decks(collection, MORNING).files == 0


def test_an_edit_of_the_same_length_within_the_clocks_grain_is_seen(tmp_path):
    path = deck(tmp_path, "Q: one?\nA: 1\n", age_s=0)
    with opened(tmp_path) as collection:
        stat = path.stat()
        path.write_text("Q: two?\nA: 2\n")
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        assert read_decks(collection, MORNING).files == 1
        assert questions(collection) == [("two?", "numbers.md:1")]


def test_a_deleted_deck_takes_its_cards_and_leaves_their_history(tmp_path):
    path = deck(tmp_path)
    with opened(tmp_path) as collection:
        card = first_id(collection)
        answer(collection, at(), card, Grade(3))
        path.unlink()
        assert read_decks(collection, MORNING).files == 1
        assert questions(collection) == []
        assert len(dump(collection)["schedules"]) == 1
        deck(tmp_path)
        read_decks(collection, MORNING)
        with reading(collection.engine) as connection:
            states = [known.schedule.state.value for known in known_cards(connection)]
        assert states == ["learning", "new", "new"]


def first_id(collection):
    with reading(collection.engine) as connection:
        return next(known_cards(connection)).card.id


def test_a_card_in_two_files_is_one_card_with_two_places(tmp_path):
    first, second = deck(tmp_path, THREE, "a.md"), deck(tmp_path, THREE, "b.md")
    with opened(tmp_path) as collection:
        assert [place for _, place in questions(collection)] == ["a.md:1", "a.md:4", "a.md:7"]
        problems = check(collection).problems
        assert [str(problem.source) for problem in problems] == ["b.md:1", "b.md:4", "b.md:7"]
        assert problems[0].message == "the same card as a.md:1"
        assert {problem.severity for problem in problems} == {Severity.WARNING}
        first.unlink()
        read_decks(collection, MORNING)
        assert [place for _, place in questions(collection)] == ["b.md:1", "b.md:4", "b.md:7"]
        assert check(collection).problems == ()
        deck(tmp_path, THREE, "a.md")
        read_decks(collection, MORNING)
        assert [place for _, place in questions(collection)] == ["a.md:1", "a.md:4", "a.md:7"]
        second.unlink()
        read_decks(collection, MORNING)
        assert check(collection).problems == ()


def test_one_id_pinned_to_two_texts_is_an_error_that_names_both(tmp_path):
    deck(tmp_path, "Q: one?\nA: 1\n<!-- id: same -->\n", "a.md")
    deck(tmp_path, "Q: two?\nA: 2\n<!-- id: same -->\n", "b.md")
    with opened(tmp_path) as collection:
        (problem,) = check(collection).problems
        assert problem.severity is Severity.ERROR
        assert (str(problem.source), problem.message) == ("b.md:1", "the same id `same` as a.md:1")


def test_a_file_that_is_not_utf8_is_a_problem_on_its_line_and_keeps_the_cards_it_had(tmp_path):
    path = deck(tmp_path)
    with opened(tmp_path) as collection:
        path.write_bytes(b"Q: one?\r\nA: \xff\n")
        read_decks(collection, MORNING)
        (problem,) = check(collection).problems
        assert str(problem) == (
            "numbers.md:2: error: not UTF-8 from here on (save the file as UTF-8)"
        )
        assert len(questions(collection)) == 3
        deck(tmp_path)
        read_decks(collection, MORNING)
        assert check(collection).problems == ()


def test_a_file_that_cannot_be_read_keeps_its_cards_when_it_shares_one_that_changes(tmp_path):
    shared, own = "Q: shared?\nA: s\n", "\nQ: What is X?\nA: foo\n"
    deck(tmp_path, shared, "a.md")
    unread = deck(tmp_path, shared + own, "b.md")
    with opened(tmp_path) as collection:
        unread.write_bytes(unread.read_bytes() + b"\xff")
        read_decks(collection, MORNING)
        deck(tmp_path, shared + own.replace("foo", "bar"), "a.md")
        happened = [match.happened.value for match in read_decks(collection, MORNING).matches]
        assert happened == ["new"]
        assert ("What is X?", "b.md:4") in questions(collection)


def test_a_new_file_that_cannot_be_read_hides_no_other(tmp_path):
    deck(tmp_path)
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    with opened(tmp_path) as collection:
        (problem,) = check(collection).problems
        assert str(problem.source) == "gone.md:1"
        assert "no such file" in problem.message
        assert len(questions(collection)) == 3


def test_a_known_file_that_cannot_be_read_any_more_keeps_its_cards(tmp_path):
    path = deck(tmp_path)
    with opened(tmp_path) as collection:
        path.unlink()
        path.symlink_to(tmp_path / "nowhere.md")
        read_decks(collection, MORNING)
        assert [p.message for p in check(collection).problems] == [
            "cannot be read: no such file or directory"
        ]
        assert len(questions(collection)) == 3


def test_a_name_that_is_not_utf8_is_a_problem_and_hides_no_other(tmp_path):
    deck(tmp_path)
    with open(os.fsencode(tmp_path) + b"/\xff.md", "wb") as file:  # noqa: PTH123 - a name in bytes
        file.write(b"Q: never?\nA: 1\n")
    with opened(tmp_path) as collection:
        (problem,) = check(collection).problems
        assert str(problem) == "\\xff.md:1: error: the file's name is not UTF-8 (rename the file)"
        assert len(questions(collection)) == 3


def test_only_regular_files_are_read(tmp_path):
    deck(tmp_path)
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "link.md").symlink_to(tmp_path / "pipe.md")
    with opened(tmp_path) as collection:
        assert check(collection).problems == ()
        assert len(questions(collection)) == 3


def test_a_folder_named_like_a_deck_is_a_folder(tmp_path):
    deck(tmp_path, "Q: in?\nA: 1\n", "x.md/inner.md")
    with opened(tmp_path) as collection:
        assert questions(collection) == [("in?", "x.md/inner.md:1")]
        assert check(collection).problems == ()


@pytest.mark.parametrize("name", [".flashignore", ".gitignore"])
def test_ignored_files_and_folders_are_not_read(tmp_path, name):
    (tmp_path / name).write_text("drafts/\n*.tmp.md\n!keep.tmp.md\n")
    for path in ("drafts/a.md", "b.tmp.md", "keep.tmp.md", ".hidden.md", "node_modules/c.md"):
        deck(tmp_path, f"Q: {path}?\nA: 1\n", path)
    (deck(tmp_path, "Q: no?\nA: 1\n", "sub/d.md").parent / name).write_text("d.md\n")
    with opened(tmp_path) as collection:
        assert [place for _, place in questions(collection)] == ["keep.tmp.md:1"]


def test_progress_is_told_file_by_file(tmp_path):
    told = []
    with opened(tmp_path) as collection:
        for n in range(3):
            deck(tmp_path, f"Q: {n}?\nA: 1\n", f"{n}.md")
        read_decks(collection, MORNING, lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_check_looks_at_the_files_and_folders_it_is_given(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "out"
    deck(inside, "Q: one?\nA: 1\n", "a/x.md")
    deck(inside, "Q: no answer?\n", "b/y.md")
    stray = deck(outside, "Q: no answer?\n\nQ: two?\nA: 2\n", "z.md")
    with opened(inside) as collection:
        assert (check(collection).cards, check(collection).decks) == (1, 1)
        assert check(collection).has_errors
        assert not check(collection, [inside / "a"]).has_errors
        assert check(collection, [inside / "b" / "y.md"]).has_errors
        assert check(collection, [inside]) == check(collection)
        for path in (stray, outside):
            checked = check(collection, [path])
            assert (checked.cards, checked.decks, len(checked.problems)) == (1, 1, 1)
        both = check(collection, [inside / "a", stray])
        assert (both.cards, both.decks) == (2, 2)
        with pytest.raises(CannotRead, match="no such file"):
            check(collection, [tmp_path / "nowhere.md"])
