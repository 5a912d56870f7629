"""What sessions at a terminal are tested in."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Terminal


@pytest.fixture
def shell(world: Path) -> Iterator[Terminal]:
    """An interactive shell at a terminal, in which a program can be stopped."""
    del world
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here")
    with Terminal("--norc", "--noprofile", "-i", program=bash) as terminal:
        yield terminal
