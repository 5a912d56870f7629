"""What properties over whole collections stand on."""

from itertools import count

import pytest


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Folders that are not there yet, a new one whenever one is asked for."""
    folder, numbers = tmp_path_factory.mktemp("world"), count()
    return (folder / str(number) for number in numbers)
