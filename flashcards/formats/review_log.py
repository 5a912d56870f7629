"""Logs of answers given elsewhere: a row an answer, with card, grade and time."""

import csv
import re
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Final, NamedTuple

from flashcards.core.problem import Problem, error
from flashcards.core.rating import Rating
from flashcards.errors.foreign import NotTheFormat
from flashcards.formats.encoding import decoded
from flashcards.formats.foreign import Foreign, ForeignReview, Wishes

_CARD: Final = re.compile(r"(?:card|cid|note)(?:[ _-]?(?:id|guid))?", re.IGNORECASE)
_RATING: Final = re.compile(r"(?:review[ _-]?)?(?:rating|grade|ease|button|rate)", re.IGNORECASE)
_TIME: Final = re.compile(
    r"(?:review(?:ed)?[ _-]?)?(?:time|at|date|datetime|timestamp|ts)"
    r"|(?:reviewed|answered)(?:[ _-]?(?:at|on))?"
    r"|review[ _-]?(?:time|date)",
    re.IGNORECASE,
)
_DURATION: Final = re.compile(
    r"(?:review[ _-]?)?(?:duration|time[ _-]?taken|took|elapsed|taken)"
    r"(?:[ _-]?(?:ms|millis(?:econds)?))?",
    re.IGNORECASE,
)
_UNDONE: Final = re.compile(r"undone", re.IGNORECASE)
_YES: Final = {"true", "yes", "1"}
_WORDS: Final = {"again": 1, "hard": 2, "good": 3, "easy": 4}
_MOST_PROBLEMS: Final = 20
_MILLISECONDS: Final = 10**11


class _Places(NamedTuple):
    card: int
    rating: int
    time: int
    duration: int | None
    undone: int | None


def takes(sample: bytes) -> bool:
    """Whether a file's first line names a card, a grade and a time."""
    first = sample.split(b"\n", 1)[0].decode("utf-8", "replace").lstrip("\ufeff").strip()
    return any(_places(first.split(one)) is not None for one in (",", "\t", ";"))


def read(content: bytes, wishes: Wishes) -> Foreign:
    """The answers of a log; raises `NotTheFormat`. A row that cannot be read is a problem.

    Answers that were undone are left out, as `flash export reviews` writes them, too.
    """
    text, encoding = decoded(content, wishes.name)
    first = text.split("\n", 1)[0]
    separator = max(",\t;", key=first.count)
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a cell may be all of the file
    reader = csv.reader(text.splitlines(), delimiter=separator)
    try:
        places = _places(next(reader, []))
        if places is None:
            raise NotTheFormat(wishes.name, "a review log", "no columns for card, rating and time")
        reviews: list[ForeignReview] = []
        problems: list[Problem] = []
        undone = 0
        for cells in reader:
            if _is_undone(cells, places):
                undone += 1
                continue
            found = _review(cells, places, reader.line_num, wishes.name)
            if isinstance(found, Problem):
                problems.append(found)
            elif found is not None:
                reviews.append(found)
    except csv.Error as failed:
        reason = f"line {reader.line_num}: {failed}"
        raise NotTheFormat(wishes.name, "a review log", reason) from None
    advice = "" if reviews else f"{wishes.name} holds no answers: there is nothing to import."
    return Foreign(
        (),
        tuple(reviews),
        problems=tuple(problems[:_MOST_PROBLEMS]),
        encoding=encoding,
        advice=advice,
        notes=_notes(undone),
    )


def _notes(undone: int) -> tuple[str, ...]:
    """What is said of answers that were undone."""
    if not undone:
        return ()
    return (f"Left out: {undone:,} undone answer{'' if undone == 1 else 's'}.",)


def _places(names: Sequence[str]) -> _Places | None:
    bare = [name.strip().strip('"') for name in names]
    found = [
        next((n for n, name in enumerate(bare) if pattern.fullmatch(name)), None)
        for pattern in (_CARD, _RATING, _TIME, _DURATION, _UNDONE)
    ]
    card, rating, time, duration, undone = found
    if card is None or rating is None or time is None:
        return None
    return _Places(card, rating, time, duration, undone)


def _is_undone(cells: Sequence[str], places: _Places) -> bool:
    if places.undone is None or places.undone >= len(cells):
        return False
    return cells[places.undone].strip().lower() in _YES


def _review(
    cells: Sequence[str], places: _Places, line: int, file: str
) -> ForeignReview | Problem | None:
    if not any(cells):
        return None
    try:
        card = cells[places.card].strip()
        rating = _rating(cells[places.rating].strip())
        at = _instant(cells[places.time].strip())
        duration = None if places.duration is None else _duration(cells[places.duration])
    except (IndexError, ValueError, OverflowError, OSError):
        return error(
            file, line - 1, "no answer: card, rating or time is missing or unclear", "mend the row"
        )
    return ForeignReview(card, rating, at, line, duration)


def _rating(text: str) -> Rating:
    return Rating(_WORDS.get(text.lower()) or int(float(text)))


def _instant(text: str) -> datetime:
    if text.replace(".", "", 1).isdigit():
        number = float(text)
        return datetime.fromtimestamp(
            number / 1000 if number > _MILLISECONDS else number, timezone.utc
        )
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=timezone.utc)).astimezone(timezone.utc)


def _duration(text: str) -> int | None:
    return max(0, int(float(text))) if text.strip() else None
