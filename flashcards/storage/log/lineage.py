"""Edges between texts of one card, in the database: a projection of the log."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, delete, insert, or_, select

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import AboutEdge
from flashcards.core.log.facts import Fact
from flashcards.core.log.lineage import (
    Edge,
    Order,
    contested,
    continuations,
    edge_of,
    made,
    onward,
    reached,
    settled,
    sources,
)
from flashcards.core.log.record import names_of
from flashcards.storage.database.batches import batched
from flashcards.storage.database.kept_tables import unsettled
from flashcards.storage.database.memory import known, remembered_of
from flashcards.storage.database.tables import TEXT, cards, edges, facts
from flashcards.storage.log.rows import facts_in

EDGES: Final = "edges of a card"
"""Under which name a connection remembers them."""

_ENDS: Final = bindparam("ends", type_=TEXT, expanding=True)
_AT_ENDS: Final = select(edges).where(or_(edges.c.old.in_(_ENDS), edges.c.new.in_(_ENDS)))


def edges_around(connection: Connection, card: CardId) -> list[Edge]:
    """Every edge that counts and is connected with the card, over however many others."""
    return remembered_of(connection, EDGES, card, lambda: _edges_around(connection, card))


def _edges_around(connection: Connection, card: CardId) -> list[Edge]:
    found: dict[tuple[CardId, CardId], Edge] = {}
    seen: set[CardId] = set()
    fresh = {card}
    while fresh:
        seen |= fresh
        for edge in map(_edge, connection.execute(_AT_ENDS, {"ends": list(fresh)})):
            found[edge.old, edge.new] = edge
        fresh = {end for pair in found for end in pair} - seen
    return _settled(connection, list(found.values()))


def edges_among_versions(
    connection: Connection, cards: Iterable[CardId]
) -> set[tuple[CardId, CardId]]:
    """The ends of all edges, open or closed, that connect the cards with their other texts."""
    found, seen, fresh = set[tuple[CardId, CardId]](), set[CardId](), set(cards)
    while fresh:
        seen |= fresh
        for some in batched(fresh):
            rows = connection.execute(_AT_ENDS, {"ends": some})
            found |= {(CardId(row.old), CardId(row.new)) for row in rows}
        fresh = {end for pair in found for end in pair} - seen
    return found


def read_ahead(connection: Connection, ids: Collection[CardId]) -> None:
    """Remember which of the cards have no edges, as of most there are none."""
    values = known(connection)
    if values is not None:
        with_edge = on_edges(connection, ids)
        values.setdefault(EDGES, {}).update({card: [] for card in ids if card not in with_edge})


def all_edges(connection: Connection) -> list[Edge]:
    """Every edge that counts."""
    return _settled(connection, [_edge(row) for row in connection.execute(select(edges))])


def on_edges(connection: Connection, ids: Iterable[CardId]) -> set[CardId]:
    """Those of the cards that an edge begins or ends at; of most there is none."""
    found: set[CardId] = set()
    for some in batched(ids):
        for end in (edges.c.old, edges.c.new):
            query = select(end).where(end.in_(some))
            found |= {CardId(card) for card in connection.execute(query).scalars()}
    return found


def beside(connection: Connection, olds: Iterable[CardId]) -> set[CardId]:
    """All texts that some were taken for, by matches that count and others."""
    return {
        CardId(new)
        for some in batched(set(olds))
        for new in connection.execute(select(edges.c.new).where(edges.c.old.in_(some))).scalars()
    }


def _settled(connection: Connection, found: Sequence[Edge]) -> list[Edge]:
    pairs = contested(found)
    about: dict[tuple[CardId, CardId], list[AboutEdge]] = defaultdict(list)
    for some in batched({new for _, new in pairs}):
        into = (facts.c.card_id.in_(some), facts.c.kind.in_(names_of(AboutEdge)))
        for fact in facts_in(connection.execute(select(facts).where(*into))):
            if isinstance(fact, AboutEdge) and (fact.old, fact.card) in pairs:
                about[fact.old, fact.card].append(fact)
    return settled(found, {pair: made(said) for pair, said in about.items()})


def put_edges(connection: Connection, found: Iterable[Fact]) -> None:
    """Bring edges up to all the facts about their pairs of ids, given whole."""
    by_pair: dict[tuple[CardId, CardId], list[AboutEdge]] = defaultdict(list)
    for fact in found:
        if isinstance(fact, AboutEdge):
            by_pair[fact.old, fact.card].append(fact)
    for (old, new), about in by_pair.items():
        connection.execute(delete(edges).where(edges.c.old == old, edges.c.new == new))
        edge = edge_of(about)
        if edge is not None:
            connection.execute(insert(edges), _row(edge))


def drop_edges(connection: Connection) -> None:
    """Throw the projection away."""
    connection.execute(delete(edges))


def open_between_living(connection: Connection) -> list[Edge]:
    """The open edges both of whose ends stand in decks."""
    ends = cards.alias(), cards.alias()
    joined = edges.join(ends[0], ends[0].c.id == edges.c.old).join(
        ends[1], ends[1].c.id == edges.c.new
    )
    query = select(edges).select_from(joined).where(edges.c.until_id.is_(None))
    return [_edge(row) for row in connection.execute(query.order_by(edges.c.old, edges.c.new))]


def living_continuation(connection: Connection, card: CardId) -> CardId | None:
    """The living card that an id's history belongs to now: itself, or what it went on as.

    So it is, too, with what was never answered: what it became is kept without a fact.
    """
    here: CardId | None = card
    seen: set[CardId] = set()
    while here is not None and here not in seen:
        seen.add(here)
        if _living(connection, {here}):
            return here
        open_edges = [edge for edge in edges_around(connection, here) if edge.until is None]
        if found := _living(connection, continuations(here, open_edges)):
            return min(found)
        became = select(unsettled.c.became).where(unsettled.c.card_id == here)
        here = connection.execute(became.where(unsettled.c.gone == 1)).scalar()
    return None


def living_continuations(connection: Connection) -> dict[CardId, CardId]:
    """Each id that no longer lives, and the living card its whole history went on as.

    Over a closed edge only a part of it went: such an id is an orphan of its own.
    """
    out_of = onward(edge for edge in all_edges(connection) if edge.until is None)
    ends = select(edges.c.old).union(select(edges.c.new))
    living = set(connection.execute(select(cards.c.id).where(cards.c.id.in_(ends))).scalars())
    found = {old: reached(old, out_of) & living for old in out_of.keys() - living}
    return {old: min(ends) for old, ends in found.items() if ends}


def led_on(connection: Connection, ids: Iterable[CardId]) -> set[CardId]:
    """Those of the ids whose whole history went on as another text, one that lives or the last.

    Of texts that lead to each other and are all gone, none went on.
    """
    asked = set(ids)
    with_edge = {
        old
        for some in batched(asked)
        for old in connection.execute(select(edges.c.old).where(edges.c.old.in_(some))).scalars()
    }
    if not with_edge:
        return set()
    out_of = onward(edge for edge in all_edges(connection) if edge.until is None)
    ways = {old: reached(old, out_of) for old in map(CardId, with_edge)}
    there = _living(connection, {end for way in ways.values() for end in way})
    return {
        old
        for old, way in ways.items()
        if (way & there) - {old} or any(old not in reached(end, out_of) for end in way)
    }


def ends_of(connection: Connection, card: CardId) -> list[CardId]:
    """The last texts that a card's history went on as over open edges, where all are gone.

    Of texts that lead to each other one stands for all.
    """
    out_of = onward(edge for edge in edges_around(connection, card) if edge.until is None)
    ways = {end: reached(end, out_of) for end in reached(card, out_of) - {card}}
    if not ways or _living(connection, ways):
        return []
    last = (end for end, way in ways.items() if card not in way and _is_last(end, ways))
    return sorted({min(ways[end]) for end in last})


def _is_last(end: CardId, ways: Mapping[CardId, set[CardId]]) -> bool:
    return all(end in ways[other] for other in ways[end])


def sources_of(connection: Connection, card: CardId) -> set[CardId]:
    """The texts whose whole history leads to a card, itself left out."""
    until = sources(card, edges_around(connection, card))
    return {old for old, end in until.items() if end is None} - {card}


def open_pairs_from(
    connection: Connection, ids: Iterable[CardId]
) -> Iterator[tuple[CardId, CardId]]:
    """The ends of each open edge that leads on from one of the ids."""
    for some in batched(ids):
        query = select(edges.c.old, edges.c.new).where(edges.c.old.in_(some))
        rows = connection.execute(query.where(edges.c.until_id.is_(None)))
        yield from ((CardId(old), CardId(new)) for old, new in rows)


def _living(connection: Connection, ids: Iterable[CardId]) -> set[CardId]:
    found: set[CardId] = set()
    for some in batched(ids):
        query = select(cards.c.id).where(cards.c.id.in_(some))
        found |= {CardId(card) for card in connection.execute(query).scalars()}
    return found


def _edge(row: Row[Any]) -> Edge:
    until: Order | None = None
    if row.until_id is not None:
        until = (row.until_clock, row.until_id)
    return Edge(CardId(row.old), CardId(row.new), until)


def _row(edge: Edge) -> dict[str, Any]:
    clock, id_ = edge.until or (None, None)
    return {
        "old": edge.old,
        "new": edge.new,
        "until_clock": clock,
        "until_id": id_,
    }
