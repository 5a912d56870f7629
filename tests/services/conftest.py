"""What properties over whole collections stand on."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that are not there yet, a new one whenever one is asked for."""
    folder, numbers = tmp_path_factory.mktemp("world"), count()
    return (folder / str(number) for number in numbers)
