"""Acts of the learner: the last one, a whole one, and what going back to parameters took back."""

from sqlalchemy import Connection, and_, or_, select

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import DueSet
from flashcards.core.log.collection_facts import Adopted
from flashcards.core.log.facts import ACTS, Fact
from flashcards.core.log.record import names_of, names_saying
from flashcards.core.log.stamp import CREDIBLE, FactId
from flashcards.storage.database.tables import facts
from flashcards.storage.log.log import read_facts
from flashcards.storage.log.machine import machines
from flashcards.storage.log.rows import facts_in
from flashcards.storage.log.undos import is_undone

_DECIDING = ("review", "reset", "due-set")
_PART_KINDS = names_saying("part_of")


def latest_act(connection: Connection, kinds: tuple[type[Fact], ...] = ACTS) -> Fact | None:
    """The last thing the learner did on this machine that is not undone; of such kinds."""
    mine = (facts.c.machine.in_(machines(connection)), facts.c.kind.in_(names_of(*kinds)))
    query = select(facts).where(*mine, ~is_undone())
    ordered = query.order_by(facts.c.clock.desc(), facts.c.id.desc())
    credible = connection.execute(ordered.where(facts.c.clock <= CREDIBLE).limit(1))
    others = connection.execute(ordered.where(facts.c.clock > CREDIBLE))
    return max((*facts_in(credible), *facts_in(others)), key=_came_about, default=None)


def act_of(fact: Fact) -> FactId:
    """The first fact of the act that a fact belongs to."""
    part_of: FactId | None = getattr(fact, "part_of", None)
    return part_of or fact.stamp.id


def whole_act(connection: Connection, first: FactId) -> list[Fact]:
    """All facts of an act but those undone: its first, then its parts, which came about later."""
    begun = select(facts.c.clock).where(facts.c.id == first).scalar_subquery()
    later = (facts.c.clock > begun, facts.c.kind.in_(_PART_KINDS))
    chosen = or_(facts.c.id == first, and_(*later))
    rows = connection.execute(select(facts).where(chosen, ~is_undone()))
    return sorted((f for f in facts_in(rows) if act_of(f) == first), key=_came_about)


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


def _came_about(fact: Fact) -> tuple[int, FactId]:
    return fact.stamp.clock, fact.stamp.id
