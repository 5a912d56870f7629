"""A session from its first card to its last, at a terminal or in a pipe."""

import sys

from flashcards.cli.clock import Clock
from flashcards.core.study.session import Session
from flashcards.services.collection import Collection
from flashcards.services.study.live_session import LiveSession


def run_session(collection: Collection, clock: Clock, session: Session) -> Session:
    """Ask until the cards end or the learner quits; what was graded is saved already."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        from flashcards.cli.dialogues.review.terminal import run
    else:
        from flashcards.cli.dialogues.review.piped import run
    live = LiveSession.of(collection, clock, session)
    run(live)
    return live.session
