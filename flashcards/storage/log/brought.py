"""What the log knows of other programs' histories: their deeds, and who suspended a card last."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import Connection, select

from flashcards.core.card import CardId
from flashcards.core.log.brought_facts import (
    IMPORTED,
    BroughtCram,
    BroughtNotes,
    BroughtReset,
    BroughtResumption,
    BroughtSuspension,
)
from flashcards.core.log.brought_twice import to_millisecond
from flashcards.core.log.card_facts import CAME_WITH, Resumed, Suspended
from flashcards.core.log.collection_facts import Imported
from flashcards.core.log.record import names_of
from flashcards.storage.database.batches import batched, streamed
from flashcards.storage.database.tables import facts
from flashcards.storage.log import log
from flashcards.storage.log.acts import act_of_source
from flashcards.storage.log.undos import is_undone

Deed = tuple[datetime, str, int | None]
"""When something was done, to the millisecond; the kind of its fact; the grade of an answer."""

_LAST_OF_ONE: Final = timedelta(microseconds=999)
_DUE_SET = "due-set"
_KINDS = (*names_of(BroughtCram, BroughtReset), _DUE_SET)
_DECIDING: Final = names_of(Suspended, Resumed)
_DECIDED_ELSEWHERE: Final = names_of(BroughtSuspension, BroughtResumption)


class Decision(NamedTuple):
    """The last one about a card."""

    at: datetime
    was_brought: bool


def last_decisions(connection: Connection, cards: Collection[CardId]) -> dict[CardId, Decision]:
    """Of those of the cards about which there is one that counts."""
    found: dict[CardId, Decision] = {}
    columns = facts.c.card_id, facts.c.at, facts.c.kind
    for some in batched(cards):
        chosen = facts.c.card_id.in_(some), facts.c.kind.in_(_DECIDING), ~is_undone()
        ordered = select(*columns).where(*chosen).order_by(facts.c.clock, facts.c.id)
        for card, at, kind in connection.execute(ordered):
            found[CardId(card)] = Decision(at, kind in _DECIDED_ELSEWHERE)
    return found


def known_deeds(connection: Connection) -> dict[Deed, CardId]:
    """What was done and is in the log, and the card that it is filed under.

    But for what came with an import that was taken back. Answers given here are among them: they
    may come back from a program that they were sent to.
    """
    gone = _taken_back(connection)
    found: dict[Deed, CardId] = {}
    reviews = select(facts.c.card_id, facts.c.at, facts.c.rating, facts.c.source)
    for card, at, rating, source in streamed(connection, reviews.where(facts.c.kind == "review")):
        if act_of_source(source or "") not in gone:
            found[to_millisecond(at), "review", rating] = CardId(card)
    others = select(facts.c.card_id, facts.c.at, facts.c.kind, facts.c.body)
    for card, at, kind, body in streamed(connection, others.where(facts.c.kind.in_(_KINDS))):
        said = json.loads(body)
        if said.get("part_of") in gone or (kind == _DUE_SET and said.get("why") != IMPORTED):
            continue
        found[to_millisecond(at), kind, said.get("rating")] = CardId(card)
    return found


def is_told(connection: Connection, card: CardId, at: datetime) -> bool:
    """Whether an import tells of an answer of the card at the millisecond of an instant."""
    begin = to_millisecond(at)
    same = facts.c.at.between(begin, begin + _LAST_OF_ONE)
    told = facts.c.kind == "review", facts.c.source.startswith(CAME_WITH)
    query = select(facts.c.id).where(facts.c.card_id == card, same, *told)
    return connection.execute(query.limit(1)).first() is not None


def notes_by_name(connection: Connection) -> dict[str, BroughtNotes]:
    """The latest fact that tells of each note of other programs, by the note's name there."""
    told = log.facts_that_count(connection, BroughtNotes)
    told.sort(key=lambda fact: (fact.stamp.clock, fact.stamp.id))
    return {name: fact for fact in told for name in fact.notes}


def with_facts(connection: Connection, cards: Iterable[CardId]) -> set[CardId]:
    """Those of the cards that something happened to."""
    found: set[CardId] = set()
    for some in batched(cards):
        query = select(facts.c.card_id).where(facts.c.card_id.in_(some)).distinct()
        found |= {CardId(card) for card in connection.execute(query).scalars()}
    return found


def introduced(connection: Connection, cards: Iterable[CardId]) -> set[CardId]:
    """Those of the cards whose face the log knows."""
    found: set[CardId] = set()
    for some in batched(cards):
        chosen = facts.c.card_id.in_(some), facts.c.kind == "introduced"
        query = select(facts.c.card_id).where(*chosen)
        found |= {CardId(card) for card in connection.execute(query).scalars()}
    return found


def _taken_back(connection: Connection) -> Collection[str]:
    """The imports that were undone."""
    undos = facts.alias()
    query = select(facts.c.id).join(undos, undos.c.undoes == facts.c.id)
    chosen = query.where(facts.c.kind.in_(names_of(Imported)))
    return set(connection.execute(chosen).scalars())
