"""Which column of a table asks and which answers: as told, by the names, else by its cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.errors.foreign import UnclearColumns, UnknownColumn
from flashcards.formats.questions.roles import role_of
from flashcards.formats.questions.wording import Asking, wording_of

_OPTION: Final = re.compile(r"(?:option|choice|opt)s?[ _-]?[a-f1-6]?|[a-f]", re.IGNORECASE)
_SAMPLE: Final = 50
_MOST_WORDS: Final = 3
_FEWEST: Final = 2
_LONGEST_TAG: Final = 40
ROLES: Final = ("front", "back", "tags", "deck", "extra")
"""What a column may hold, as `--map` calls it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns, from 0, of question, answer and the rest; `said` names them for the learner."""

    front: int
    back: int | None
    tags: int | None = None
    deck: int | None = None
    extras: tuple[int, ...] = ()
    options: tuple[int, ...] = ()
    said: str = ""
    names: tuple[str, ...] = field(default=())


def is_header(row: Sequence[str]) -> bool:
    """Whether a row names columns: one that asks and one that answers, in few words."""
    roles = [
        role_of(cell) for cell in row if len(cell) < _SAMPLE and len(cell.split()) <= _MOST_WORDS
    ]
    return "front" in roles and "back" in roles and all("?" not in cell for cell in row)


def columns_of(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    wished: Sequence[tuple[str, str]] | None,
    file: str,
) -> Columns:
    """The columns of a table; `names` are its header, or empty, and `rows` its first rows.

    Raises `UnknownColumn`, or `UnclearColumns` where nothing tells what asks.
    """
    width = max([len(names), *map(len, rows)], default=0)
    if wished:
        return _wished(names, width, wished)
    roles = [role_of(name) for name in names] if names else []
    if "front" in roles and "back" in roles:
        return _named(names, roles)
    return _by_content(names, rows, width, file)


def _wished(names: Sequence[str], width: int, wished: Sequence[tuple[str, str]]) -> Columns:
    places: dict[str, list[int]] = {}
    for role, column in wished:
        places.setdefault(role, []).append(_place(names, width, column))
    if "front" not in places:
        missing = "front"
        raise UnknownColumn(missing, ", ".join(ROLES))
    return _said(
        names,
        Columns(
            places["front"][0],
            places.get("back", [None])[0],
            places.get("tags", [None])[0],
            places.get("deck", [None])[0],
            tuple(places.get("extra", ())),
        ),
    )


def _place(names: Sequence[str], width: int, column: str) -> int:
    if column.isdigit() and 1 <= int(column) <= width:
        return int(column) - 1
    for place, name in enumerate(names):
        if name.strip().lower() == column.strip().lower():
            return place
    known = ", ".join(names) if names else f"1 to {width}"
    raise UnknownColumn(column, known)


def _named(names: Sequence[str], roles: Sequence[str | None]) -> Columns:
    front, back = roles.index("front"), roles.index("back")
    options = tuple(
        place
        for place, name in enumerate(names)
        if _OPTION.fullmatch(name.strip()) and place not in {front, back}
    )
    extras = tuple(
        place for place, role in enumerate(roles) if role == "extra" and place not in options
    )
    return _said(
        names,
        Columns(
            front,
            back,
            _index(roles, "tags"),
            _index(roles, "deck"),
            extras,
            options if len(options) > 1 else (),
        ),
    )


def _index(roles: Sequence[str | None], role: str) -> int | None:
    return roles.index(role) if role in roles else None


def _by_content(
    names: Sequence[str], rows: Sequence[Sequence[str]], width: int, file: str
) -> Columns:
    """The columns by what stands in them: the one that asks most, and the longest after it."""
    sample = rows[:_SAMPLE]
    usable = [place for place in range(width) if not _is_bare(sample, place)]
    if not usable or (len(usable) < _FEWEST and not _asking(sample, usable[0])):
        said = ", ".join(names) if names else f"{width} columns" if width != 1 else "1 column"
        raise UnclearColumns(file, said)
    asking = {place: _asking(sample, place) for place in usable}
    front = max(usable, key=lambda place: (asking[place], -place))
    if asking[front] < 0.4 * len(sample):
        front = usable[0]
    others = [place for place in usable if place != front]
    after = [place for place in others if place > front] or others
    back = (
        after[0]
        if len(after) == 1
        else max(after, key=lambda place: _length(sample, place), default=None)
    )
    tags = next((place for place in others if place != back and _are_tags(sample, place)), None)
    return _said(names, Columns(front, back, tags))


def _cells(rows: Sequence[Sequence[str]], place: int) -> Iterator[str]:
    return (row[place].strip() for row in rows if place < len(row))


def _is_bare(rows: Sequence[Sequence[str]], place: int) -> bool:
    """Whether a column holds numbers, ids or nothing."""
    return all(
        not any(char.isalpha() for char in cell) or len(cell) < 1 for cell in _cells(rows, place)
    ) or (
        len({len(cell) for cell in _cells(rows, place)}) == 1
        and all(re.fullmatch(r"[0-9a-fA-F-]{8,}|[^\s]{10}", cell) for cell in _cells(rows, place))
        and len(rows) > 1
    )


def _asking(rows: Sequence[Sequence[str]], place: int) -> int:
    return sum(wording_of(cell).asking >= Asking.LIKELY for cell in _cells(rows, place))


def _length(rows: Sequence[Sequence[str]], place: int) -> int:
    return sum(map(len, _cells(rows, place)))


def _are_tags(rows: Sequence[Sequence[str]], place: int) -> bool:
    cells = list(_cells(rows, place))
    return (
        len(cells) > _MOST_WORDS
        and len(set(cells)) <= 0.5 * len(cells)
        and all(len(cell) < _LONGEST_TAG for cell in cells)
    )


def _said(names: Sequence[str], columns: Columns) -> Columns:
    parts = [f"question in column {_name(names, columns.front)}"]
    if columns.back is not None:
        parts.append(f"answer in {_name(names, columns.back)}")
    if columns.tags is not None:
        parts.append(f"tags in {_name(names, columns.tags)}")
    if columns.deck is not None:
        parts.append(f"deck in {_name(names, columns.deck)}")
    return Columns(
        columns.front,
        columns.back,
        columns.tags,
        columns.deck,
        columns.extras,
        columns.options,
        ", ".join(parts),
        tuple(names),
    )


def _name(names: Sequence[str], place: int) -> str:
    return (
        f"{place + 1} ({names[place]})" if place < len(names) and names[place] else str(place + 1)
    )
