"""What a study day asks: the same for the session and for the counts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from flashcards.core.card import CardId, Source
from flashcards.core.pace import Pace
from flashcards.core.preparation.assessment import dealt
from flashcards.core.queue import Candidate, Limits, admitted, focused_new, mixed, parted, resting
from flashcards.core.review_order import ordered_due
from flashcards.core.selection import Selection
from flashcards.core.session import LEARN_AHEAD, Step
from flashcards.services.collection import Collection
from flashcards.services.followed import focus_decks
from flashcards.services.limits import day_limits, ms_left
from flashcards.services.policies import standing
from flashcards.services.skills import weak_areas
from flashcards.services.studied import studied_lately
from flashcards.services.wish import Wish
from flashcards.storage import queue
from flashcards.storage.cards import decks_of
from flashcards.storage.database import Connection
from flashcards.storage.log import recent_durations
from flashcards.storage.spent import spent_on

if TYPE_CHECKING:
    from flashcards.services.towards import Towards

_ANSWERS_A_NEW_CARD = 2


@dataclass(frozen=True, slots=True)
class TodaysQueue:
    """Learning steps by instant, all that is due, and the cards to ask: due ones, then new.

    `towards` are the dates ahead, each with what it asks today.
    """

    steps: tuple[Step, ...]
    due: tuple[Candidate, ...]
    asked_due: tuple[Candidate, ...]
    asked_new: tuple[Candidate, ...]
    towards: "tuple[Towards, ...]" = ()

    def is_ready(self, now: datetime) -> bool:
        """Whether a session would show a card now."""
        soon = self.steps[:1] and self.steps[0].due_at <= now + LEARN_AHEAD
        return bool(self.asked_due or self.asked_new or soon)

    def waiting(self, mixing: str) -> tuple[CardId, ...]:
        """The cards to ask in their order."""
        due, new = ([one.card for one in some] for some in (self.asked_due, self.asked_new))
        return mixed(due, new, mixing)


def todays_queue(
    connection: Connection, collection: Collection, today: date, wish: Wish
) -> TodaysQueue:
    """The queue of a study day, as far as a wish selects from it."""
    return _Day(connection, collection, today, wish).queue()


class _Day:
    """The making of a day's queue."""

    def __init__(
        self, connection: Connection, collection: Collection, today: date, wish: Wish
    ) -> None:
        self._connection, self._collection = connection, collection
        self._today, self._wish = today, wish
        self._settings = collection.settings
        self._studied = studied_lately(connection, collection, today)
        self._decided = standing(connection)
        self._focus = focus_decks(connection, today)
        self._towards = self._towards_dates()
        self._among = self._selected() if self._towards else None
        self._governed = {card for one in self._towards for card in one.governed}
        self._limits = day_limits(connection, collection, today)
        self._weak = weak_areas(connection)
        self._areas = dict(decks_of(connection)) if self._weak else {}

    def queue(self) -> TodaysQueue:
        """Steps, what is due, and what is asked of it and of the new cards."""
        steps = queue.learning_cards(self._connection, self._wish.selection, self._today)
        due = self._due()
        asked_due = self._asked_due(due)
        asked_new = self._asked_new(asked_due)
        fitting_due, fitting_new = self._fitting(asked_due, asked_new)
        return TodaysQueue(
            tuple(Step(at, card) for card, at in steps),
            tuple(due),
            tuple(fitting_due),
            tuple(fitting_new),
            self._towards,
        )

    def _towards_dates(self) -> "tuple[Towards, ...]":
        """What the dates ask."""
        if not self._decided.deadlines:
            return ()
        from flashcards.services.towards import towards_dates

        return towards_dates(self._connection, self._decided, self._today)

    def _selected(self) -> set[CardId] | None:
        """The cards that the wish selects; None where it selects all."""
        if self._wish.selection == Selection():
            return None
        found = queue.facing_candidates(self._connection, self._wish.selection, self._today)
        return {one.card for one, _ in found}

    def _due(self) -> list[Candidate]:
        wish = self._wish
        found = queue.due_candidates(self._connection, wish.selection, self._today, wish.ahead_days)
        order, parameters = wish.order or self._settings.review_order, self._decided.parameters
        return list(self._rested(ordered_due(found, self._today, order, parameters)))

    def _asked_due(self, due: list[Candidate]) -> list[Candidate]:
        """What the dates ask, then what is due besides, as far as the day's limits go."""
        planned = [one for towards in self._towards for one in towards.reviews(self._among)]
        planned_ids = {one.card for one in planned}
        held = planned_ids if self._wish.ahead_days else planned_ids | self._governed
        besides = (one for one in due if one.card not in held)
        reviews = [*self._rested(planned), *besides]
        in_order = reviews if self._wish.order else self._dealt(reviews)
        return admitted(in_order, self._limits.reviews, self._apart(()))

    def _asked_new(self, asked: list[Candidate]) -> list[Candidate]:
        """The new cards of the dates' pace, then those of the day's number."""
        wish, order = self._wish, self._settings.new_order
        planned: list[Candidate] = []
        for one in self._towards:
            unseen = parted(one.unseen(self._among), self._focus)
            new = self._rested(focused_new(unseen, order, self._dealt))
            planned += admitted(new, Limits(one.plan.new), self._apart(asked + planned))
        most = self._limits.new.cards if wish.new is None else wish.new
        planned = planned if wish.new is None else planned[: wish.new]
        held = self._governed if wish.new is None else {one.card for one in planned}
        found = focused_new(self._new_candidates(), order, self._dealt)
        besides = (one for one in found if one.card not in held)
        in_decks = Counter(one.deck for one in planned)
        left = Limits(
            max(0, (most or 0) - len(planned)),
            {deck: rest - in_decks[deck] for deck, rest in self._limits.new.by_deck.items()},
        )
        return planned + admitted(self._rested(besides), left, self._apart(asked + planned))

    def _new_candidates(self) -> Iterator[Iterable[Candidate]]:
        """New cards: those of the plan's focus, then all others."""
        where = (self._connection, self._wish.selection, self._today, self._focus)
        yield queue.new_candidates(*where)
        if self._focus:
            yield queue.new_candidates(*where, besides=True)

    def _rested(self, candidates: Iterable[Candidate]) -> Iterable[Candidate]:
        return (one for one in candidates if not resting(one, self._studied))

    def _dealt(self, candidates: Iterable[Candidate]) -> Iterable[Candidate]:
        """More of the areas in front whose skills stand below 4."""
        return dealt(candidates, self._areas, self._weak)

    def _apart(self, asked: Iterable[Candidate]) -> set[Source] | None:
        """The places that are taken; None where siblings need not stay apart."""
        return {one.source for one in asked} if self._settings.sibling_days else None

    def _fitting(
        self, due: list[Candidate], new: list[Candidate]
    ) -> tuple[list[Candidate], list[Candidate]]:
        """What the rest of the day's minutes takes; a session with its own minutes ignores it."""
        if self._settings.minutes_per_day is None or self._wish.minutes is not None:
            return due, new
        left = ms_left(self._settings.minutes_per_day, spent_on(self._connection, self._today))
        answers = left / Pace.of(recent_durations(self._connection)).answer_ms
        reviews = due[: int(answers)]
        return reviews, new[: int((answers - len(reviews)) / _ANSWERS_A_NEW_CARD)]
