"""Acts of the learner: the last one, a whole one, and what going back to parameters took back."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, FromClause, Row, and_, func, or_, select

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import CAME_WITH, DueSet, Reset, Review
from flashcards.core.log.collection_facts import Adopted, Imported, Together
from flashcards.core.log.facts import ACTS, Fact, Undo
from flashcards.core.log.lineage import sources
from flashcards.core.log.record import KINDS, names_of, names_saying
from flashcards.core.log.stamp import CREDIBLE, FactId
from flashcards.storage.database.memory import known, remembered
from flashcards.storage.database.tables import facts
from flashcards.storage.log.lineage import edges_around
from flashcards.storage.log.log import read_facts
from flashcards.storage.log.machine import machines
from flashcards.storage.log.rows import facts_in
from flashcards.storage.log.undos import is_named_by_undo, is_undone

GIVEN_BACK: Final = "answers given back"
"""Under which name a connection remembers them."""

_DECIDING = ("review", *names_of(Reset, DueSet))
_PART_KINDS = names_saying("part_of")
_TOGETHER = names_of(Together)
_DONE_TOGETHER = tuple(name for name in names_of(*ACTS) if name not in _TOGETHER)


def latest_act(connection: Connection, kinds: tuple[type[Fact], ...] = ACTS) -> Fact | None:
    """The last thing the learner did on this machine that is not undone; of such kinds."""
    latest = _latest(connection, kinds)
    if Together in kinds:
        return latest
    while latest is not None and (head := head_of(connection, latest)) is not None:
        # What was done to several cards is no act of a session: look before it.
        latest = _latest(connection, kinds, facts.c.clock < head.stamp.clock)
    return latest


def _latest(
    connection: Connection, kinds: tuple[type[Fact], ...], *also: ColumnElement[bool]
) -> Fact | None:
    mine: tuple[ColumnElement[bool], ...] = (
        facts.c.machine.in_(machines(connection)),
        facts.c.kind.in_(_names(kinds)),
        *also,
    )
    if Imported not in kinds:  # answers that were imported are no answers of a session
        mine = (*mine, or_(facts.c.source.is_(None), ~facts.c.source.startswith(CAME_WITH)))
    query = select(facts).where(*mine, ~is_undone())
    ordered = query.order_by(facts.c.clock.desc(), facts.c.id.desc())
    credible = connection.execute(ordered.where(facts.c.clock <= CREDIBLE).limit(1))
    others = connection.execute(ordered.where(facts.c.clock > CREDIBLE))
    return max((*facts_in(credible), *facts_in(others)), key=_came_about, default=None)


def act_with(connection: Connection, fact: Fact) -> FactId:
    """The first fact of the act that a fact belongs to, also where that is on several cards."""
    own = act_of(fact)
    head = head_of(connection, fact) if own == fact.stamp.id else None
    return own if head is None else head.stamp.id


def act_of(fact: Fact) -> FactId:
    """The first fact of the act that a fact belongs to, as the fact itself says it."""
    if isinstance(fact, Review) and (act := act_of_source(fact.source)):
        return act
    part_of: FactId | None = getattr(fact, "part_of", None)
    return part_of or fact.stamp.id


def act_of_source(source: str) -> FactId | None:
    """The import that an answer came with, by the answer's source."""
    return FactId(source.removeprefix(CAME_WITH)) if source.startswith(CAME_WITH) else None


def came_with(act: FactId) -> str:
    """The source of an answer that came with an import, by the import's fact."""
    return CAME_WITH + act


