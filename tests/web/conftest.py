"""A collection, its page that is up, and a browser that was let in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from collections_on_disk import at, deck, opened
from web_browser import Browser, answering

from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.web.run import Running, running


@dataclass
class ToldClock:
    """A clock that stands still until it is told."""

    moment: Moment

    def __call__(self) -> Moment:
        """What it says."""
        return self.moment

    def say(self, days: int = 0, hours: int = 0, minutes: int = 0) -> None:
        """Let it say so long after the first morning."""
        self.moment = at(days=days, hours=hours, minutes=minutes)


@dataclass(frozen=True)
class Up:
    """A page that is up, what it stands on, and its clock."""

    collection: Collection
    clock: ToldClock
    running: Running

    def browser(self) -> Browser:
        """A browser that was let in by the link; the first one only."""
        return Browser(self.running.port).opened(self.running.link)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a deck of three cards."""
    deck(tmp_path)
    return tmp_path


@pytest.fixture
def up(root: Path) -> Iterator[Up]:
    """The page of the collection, up until the test ends."""
    clock = ToldClock(at())
    with (
        opened(root) as collection,
        running(collection, clock, patience_s=30) as page,
        answering(page.serve, page.stop),
    ):
        yield Up(collection, clock, page)


@pytest.fixture
def browser(up: Up) -> Browser:
    """A browser that was let in."""
    return up.browser()
