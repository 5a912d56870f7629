"""A collection that decks are imported into, a folder that they come from, and machines."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from collections_on_disk import deck, opened
from machines import TEXTS, Machine

from flashcards.services.collection import Collection


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    """A collection of three cards."""
    deck(tmp_path / "mine")
    with opened(tmp_path / "mine") as collection:
        yield collection


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder elsewhere."""
    (tmp_path / "notes").mkdir()
    return tmp_path / "notes"


@pytest.fixture
def made(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., list[Machine]]:
    """Makes machines with the same decks and no history."""
    folder, numbers = tmp_path_factory.mktemp("machines"), count()

    def made_of(*characters: tuple[ZoneInfo, timedelta]) -> list[Machine]:
        found = [Machine(folder / f"machine{next(numbers)}", *one) for one in characters]
        for machine in found:
            deck(machine.root, TEXTS[0])
        return found

    return made_of
