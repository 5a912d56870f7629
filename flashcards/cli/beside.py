"""A process beside this one that makes the day's backup: nobody waits for it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from flashcards.services.place import Place

_ROOT: Final = "FLASH_COLLECTION"
_ADDRESS: Final = "FLASH_DATABASE"
_NICENESS: Final = 10
_DETACHED: Final = getattr(subprocess, "DETACHED_PROCESS", 0)


def begun(place: Place) -> "subprocess.Popen[bytes]":
    """The process, begun; it outlives this one and its terminal. Raises `OSError`."""
    environment = os.environ | {_ROOT: str(place.root), _ADDRESS: place.address or ""}
    process = subprocess.Popen(  # noqa: S603 - this program again
        # A deck's folder may hold any file: none of it is to be taken for a module (`-P`).
        [sys.executable, "-P", "-m", __name__],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=_DETACHED,
    )
    process.returncode = 0  # else it would be complained of that nobody waits
    return process


def main() -> None:
    """Make the backup of the collection that the environment names, out of everybody's way."""
    from flashcards.cli.clock import clock
    from flashcards.services.opening.daily_backup import daily_beside

    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    place = Place(Path(os.environ[_ROOT]), os.environ[_ADDRESS] or None)
    daily_beside(place, clock(os.environ.get("FLASH_NOW"))())


if __name__ == "__main__":
    main()
