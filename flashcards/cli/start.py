"""Where `flash` begins: an interrupt while it is still being loaded is a sentence, too."""

import gc
import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from flashcards.cli.quick_start import FirstQuestion

_LOADED: Final = 200_000
"""More objects than a session loads. To look for garbage after every 700 new ones, as Python does,
takes an eighth of the time that loading takes, and finds none."""


def main() -> None:
    """Load the program and run it; little is imported before an interrupt can be caught."""
    gc.set_threshold(_LOADED)
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
        _only_end()
        sys.stderr.write("flash: Interrupted; everything answered so far is saved.\n")
        sys.exit(1)
    finally:
        _only_end()


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


def _only_end() -> None:
    """What is left is to end: another Ctrl-C would only leave a traceback.

    Nor is all that was loaded looked through for garbage once more.
    """
    import signal

    gc.freeze()

    signal.signal(signal.SIGINT, signal.SIG_IGN)
