"""What is committed and still to be put in place; and the files of an import that is taken back."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.log.stamp import FactId
from flashcards.errors.base import FlashError
from flashcards.errors.files import CannotWrite
from flashcards.errors.imports import InTheWay
from flashcards.services.collection import Collection
from flashcards.services.place import Place
from flashcards.services.work import Work
from flashcards.storage.database.engine import Engine, writing
from flashcards.storage.files.staging import (
    LaterContent,
    Staging,
    digest_at,
    digest_of,
    in_the_way,
    mode_of_new_files,
    take_away,
)
from flashcards.storage.files.whole_file import make_durable, write_bytes
from flashcards.storage.log import imports
from flashcards.storage.log.imports import ImportedFile, Move

_KEPT: Final = "imports"


@dataclass(frozen=True, slots=True)
class FilesBack:
    """Files that went back to what they were, and those that stay as they were edited since."""

    changed: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()


NO_FILES: Final = FilesBack()
"""Nothing was imported."""


@dataclass(frozen=True, slots=True)
class FileToBe:
    """A file as it is to be: what is there until then, and its content from then on; None: gone."""

    path: str
    before: str | None
    content: bytes | LaterContent | None


def staging(place: Place) -> Staging:
    """Where files of the collection wait."""
    return Staging(place.staging)


def stage(work: Work, wanted: Iterable[FileToBe]) -> None:
    """Write files aside, durable, and begin the journal; raises `CannotWrite`.

    Meant for the transaction that commits what they belong to: others wait for its end before
    they look at the folder. Raises `InTheWay` where a file could not be put in place.
    """
    files = list(wanted)
    for one in files:
        if one.content is not None:
            refuse_in_the_way(work.collection.root, one.path)
    first = _drop_and_number(work, files)
    contents = {
        str(n): one.content for n, one in enumerate(files, first) if one.content is not None
    }
    waiting = staging(work.collection.place)
    try:
        waiting.put(contents)
    except FlashError:
        if not first:
            waiting.clear()
        raise
    moves: list[Move] = []
    for number, one in enumerate(files, first):
        name = None if one.content is None else str(number)
        after = None if one.content is None else _digest(one.content)
        moves.append(Move(one.path, name, one.before, after))
    if moves:
        imports.put_moves(work.connection, moves)


def _digest(content: bytes | LaterContent) -> str:
    return content.digest if isinstance(content, LaterContent) else digest_of(content)


def refuse_in_the_way(root: Path, path: str) -> None:
    """Raises `InTheWay` where no file can be at a path of the collection."""
    if found := in_the_way(root / path, root):
        there, what = found
        raise InTheWay(path, what, there.relative_to(root).as_posix())


def _drop_and_number(work: Work, files: Iterable[FileToBe]) -> int:
    """Take what waits for the same places out of the journal; a number that no other file has."""
    imports.drop_moves(work.connection, [one.path for one in files])
    left = imports.moves(work.connection)
    return max((int(one.staged) + 1 for one in left if one.staged is not None), default=0)


def finish(place: Place, engine: Engine) -> tuple[CannotWrite, ...]:
    """Put in place what is committed, throw away what is not; why some of it still waits.

    What somebody changed meanwhile stays as it is.
    """
    with writing(engine) as connection:
        failures: list[CannotWrite] = []
        done: list[str] = []
        changed: set[Path] = set()
        mode = mode_of_new_files()
        for move in imports.moves(connection):
            try:
                changed |= _make(place, move, mode)
            except CannotWrite as failure:
                failures.append(failure)
            else:
                done.append(move.path)
        for folder in changed:
            make_durable(folder)
        imports.drop_moves(connection, done)
    with writing(engine) as connection:  # as long as the folder is there, the journal is looked at
        if not imports.moves(connection):
            staging(place).clear()
    return tuple(failures)


def put_in_place(collection: Collection) -> None:
    """Finish what was just committed; raises `CannotWrite` where some of it has to wait.

    What waited before, and was said, is no failure of what was done now.
    """
    if collection.place.staging.exists():
        for failure in finish(collection.place, collection.engine):
            if str(failure) not in collection.waiting:
                raise failure


def _make(place: Place, move: Move, mode: int) -> set[Path]:
    """Make one move, unless the file is as it is to be, or as somebody else has made it.

    The folder that changed, if any.
    """
    path, waiting = place.root / move.path, staging(place)
    there = digest_at(path)
    if there != move.before or there == move.after:
        return set()
    if move.staged is None:
        take_away(path, place.root)
    elif (waiting.folder / move.staged).exists():
        return {waiting.place(move.staged, path, mode)}
    return set()


def files_back(work: Work, fact: FactId) -> FilesBack:
    """Begin to take back the files of an import, but for those that were edited since."""
    wanted, edited = [], []
    waiting = {one.path for one in imports.moves(work.connection) if one.after is not None}
    for one in imports.files_of(work.connection, fact):
        path = work.collection.root / one.path
        if one.path in waiting and digest_at(path) == one.before:
            imports.drop_moves(work.connection, [one.path])
            continue
        if digest_at(path) != one.after:
            edited += [one.path] if path.exists() else []
            continue
        before = imports.text_of(work.connection, one.before)
        if one.before is not None and before is None:
            edited.append(one.path)
            continue
        _keep(work, one, path)
        wanted.append(FileToBe(one.path, one.after, before))
    stage(work, wanted)
    return FilesBack(tuple(one.path for one in wanted), tuple(edited))


def files_again(work: Work, fact: FactId, anew: FactId) -> FilesBack:
    """Begin to put the files of an import where they were, but over nothing that is there since."""
    wanted, edited = [], []
    for one in imports.files_of(work.connection, fact):
        content = _kept(work, one)
        there = digest_at(work.collection.root / one.path)
        if there == one.after:
            continue
        if content is None or there != one.before:
            edited.append(one.path)
            continue
        wanted.append(FileToBe(one.path, one.before, content))
    imports.say_anew(work.connection, fact, anew)
    stage(work, wanted)
    return FilesBack(tuple(one.path for one in wanted), tuple(edited))


def _keep(work: Work, one: ImportedFile, path: Path) -> None:
    """Keep what is taken away, so that it can be given back."""
    if one.base is None:
        write_bytes(work.collection.place.home / _KEPT / one.after, path.read_bytes())
    else:
        imports.keep_texts(work.connection, {one.after: path.read_bytes()})


def _kept(work: Work, one: ImportedFile) -> bytes | None:
    if one.base is not None:
        return imports.text_of(work.connection, one.after)
    path = work.collection.place.home / _KEPT / one.after
    return path.read_bytes() if path.is_file() else None