def whole_act(connection: Connection, first: FactId) -> list[Fact]:
    """All facts of an act but those undone: its first, then its parts, which came about later.

    Of a fact that is itself part of one, that alone.
    """
    head = next(facts_in(connection.execute(select(facts).where(facts.c.id == first))), None)
    if isinstance(head, Together):
        several = or_(facts.c.id == first, and_(*parts_of(head)))
        rows = connection.execute(select(facts).where(several, ~is_undone()))
        return sorted(facts_in(rows), key=_came_about)
    begun = select(facts.c.clock).where(facts.c.id == first).scalar_subquery()
    is_part = or_(facts.c.kind.in_(_PART_KINDS), facts.c.source == came_with(first))
    later = (facts.c.clock > begun, is_part)
    chosen = or_(facts.c.id == first, and_(*later))
    # What another import brought first does not count, and yet is taken back with its own.
    stands = ~is_named_by_undo() if isinstance(head, Imported) else ~is_undone()
    rows = connection.execute(select(facts).where(chosen, stands))
    found = (fact for fact in facts_in(rows) if first in {act_of(fact), fact.stamp.id})
    return sorted(found, key=_came_about)


def latest_undo(connection: Connection, kinds: tuple[type[Fact], ...] = ACTS) -> Undo | None:
    """The last undo here of an act of such kinds that was not given back.

    None where something new was done after it: that act stays undone. What a fact took back that
    is an act itself, as going back to parameters is, is not meant.
    """
    mine, named = facts.c.machine.in_(machines(connection)), facts.alias("named")
    done = select(func.max(facts.c.clock)).where(mine, facts.c.kind.in_(_names(kinds)))
    joined = select(facts).join(named, named.c.id == facts.c.undoes)
    after = facts.c.clock > func.coalesce(done.scalar_subquery(), 0)
    chosen = (mine, after, named.c.kind.in_(_names(kinds)), ~_is_said_anew(named))
    rows = connection.execute(joined.where(*chosen).order_by(facts.c.clock.desc()))
    return next((undo for undo in _undos(rows) if _begins_act(connection, undo.undoes)), None)


def undo_of(connection: Connection, act: FactId) -> Undo | None:
    """The latest undo of an act, by its first fact."""
    query = select(facts).where(facts.c.undoes == act).order_by(facts.c.clock.desc())
    return next(_undos(connection.execute(query)), None)


def taken_back_by(connection: Connection, undo: Undo) -> list[Fact]:
    """All facts of the act that were taken back with its first one, in order."""
    undos = facts.alias()
    joined = select(facts).join(undos, undos.c.undoes == facts.c.id)
    head = next(facts_in(connection.execute(select(facts).where(facts.c.id == undo.undoes))), None)
    is_part = or_(facts.c.kind.in_(_PART_KINDS), facts.c.source == came_with(undo.undoes))
    first = facts.c.id == undo.undoes
    parts = and_(*parts_of(head)) if isinstance(head, Together) else is_part
    then = (undos.c.clock >= undo.stamp.clock, undos.c.machine == undo.stamp.machine)
    rows = connection.execute(joined.where(*then, or_(first, parts)))
    is_one = isinstance(head, Together)
    found = {f.stamp.id: f for f in facts_in(rows) if is_one or act_of(f) == undo.undoes}
    return sorted(found.values(), key=_came_about)


def said_anew_of(connection: Connection, fact: FactId) -> FactId | None:
    """The fact that says an undone one anew and counts, if any."""
    named, twin = facts.alias("named"), facts.alias("twin")
    query = select(twin.c.id).where(named.c.id == fact, *_is_twin(named, twin))
    found = connection.execute(query.order_by(twin.c.id).limit(1)).scalar()
    return None if found is None else FactId(found)


def answers_given_back(connection: Connection) -> frozenset[FactId]:
    """The answers that count and say one anew that was undone."""
    return frozenset(_given_back(connection))


def _given_back(connection: Connection) -> dict[FactId, CardId]:
    return remembered(connection, GIVEN_BACK, lambda: _read_given_back(connection))


