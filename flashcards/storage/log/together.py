"""Facts that are one act because the learner did it to several cards at once."""

from sqlalchemy import Connection, Select, select
from sqlalchemy.sql.elements import ColumnElement

from flashcards.core.log.collection_facts import Together
from flashcards.core.log.facts import ACTS, Fact
from flashcards.core.log.record import names_of
from flashcards.storage.database.tables import facts
from flashcards.storage.log.rows import facts_in
from flashcards.storage.log.undos import is_undone

_NAMES = names_of(Together)
_PARTS = tuple(name for name in names_of(*ACTS) if name not in _NAMES)


def head_of(connection: Connection, fact: Fact) -> Together | None:
    """What says that a fact is one of several; of what was given back the one that counts."""
    stamp = fact.stamp
    of_machine = (facts.c.kind.in_(_NAMES), facts.c.machine == stamp.machine)
    before = select(facts).where(*of_machine, facts.c.clock < stamp.clock)
    query: Select[tuple[object, ...]] = before.order_by(facts.c.clock.desc(), is_undone())
    head = next(facts_in(connection.execute(query.limit(1))), None)
    is_in = isinstance(head, Together) and stamp.clock <= head.until
    return head if isinstance(head, Together) and is_in else None


def parts_of(head: Together) -> tuple[ColumnElement[bool], ...]:
    """Which facts are those of an act on several cards."""
    span = facts.c.clock.between(head.stamp.clock + 1, head.until)
    return (facts.c.machine == head.stamp.machine, span, facts.c.kind.in_(_PARTS))
