"""One answer: graded, scheduled and written, durable when the function returns."""

from collections.abc import Collection as Collected
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from flashcards.core.card import CardId, Kind
from flashcards.core.decisions import Decisions
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.log.brought_twice import to_millisecond
from flashcards.core.log.card_facts import Review, Said, Suspended, series_of
from flashcards.core.log.facts import Fact
from flashcards.core.log.stamp import FactId, MachineId, Stamp
from flashcards.core.rating import Rating, rating_of_score
from flashcards.core.schedule import Policy, Schedule, is_marked
from flashcards.core.scheduling.load_balancing import Calendar, balanced_day
from flashcards.core.scheduling.replay import ScheduleOutcome, outcome
from flashcards.core.settings import Settings
from flashcards.core.study_day import Moment
from flashcards.errors.cards import InvalidRating
from flashcards.services.collection import Collection
from flashcards.services.log.append import card_named, introduction, record, record_late
from flashcards.services.log.reschedule import others_after, reschedule
from flashcards.services.work import Work, writing_work
from flashcards.storage.database import memory
from flashcards.storage.database.engine import Connection
from flashcards.storage.log import acts, log
from flashcards.storage.log.brought import is_told
from flashcards.storage.log.lineage import EDGES
from flashcards.storage.log.machine import MACHINE
from flashcards.storage.projection import cards, loads
from flashcards.storage.projection.loads import cards_due, siblings_due
from flashcards.storage.projection.schedules import advance_schedule
from flashcards.storage.projection.standing import STANDING

_STAYING: Final = (
    *(STANDING, MACHINE, EDGES, acts.GIVEN_BACK),
    *(log.INTRODUCED, log.ANSWERS, cards.KNOWN_CARDS, loads.LOADS),
)
"""What an answer leaves as it is, or for all cards but its own."""


@dataclass(frozen=True, slots=True)
class Grade:
    """What the learner said: 1 to 4, of a self-assessment 1 to 5; in what time; and where.

    `duration_ms` ends with the grade, `revealed_ms` with the reveal; `note` is in own words; `said`
    are the answer's points that were said, from 1, None where nobody ticked any.
    """

    given: int
    duration_ms: int | None = None
    source: str = "answer"
    revealed_ms: int | None = None
    note: str = ""
    said: Collected[int] | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The review that was written, the card's schedule after it, and whether it made a leech.

    `said` tells which of its points were said, if they were ticked.
    """

    review: Review
    schedule: Schedule
    leech: bool = False
    said: Said | None = None


def answer(collection: Collection, moment: Moment, card: CardId, grade: Grade) -> Answered:
    """Grade a card; the fact and the schedule are written in one transaction."""
    with writing_work(collection, moment) as work:
        return answer_within(work, card, grade)


def answer_within(work: Work, card: CardId, grade: Grade) -> Answered:
    """Grade a card inside a writing transaction that is open."""
    held = memory.known(work.connection)
    known, settings = card_named(work.connection, card), work.collection.settings
    introduced = introduction(work, known.card, as_it_is=grade.said is not None)
    draft = _review(known, work.stamp(), work.moment, grade, settings.rollover_hour)
    ticked = [] if grade.said is None else [_said(work, known, draft, grade.said)]
    if _is_late(work, draft, known.schedule) or log.is_outranked(work.connection, draft.stamp):
        review = draft
        schedule = record_late(work, card, [*introduced, review, *ticked])
    else:
        schedule = next_schedule(work, known, draft, work.policy(known.overrides))
        review = replace(draft, due_on=None if schedule.in_steps else schedule.due_on)
        others, said = others_after(work, card), [*introduced, review, *ticked]
        work.append(said)
        advance_schedule(work.connection, card, known.schedule, schedule, known.overrides)
        for other in others:
            reschedule(work, other)
        if held is not None and not others:
            memory.keep(work.connection, _still_known(held, known, said, schedule))
    leech = is_marked(known.schedule.lapses, schedule.lapses, settings.leech_lapses)
    return leech_at_rest(work, Answered(review, schedule, leech, next(iter(ticked), None)))


def _still_known(
    held: dict[str, Any], before: KnownCard, said: Sequence[Fact], after: Schedule
) -> dict[str, Any]:
    """What was read before an answer and holds after it, brought up to it."""
    values: dict[str, Any] = {name: held[name] for name in _STAYING if name in held}
    values.get(cards.KNOWN_CARDS, {}).pop(before.card.id, None)
    log.after_answer(values, said)
    loads.after_answer(values, before.schedule, after)
    return values


def leech_at_rest(work: Work, done: Answered) -> Answered:
    """What was answered; a leech is suspended where the settings say so, as part of the answer."""
    is_asked = done.leech and not done.schedule.suspended
    if not (is_asked and work.collection.settings.leech_suspend):
        return done
    card = done.review.card
    fact = Suspended(work.stamp(), card, done.review.stamp.id)
    return replace(done, schedule=record(work, card, [fact]))


def foreseen(work: Work, known: KnownCard, grades: Iterable[Grade]) -> list[Schedule]:
    """The schedule that each of the grades would give; writes nothing."""
    moment, rollover = work.moment, work.collection.settings.rollover_hour
    stamp = Stamp(FactId(""), MachineId(""), moment.now, 0)
    policy = work.policy(known.overrides)
    drafts = (_review(known, stamp, moment, grade, rollover) for grade in grades)
    return [next_schedule(work, known, draft, policy) for draft in drafts]


def next_schedule(work: Work, known: KnownCard, draft: Review, policy: Policy) -> Schedule:
    """The schedule after an answer that comes after all others, its due day chosen."""
    found = outcome(known.schedule, series_of([draft]), policy)
    return _balanced(work.connection, work.collection.settings, work.decisions, known, found)


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


def _said(work: Work, known: KnownCard, review: Review, numbers: Collected[int]) -> Said:
    """The points said with an answer, as a fact; raises `NoPoints` or `UnknownPoint`."""
    from flashcards.core.decks.points import chosen, points_of

    points = points_of(known.card)
    said = chosen(points, numbers)
    return Said(work.stamp(), known.card.id, review.stamp.id, said, len(points))


def rating_of(known: KnownCard, given: int) -> Rating:
    """What a grade counts as on the card's scale; raises `InvalidRating`."""
    if not 1 <= given <= known.highest_rating:
        raise InvalidRating(given, known.highest_rating)
    is_assessed = known.card.kind is Kind.SELF_ASSESSMENT
    return rating_of_score(given) if is_assessed else Rating(given)


def _is_late(work: Work, review: Review, schedule: Schedule) -> bool:
    """Whether the answer belongs before one that is counted, or in place of one of an import."""
    last, at = schedule.last_review_at, review.stamp.at
    if last is None or to_millisecond(at) > last:
        return False
    return at < last or is_told(work.connection, review.card, at)


def _balanced(
    connection: Connection,
    settings: Settings,
    decided: Decisions,
    known: KnownCard,
    found: ScheduleOutcome,
) -> Schedule:
    """The outcome of an answer with the due day chosen; days near a sibling's are avoided."""
    if found.days is None or found.days[0] == found.days[1]:
        return found.schedule
    ahead = Calendar(cards_due(connection, *found.days), settings.easy_days, decided.breaks)
    gap = settings.sibling_days
    near = siblings_due(connection, known.card) if gap else ()
    apart = {day + timedelta(days=off) for day in near for off in range(1 - gap, gap)}
    due_on = balanced_day(found.days, ahead, apart, known.card.id, found.schedule.reps)
    return replace(found.schedule, due_on=due_on)
