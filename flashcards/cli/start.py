"""Where `flash` begins: an interrupt while it is still being loaded is a sentence, too."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flashcards.cli.quick_start import FirstQuestion


def main() -> None:
    """Load the program and run it; little is imported before an interrupt can be caught."""
    first = None
    try:
        first = _first_question()
        if first is not None:
            first.show()
        from flashcards.cli.main import main as run

        run(first=first)
    except BaseException as failure:
        if first is not None:
            first.close()
        if not _is_interrupt(failure):
            raise
        _hear_no_more()
        sys.stderr.write("flash: Interrupted; everything answered so far is saved.\n")
        sys.exit(1)
    finally:
        _hear_no_more()


def _first_question() -> "FirstQuestion | None":
    """The question that a review at a terminal begins with, where it is surely known."""
    if "review" not in sys.argv or not (os.isatty(0) and os.isatty(1)):
        return None
    from flashcards.cli.quick_start import first_question

    return first_question(sys.argv[1:])


def _is_interrupt(failure: BaseException | None) -> bool:
    """Whether Ctrl-C is behind it: Python 3.11 wraps what comes while a class is being made."""
    while failure is not None:
        if isinstance(failure, KeyboardInterrupt):
            return True
        failure = failure.__cause__
    return False


def _hear_no_more() -> None:
    """What is left is to end: another Ctrl-C would only leave a traceback."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
