"""What imports remember: the sources' texts, the files they wrote, and those still to be placed."""

import zlib
from collections.abc import Iterable
from dataclasses import astuple, fields
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, update

from flashcards.core.frozen import dataclass
from flashcards.core.log.stamp import FactId
from flashcards.storage.database.batches import batched
from flashcards.storage.database.kept_tables import import_moves, import_texts, imports
from flashcards.storage.database.tables import facts

NO_FACT: Final = FactId("")
"""Stands for the import of starter decks that came with the collection."""

_QUICK: Final = 1
"""The level of compression that takes a third of the usual time, for a quarter more bytes."""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file that an import wrote, and the digests of what its source held, what was, what is."""

    fact: FactId
    path: str
    clock: int
    source: str
    base: str | None
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Move:
    """A file still to be put in place, or taken away where none is `staged`."""

    path: str
    staged: str | None
    before: str | None
    after: str | None


def remember(connection: Connection, written: Iterable[ImportedFile]) -> None:
    """Write down what an import wrote; what no fact is of, once a path."""
    written = list(written)
    for some in batched(one.path for one in written if one.fact == NO_FACT):
        is_known = imports.c.fact == NO_FACT, imports.c.path.in_(some)
        connection.execute(delete(imports).where(*is_known))
    names = [field.name for field in fields(ImportedFile)]
    rows = [dict(zip(names, astuple(one), strict=True)) for one in written]
    if rows:
        connection.execute(insert(imports), rows)


def keep_texts(connection: Connection, texts: dict[str, bytes]) -> None:
    """Keep decks by their digests, each once."""
    known = set(connection.execute(select(import_texts.c.digest)).scalars())
    rows = [
        {"digest": digest, "body": zlib.compress(text, _QUICK)}
        for digest, text in texts.items()
        if digest not in known
    ]
    if rows:
        connection.execute(insert(import_texts), rows)


def text_of(connection: Connection, digest: str | None) -> bytes | None:
    """A deck by its digest; None where it was not kept, or is damaged."""
    query = select(import_texts.c.body).where(import_texts.c.digest == digest)
    body = connection.execute(query).scalar()
    try:
        return None if body is None else zlib.decompress(body)
    except zlib.error:
        return None


def files_of(connection: Connection, fact: FactId) -> list[ImportedFile]:
    """What one import wrote, by path."""
    query = select(imports).where(imports.c.fact == fact).order_by(imports.c.path)
    return [ImportedFile(*row) for row in connection.execute(query)]


def latest_files(connection: Connection) -> dict[str, ImportedFile]:
    """For each path what the last import that counts wrote there."""
    query = select(imports).where(_counts()).order_by(imports.c.clock)
    return {row.path: ImportedFile(*row) for row in connection.execute(query)}


def say_anew(connection: Connection, fact: FactId, anew: FactId) -> None:
    """An import that was given back has another fact."""
    connection.execute(update(imports).where(imports.c.fact == fact).values(fact=anew))


def put_moves(connection: Connection, moves: Iterable[Move]) -> None:
    """Begin the journal; committed with what it belongs to."""
    names = [field.name for field in fields(Move)]
    rows = [dict(zip(names, astuple(one), strict=True)) for one in moves]
    if rows:
        connection.execute(insert(import_moves), rows)


def moves(connection: Connection) -> list[Move]:
    """What is still to be done, by path."""
    query = select(import_moves).order_by(import_moves.c.path)
    return [Move(*row) for row in connection.execute(query)]


def drop_moves(connection: Connection, paths: Iterable[str]) -> None:
    """These are done."""
    for some in batched(paths):
        connection.execute(delete(import_moves).where(import_moves.c.path.in_(some)))


def _counts() -> ColumnElement[bool]:
    """Whether the import is not undone; one whose fact is not here is."""
    undos = facts.alias()
    here = select(facts.c.id).where(facts.c.id == imports.c.fact).exists()
    undone = select(undos.c.id).where(undos.c.undoes == imports.c.fact).exists()
    return or_(imports.c.fact == NO_FACT, here & ~undone)
