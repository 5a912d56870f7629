"""What going back to earlier parameters took back, and what has been decided since."""

from sqlalchemy import Connection, select

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import DueSet
from flashcards.core.log.collection_facts import Adopted
from flashcards.storage.database.tables import facts
from flashcards.storage.log.log import read_facts
from flashcards.storage.log.undos import is_undone

_DECIDING = ("review", "reset", "due-set")


def due_days_undone_with(connection: Connection, reversion: Adopted) -> list[DueSet]:
    """The due days that were taken back with it, all of one act, in order."""
    stamp, undos = reversion.stamp, facts.alias()
    then = (undos.c.machine == stamp.machine, undos.c.at == stamp.at, undos.c.clock > stamp.clock)
    joined = select(facts).join(undos, undos.c.undoes == facts.c.id)
    undone = read_facts(connection, joined.where(*then).order_by(undos.c.clock))
    found = [fact for fact in undone if isinstance(fact, DueSet) and fact.part_of is not None]
    return [fact for fact in found if fact.part_of == found[0].part_of]


def cards_decided_after(connection: Connection, reversion: Adopted) -> set[CardId]:
    """The cards that were answered, reset or moved after it came about, and that counts."""
    later = (facts.c.clock > reversion.stamp.clock, facts.c.kind.in_(_DECIDING), ~is_undone())
    rows = connection.execute(select(facts.c.card_id).where(*later).distinct())
    return {CardId(card) for (card,) in rows}
