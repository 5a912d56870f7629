"""The formats that `flash import` takes; a new one is a file of this folder and an entry here.

A format is loaded when something is read in it.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import PurePosixPath
from typing import Final

from flashcards.formats.foreign import Foreign, FormatReader, Wishes

SAMPLE_BYTES: Final = 4096
"""How much of a file's beginning tells its format."""


def _in(module: str, function: str = "read") -> Callable[[bytes, Wishes], Foreign]:
    """The reader of a module, which is loaded when it reads."""

    def read(content: bytes, wishes: Wishes) -> Foreign:
        found: Foreign = getattr(import_module(f"flashcards.formats.{module}"), function)(
            content, wishes
        )
        return found

    return read


def _never(_sample: bytes) -> bool:
    return False


def _is_page(sample: bytes) -> bool:
    start = sample.lstrip(b"\xef\xbb\xbf \t\r\n")[:100].lower()
    return start.startswith((b"<!doctype html", b"<html"))


def _is_review_log(sample: bytes) -> bool:
    first = sample.split(b"\n", 1)[0].lower()
    if not (b"rating" in first or b"grade" in first or b"ease" in first):
        return False
    from flashcards.formats.review_log import takes

    return takes(sample)


READERS: Final[Mapping[str, FormatReader]] = {
    "markdown": FormatReader(
        "Markdown", (".md", ".markdown", ".mdown", ".mkd"), _never, _in("markdown")
    ),
    "text": FormatReader("plain text", (".txt", ".text"), _never, _in("text")),
    "html": FormatReader("a saved page", (".html", ".htm", ".xhtml"), _is_page, _in("html")),
    "anki": FormatReader(
        "Anki", (".apkg", ".colpkg", ".anki2", ".anki21"), _never, _in("anki.read"), opens=True
    ),
    "review-log": FormatReader("a review log", (), _is_review_log, _in("review_log")),
    "csv": FormatReader("CSV", (".csv",), _never, _in("separated", "read_csv")),
    "tsv": FormatReader("TSV", (".tsv", ".tab"), _never, _in("separated", "read_tsv")),
    "json": FormatReader("JSON", (".json",), _never, _in("json_rows", "read_json")),
    "jsonl": FormatReader(
        "JSON Lines", (".jsonl", ".ndjson"), _never, _in("json_rows", "read_jsonl")
    ),
}
"""By the name that `--as` gives a format."""


def format_of(name: str, sample: bytes) -> str | None:
    """The format of a file of that name and beginning; None where no format takes it."""
    for format_, reader in READERS.items():
        if reader.takes(sample[:SAMPLE_BYTES]):
            return format_
    ending = PurePosixPath(name).suffix.lower()
    return next((one for one, reader in READERS.items() if ending in reader.endings), None)
