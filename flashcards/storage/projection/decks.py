"""The decks as last read: which files, which cards, what is wrong; replaced file by file."""

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, or_, select, text, true, update

from flashcards.core.card import Card, Source
from flashcards.core.deck import Deck
from flashcards.core.decks.duplicates import twice
from flashcards.core.decks.files.conflict_copy import conflict_copies
from flashcards.core.decks.natural_order import new_key, path_key
from flashcards.core.frozen import dataclass
from flashcards.core.problem import Problem, Severity
from flashcards.core.schedule import State
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import cards, duplicates, files, problems, schedules
from flashcards.storage.files.deck_files import DeckFile
from flashcards.storage.projection.further_places import further_place, in_order
from flashcards.storage.projection.overrides import of_deck_text
from flashcards.storage.projection.snapshot import rows_before

_IDS_AT_ONCE: Final = 500
_DOUBTED: Final = -1
_COLUMNS: Final = tuple(column.name for column in cards.columns)
_INSERT_CARDS: Final = text(
    f"INSERT INTO cards ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{c}' for c in _COLUMNS)})"  # noqa: S608
    " ON CONFLICT (id) DO NOTHING"
)
"""As text, which SQLite and PostgreSQL both understand."""

_INSERT_CARDS_IN_SQLITE: Final = re.sub(r":\w+", "?", _INSERT_CARDS.text)
_INSERT_FILE: Final = insert(files)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What is kept of a deck file, to see whether it has changed."""

    size: int
    mtime_ns: int
    digest: str
    parser_version: int


def file_records(connection: Connection) -> dict[str, FileRecord]:
    """Every deck file read so far, by path."""
    columns = (files.c.path, files.c.size, files.c.mtime_ns, files.c.digest, files.c.parser_version)
    rows = connection.execute(select(*columns))
    return {row.path: FileRecord(*row[1:]) for row in rows}


def is_any_read(connection: Connection) -> bool:
    """Whether any deck file was read yet."""
    return connection.execute(select(files.c.path).limit(1)).first() is not None


def touch_file(connection: Connection, file: DeckFile, digest: str) -> None:
    """Remember what a file looks like now, without touching its cards."""
    seen = {"size": file.size, "mtime_ns": file.mtime_ns, "digest": digest}
    connection.execute(update(files).where(files.c.path == file.path).values(**seen))


def distrust_files(connection: Connection) -> None:
    """Take every file for one that another parser read."""
    connection.execute(update(files).values(parser_version=0))


def doubt_a_file(connection: Connection) -> None:
    """Take one file for one that may have changed, so that the decks are not as they were read."""
    one = select(files.c.path).limit(1).scalar_subquery()
    connection.execute(update(files).where(files.c.path == one).values(mtime_ns=_DOUBTED))


def sharing_files(connection: Connection, paths: Collection[str]) -> set[str]:
    """The files that hold further places of cards whose first place is in `paths`."""
    joined = select(duplicates.c.path).join(cards, cards.c.id == duplicates.c.card_id)
    found: set[str] = set()
    for some in batched(paths):
        query = joined.distinct().where(cards.c.path.in_(some))
        found |= set(connection.execute(query).scalars())
    return found


def forget_files(connection: Connection, paths: Iterable[str]) -> None:
    """Remove files with their cards, further places and problems."""
    for path in paths:
        for table in (cards, duplicates, problems, files):
            connection.execute(delete(table).where(table.c.path == path))


def put_deck(connection: Connection, deck: Deck, file: DeckFile, digest: str, version: int) -> None:
    """Add a deck that is not there yet, with its cards and problems."""
    connection.execute(_INSERT_FILE, _file_row(deck, file, digest, version))
    _insert_problems(connection, deck.problems)
    rows = [_card_row(card, position) for position, card in enumerate(deck.cards)]
    for start in range(0, len(rows), 10 * _IDS_AT_ONCE):
        _insert_cards(connection, rows[start : start + 10 * _IDS_AT_ONCE])


def put_problems(connection: Connection, path: str, found: Sequence[Problem]) -> None:
    """Replace what is wrong in a file."""
    connection.execute(delete(problems).where(problems.c.path == path))
    _insert_problems(connection, found)


def refresh_new(connection: Connection, paths: Collection[str] | None = None) -> None:
    """Set `cards.new` from the schedules, for the cards of some files or of all."""
    seen = select(schedules.c.card_id).where(
        schedules.c.card_id == cards.c.id, schedules.c.state != State.NEW.value
    )
    every = [true()] if paths is None else [cards.c.path.in_(some) for some in batched(paths)]
    is_seen = seen.correlate(cards).exists()
    for within in every:
        connection.execute(update(cards).values(new=0).where(cards.c.new == 1, is_seen, within))
        connection.execute(update(cards).values(new=1).where(cards.c.new == 0, ~is_seen, within))


def files_with_cards(connection: Connection) -> list[str]:
    """The files that have cards, in natural order."""
    query = select(cards.c.path).distinct().where(cards.c.path.is_not(None))
    return sorted(connection.execute(query).scalars(), key=path_key)


def error_count(connection: Connection) -> int:
    """How many mistakes the decks have, as they were read last; warnings are none."""
    wrong = problems.c.severity == Severity.ERROR.value
    return connection.execute(select(func.count()).select_from(problems).where(wrong)).scalar_one()


def known_problems(connection: Connection) -> list[Problem]:
    """Everything wrong in the decks as last read, cards that stand twice included, by place."""
    rows = connection.execute(select(problems)).all()
    found = [
        Problem(Source(row.path, row.line), Severity(row.severity), row.message, row.hint)
        for row in rows
    ]
    copies = copies_of_decks(connection)
    found += [_copy_problem(copy, original) for copy, original in copies.items()]
    return sorted(found + _duplicate_problems(connection, copies), key=_place)


def copies_of_decks(connection: Connection) -> dict[str, str]:
    """The decks that file-sync services left beside others, by path, and the paths of those."""
    paths = connection.execute(select(files.c.path)).scalars().all()
    query = select(duplicates.c.card_id, duplicates.c.path, cards.c.path.label("first_path"))
    sharing: dict[str, set[str]] = {}
    for card, *two in connection.execute(query.join(cards, cards.c.id == duplicates.c.card_id)):
        sharing.setdefault(card, set()).update(two)
    return conflict_copies(paths, {frozenset(decks) for decks in sharing.values()})


def card_and_deck_counts(connection: Connection, below: Sequence[str] = ()) -> tuple[int, int]:
    """How many cards, in how many decks that have any; of all files, or of those named or below."""
    query = select(func.count(), func.count(files.c.deck.distinct())).select_from(
        cards.join(files, cards.c.path == files.c.path)
    )
    if below:
        beginnings = (files.c.path.startswith(f"{one}/", autoescape=True) for one in below)
        query = query.where(or_(files.c.path.in_(below), *beginnings))
    total, decks = connection.execute(query).one()
    return total, decks


def _insert_problems(connection: Connection, found: Sequence[Problem]) -> None:
    if found:
        connection.execute(insert(problems), [_problem_row(problem) for problem in found])


def _insert_cards(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Insert; a card that stands elsewhere keeps its first place, in deck order."""
    if connection.dialect.name == "sqlite":  # by the driver itself: it takes a fourth of the time
        values = [tuple(row.values()) for row in rows]
        there = connection.exec_driver_sql(_INSERT_CARDS_IN_SQLITE, values)
    else:
        there = connection.execute(_INSERT_CARDS, rows)
    if there.rowcount != len(rows):
        _settle_places(connection, rows)


