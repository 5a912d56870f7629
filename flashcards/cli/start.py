"""Where `flash` begins: an interrupt while it is still being loaded is a sentence, too."""

import sys


def main() -> None:
    """Load the program and run it; little is imported before an interrupt can be caught."""
    try:
        from flashcards.cli.main import main as run

        run()
    except BaseException as failure:
        if not _is_interrupt(failure):
            raise
        _hear_no_more()
        sys.stderr.write("flash: Interrupted; everything answered so far is saved.\n")
        sys.exit(1)
    finally:
        _hear_no_more()


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
