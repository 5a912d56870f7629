"""One answer: graded, scheduled and written, durable when the function returns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flashcards.core.card import CardId, Kind
from flashcards.core.course import course_of
from flashcards.core.decisions import Decisions
from flashcards.core.known_card import KnownCard
from flashcards.core.leech import is_marked
from flashcards.core.log import Rating, Review, Suspended, rating_of_score
from flashcards.core.replay import outcome
from flashcards.core.schedule import Schedule
from flashcards.core.stamp import FactId, MachineId, Stamp
from flashcards.core.study_day import Moment
from flashcards.errors import InvalidRating
from flashcards.services.collection import Collection
from flashcards.services.policies import policy_under, standing
from flashcards.services.recording import (
    card_named,
    introduction,
    record,
    reschedule_continuations,
)
from flashcards.services.spreading import spread
from flashcards.storage import log
from flashcards.storage.database import Connection, reading, writing
from flashcards.storage.schedules import put_schedule


@dataclass(frozen=True, slots=True)
class Grade:
    """What the learner said: 1 to 4, of a self-assessment 1 to 5; in what time; and where.

    `duration_ms` ends with the grade, `revealed_ms` with the reveal; `note` is in own words.
    """

    given: int
    duration_ms: int | None = None
    source: str = "answer"
    revealed_ms: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The review that was written, the card's schedule after it, and whether it made a leech."""

    review: Review
    schedule: Schedule
    leech: bool = False


def answer(collection: Collection, moment: Moment, card: CardId, grade: Grade) -> Answered:
    """Grade a card; the fact and the schedule are written in one transaction."""
    with writing(collection.engine) as connection:
        return answer_within(connection, collection, moment, card, grade)


def answer_within(
    connection: Connection, collection: Collection, moment: Moment, card: CardId, grade: Grade
) -> Answered:
    """Grade a card inside a writing transaction that is open."""
    known = card_named(connection, card)
    stamps = log.stamps(connection, moment.now)
    introduced = introduction(connection, known.card, stamps)
    draft = _review(known, next(stamps), moment, grade, collection.settings.rollover_hour)
    if _is_late(draft, known.schedule):
        review = draft
        schedule = record(connection, collection, card, [*introduced, review])
    else:
        schedule = _next(connection, collection, standing(connection), known, draft)
        review = replace(draft, due_on=None if schedule.in_steps else schedule.due_on)
        log.append(connection, [*introduced, review])
        put_schedule(connection, card, schedule, known.settings.policy)
        reschedule_continuations(connection, collection, card)
    leech_at = collection.settings.leech_lapses
    leech = is_marked(known.schedule.lapses, schedule.lapses, leech_at)
    return _leech_at_rest(connection, collection, Answered(review, schedule, leech), stamps)


def _leech_at_rest(
    connection: Connection, collection: Collection, done: Answered, stamps: Iterator[Stamp]
) -> Answered:
    """What was answered; a leech is suspended where the settings say so, as part of the answer."""
    is_asked = done.leech and not done.schedule.suspended
    if not (is_asked and collection.settings.leech_suspend):
        return done
    card = done.review.card
    fact = Suspended(next(stamps), card, done.review.stamp.id)
    return replace(done, schedule=record(connection, collection, card, [fact]))


def foreseen(
    collection: Collection, moment: Moment, known: KnownCard, grades: Iterable[Grade]
) -> list[Schedule]:
    """The schedule that each of the grades would give; writes nothing."""
    stamp = Stamp(FactId(""), MachineId(""), moment.now, 0)
    rollover = collection.settings.rollover_hour
    drafts = [_review(known, stamp, moment, grade, rollover) for grade in grades]
    with reading(collection.engine) as connection:
        decided = standing(connection)
        return [_next(connection, collection, decided, known, draft) for draft in drafts]


def _next(
    connection: Connection,
    collection: Collection,
    decided: Decisions,
    known: KnownCard,
    draft: Review,
) -> Schedule:
    policy = policy_under(collection, decided, known.settings.policy)
    found = outcome(known.schedule, course_of([draft]), policy)
    return spread(connection, collection.settings, decided, known, found)


def _review(
    known: KnownCard, stamp: Stamp, moment: Moment, grade: Grade, rollover_hour: int
) -> Review:
    """The answer as a fact, its due day still open; raises `InvalidRating`."""
    is_assessed = known.card.kind is Kind.SELF_ASSESSMENT
    return Review(
        stamp,
        known.card.id,
        rating_of(known, grade.given),
        studied_on=moment.today(rollover_hour),
        utc_offset_s=moment.utc_offset_s,
        score=grade.given if is_assessed else None,
        duration_ms=grade.duration_ms,
        source=grade.source,
        limit_s=None if grade.duration_ms is None else known.limit_s,
        note=grade.note,
        revealed_ms=None if known.limit_s is None else grade.revealed_ms,
    )


def rating_of(known: KnownCard, given: int) -> Rating:
    """What a grade counts as on the card's scale; raises `InvalidRating`."""
    if not 1 <= given <= known.highest_rating:
        raise InvalidRating(given, known.highest_rating)
    is_assessed = known.card.kind is Kind.SELF_ASSESSMENT
    return rating_of_score(given) if is_assessed else Rating(given)


def _is_late(review: Review, schedule: Schedule) -> bool:
    """Whether the answer belongs before one that is already counted."""
    last = schedule.last_review_at
    return last is not None and review.stamp.at < last
