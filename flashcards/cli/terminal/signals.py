"""A session that is told to end from outside: the terminal is left as it was found."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)
)
_BY_SIGNAL: Final = 128
"""A shell's exit code of a program that a signal ended, less the signal's number."""


@contextmanager
def ending() -> Iterator[None]:
    r"""While this lasts, a closed terminal, Ctrl-\ or a request to end leaves all that is open."""
    before = {number: signal.signal(number, _leave) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, _frame: object) -> None:
    raise SystemExit(_BY_SIGNAL + number)
