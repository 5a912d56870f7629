"""Whether a folder looks as if decks were in it, without parsing any."""

import re
from itertools import islice
from pathlib import Path
from typing import Final

_MOST_FILES: Final = 50
_MOST_BYTES: Final = 65_536
_CARD: Final = re.compile(r"^([QCS]:[ \t]|#{1,6} .*\?[ \t]*$|\S.* :::? \S)", re.MULTILINE)


def holds_decks(folder: Path) -> bool:
    """Whether the beginning of a Markdown file right in the folder has what begins a card."""
    return any(map(_begins_cards, islice(sorted(folder.glob("*.md")), _MOST_FILES)))


def _begins_cards(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            begin = file.read(_MOST_BYTES).decode(errors="replace")
    except OSError:
        return False
    return _CARD.search(begin.replace("\r\n", "\n").replace("\r", "\n")) is not None
