"""Answers that a clock dated ahead, redated to when they can have been given, as facts."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from flashcards.core.frozen import dataclass
from flashcards.core.log.card_facts import Redated, Review
from flashcards.core.log.misdated import DAY, Bounds, given_at
from flashcards.core.log.stamp import MachineId
from flashcards.core.study_day import Moment, study_day
from flashcards.services.collection import Collection
from flashcards.services.log.misdated import by_machine, other_machine
from flashcards.services.log.reschedule import reschedule_many
from flashcards.services.progress import Progress, unheard
from flashcards.services.work import writing_work
from flashcards.storage.database.engine import Connection
from flashcards.storage.log.answer_dates import dated_by, last_dated


@dataclass(frozen=True, slots=True)
class RedatedAnswers:
    """Answers of one machine, and how many cards they are of: their study days before and now.

    `machine` is None for this one.
    """

    machine: MachineId | None
    answers: int
    cards: int
    dated: tuple[date, date]
    given: tuple[date, date]


def redate(
    collection: Collection, moment: Moment, progress: Progress = unheard
) -> tuple[RedatedAnswers, ...]:
    """Let answers that are dated after now count as given before, in one act.

    When, is what the facts tell that their machine wrote before and after them.
    """
    rollover = collection.settings.rollover_hour
    with writing_work(collection, moment) as work:
        connection = work.connection
        facts: list[Redated] = []
        told: list[RedatedAnswers] = []
        for machine, own in by_machine(connection, moment.now):
            given: list[date] = []
            for review, at in _given(connection, machine, own, moment.now):
                zone = timezone(timedelta(seconds=review.utc_offset_s))
                given.append(study_day(at, zone, rollover))
                act = facts[0].stamp.id if facts else None
                named = review.card, review.stamp.id, at, given[-1], act
                facts.append(Redated(work.stamp(), *named))
            told.append(_told(other_machine(connection, machine), own, given))
        work.append(facts)
        reschedule_many(work, sorted({fact.card for fact in facts}), progress)
    return tuple(told)


def _told(machine: MachineId | None, own: list[Review], given: list[date]) -> RedatedAnswers:
    dated = [one.studied_on for one in own]
    cards = len({one.card for one in own})
    return RedatedAnswers(
        machine, len(own), cards, (min(dated), max(dated)), (min(given), max(given))
    )


def _given(
    connection: Connection, machine: MachineId, own: list[Review], now: datetime
) -> Iterator[tuple[Review, datetime]]:
    """When each answer was given, those together that nothing dated right came between."""
    begin, right = own[0].stamp.clock, now + DAY
    ahead = {one.stamp.id: one for one in own}
    before = last_dated(connection, machine, begin, right)
    together: list[Review] = []
    for fact, at in dated_by(connection, machine, begin):
        if fact in ahead:
            together.append(ahead[fact])
        elif at <= right:
            yield from _between(together, Bounds(before, min(at, now)))
            before, together = max(at, before or at), []
    yield from _between(together, Bounds(before, now))


def _between(answers: list[Review], bounds: Bounds) -> Iterator[tuple[Review, datetime]]:
    if answers:
        yield from zip(answers, given_at([one.stamp.at for one in answers], bounds), strict=True)
