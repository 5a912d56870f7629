"""The end of a session at a terminal: what it came to."""

import sys

from flashcards.cli.clock import Clock
from flashcards.cli.terminal.messages import say
from flashcards.core.study.session import Session
from flashcards.services.collection import Collection


def say_end(collection: Collection, clock: Clock, session: Session) -> None:
    """Say what the answers came to, and what tomorrow brings; a pipe is told nothing of it."""
    if session.answered and sys.stdin.isatty() and sys.stdout.isatty():
        from flashcards.services.statistics.session_end import session_end
        from flashcards.views.study.session_end import end_lines

        for line in end_lines(session_end(collection, clock(), session)):
            say(line)
