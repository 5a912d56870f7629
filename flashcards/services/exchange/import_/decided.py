"""What was decided elsewhere about cards without an answer: suspended, resumed, buried."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.study_day import study_day
from flashcards.formats.foreign import ForeignState
from flashcards.services.work import Work
from flashcards.storage.log.brought import last_decisions
from flashcards.storage.projection.schedules import put_aside


@dataclass(frozen=True, slots=True)
class Decided:
    """The cards that stand otherwise here, and when it was decided there that they should not."""

    suspended: Mapping[CardId, datetime]
    resumed: Mapping[CardId, datetime]
    buried: Mapping[CardId, datetime]

    @property
    def cards(self) -> tuple[CardId, ...]:
        """Those cards."""
        return *self.suspended, *self.resumed, *self.buried

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.suspended) + len(self.resumed) + len(self.buried)


_ASKED: Final = (False, None)
"""Neither suspended nor buried."""


def decided(work: Work, states: Mapping[CardId, ForeignState], *, are_own: bool) -> Decided:
    """What is to follow of how cards stand elsewhere that have their history here.

    The later decision counts. A card is resumed only where its suspension was known there: that of
    an own card goes along, of another it must have come from there.
    """
    here = put_aside(work.connection, list(states))
    differing = {
        card: state.since
        for card, state in states.items()
        if state.since and _is_otherwise(work, state, here.get(card, _ASKED))
    }
    last = last_decisions(work.connection, list(differing))
    suspended: dict[CardId, datetime] = {}
    resumed: dict[CardId, datetime] = {}
    buried: dict[CardId, datetime] = {}
    for card, since in differing.items():
        state, before = states[card], last.get(card)
        if before is not None and since <= before.at:
            continue
        if state.suspended:
            suspended[card] = since
        elif state.buried:
            buried |= {card: since} if _is_today(work, since) else {}
        elif state.decided and before is not None and (are_own or before.was_brought):
            resumed[card] = since
    return Decided(suspended, resumed, buried)


def _is_otherwise(work: Work, state: ForeignState, here: tuple[bool, date | None]) -> bool:
    """Whether a card is suspended there and not here, or vice versa; or buried there today."""
    is_suspended, buried_on = here
    is_buried = state.buried and state.since is not None and _is_today(work, state.since)
    return state.suspended != is_suspended or (is_buried and buried_on != work.today)


def _is_today(work: Work, at: datetime) -> bool:
    zone, rollover = work.moment.zone, work.collection.settings.rollover_hour
    return study_day(at, zone, rollover) == work.today
