"""Where files are kept in memory: no disk is waited for there, and nothing stays."""

import os
import shutil
from pathlib import Path
from typing import Final

_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - in it pytest and servers make folders of their own
_ROOM: Final = 2 * 1024**3


def folder_in_memory() -> Path | None:
    """The folder, if it has room for a run of the tests."""
    is_there = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)
    return _MEMORY if is_there and shutil.disk_usage(_MEMORY).free >= _ROOM else None
