"""Sessions that are being held in the page: each tab comes back to its own by its name."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from flashcards.core.card import CardId
from flashcards.core.study.session import Session
from flashcards.core.study.timing import Timing
from flashcards.services.study.live_session import LiveSession
from flashcards.views.study.bound_keys import BoundKeys

if TYPE_CHECKING:
    from flashcards.core.study.time_left import TimeLeft

_MOST: Final = 32
"""Sessions that are kept; of more the oldest is forgotten, what it answered is saved."""


@dataclass(slots=True)
class HeldSession:
    """A session with a name, and what its page says beside the card.

    `begin` begins it anew, as on the next day; `title` and `here` say whose page it is. `message`
    is what the last act did, `asks` the act that is to be confirmed, `typed` what was typed last as
    the answer of a card. Where it `is_timed`, clocks are shown.
    """

    name: str
    live: LiveSession
    begin: Callable[[], Session]
    begun_on: date
    title: str = "Review"
    here: str = "/review"
    time_left: "TimeLeft | None" = None
    turns: int = 0
    message: str = ""
    asks: str = ""
    typed: tuple[CardId, str] | None = None
    is_timed: bool = True

    @property
    def address(self) -> str:
        """Where it is shown."""
        return f"/review/{self.name}"

    @property
    def keys(self) -> BoundKeys:
        """The keys as they are bound."""
        return BoundKeys.of(self.live.collection.settings.keys)

    @property
    def timing(self) -> Timing | None:
        """The clock of the card shown, unless it has none or the learner turned it off."""
        return self.live.timing if self.is_timed else None

    @property
    def minutes(self) -> int | None:
        """Minutes that what is left is expected to take; skills have a time of their own."""
        live = self.live
        if live.is_assessment:
            return None
        if self.time_left is None:
            from flashcards.services.study.answer_times import time_left

            self.time_left = time_left(live.collection, live.session)
        return self.time_left.minutes(live.session)

    @property
    def mark(self) -> str:
        """What a form must have stood beside to count: this card, so far, after so many acts."""
        shown = self.live.session.shown
        state = (self.turns, self.asks, shown and shown.card, self.live.is_revealed)
        return sha256(repr(state).encode()).hexdigest()[:16]


@dataclass(slots=True)
class HeldSessions:
    """The sessions by their names, the latest last."""

    held: dict[str, HeldSession] = field(default_factory=dict)

    def add(
        self, live: LiveSession, begin: Callable[[], Session], title: str, here: str
    ) -> HeldSession:
        """Keep one more."""
        begun_on = live.collection.today(live.clock())
        one = HeldSession(secrets.token_hex(6), live, begin, begun_on, title, here)
        self.held[one.name] = one
        while len(self.held) > _MOST:
            del self.held[next(iter(self.held))]
        return one
