"""One card with everything that happened to it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from flashcards.core.card import Kind
from flashcards.core.decks.sides import sides
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.log.card_facts import Introduced, Review, Said
from flashcards.core.log.facts import Fact
from flashcards.core.log.order import came_about, counting, order
from flashcards.core.log.points_said import AnswerKey, answer_key, points_said
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
    from flashcards.core.statistics.points_left_out import PointsLeftOut, PointsTicked


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
    return [_with_points(one, known, collection) for one, known in zip(shown, resting, strict=True)]


def _with_points(shown: ShownCard, known: KnownCard, collection: Collection) -> ShownCard:
    """The card with what is left out of its points, where some were ticked."""
    if all(row.said is None or row.undone for row in shown.history):
        return shown
    from flashcards.core.statistics.points_left_out import points_left_out

    with reading(collection.engine) as connection:
        ticked = _ticked(history_of(connection, known.card.id))
    points = _texts(known.card.kind, known.card.back)
    return replace(shown, points=points, left_out=points_left_out(ticked, points))


def _ticked(facts: Sequence[Fact]) -> "list[PointsTicked]":
    """What was said with each answer that counts, in order, and the points that it had then."""
    from flashcards.core.statistics.points_left_out import PointsTicked

    given = list(counting(facts))
    reviews = [fact for fact in given if isinstance(fact, Review)]
    told = _told(given, reviews)
    faces = [fact for fact in facts if isinstance(fact, Introduced)]
    found = (told.get(answer_key(review)) for review in sorted(reviews, key=order))
    return [PointsTicked(said.points, _points_then(said, faces)) for said in found if said]


def _points_then(said: Said, faces: Sequence[Introduced]) -> tuple[str, ...]:
    """The points of the text that was answered; none where the log does not know it."""
    before = (
        face for face in faces if face.card == said.card and came_about(face) < came_about(said)
    )
    face = max(before, key=came_about, default=None)
    points = () if face is None else _texts(face.kind, face.back)
    return points if len(points) == said.of else ()


def _texts(kind: Kind, answer: str) -> tuple[str, ...]:
    from flashcards.core.decks.points import points_in

    return tuple(point.text for point in points_in(kind, answer))


def _told(given: Sequence[Fact], reviews: Sequence[Review]) -> dict[AnswerKey, Said]:
    keys = {review.stamp.id: answer_key(review) for review in reviews}
    return points_said((fact for fact in given if isinstance(fact, Said)), keys)


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
    told = _told(list(given.values()), reviews)
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
