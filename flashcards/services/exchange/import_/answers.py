"""Answers that were given elsewhere, as facts of this collection."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flashcards.core.card import CardId, Kind
from flashcards.core.frozen import dataclass
from flashcards.core.log.brought_twice import to_millisecond
from flashcards.core.log.card_facts import Introduced, Review
from flashcards.core.log.facts import Fact
from flashcards.core.log.limits import LONGEST_TEXT, is_id
from flashcards.core.log.stamp import FactId
from flashcards.core.study_day import study_day
from flashcards.formats.foreign import ForeignReview
from flashcards.services.log.append import introduction
from flashcards.services.work import Work
from flashcards.storage.log import log
from flashcards.storage.log.acts import came_with
from flashcards.storage.projection.cards import known_card


@dataclass(frozen=True, slots=True)
class PlannedAnswers:
    """The answers that are not here yet, how many are, and how many are of no known card.

    `repeated` counts those that the sources tell of again: they count once.
    """

    new: tuple[ForeignReview, ...] = ()
    known: int = 0
    cards: int = 0
    unknown_cards: int = 0
    repeated: int = 0


def planned_answers(work: Work, found: Sequence[ForeignReview]) -> PlannedAnswers:
    """The answers that the log does not have: none of the card at that instant.

    Where several have one instant the first counts: what is one to the log is one here.
    """
    there: dict[str, set[datetime]] = {}
    unknown: set[str] = set()
    for card in dict.fromkeys(one.card for one in found if is_id(one.card)):
        id_ = CardId(card)
        facts = log.facts_of(work.connection, id_)
        there[card] = {to_millisecond(f.stamp.at) for f in facts if isinstance(f, Review)}
        if known_card(work.connection, id_) is None:
            unknown.add(card)
    new: dict[tuple[str, datetime], ForeignReview] = {}
    known = repeated = 0
    for one in found:
        at = to_millisecond(one.at)
        if one.card not in there or at in there[one.card]:
            known += 1
        elif (one.card, at) in new:
            repeated += 1
        else:
            new[one.card, at] = one
    cards = {one.card for one in new.values()}
    return PlannedAnswers(tuple(new.values()), known, len(cards), len(cards & unknown), repeated)


def answer_facts(work: Work, answers: Sequence[ForeignReview], act: FactId) -> list[Fact]:
    """The facts, dated as they were given, in their order; each card has a face in the log."""
    zone, rollover = work.moment.zone, work.collection.settings.rollover_hour
    facts: list[Fact] = []
    met: set[str] = set()
    for one in sorted(answers, key=lambda answer: answer.at):
        card = CardId(one.card)
        if card not in met:
            met.add(card)
            facts += _face(work, card)
        stamp = work.stamp_at(one.at)
        offset = one.at.astimezone(zone).utcoffset() or timedelta()
        facts.append(
            Review(
                stamp,
                card,
                one.rating,
                studied_on=study_day(one.at, zone, rollover),
                utc_offset_s=int(offset.total_seconds()),
                duration_ms=one.duration_ms,
                source=came_with(act),
            )
        )
    return facts


def _face(work: Work, card: CardId) -> list[Introduced]:
    known = known_card(work.connection, card)
    if known is not None:
        return introduction(work, known.card)
    if log.is_introduced(work.connection, card):
        return []
    return [Introduced(work.stamp(), card, Kind.QUESTION, card[:LONGEST_TEXT], "")]