def _read_given_back(connection: Connection) -> dict[FactId, CardId]:
    named, twin, undos = facts.alias("named"), facts.alias("twin"), facts.alias("taking_back")
    undone = (undos.c.undoes == named.c.id, named.c.kind == "review")
    by_undos = undos.c.undoes > ""  # true of all of them: SQLite begins with these few, not all
    chosen = (by_undos, *undone, *_is_twin(named, twin))
    query = select(twin.c.id, twin.c.card_id).where(*chosen).distinct()
    return {FactId(id_): CardId(card) for id_, card in connection.execute(query)}


def undone_before_said_anew(
    connection: Connection, card: CardId
) -> dict[FactId, list[tuple[FactId, int]]]:
    """A card's answers that count and say others anew: which, and the clock of their undos."""
    ids = sources(card, edges_around(connection, card))
    if known(connection) is not None and ids.keys().isdisjoint(_given_back(connection).values()):
        return {}
    named, twin, undos = facts.alias("named"), facts.alias("twin"), facts.alias("taking_back")
    mine = twin.c.card_id.in_(ids)
    answers = (mine, twin.c.kind == "review", undos.c.undoes == named.c.id)
    query = select(twin.c.id, named.c.id, undos.c.clock).where(*answers, *_is_twin(named, twin))
    found: dict[FactId, list[tuple[FactId, int]]] = {}
    for anew, undone, clock in connection.execute(query):
        found.setdefault(FactId(anew), []).append((FactId(undone), clock))
    return found


def is_standing(connection: Connection, fact: FactId) -> bool:
    """Whether a fact is here and no undo names it."""
    return (
        connection.execute(select(facts.c.id).where(facts.c.id == fact, ~is_undone())).first()
        is not None
    )


def _is_said_anew(named: FromClause) -> ColumnElement[bool]:
    twin = facts.alias("twin")
    return select(twin.c.id).where(*_is_twin(named, twin)).correlate(named).exists()


def _is_twin(named: FromClause, twin: FromClause) -> tuple[ColumnElement[bool], ...]:
    """That one fact says the other anew: a machine's clock never stands still but for that."""
    undos = facts.alias("undos")
    is_undone = select(undos.c.id).where(undos.c.undoes == twin.c.id).correlate(twin).exists()
    same = (twin.c.clock == named.c.clock, twin.c.machine == named.c.machine)
    return *same, twin.c.kind == named.c.kind, twin.c.id != named.c.id, ~is_undone


def _begins_act(connection: Connection, fact: FactId) -> bool:
    """Whether a fact is the first of its act, not one of the others."""
    rows = connection.execute(select(facts).where(facts.c.id == fact))
    return any(act_with(connection, found) == fact for found in facts_in(rows))


def _undos(rows: Iterable[Row[Any]]) -> Iterator[Undo]:
    return (fact for fact in facts_in(rows) if isinstance(fact, Undo))


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


def _names(kinds: tuple[type[Fact], ...]) -> list[str]:
    """The names of these kinds alone: what came with an import is of one, and no act itself."""
    return [name for name, kind in KINDS.items() if kind in kinds]


def _came_about(fact: Fact) -> tuple[int, FactId]:
    return fact.stamp.clock, fact.stamp.id


def head_of(connection: Connection, fact: Fact) -> Together | None:
    """What says that a fact is one of several; of what was given back the one that counts."""
    stamp = fact.stamp
    of_machine = (facts.c.kind.in_(_TOGETHER), facts.c.machine == stamp.machine)
    before = select(facts).where(*of_machine, facts.c.clock < stamp.clock)
    query = before.order_by(facts.c.clock.desc(), is_undone())
    head = next(facts_in(connection.execute(query.limit(1))), None)
    is_in = isinstance(head, Together) and stamp.clock <= head.until
    return head if isinstance(head, Together) and is_in else None


def parts_of(head: Together) -> tuple[ColumnElement[bool], ...]:
    """Which facts are those of an act on several cards."""
    span = facts.c.clock.between(head.stamp.clock + 1, head.until)
    return (facts.c.machine == head.stamp.machine, span, facts.c.kind.in_(_DONE_TOGETHER))
