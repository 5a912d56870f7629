"""A collection that decks are imported into, and a folder that they come from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from collections_on_disk import deck, opened

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
