"""Decks parsed on all cores where there is much to parse: the same ones, in the same order.

What parses is a process of its own, begun anew rather than forked: ours holds a transaction. It
loads no database, ignores Ctrl-C, which is for us, and ends when we do, however we end.
"""

import os
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from flashcards.core.deck import Deck
from flashcards.storage.files.deck_files import Content, DeckFile, read_deck_file

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

MANY_BYTES: Final = 10_000_000
"""Text, about that of 20,000 cards: two seconds' work. To begin two processes takes .4, and longer
where the machine does something else, too."""

_MOST_PROCESSES: Final = 6
"""So many parse as fast as one can write down what they found."""

_WAITING: Final = 2
"""Decks a process that are parsed before they are asked for: all at once could fill the memory."""

_NO_PROCESSES: Final = (ImportError, OSError, RuntimeError)
"""What a system raises that cannot begin any; a broken pool is a `RuntimeError`."""


class ReadDeck(NamedTuple):
    """What stands in a deck file, and the deck that it makes."""

    content: Content
    deck: Deck


def decks_in(root: Path, wanted: Sequence[DeckFile]) -> Generator[ReadDeck]:
    """The decks of files, in the order asked for; on one core where no process can be begun."""
    done = 0
    for read in _on_all_cores(root, wanted) if is_much(wanted) else ():
        yield read
        done += 1
    yield from (read_deck(root, one.path) for one in wanted[done:])


def is_much(wanted: Sequence[DeckFile]) -> bool:
    """Whether more than one core is of use, and there is more than one."""
    sizes = [one.size for one in wanted]
    # The largest file keeps one core busy, however many there are: the rest has to be worth it.
    rest = sum(sizes) - max(sizes, default=0)
    return rest > MANY_BYTES // 2 and sum(sizes) > MANY_BYTES and _cores() > 1


def read_deck(root: Path, path: str) -> ReadDeck:
    """The deck in a file; one without cards, but with a problem, where it cannot be read."""
    content = read_deck_file(root, path)
    return ReadDeck(content, deck_of(content, path))


def deck_of(content: Content, path: str) -> Deck:
    """The deck that a file's content makes."""
    from flashcards.core.decks.parse import parse_deck

    deck = parse_deck(content.text or "", path)
    if content.problem is None:
        return deck
    return replace(deck, problems=(content.problem,), is_uncertain=True)


def _on_all_cores(root: Path, wanted: Sequence[DeckFile]) -> Iterator[ReadDeck]:
    """The decks, up to where no process can be begun, or one is killed."""
    count = min(_cores(), len(wanted), _MOST_PROCESSES)
    with suppress(*_NO_PROCESSES), _processes(count) as processes:
        asked = iter(wanted)
        waiting: deque[Future[ReadDeck]] = deque()
        for one in islice(asked, _WAITING * count):
            waiting.append(_submitted(processes, root, one))
        while waiting:
            yield waiting.popleft().result()
            for one in islice(asked, 1):
                waiting.append(_submitted(processes, root, one))


@contextmanager
def _processes(count: int) -> "Iterator[ProcessPoolExecutor]":
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("spawn")
    processes = ProcessPoolExecutor(count, context, _end_with_parent)
    try:
        yield processes
    finally:
        processes.shutdown(wait=False, cancel_futures=True)


def _submitted(processes: "ProcessPoolExecutor", root: Path, one: DeckFile) -> "Future[ReadDeck]":
    """A deck asked for, which may begin a process: one that is never told of Ctrl-C."""
    with _unbroken():
        return processes.submit(read_deck, root, one.path)


@contextmanager
def _unbroken() -> Iterator[None]:
    """Ctrl-C waits, here and in what is begun meanwhile; Windows has no such thing."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """In a process that parses: leave Ctrl-C to its parent, and end when that is gone."""
    import signal
    from multiprocessing import parent_process
    from multiprocessing.connection import wait
    from threading import Thread

    def watch() -> None:
        if (parent := parent_process()) is not None:
            wait([parent.sentinel])
        os._exit(1)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=watch, daemon=True).start()


def _cores() -> int:
    """How many may be used."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
