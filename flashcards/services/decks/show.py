"""One card with everything that happened to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from flashcards.core.decks.sides import sides
from flashcards.core.known_card import KnownCard
from flashcards.core.log.card_facts import Review, Said
from flashcards.core.log.facts import Fact
from flashcards.core.log.order import counting, order
from flashcards.core.log.points_said import answer_key, points_said
from flashcards.core.schedule import Policy, Schedule, State
from flashcards.core.scheduling.replay import apply
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.card_names import find_card, living_cards
from flashcards.services.decks.rows import CardRow, card_row
from flashcards.services.decks.siblings import studied_lately, with_siblings
from flashcards.services.policies import policy_under
from flashcards.services.standing import standing
from flashcards.services.work import reading_work
from flashcards.storage.database.engine import reading
from flashcards.storage.log.log import history_of

if TYPE_CHECKING:
    from flashcards.core.statistics.points_left_out import PointsLeftOut


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One answer and the schedule right after it; an undone one has none.

    `said` are those of its `points` that were said, None for both where nobody ticked them.
    """

    id: str
    at: datetime
    rating: int
    score: int | None
    duration_ms: int | None
    state: State | None
    stability: float | None
    difficulty: float | None
    due_on: date | None
    undone: bool
    source: str
    limit_s: int | None
    revealed_ms: int | None
    note: str
    said: tuple[int, ...] | None
    points: int | None


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card's row and its history, oldest answer first; its answer, a deletion in brackets.

    `points` are those of its answer as it is now; `left_out` tells of them once any were ticked.
    """

    row: CardRow
    history: tuple[HistoryRow, ...]
    answer: str
    points: tuple[str, ...] = ()
    left_out: "PointsLeftOut | None" = None


def show(collection: Collection, moment: Moment, name: str) -> ShownCard:
    """The card of that very name with its history; raises `UnknownCard` or `AmbiguousCard`."""
    return _shown(collection, moment, [find_card(collection, name)])[0]


def show_all(collection: Collection, moment: Moment, name: str) -> list[ShownCard]:
    """The cards of that name as they live on, or of the place, each with its history.

    Raises `UnknownCard` or `AmbiguousCard`.
    """
    return _shown(collection, moment, living_cards(collection, name))


def _shown(collection: Collection, moment: Moment, found: Sequence[KnownCard]) -> list[ShownCard]:
    today = collection.today(moment)
    with reading_work(collection, moment) as work:
        studied, policy = studied_lately(work), work.policy()
    resting = [with_siblings(known, studied, today) for known in found]
    rows = [card_row(collection.settings, policy, known, today) for known in resting]
    shown = [
        ShownCard(row, history(collection, known), sides(known.card).bracketed_answer)
        for row, known in zip(rows, resting, strict=True)
    ]
    return [_with_points(one, known) for one, known in zip(shown, resting, strict=True)]


def _with_points(shown: ShownCard, known: KnownCard) -> ShownCard:
    """The card with what is left out of its points, where some were ticked."""
    from flashcards.core.statistics.points_left_out import PointsTicked, points_left_out

    ticked = [
        PointsTicked(row.said, row.points)
        for row in shown.history
        if row.said is not None and row.points is not None and not row.undone
    ]
    if not ticked:
        return shown
    from flashcards.core.decks.points import points_of

    points = tuple(point.text for point in points_of(known.card))
    return replace(shown, points=points, left_out=points_left_out(ticked, len(points)))


def history(collection: Collection, known: KnownCard) -> tuple[HistoryRow, ...]:
    """Every answer the card was given, undone ones too."""
    with reading(collection.engine) as connection:
        facts = history_of(connection, known.card.id)
        decided = standing(connection).decisions
    policy = policy_under(collection, decided, known.overrides)
    after = _schedules_after(facts, policy)
    given = {fact.stamp.id: fact for fact in counting(facts)}
    as_counted = sorted((given.get(fact.stamp.id, fact) for fact in facts), key=order)
    reviews = [fact for fact in as_counted if isinstance(fact, Review)]
    keys = {review.stamp.id: answer_key(review) for review in reviews}
    told = points_said((fact for fact in given.values() if isinstance(fact, Said)), keys)
    return tuple(_row(review, after, told.get(answer_key(review))) for review in reviews)


def _schedules_after(facts: list[Fact], policy: Policy) -> dict[str, Schedule]:
    schedule = Schedule()
    after: dict[str, Schedule] = {}
    for fact in counting(facts):
        schedule = apply(schedule, fact, policy)
        after[fact.stamp.id] = schedule
    return after


def _row(review: Review, after: dict[str, Schedule], said: Said | None) -> HistoryRow:
    schedule = after.get(review.stamp.id)
    known = schedule or Schedule()
    return HistoryRow(
        id=review.stamp.id,
        at=review.stamp.at,
        rating=int(review.rating),
        score=review.score,
        duration_ms=review.duration_ms,
        state=schedule.state if schedule else None,
        stability=known.stability,
        difficulty=known.difficulty,
        due_on=known.due_on,
        undone=schedule is None,
        source=review.source,
        limit_s=review.limit_s,
        revealed_ms=review.revealed_ms,
        note=review.note,
        said=said.points if said else None,
        points=said.of if said else None,
    )
