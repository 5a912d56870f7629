"""The page while it is up: from the moment it can be opened to the end of the block."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Final, NamedTuple

from flashcards.core.study_day import Moment
from flashcards.errors.pages import NotLoopback
from flashcards.services.collection import Collection
from flashcards.web.application import application, load_pages
from flashcards.web.guard import LOOPBACK, Guard
from flashcards.web.server import PageServer
from flashcards.web.site import Site

_POLL_S: Final = 0.05
"""How often it is looked whether to stop; requests are answered when they come."""


class Running(NamedTuple):
    """A page that is up: the link that opens it once; what answers until Ctrl-C, or `stop`."""

    link: str
    port: int
    serve: Callable[[], None]
    stop: Callable[[], None]


@contextmanager
def running(
    collection: Collection,
    clock: Callable[[], Moment],
    host: str = "127.0.0.1",
    port: int = 0,
    patience_s: float = 10.0,
) -> Iterator[Running]:
    """The page of a collection; raises `NotLoopback` or `PortTaken`."""
    if host not in LOOPBACK:
        raise NotLoopback(host)
    site = Site(collection, clock)
    with PageServer(LOOPBACK[host], port, application(site), patience_s) as server:
        site.guard = Guard(server.port)
        link = site.guard.link(host)

        def serve() -> None:
            Thread(target=load_pages, daemon=True).start()
            server.serve_forever(_POLL_S)

        yield Running(link, server.port, serve, server.shutdown)
