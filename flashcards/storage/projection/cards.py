"""Cards in the database, with their decks and schedules, looked up."""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from sqlalchemy import Connection, bindparam, func, or_, select

from flashcards.core.card import Card, CardId, Kind, Source
from flashcards.core.decks.names import NamedDeck
from flashcards.core.decks.natural_order import natural
from flashcards.core.known_card import KnownCard
from flashcards.core.schedule import AS_COLLECTION, Overrides, Schedule
from flashcards.storage.database.batches import as_stored, batched
from flashcards.storage.database.kept_tables import unsettled
from flashcards.storage.database.memory import remembered_of
from flashcards.storage.database.tables import cards, duplicates, edges, facts, files, schedules
from flashcards.storage.log.lineage import living_continuations
from flashcards.storage.projection.joins import (
    EXERCISE,
    FILED,
    IN_ORDER,
    OCCASION,
    SEEN,
    begins,
)
from flashcards.storage.projection.known_rows import card_from, known, known_card_from
from flashcards.storage.projection.overrides import overrides_said, overrides_text
from flashcards.storage.projection.schedules import schedule_from

_ROWS_AT_ONCE: Final = 1_000
"""Fewer than elsewhere: these have the cards' texts."""


KNOWN_CARDS: Final = "a card"
"""Under which name a connection remembers them."""

_BY_ID: Final = known().where(cards.c.id == bindparam("card"))


def known_card(connection: Connection, card: CardId) -> KnownCard | None:
    """The card with its deck and schedule; an orphan where only its history is left."""

    def read() -> KnownCard | None:
        row = connection.execute(_BY_ID, {"card": card}).first()
        return _orphan(connection, card) if row is None else known_card_from(row)

    return remembered_of(connection, KNOWN_CARDS, card, read)


def living(connection: Connection, ids: Collection[CardId]) -> set[CardId]:
    """Those of the ids that stand in some deck."""
    found: set[CardId] = set()
    for some in batched(ids):
        query = select(cards.c.id).where(cards.c.id.in_(some))
        found |= {CardId(card) for card in connection.execute(query).scalars()}
    return found


def ids_that_were(connection: Connection) -> set[CardId]:
    """The ids of all cards that stand in some deck, or did and are remembered."""
    columns = (cards.c.id, schedules.c.card_id, edges.c.old, unsettled.c.card_id)
    found = (connection.execute(select(column)).scalars() for column in columns)
    return {CardId(card) for ids in found for card in ids}


def living_texts(
    connection: Connection,
    questions: Collection[str],
    answers: Collection[str],
    besides: Collection[CardId],
) -> tuple[set[str], set[str]]:
    """Those of the questions, and of the answers, of living cards other than those in `besides`."""
    found: tuple[set[str], set[str]] = (set(), set())
    for column, texts, into in (
        (cards.c.front, questions, found[0]),
        (cards.c.back, answers, found[1]),
    ):
        for some in batched(texts):
            rows = connection.execute(select(cards.c.id, column).where(column.in_(some)))
            into |= {said for card, said in rows if card not in besides}
    return found


def living_answers(
    connection: Connection, questions: Collection[str], besides: Collection[CardId]
) -> list[str]:
    """The answers that living cards other than those in `besides` give to questions."""
    found: list[str] = []
    for some in batched(questions):
        query = select(cards.c.id, cards.c.back).where(cards.c.front.in_(some))
        found += [answer for card, answer in connection.execute(query) if card not in besides]
    return found


def unanswered_like(
    connection: Connection, questions: Collection[str], answers: Collection[str]
) -> list[Card]:
    """The living cards without a schedule, clozes aside, that ask or answer one of the texts."""
    found: dict[str, Card] = {}
    seen = select(schedules.c.card_id).where(schedules.c.card_id == cards.c.id).exists()
    unanswered = (cards.c.new == 1, cards.c.kind != Kind.CLOZE.value, ~seen)
    for column, texts in ((cards.c.front, questions), (cards.c.back, answers)):
        for some in batched(texts):
            rows = connection.execute(select(cards).where(*unanswered, column.in_(some)))
            found |= {row.id: card_from(row) for row in rows}
    return list(found.values())


def known_cards(connection: Connection) -> Iterator[KnownCard]:
    """All living cards in deck order, in flat memory."""
    query = known().order_by(*IN_ORDER)
    for row in as_stored(connection, query, _ROWS_AT_ONCE):
        yield known_card_from(row)


def has_skills(connection: Connection) -> bool:
    """Whether any deck has a skill to rate; looks into an index by files, as kinds have none."""
    here = cards.c.path == files.c.path, cards.c.kind == Kind.SELF_ASSESSMENT.value
    query = select(files.c.path).where(select(cards.c.path).where(*here).exists())
    return connection.execute(query.limit(1)).first() is not None


def known_of_kind(connection: Connection, kind: Kind) -> list[KnownCard]:
    """The living cards of a kind that has few, in deck order."""
    query = known().where(cards.c.kind == kind.value).order_by(*IN_ORDER)
    return [known_card_from(row) for row in connection.execute(query)]


def asking_alike(connection: Connection, kinds: Iterable[Kind]) -> list[Card]:
    """The cards of such kinds whose question another one has, letter case aside, in deck order."""
    mine = cards.c.kind.in_([kind.value for kind in kinds])
    front = func.lower(cards.c.front)
    alike = select(front).where(mine).group_by(front).having(func.count() > 1)
    found = select(cards).select_from(FILED).where(mine, front.in_(alike))
    rows = connection.execute(found.order_by(*IN_ORDER))
    return [card_from(row) for row in rows]