def _settle_places(connection: Connection, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _IDS_AT_ONCE):
        chunk = {row["id"]: row for row in rows[start : start + _IDS_AT_ONCE]}
        found = connection.execute(select(cards).where(cards.c.id.in_(chunk)))
        were = rows_before(connection, chunk)
        for there in map(dict, found.mappings().all()):
            here = chunk[there["id"]]
            if here["path"] != there["path"]:
                first, further = in_order(here, there, were.get(here["id"], there))
                connection.execute(update(cards).where(cards.c.id == first["id"]).values(**first))
                connection.execute(insert(duplicates), further_place(first, further))


def _copy_problem(copy: str, original: str) -> Problem:
    message = f"looks like a conflict copy of {original}: what stands in both is asked once"
    hint = "take over what is only here, then delete this file"
    return Problem(Source(copy, 1), Severity.WARNING, message, hint)


def _duplicate_problems(connection: Connection, copies: Mapping[str, str]) -> list[Problem]:
    """Cards that stand twice; those of a copy and its original are said with the copy."""
    query = select(duplicates, cards.c.path.label("first_path"), cards.c.line.label("first_line"))
    rows = connection.execute(query.join(cards, cards.c.id == duplicates.c.card_id))
    found = []
    for row in rows:
        first, here = Source(row.first_path, row.first_line), Source(row.path, row.line)
        is_copied = copies.get(row.path, row.path) == copies.get(row.first_path, row.first_path)
        if not (row.same_text and is_copied):
            found.append(twice(here, first, row.card_id, same_text=bool(row.same_text)))
    return found


def _place(problem: Problem) -> tuple[str, int, str]:
    return path_key(problem.source.file), problem.source.line, problem.message


def _file_row(deck: Deck, file: DeckFile, digest: str, version: int) -> dict[str, Any]:
    settings = deck.settings
    return {
        "path": deck.file,
        "size": file.size,
        "mtime_ns": file.mtime_ns,
        "digest": digest,
        "parser_version": version,
        "deck": deck.name,
        "area": deck.area,
        "tags": json.dumps(settings.tags, ensure_ascii=False),
        "limit_s": settings.limit_s,
        "new_per_day": settings.new_per_day,
        "suspended": int(settings.suspended),
        "reviews_per_day": settings.reviews_per_day,
        "policy": of_deck_text(settings),
        "sort_key": path_key(deck.file),
        "new_key": new_key(deck.file, deck.order),
    }


def _card_row(card: Card, position: int) -> dict[str, Any]:
    start, end = card.span or (None, None)
    return {
        "id": card.id,
        "path": card.source.file,
        "line": card.source.line,
        "position": position,
        "kind": card.kind.value,
        "front": card.front,
        "back": card.back,
        "breadcrumb": _list(card.breadcrumb),
        "tags": _list(card.tags),
        "limit_s": card.limit_s,
        "span_start": start,
        "span_end": end,
        "new": 1,
    }


def _list(items: tuple[str, ...]) -> str:
    return json.dumps(items, ensure_ascii=False) if items else "[]"


def _problem_row(problem: Problem) -> dict[str, Any]:
    source = problem.source
    return {
        "path": source.file,
        "line": source.line,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
    }
