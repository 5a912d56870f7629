"""Progress of long work, on standard error, where a person is watching."""

import sys
import time
from typing import Final

from flashcards.cli.terminal.styles import has_styles
from flashcards.services.progress import PERCENT, Amount, Progress

_PATIENCE_S: Final = 0.5
_INTERVAL_S: Final = 0.1


def progress(what: str) -> Progress:
    """Told done and total, it shows them from half a second on, and clears the line at the end.

    A terminal that cannot clear a line is told nothing.
    """
    began = last = time.monotonic()
    is_shown = False

    def show(done: int, total: Amount) -> None:
        nonlocal last, is_shown
        now = time.monotonic()
        if not sys.stderr.isatty() or not has_styles() or now - began < _PATIENCE_S:
            return
        if done >= total:
            sys.stderr.write("\r\x1b[K" if is_shown else "")
            is_shown = False
        elif now - last >= _INTERVAL_S:
            last, is_shown = now, True
            is_share = total.unit == PERCENT
            said = f"{done}{PERCENT}" if is_share else f"{done:,} of {total:,} {total.unit}"
            sys.stderr.write(f"\r{what}: {said}\x1b[K")
        sys.stderr.flush()

    return show
