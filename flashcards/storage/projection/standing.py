"""What the facts without a card come to, as it is stored: a row a plan, a mock and a round."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import Connection, delete, func, insert, or_, select, text

from flashcards.core.decisions import Decisions
from flashcards.core.json_values import json_value, reader_of
from flashcards.core.log.facts import Fact
from flashcards.core.log.lineage import Order
from flashcards.core.log.record import names_of
from flashcards.core.log.stamp import FactId
from flashcards.core.standing import KINDS, TAKEN_BACK, Standing
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import BESIDES_REVIEWS, facts, standing
from flashcards.storage.log.log import read_facts
from flashcards.storage.log.undos import is_undone

if TYPE_CHECKING:
    from flashcards.core.preparation.interviews.interviews import Interview
    from flashcards.core.preparation.mock.mock import Mock
    from flashcards.core.preparation.plan.followed import StartedPlan

STANDING: Final = "standing"
"""Under which name a connection remembers it."""

_ALL: Final = names_of(*KINDS)
_STAYING: Final = tuple(name for name in _ALL if name not in names_of(*TAKEN_BACK))


class _Decided(NamedTuple):
    """The row that is always there; `facts` about no card it goes by, undos of such too."""

    decisions: Decisions
    latest: Order
    facts: int


_PARTS: Final = ("plan", "mock", "round")
_UNREADABLE: Final = (ArithmeticError, LookupError, TypeError, ValueError)


def stored_standing(connection: Connection) -> Standing | None:
    """What is stored; None where nothing is, what cannot be read, or less than the log tells.

    An older version that had the database open when it was upgraded still writes facts alone.
    """
    found: dict[str, list[Any]] = {part: [] for part in ("decisions", *_PARTS)}
    try:
        for part, body in connection.execute(select(standing.c.part, standing.c.body)):
            found[part].append(json.loads(body))
        ((decisions, latest, told),) = found["decisions"]
        if told != _facts_about_no_card(connection):
            return None
        plans, mocks, rounds = _preparation(*(found[part] for part in _PARTS))
        return Standing(
            reader_of(Decisions)(decisions),
            tuple(sorted(plans, key=lambda plan: plan.came_about)),
            tuple(sorted(mocks, key=lambda mock: mock.came_about)),
            tuple(sorted(rounds, key=lambda one: (one.on, one.id))),
            reader_of(Order)(latest),
        )
    except _UNREADABLE:
        return None


def _preparation(
    plans: list[Any], mocks: list[Any], rounds: list[Any]
) -> "tuple[Iterable[StartedPlan], Iterable[Mock], Iterable[Interview]]":
    """What is stored of the preparation; where there is none, nothing of it is loaded."""
    if not (plans or mocks or rounds):
        return (), (), ()
    from flashcards.core.preparation.interviews.interviews import Interview
    from flashcards.core.preparation.mock.mock import Mock
    from flashcards.core.preparation.plan.followed import StartedPlan

    return (
        map(reader_of(StartedPlan), plans),
        map(reader_of(Mock), mocks),
        map(reader_of(Interview), rounds),
    )


def store_standing(connection: Connection, before: Standing | None, after: Standing) -> None:
    """Replace what is stored, `before`, by what holds now; None where all is to be replaced."""
    told = _facts_about_no_card(connection)
    there, now = _items(before, told), _items(after, told)
    if before is None:
        connection.execute(delete(standing))
    changed = {key: one for key, one in now.items() if there.get(key) is not one}
    for part, id_ in there.keys() & changed.keys() | there.keys() - now.keys():
        connection.execute(delete(standing).where(standing.c.part == part, standing.c.id == id_))
    rows = [{"part": part, "id": id_, "body": _text(one)} for (part, id_), one in changed.items()]
    connection.execute(insert(standing), rows)


def is_empty_standing(connection: Connection) -> bool:
    """Whether nothing was stored yet, as right after an upgrade."""
    return connection.execute(select(standing.c.part).limit(1)).first() is None


def facts_of_standing(connection: Connection) -> list[Fact]:
    """All facts that count for it."""
    about_no_card = text(BESIDES_REVIEWS), facts.c.card_id.is_(None), facts.c.kind.in_(_ALL)
    counts = or_(facts.c.kind.in_(_STAYING), ~is_undone())
    return list(read_facts(connection, select(facts).where(*about_no_card, counts)))


def telling_among(connection: Connection, ids: Collection[FactId]) -> set[FactId]:
    """Those of the facts that count for it, or are not here yet."""
    found = set(ids)
    for some in batched(ids):
        others = facts.c.id.in_(some), facts.c.kind.not_in(_ALL)
        found.difference_update(connection.execute(select(facts.c.id).where(*others)).scalars())
    return found


def _facts_about_no_card(connection: Connection) -> int:
    chosen = text(BESIDES_REVIEWS), facts.c.card_id.is_(None)
    query = select(func.count()).select_from(facts).where(*chosen)
    return connection.execute(query).scalar_one()


def _items(found: Standing | None, told: int) -> Mapping[tuple[str, str], Any]:
    """Everything that has a row, by its key."""
    if found is None:
        return {}
    own: dict[str, tuple[Any, ...]]
    own = {"plan": found.plans, "mock": found.mocks, "round": found.rounds}
    items = {(part, one.id): one for part, every in own.items() for one in every}
    return {("decisions", ""): _Decided(found.decisions, found.latest, told), **items}


def _text(item: object) -> str:
    return json.dumps(json_value(item), ensure_ascii=False, separators=(",", ":"))
