"""What a session at a terminal holds: the session, the screen and the keys."""

from collections.abc import Callable, Hashable
from contextlib import ExitStack
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Final

from flashcards.cli.terminal.keyboard import Keyboard
from flashcards.cli.terminal.screens import AnyScreen
from flashcards.core.card import CardId
from flashcards.core.study.session import Session
from flashcards.core.study.timing import Timing
from flashcards.services.study.live_session import LiveSession
from flashcards.views.markup.blocks import StyledText
from flashcards.views.study.bound_keys import BoundKeys
from flashcards.views.study.status import status_line

if TYPE_CHECKING:
    from flashcards.cli.terminal.frame import ShownPage
    from flashcards.core.study.time_left import TimeLeft

_SAID_S: Final = 2.0
"""How long it stands what a key did."""


@dataclass(slots=True)
class ReviewTerminal:
    """The session, the screen and the keys, and what is laid over the card for a moment."""

    live: LiveSession
    screen: AnyScreen
    keyboard: Keyboard = field(init=False)
    keys: BoundKeys = field(init=False)
    taken: ExitStack = field(default_factory=ExitStack)
    message: str = ""
    overlay: Callable[[int], list[str]] | None = None
    aside: int = 0
    is_still: bool = False
    is_timed: bool = True
    is_over: bool = False
    is_ticking: bool = False
    is_typing: bool = False
    time_left: "TimeLeft | None" = None
    hushes_at: float | None = None
    pages: "dict[Hashable, ShownPage]" = field(default_factory=dict)
    points: tuple[CardId | None, int] | None = None
    ended: tuple[Session, tuple[str, ...]] | None = None
    typed: tuple[CardId, str] | None = None

    def __post_init__(self) -> None:
        """Keys that can be stopped with the screen, as they are bound."""
        self.keyboard = Keyboard(self.screen.away)
        self.keys = BoundKeys.of(self.live.collection.settings.keys)

    @property
    def status(self) -> tuple[StyledText, ...]:
        """How far the session is, and the clock."""
        live, left = self.live, self.time_left
        minutes = None if left is None else left.minutes(live.session)
        width = self.screen.width
        return status_line(live.known, live.session, minutes, self.clock, width)

    @property
    def typed_now(self) -> str | None:
        """What was typed as the answer of the card shown, once that is open."""
        known = self.live.known
        if self.typed is None or known is None or not self.live.is_revealed:
            return None
        card, text = self.typed
        return text if card == known.card.id else None

    @property
    def clock(self) -> Timing | None:
        """The clock of the card shown, unless it has none or the learner turned it off."""
        return self.live.timing if self.is_timed else None

    def say(self, did: str) -> None:
        """Say for two seconds what a key did."""
        did = self.keys.told(did, grades=False)
        self.message, self.hushes_at = did, monotonic() + _SAID_S

    def hush(self) -> None:
        """Say no more what a key did, once its time is over."""
        if self.hushes_at is not None and monotonic() >= self.hushes_at:
            self.message, self.hushes_at = "", None
            self.screen.hush()

    @property
    def waits_s(self) -> float | None:
        """Seconds until something changes without a key; None where nothing does."""
        clock = None if self.live.is_revealed else self.clock
        soon = [] if clock is None else [clock.next_s]
        if self.hushes_at is not None:
            soon.append(max(0.0, self.hushes_at - monotonic()))
        return min(soon, default=None)

    def take(self) -> None:
        """Have the terminal to oneself, until `taken` is closed."""
        self.taken.enter_context(self.keyboard())
        self.taken.enter_context(self.screen())
