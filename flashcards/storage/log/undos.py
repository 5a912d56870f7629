"""What was taken back: an undo is of the fact that it names, whichever card it says itself."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select, and_, or_, select, text

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Buried, Crammed, DueSet, Resumed, Suspended
from flashcards.core.log.facts import Undo
from flashcards.core.log.record import names_of
from flashcards.core.log.stamp import FactId
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import BESIDES_REVIEWS, facts, outranked

MOVING: Final = (Buried, Crammed, DueSet, Resumed, Suspended)
"""Acts that leave alone which answers of a card count, and in what order."""

_BESIDES_ALONE: Final = ("undo", "said", *names_of(*MOVING))
_NAMED = facts.alias("named")
_UNDOS = facts.alias("undos")


def is_undone() -> ColumnElement[bool]:
    """Whether an undo names the fact of a row, or a later grade outranks it."""
    lost = select(outranked.c.id).where(outranked.c.id == facts.c.id).correlate(facts)
    return or_(is_named_by_undo(), lost.exists())


def is_named_by_undo() -> ColumnElement[bool]:
    """Whether an undo names the fact of a row, be it outranked or not."""
    undos = facts.alias()
    return select(undos.c.id).where(undos.c.undoes == facts.c.id).correlate(facts).exists()


def not_counting() -> CompoundSelect[Any]:
    """The ids of all facts for which that is so."""
    undone = select(_UNDOS.c.undoes).where(_UNDOS.c.undoes.is_not(None))
    return undone.union_all(select(outranked.c.id))


def is_undo_filed_elsewhere(card: CardId | None) -> ColumnElement[bool]:
    """Whether a row is an undo that names a fact of a card, or of none, and says another itself."""
    of_card = select(_NAMED.c.id).where(_NAMED.c.card_id == card)
    return and_(facts.c.undoes.in_(of_card), facts.c.card_id.is_distinct_from(card))


def all_undos_filed_elsewhere(connection: Connection) -> dict[CardId, list[FactId]]:
    """Every undo that says another card, or none, than the fact that it names, by that one's."""
    elsewhere = facts.c.card_id.is_distinct_from(_NAMED.c.card_id)
    rows = connection.execute(_undone_cards().add_columns(facts.c.id).where(elsewhere))
    found: defaultdict[CardId, list[FactId]] = defaultdict(list)
    for card, undo in rows:
        found[CardId(card)].append(FactId(undo))
    return found


def besides_reviews() -> CompoundSelect[Any]:
    """The cards whose schedules are not made of all their reviews and what moved them alone."""
    own = facts.c.kind.not_in(_BESIDES_ALONE), facts.c.card_id.is_not(None)
    besides = select(facts.c.card_id).where(text(f"facts.{BESIDES_REVIEWS}"), *own)
    return besides.union(_undone_cards(), select(outranked.c.card_id))


def _undone_cards() -> Select[Any]:
    """The cards of the facts that undos name."""
    joined = facts.join(_NAMED, _NAMED.c.id == facts.c.undoes)
    there = facts.c.undoes.is_not(None), _NAMED.c.card_id.is_not(None)
    return select(_NAMED.c.card_id).select_from(joined).where(*there)


def cards_of_undone(connection: Connection, undos: Iterable[Undo]) -> set[CardId]:
    """The cards of the facts that undos name, as far as these are here."""
    found: set[CardId] = set()
    for some in batched(undo.undoes for undo in undos):
        named = facts.c.id.in_(some), facts.c.card_id.is_not(None)
        found |= set(
            map(CardId, connection.execute(select(facts.c.card_id).where(*named)).scalars())
        )
    return found
