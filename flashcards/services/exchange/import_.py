"""Markdown files and folders copied into the collection; nothing overwritten unasked."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from flashcards.core.problem import Problem
from flashcards.core.study_day import Moment
from flashcards.errors.collections import OutsideCollection
from flashcards.errors.decks import AlreadyThere, NotMarkdown
from flashcards.errors.files import CannotRead
from flashcards.formats.foreign import Wishes
from flashcards.formats.readers import READERS, format_of
from flashcards.services.backup import back_up
from flashcards.services.collection import Collection
from flashcards.services.decks.read import parsed, read_decks
from flashcards.storage.files.deck_files import deck_files, read_bytes
from flashcards.storage.files.whole_file import write_bytes


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: files copied, files that were there already, cards, problems."""

    copied: tuple[str, ...]
    unchanged: tuple[str, ...]
    cards: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Deck:
    """A deck that is to be in the collection: where, and what gives its bytes."""

    target: str
    content: Callable[[], bytes]


def import_markdown(
    collection: Collection,
    moment: Moment,
    sources: Iterable[Path],
    folder: str = "",
    *,
    overwrite: bool = False,
) -> Imported:
    """Copy decks below `folder` of the collection, all or none, and read them.

    Raises `CannotRead`, `NotMarkdown`, `OutsideCollection`, or `AlreadyThere` where a different
    file is there and `overwrite` is false.
    """
    root = collection.root
    there = [deck for source in sources for deck in _decks(source, _folder(root, folder))]
    fresh = [deck for deck in there if not _is_there(deck, root)]
    targets = Counter(deck.target for deck in there)
    for deck in fresh:
        if not (root / deck.target).resolve().is_relative_to(root):
            raise OutsideCollection(deck.target)
        if targets[deck.target] > 1 or ((root / deck.target).exists() and not overwrite):
            raise AlreadyThere(deck.target)
    if fresh:
        back_up(collection, moment.now, "before-import")
    for deck in fresh:
        write_bytes(root / deck.target, deck.content())
    read_decks(collection, moment.now)
    decks = [parsed(root, deck.target) for deck in there]
    return Imported(
        copied=tuple(deck.target for deck in fresh),
        unchanged=tuple(deck.target for deck in there if deck not in fresh),
        cards=sum(len(deck.cards) for deck in decks),
        problems=tuple(problem for deck in decks for problem in deck.problems),
    )


def _folder(root: Path, folder: str) -> PurePosixPath:
    if not (root / folder).resolve().is_relative_to(root):
        raise OutsideCollection(folder)
    return PurePosixPath((root / folder).resolve().relative_to(root).as_posix())


def _decks(source: Path, folder: PurePosixPath) -> Iterator[_Deck]:
    """A file goes by the name that its format gives; a folder keeps its name and what is below."""
    if not source.exists():
        raise CannotRead(source, "there is no such file")
    if source.is_file():
        content = read_bytes(source)
        format_ = format_of(source.name, content)
        if format_ is None:
            raise NotMarkdown(source)
        for deck in READERS[format_].read(content, Wishes(source.name)).decks:
            yield _Deck((folder / deck.name).as_posix(), partial(bytes, deck.content))
        return
    found = deck_files(source)
    if not found:
        raise NotMarkdown(source)
    for file in found:
        target = folder / source.resolve().name / file.path
        yield _Deck(target.as_posix(), partial(read_bytes, source / file.path))


def _is_there(deck: _Deck, root: Path) -> bool:
    """Whether the file is there and holds the same."""
    path = root / deck.target
    return path.is_file() and deck.content() == read_bytes(path)
