"""A session from its first card to its last, at a terminal or in a pipe."""

import sys
from typing import TYPE_CHECKING, Final

from flashcards.cli.clock import Clock
from flashcards.cli.dialogues.review.ways import Ways
from flashcards.core.study.session import Session
from flashcards.services.collection import Collection
from flashcards.services.study.live_session import LiveSession
from flashcards.views.study.bound_keys import BoundKeys

if TYPE_CHECKING:
    from flashcards.cli.quick_start import FirstQuestion

_USUAL: Final = Ways()


def run_session(
    collection: Collection,
    clock: Clock,
    session: Session,
    ways: Ways = _USUAL,
    first: "FirstQuestion | None" = None,
) -> Session:
    """Ask until the cards end or the learner quits; what was graded is saved already.

    `first` is shown already. Raises `KeysRefused`, in a pipe too.
    """
    BoundKeys.of(collection.settings.keys)
    live = LiveSession.of(collection, clock, session, is_binary=ways.binary, types_all=ways.typed)
    if sys.stdin.isatty() and sys.stdout.isatty():
        from flashcards.cli.dialogues.review.terminal import run

        run(live, ways, first)
    else:
        from flashcards.cli.dialogues.review.piped import run as run_piped

        run_piped(live)
    return live.session
