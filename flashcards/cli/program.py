"""What the program was called: `flash`, or `flash-review` where another `flash` has that name."""

import sys
from pathlib import Path
from typing import Final

_NAME: Final = "flash"
_OTHER: Final = "flash-review"


def called() -> str:
    """The name by which help and completion have to name it; sentences begin with `flash`."""
    return _OTHER if Path(sys.argv[0]).stem == _OTHER else _NAME


def completion_variable(name: str) -> str:
    """What the completion script of that name asks through: `_FLASH_COMPLETE`."""
    return f"_{name.replace('-', '_').upper()}_COMPLETE"
