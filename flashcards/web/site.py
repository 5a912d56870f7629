"""What all pages stand on: the open collection, the clock, who is let in."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flashcards.core.study_day import Moment
from flashcards.errors.settings import KeysRefused
from flashcards.services.collection import Collection
from flashcards.views.html import Child, Html, Value, element
from flashcards.views.study.bound_keys import BoundKeys
from flashcards.web.exchange import Request, Response, Status
from flashcards.web.guard import FORM_FIELD, Guard
from flashcards.web.keys_shown import keys_shown
from flashcards.web.layout import whole_page

if TYPE_CHECKING:
    from flashcards.services.preparation.mock.live_mock import LiveMock
    from flashcards.web.held_exercise import HeldExercise
    from flashcards.web.pages.review.held import HeldSessions


def _no_sessions() -> "HeldSessions":
    from flashcards.web.pages.review.held import HeldSessions

    return HeldSessions()


@dataclass(slots=True)
class Site:
    """The collection that the pages show; one request at a time looks at it."""

    collection: Collection
    clock: Callable[[], Moment]
    guard: Guard = field(default_factory=lambda: Guard(0))
    sessions: "HeldSessions" = field(default_factory=_no_sessions)
    exercise: "HeldExercise | None" = None
    mock: "LiveMock | None" = None
    mock_message: str = ""

    @property
    def keys(self) -> BoundKeys:
        """The keys as they are bound; the usual ones where those cannot be."""
        with suppress(KeysRefused):
            return BoundKeys.of(self.collection.settings.keys)
        return BoundKeys()

    def reread(self) -> bool:
        """Read what was edited since the decks were read last; whether anything was."""
        from flashcards.services.decks.read import read_decks

        return bool(read_decks(self.collection, self.clock().now).files)

    def page(
        self, title: str, *children: Child, here: str = "", status: Status = Status.OK
    ) -> Response:
        """A whole page, at its end the keys, or why they cannot be."""
        try:
            keys = keys_shown(BoundKeys.of(self.collection.settings.keys))
        except KeysRefused as refusal:
            keys = element("p", str(refusal))
        return Response.page(whole_page(title, *children, keys, here=here), status)

    def form(self, action: str, *children: Child, **attributes: Value) -> Html:
        """A form that is known as this server's own when it comes back."""
        mark = element("input", type="hidden", name=FORM_FIELD, value=self.guard.form_token)
        return element("form", mark, *children, action=action, method="post", **attributes)


Handler = Callable[[Site, Request], Response]
