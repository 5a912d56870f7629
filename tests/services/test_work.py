"""A transaction on a collection: what holds is read once in it, and facts go in by one door."""

import ast
import os
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from collections_on_disk import MORNING, at, deck, ids, opened
from running import flash
from sqlalchemy import Engine, event

import flashcards.services
from flashcards.core.log.card_facts import Review
from flashcards.core.log.collection_facts import BreakSet
from flashcards.core.log.facts import Undo
from flashcards.core.log.stamp import Stamp, fact_id, tick
from flashcards.core.rating import Rating
from flashcards.services.log.take_in import take_in
from flashcards.services.preparation.today import today
from flashcards.services.study.answer import Grade, answer
from flashcards.services.work import reading_work, within, writing_work
from flashcards.storage.database import engine
from flashcards.storage.projection.standing import stored_standing

MANY = "".join(f"Q: Number {n}?\nA: {n}\n\n" for n in range(40))


@contextmanager
def statements(engine):
    """What is said to the database meanwhile."""
    said = []

    def note(_connection, _cursor, statement, *_rest):
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def collection(tmp_path):
    deck(tmp_path, MANY)
    with opened(tmp_path) as collection:
        yield collection


def answers_from_elsewhere(cards):
    """A review of each card by another machine."""
    for number, card in enumerate(cards):
        when = MORNING + timedelta(minutes=number)
        here = Stamp(fact_id(when, number.to_bytes(10)), "there", when, tick(0, when))
        yield Review(here, card, Rating.GOOD, when.date())


@pytest.mark.parametrize("cards", [1, 40])
def test_a_merge_reads_what_holds_once_however_many_cards_it_concerns(collection, cards):
    found = list(answers_from_elsewhere(ids(collection)[:cards]))
    with engine.writing(collection.engine) as connection, statements(collection.engine) as said:
        assert take_in(within(connection, collection, MORNING), found) == cards
    assert sum("FROM standing" in one for one in said) == 1


def test_the_days_screen_reads_what_holds_once(collection):
    with statements(collection.engine) as said:
        today(collection, at())
    assert sum("FROM standing" in one for one in said) == 1


def test_the_whole_of_flash_takes_five_transactions(tmp_path):
    """The version, the opening, the day, newer starter decks, and whether the log has grown."""
    rested = time.time() - 3_600
    os.utime(deck(tmp_path, MANY), (rested, rested))
    assert flash("-C", tmp_path, "review", "--limit", "1", stdin=" \n3\n").code == 0
    assert flash("-C", tmp_path).code == 0
    begun = []

    def note(_connection):
        begun.append(1)

    event.listen(Engine, "begin", note)
    with statements(Engine) as said:
        assert flash("-C", tmp_path).code == 0
    event.remove(Engine, "begin", note)
    assert len(begun) <= 5
    assert not any("SELECT facts.id, facts.kind" in one for one in said)


def test_an_answer_reads_what_holds_once_and_leaves_it_as_it_is(collection):
    with statements(collection.engine) as said:
        answer(collection, at(), ids(collection)[0], Grade(3))
    assert sum("FROM standing" in one for one in said) == 1
    assert not any("INTO standing" in one or "DELETE FROM standing" in one for one in said)


def test_what_holds_follows_each_fact_that_goes_in(collection):
    day = at().today(4)
    with writing_work(collection, at()) as work:
        assert work.decisions.breaks == ()
        away = BreakSet(work.stamp(), day, day)
        work.append([away])
        assert work.decisions.breaks == ((day, day),)
        assert stored_standing(work.connection) == work.standing
        work.append([Undo(work.stamp(), None, away.stamp.id)])
        assert work.decisions.breaks == ()
        assert stored_standing(work.connection) == work.standing
    with reading_work(collection, at()) as work:
        assert work.decisions.breaks == ()


def test_stamps_of_one_transaction_follow_each_other(collection):
    with writing_work(collection, at()) as work:
        clocks = [work.stamp().clock for _ in range(5)]
    assert clocks == sorted(set(clocks))


def test_a_transaction_that_fails_leaves_what_holds_as_it_was(collection):
    day = at().today(4)
    with pytest.raises(ZeroDivisionError), writing_work(collection, at()) as work:
        work.append([BreakSet(work.stamp(), day, day)])
        raise ZeroDivisionError
    with reading_work(collection, at()) as work:
        assert work.decisions.breaks == ()


def test_facts_of_this_machine_go_in_by_one_door():
    folder = Path(flashcards.services.__file__).parent
    appending = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and ast.unparse(node) == "log.append"
    }
    assert appending == {"work.py"}
