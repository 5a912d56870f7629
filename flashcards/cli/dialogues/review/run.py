"""A session from its first card to its last, at a terminal or in a pipe."""

import sys

from flashcards.cli.clock import Clock
from flashcards.core.study.session import Session
from flashcards.services.collection import Collection
from flashcards.services.study.live_session import LiveSession


def run_session(
    collection: Collection, clock: Clock, session: Session, *, plain: bool = False
) -> Session:
    """Ask until the cards end or the learner quits; what was graded is saved already.

    `plain`: at a terminal, too, line by line.
    """
    live = LiveSession.of(collection, clock, session)
    if sys.stdin.isatty() and sys.stdout.isatty():
        from flashcards.cli.dialogues.review.terminal import run

        run(live, plain=plain)
    else:
        from flashcards.cli.dialogues.review.piped import run as run_piped

        run_piped(live)
    return live.session
