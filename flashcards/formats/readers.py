"""The formats that `flash import` takes; a new one is a file of this folder and an entry here.

A format is loaded when something is read in it.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final

from flashcards.formats.foreign import Foreign, Reader, Wishes

SAMPLE_BYTES: Final = 4096
"""How much of a file's beginning tells its format."""


def _markdown(content: bytes, wishes: Wishes) -> Foreign:
    from flashcards.formats import markdown

    return markdown.read(content, wishes)


def _never(_sample: bytes) -> bool:
    return False


READERS: Final[Mapping[str, Reader]] = {
    "markdown": Reader("Markdown", (".md", ".markdown", ".mdown", ".mkd"), _never, _markdown),
}
"""By the name that `--as` gives a format."""


def format_of(name: str, sample: bytes) -> str | None:
    """The format of a file of that name and beginning; None where no format takes it."""
    for format_, reader in READERS.items():
        if reader.takes(sample[:SAMPLE_BYTES]):
            return format_
    ending = PurePosixPath(name).suffix.lower()
    return next((one for one, reader in READERS.items() if ending in reader.endings), None)
