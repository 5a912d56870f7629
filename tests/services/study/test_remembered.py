"""A session that remembers asks, foretells and writes what one does that reads everything anew."""

from contextlib import suppress
from datetime import timedelta

import pytest
from collections_on_disk import at, deck, dump, ids, opened
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from flashcards.errors.cards import NothingToRedo, NothingToUndo
from flashcards.services.decks.read import read_decks
from flashcards.services.log.rebuild import rebuild
from flashcards.services.study import acts
from flashcards.services.study import session as service
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.live_session import LiveSession
from flashcards.storage.database import memory
from flashcards.storage.database.engine import reading
from flashcards.storage.log import log
from flashcards.storage.projection.loads import cards_due

DECK = "Q: one?\nA: 1\n\nQ: two?\nA: {}\n\nC: [three] and [four] and [five]\n\nQ: six?\nA: 6\n"
HISTORY = 30


class Terminal:
    """A live session at a collection that others change, too."""

    def __init__(self, collection, clock):
        self.collection, self.clock = collection, clock
        self.live = LiveSession.of(
            collection, clock, service.asking(collection, clock(), ids(collection))
        )

    def sees(self):
        """What the session comes to, what its grades would give, and what these are chosen by."""
        session, moment = self.live.session, self.clock()
        facing = service.face(self.collection, moment, session)
        foreseen = None
        if facing.known is not None:
            foreseen = service.preview(self.collection, moment, facing.session, facing.known)
        return facing, foreseen, self.knows(session.since)

    def knows(self, since):
        """The loads of the days ahead, the clock, and what is known of each card's facts."""
        cards, today = ids(self.collection), self.collection.today(self.clock())
        with reading(self.collection.engine) as connection:
            last = today + timedelta(days=400)
            loads = cards_due(connection, today, last)
            of_cards = [
                (log.is_introduced(connection, card), log.answers_since(connection, card, since))
                for card in cards
            ]
            counted = {day: n for day, n in loads.items() if n and today <= day <= last}
            return counted, log.last_clock(connection), of_cards


def forget(collection):
    """Let the collection's connection remember nothing."""
    with reading(collection.engine) as connection:
        connection.info.pop(memory.READ, None)


def grades(terminal, number, _root):
    terminal.live.reveal()
    if terminal.live.known is not None:
        terminal.live.grade(1 + number % 4)


def buries(terminal, _number, _root):
    terminal.live.bury()


def skips(terminal, _number, _root):
    terminal.live.skip()


def undoes(terminal, _number, _root):
    with suppress(NothingToUndo):
        terminal.live.undo()


def redoes(terminal, _number, _root):
    with suppress(NothingToRedo):
        terminal.live.redo()


def answers_besides(terminal, number, _root):
    cards = ids(terminal.collection)
    answer(terminal.collection, terminal.clock(), cards[number % len(cards)], Grade(3))


def suspends_besides(terminal, number, _root):
    cards = ids(terminal.collection)
    acts.suspend(terminal.collection, terminal.clock(), cards[number % len(cards)])


def edits(terminal, number, root):
    deck(root, DECK.format(number % 3))
    read_decks(terminal.collection, terminal.clock().now)


ACTS = [
    grades,
    grades,
    grades,
    buries,
    skips,
    undoes,
    redoes,
    answers_besides,
    suspends_besides,
    edits,
]
steps = st.tuples(st.sampled_from(ACTS), st.integers(0, 1), st.integers(0, 11))


@pytest.mark.only_sqlite("a server remembers nothing")
@given(st.lists(steps, max_size=10))
def test_what_is_remembered_is_what_would_be_read(tmp_path_factory, taken):
    root, minutes = tmp_path_factory.mktemp("remembered"), [0]
    deck(root, DECK.format(0))

    def clock():
        return at(days=HISTORY, minutes=minutes[0])

    with opened(root) as one, opened(root) as other:
        for number, card in enumerate(ids(one)):
            answer(one, at(days=number), card, Grade(4))
        terminals = [Terminal(one, clock), Terminal(other, clock)]
        for act, which, number in taken:
            minutes[0] += 7
            act(terminals[which], number, root)
            for terminal in terminals:
                remembered = terminal.sees()
                forget(terminal.collection)
                assert terminal.sees() == remembered
                terminal.sees()
        written = dump(one, "schedules", "standing", "cards")
        rebuild(one)
        assert dump(one, "schedules", "standing", "cards") == written


@pytest.mark.only_sqlite("a server remembers nothing")
def test_an_answer_late_in_a_session_asks_no_more_of_the_database_than_an_early_one(tmp_path):
    deck(tmp_path, "".join(f"Q: question {number}?\nA: {number}\n\n" for number in range(12)))
    with opened(tmp_path) as collection:
        for card in ids(collection):
            answer(collection, at(), card, Grade(4))
        terminal = Terminal(collection, lambda: at(days=HISTORY))
        forget(collection)
        asked = []
        event.listen(
            collection.engine, "before_cursor_execute", lambda *said: asked.append(said[2])
        )
        counts = []
        for _ in range(10):
            before = len(asked)
            grades(terminal, 2, tmp_path)
            counts.append(len(asked) - before)
    assert max(counts[2:]) == STATEMENTS, asked[-STATEMENTS:]


STATEMENTS = 7
"""Of an answer, from the reveal to the next question: 3 begin transactions, 2 write."""