def orphans(connection: Connection) -> Iterator[KnownCard]:
    """The cards that have a history but stand in no deck any more, by id."""
    continued = living_continuations(connection)
    alone = (card for card in ids_of_orphans(connection) if card not in continued)
    yield from filter(None, (_orphan(connection, card) for card in alone))


def ids_of_orphans(connection: Connection) -> list[CardId]:
    """The cards that have a schedule and stand in no deck, earlier texts of others too, by id."""
    living = select(cards.c.id)
    query = select(schedules.c.card_id).where(schedules.c.card_id.not_in(living))
    found = connection.execute(query.order_by(schedules.c.card_id)).scalars()
    return [CardId(card) for card in found]


def ids_beginning(connection: Connection, prefix: str, most: int) -> list[CardId]:
    """The ids of living cards and orphans that begin so, and earlier ones, up to `most` of each."""
    found: set[str] = set()
    for column in (cards.c.id, schedules.c.card_id, edges.c.old):
        query = select(column).where(begins(column, prefix)).limit(most)
        found |= set(connection.execute(query).scalars())
    return [CardId(card) for card in sorted(found)]


def ids_at(connection: Connection, path: str, line: int) -> list[CardId]:
    """The cards that begin at that line of a file, those that stand elsewhere before, too."""
    query = select(cards.c.id).where(cards.c.path == path, cards.c.line == line)
    here = [CardId(card) for card in connection.execute(query.order_by(cards.c.position)).scalars()]
    place = (duplicates.c.path == path, duplicates.c.line == line, duplicates.c.same_text == 1)
    again = select(duplicates.c.card_id).where(*place).order_by(duplicates.c.card_id)
    return here + [CardId(card) for card in connection.execute(again).scalars()]


def deck_names(connection: Connection) -> list[str]:
    """The names of all decks, in natural order."""
    return sorted(set(connection.execute(select(files.c.deck)).scalars()), key=natural)


def named_decks(connection: Connection) -> list[NamedDeck]:
    """The path and the name of every deck file, in natural order of paths."""
    rows = connection.execute(select(files.c.path, files.c.deck).order_by(files.c.sort_key))
    return [NamedDeck(*row) for row in rows]


def decks_of(connection: Connection) -> list[tuple[str, str]]:
    """The name and the area of every deck file, sorted."""
    rows = connection.execute(select(files.c.deck, files.c.area).distinct())
    return sorted((row.deck, row.area) for row in rows)


def deck_of_each(connection: Connection) -> dict[CardId, str]:
    """The deck of each living card."""
    rows = connection.execute(select(cards.c.id, files.c.deck).select_from(FILED))
    return {CardId(card): deck for card, deck in rows}


def area_names(connection: Connection) -> list[str]:
    """The names of all areas, in natural order."""
    return sorted(set(connection.execute(select(files.c.area)).scalars()), key=natural)


def tag_names(connection: Connection) -> list[str]:
    """All tags of decks and cards, in natural order."""
    columns = (select(column).distinct() for column in (files.c.tags, cards.c.tags))
    found = [text for query in columns for text in connection.execute(query).scalars()]
    return sorted({tag for text in found for tag in json.loads(text)}, key=natural)


def overrides_of_card(connection: Connection, card: CardId) -> Overrides:
    """What of its policy is set for a card; nothing for one that stands in no deck."""
    query = select(files.c.policy, OCCASION).select_from(FILED).where(cards.c.id == card)
    row = connection.execute(query).first()
    return AS_COLLECTION if row is None else overrides_said(*row)


def overriding(connection: Connection) -> dict[CardId, Overrides]:
    """The cards for which some of the policy is set."""
    query = select(cards.c.id, files.c.policy, OCCASION).select_from(FILED)
    rows = connection.execute(query.where(or_(files.c.policy.is_not(None), EXERCISE)))
    return {CardId(card): overrides_said(*said) for card, *said in rows}


def stale(connection: Connection, changed: Collection[str] = ()) -> list[CardId]:
    """The cards whose schedule was made with another policy than they have now.

    In files that have `changed` a card may have become an exercise.
    """
    columns = (schedules.c.card_id, schedules.c.policy, files.c.policy.label("of_deck"), OCCASION)
    filed = schedules.outerjoin(cards, cards.c.id == schedules.c.card_id).outerjoin(
        files, files.c.path == cards.c.path
    )
    differs = schedules.c.policy.is_distinct_from(files.c.policy)
    were = select(*columns).select_from(filed).where(differs, schedules.c.policy.is_not(None))
    here = select(*columns).select_from(SEEN)
    queries = [were, here.where(differs, files.c.policy.is_not(None))]
    queries += [here.where(EXERCISE, cards.c.path.in_(paths)) for paths in batched(changed)]
    return sorted(
        {
            CardId(card)
            for query in queries
            for card, was, *said in connection.execute(query)
            if was != overrides_text(overrides_said(*said))
        }
    )


def _orphan(connection: Connection, card: CardId) -> KnownCard | None:
    """The card as the log introduced it."""
    faces = select(facts.c.body).where(facts.c.card_id == card, facts.c.kind == "introduced")
    face = connection.execute(faces.limit(1)).scalar()
    if face is None:
        return None
    said = json.loads(face)
    shown = Card(card, Kind(said["kind"]), said["front"], said["back"], Source("", 0))
    row = connection.execute(select(schedules).where(schedules.c.card_id == card)).first()
    schedule = Schedule() if row is None else schedule_from(row)
    return KnownCard(shown, "", "", schedule=schedule, orphan=True)
