"""A fact as a line of a file, and what every reader of a line takes."""

import json
from typing import Any, Final

from flashcards.core.log.facts import Fact
from flashcards.core.log.limits import (
    GREATEST_DEPTH,
    LONGEST_LINE,
    has_sound_ids,
    is_within_limits,
)
from flashcards.core.log.record import fact_of_record, is_malformed, record

_SHORT_LINE: Final = 4_096


def text_of(fact: Fact) -> str:
    """A fact as one line of JSON, without its end."""
    return _text(record(fact))


def fits_in_a_line(fact: Fact) -> bool:
    """Whether every reader of the fact's line takes it."""
    said = record(fact)
    try:
        return is_within_limits(said) and len(_text(said).encode()) <= LONGEST_LINE
    except UnicodeEncodeError:
        return False


def _text(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def can_be_read(fact: Fact) -> bool:
    """Whether a fact comes back from its line; what versions before kept may not."""
    return line_of(fact) is not None


def line_of(fact: Fact) -> bytes | None:
    """A fact's line with its end; None if it would not come back from it."""
    if not fits_in_a_line(fact):
        return None
    line = text_of(fact).encode() + b"\n"
    return None if fact_on(line) is None else line


def fact_on(line: bytes) -> Fact | None:
    """The fact that a line says; None if it says none that counts."""
    try:
        said = json.loads(line) if len(line) <= LONGEST_LINE + len(b"\n") else None
        fact = fact_of_record(said) if isinstance(said, dict) else None
    except (ValueError, OverflowError, RecursionError):
        return None
    if said is None or fact is None or is_malformed(fact):
        return None
    is_taken = has_sound_ids(said) if _is_plain(line) else fits_in_a_line(fact)
    return fact if is_taken else None


def _is_plain(line: bytes) -> bool:
    """Whether a line is so short and flat that its fact keeps to all limits but those of ids.

    So are nearly all, and to write their facts again only to measure them takes longer than all
    else. Without an escape nothing in it is no text, unless its bytes are none.
    """
    is_flat = line.count(b"{") + line.count(b"[") <= GREATEST_DEPTH
    return len(line) <= _SHORT_LINE and is_flat and b"\\" not in line and _is_text(line)


def _is_text(line: bytes) -> bool:
    """Whether it is UTF-8 as all else reads it: `json` takes half a surrogate pair for a sign."""
    try:
        return line.isascii() or bool(line.decode())
    except UnicodeDecodeError:
        return False
