"""`added:N`: when this database first read a card, kept through edits, rebuilds and copies."""

from datetime import timedelta

import pytest
from collections_on_disk import BERLIN, MORNING, THREE, at, deck, dump, ids, opened, place_of
from databases import WITHOUT_0006
from hypothesis import given
from hypothesis import strategies as st
from machines import examples
from sqlalchemy import event, text

from flashcards.core.decks.query import Query
from flashcards.errors.cards import InvalidFilter
from flashcards.services.decks.list import card_rows
from flashcards.services.decks.read import read_decks
from flashcards.services.log.rebuild import rebuild
from flashcards.services.opening.open import open_collection
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import writing

DAY = timedelta(days=1)
FOUR = THREE + "\nQ: four?\nA: 4\n"


def added(collection, days, moment):
    """What the cards ask that came within so many days of a moment."""
    return [row.front for row in card_rows(collection, moment, Query((f"added:{days}",)))]


def grown(root):
    """A collection of three cards, read on the first morning, and one more read two days later."""
    deck(root)
    with opened(root):
        pass
    deck(root, FOUR)
    with open_collection(place_of(root), MORNING + 2 * DAY):
        pass


def test_cards_were_added_on_the_study_day_of_their_first_reading(tmp_path):
    grown(tmp_path)
    with opened(tmp_path) as collection:
        three = ["one?", "two?", "three?"]
        assert added(collection, 1, at(days=2)) == ["four?"]
        assert added(collection, 2, at(days=2)) == ["four?"]
        assert added(collection, 3, at(days=2)) == [*three, "four?"]
        assert added(collection, 1, at(days=3)) == []
        assert added(collection, 99_999, at(days=3)) == [*three, "four?"]


def test_the_day_begins_at_the_rollover_hour_of_the_learner_s_zone(tmp_path):
    deck(tmp_path)
    with open_collection(place_of(tmp_path), MORNING - timedelta(hours=6)) as collection:
        # It is 3 o'clock in Berlin: still the study day before.
        assert len(added(collection, 1, at(hours=-6, zone=BERLIN))) == 3
        assert added(collection, 1, at(zone=BERLIN)) == []
        assert len(added(collection, 2, at(zone=BERLIN))) == 3


@pytest.mark.parametrize("answered", [False, True])
def test_an_edited_card_keeps_its_day(tmp_path, answered):
    grown(tmp_path)
    with opened(tmp_path) as collection:
        if answered:
            answer(collection, at(days=3), ids(collection)[3], Grade(3))
        for days, written in enumerate(["A: 4, and no more", "A: 4, at most"], 4):
            deck(tmp_path, FOUR.replace("A: 4", written))
            read_decks(collection, MORNING + days * DAY)
        assert added(collection, 1, at(days=5)) == []
        assert added(collection, 4, at(days=5)) == ["four?"]


def test_a_card_that_was_away_keeps_its_day(tmp_path):
    grown(tmp_path)
    with opened(tmp_path) as collection:
        for days, written in enumerate([THREE, FOUR], 4):
            deck(tmp_path, written)
            read_decks(collection, MORNING + days * DAY)
        assert added(collection, 3, at(days=5)) == []
        assert added(collection, 4, at(days=5)) == ["four?"]


def test_a_card_that_was_studied_elsewhere_before_it_came_was_added_then(tmp_path):
    deck(tmp_path)
    with open_collection(place_of(tmp_path), MORNING + 9 * DAY) as collection:
        answer(collection, at(days=2), ids(collection)[0], Grade(3))
        assert added(collection, 1, at(days=9)) == ["two?", "three?"]
        assert len(added(collection, 8, at(days=9))) == 3


def test_a_rebuild_keeps_the_days(tmp_path):
    grown(tmp_path)
    with opened(tmp_path) as collection:
        before = dump(collection, "first_reads")
        rebuild(collection)
        assert dump(collection, "first_reads") == before
        assert len(before["first_reads"]) == 4


@pytest.mark.parametrize("word", ["added:x", "added:-1", "added:7:1", "added:999999"])
def test_a_number_of_days_is_wanted(tmp_path, word):
    deck(tmp_path)
    with opened(tmp_path) as collection, pytest.raises(InvalidFilter, match="added:7"):
        list(card_rows(collection, at(), Query((word,))))


def test_a_reading_writes_them_in_one_statement(tmp_path):
    for number in range(20):
        deck(tmp_path, f"Q: {number}?\nA: {number}\n\nQ: x{number}?\nA: {number}\n", f"{number}.md")
    with opened(tmp_path) as collection:
        for number in range(20):
            deck(tmp_path, f"Q: new {number}?\nA: of {number * 7919}\n", f"{number}.md")
        said = []

        @event.listens_for(collection.engine, "before_cursor_execute")
        def note(_connection, _cursor, statement, *_):
            said.append(statement)

        read_decks(collection, MORNING + DAY)
        assert len(dump(collection, "first_reads")["first_reads"]) == 60
        assert sum(one.startswith("INSERT INTO first_reads") for one in said) == 1


@examples(8)
@given(st.lists(st.sets(st.sampled_from("abcde"), min_size=1), min_size=1, max_size=5))
def test_each_card_was_added_when_it_was_first_there(tmp_path_factory, readings):
    root = tmp_path_factory.mktemp("added")
    first = {}
    for day, letters in enumerate(readings):
        cards = "\n".join(f"Q: {x * 30}?\nA: {x}\n" for x in sorted(letters))
        deck(root, cards)
        for letter in letters:
            first.setdefault(letter, day)
        with open_collection(place_of(root), MORNING + day * DAY) as collection:
            for days in range(1, day + 2):
                came = {letter for letter in letters if day - first[letter] < days}
                found = added(collection, days, at(days=day))
                assert {front[0] for front in found} == came


def test_cards_of_an_older_database_count_as_old_and_what_comes_later_as_new(tmp_path):
    deck(tmp_path, THREE, "10.md")
    with opened(tmp_path) as collection, writing(collection.engine) as connection:
        for statement in (*WITHOUT_0006, "UPDATE alembic_version SET version_num = '0005'"):
            connection.execute(text(statement))
        connection.execute(text("UPDATE files SET parser_version = 0"))
    deck(tmp_path, "Q: four?\nA: 4\n", "2.md")
    with opened(tmp_path) as collection:
        assert added(collection, 99_999, at()) == ["four?"]
        listed = [row.file for row in card_rows(collection, at(), Query())]
        assert listed == ["2.md", "10.md", "10.md", "10.md"]
