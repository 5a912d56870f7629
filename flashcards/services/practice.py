"""What flash has seen the learner do since a plan began."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from flashcards.core.card import CardId, Kind, is_exercise
from flashcards.core.log.preparation_facts import NamedRound
from flashcards.core.preparation.plan.automatic_ticks import Observed, is_ticked_by
from flashcards.core.preparation.plan.calendar import PlanCalendar
from flashcards.core.preparation.plan.plan import Plan
from flashcards.core.study_day import Moment, study_day
from flashcards.services.work import Work
from flashcards.storage.database.engine import Connection
from flashcards.storage.database.whole_stories import whole_since
from flashcards.storage.log.lineage import living_continuations
from flashcards.storage.read_models.practice import (
    PractisedAnswer,
    StudiedCard,
    answered_before,
    answers_since,
    questions_to_ask,
    stories,
    studied_since,
)

_ENOUGH_RATED: Final = 3
"""Skills rated on a day that make it one of self-assessment; a single one is none."""


def observed(work: Work, plan: Plan, span: PlanCalendar, since: date) -> tuple[Observed, ...]:
    """What may tick the plan's activities, in the order in which it was done.

    Of a question the first answer in time counts that is given in or after weeks that ask it.

    A story counts as of the day on which it was first seen whole.
    """
    if not any(one.ticked_by for one in plan.activities.values()):
        return ()
    connection = work.connection
    cards, begins = dict[CardId, StudiedCard](), dict[CardId, date]()
    for card in studied_since(connection, since):
        first = _counts_from(plan, span, card)
        if first is not None:
            cards[card.id], begins[card.id] = card, first
    found = [
        *_written(work, plan),
        *_done(connection, cards, begins, since),
        *_to_ask(work, plan, since),
    ]
    return tuple(sorted(found, key=lambda one: one.on))


def was_answered_before(connection: Connection, plan: Plan, day: date) -> bool:
    """Whether a card that the plan asks for was answered before a day, which is not counted."""
    every = [(phase, one) for phase in plan.phases for one in phase.activities]
    seen = (_observed(card, day) for card in answered_before(connection, day))
    return any(is_ticked_by(one, phase, card) for card in seen for phase, one in every)


def _done(
    connection: Connection,
    cards: dict[CardId, StudiedCard],
    begins: dict[CardId, date],
    since: date,
) -> Iterator[Observed]:
    """What the answers to the cards come to."""
    if not cards:
        return
    now = living_continuations(connection)
    earlier = {old for old, new in now.items() if new in cards}
    kept, rated = set[CardId](), defaultdict[date, list[PractisedAnswer]](list)
    for one in answers_since(connection, {*cards, *earlier}, since):
        card = cards[now.get(one.card, one.card)]
        doing = _doing(card)
        if doing == "rating":
            rated[one.on].append(one)
        elif doing != "answer":
            yield _observed(card, one.on, one)
        elif one.in_time and card.id not in kept and one.on >= begins[card.id]:
            kept.add(card.id)
            yield _observed(card, one.on, one)
    for day, ratings in rated.items():
        if len(ratings) >= _ENOUGH_RATED:
            enough = ratings[_ENOUGH_RATED - 1].fact
            yield Observed("rating", day, ms=sum(one.ms for one in ratings), act=enough)


def _written(work: Work, plan: Plan) -> Iterator[Observed]:
    """The stories of which every part is written, since then; or since they were first told."""
    if not _asks_for(plan, "story"):
        return
    since = whole_since(work.connection)
    for card, text in stories(work.connection):
        if _is_written(text):
            at = since.get(card.id)
            whole_on = at and work.collection.today(Moment(at, work.moment.zone))
            yield Observed("story", whole_on or card.first_studied_on or work.today)


def _is_written(text: str) -> bool:
    """What reads Markdown is loaded where there is a story to read."""
    from flashcards.core.preparation.stories import is_written

    return is_written(text)


def _to_ask(work: Work, plan: Plan, since: date) -> Iterator[Observed]:
    """The questions that were kept for the interviewers of a round, each of them once."""
    if not _asks_for(plan, "question"):
        return
    rounds, kept = {one.id for one in work.standing.rounds}, set[tuple[NamedRound, str]]()
    zone, rollover_hour = work.moment.zone, work.collection.settings.rollover_hour
    for fact in questions_to_ask(work.connection):
        question = fact.interview, fact.question
        on = study_day(fact.stamp.at, zone, rollover_hour)
        if fact.interview in rounds and question not in kept and on >= since:
            kept.add(question)
            yield Observed("question", on, act=fact.stamp.id)


def _asks_for(plan: Plan, doing: str) -> bool:
    return any(one.ticked_by == doing for one in plan.activities.values())


def _counts_from(plan: Plan, span: PlanCalendar, card: StudiedCard) -> date | None:
    """The first day of the weeks that ask for it, of the first ones any; None where none do."""
    if _doing(card) == "rating":
        return date.min
    seen = _observed(card, date.min)
    for phase in plan.phases:
        if any(is_ticked_by(one, phase, seen) for one in phase.activities):
            # A plan takes over what one before it had counted, from before it began.
            is_first = phase is plan.phases[0]
            return date.min if is_first else span.begin_of(phase.first_week, plan.weeks)
    return None


def _doing(card: StudiedCard) -> str:
    """Which of `TICKED_BY` an answer to the card is."""
    if card.kind is Kind.SELF_ASSESSMENT:
        return "rating"
    if card.kind is Kind.STORY:
        return "telling"
    return "exercise" if is_exercise(card.kind, card.limit_s) else "answer"


def _observed(card: StudiedCard, on: date, answer: PractisedAnswer | None = None) -> Observed:
    doing = _doing(card)
    # A story is told for a plan wherever its deck stands.
    place = ("", "") if doing == "telling" else (card.deck, card.area)
    if answer is None:
        return Observed(doing, on, *place)
    return Observed(doing, on, *place, ms=answer.ms, act=answer.fact, card=card.id)
