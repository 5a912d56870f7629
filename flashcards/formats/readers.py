"""The formats that `flash import` takes; a new one is a file of this folder and a line here."""

from collections.abc import Mapping
from typing import Final

from flashcards.formats import markdown
from flashcards.formats.foreign import Reader

READERS: Final[Mapping[str, Reader]] = {".md": markdown.read}
"""By the ending of a file's name."""
