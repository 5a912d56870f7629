"""Markdown files and folders copied into the collection; nothing overwritten unasked."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from flashcards.core.problem import Problem
from flashcards.core.study_day import Moment
from flashcards.errors.collections import OutsideCollection
from flashcards.errors.decks import AlreadyThere, NotMarkdown
from flashcards.errors.files import CannotRead
from flashcards.services.backup import back_up
from flashcards.services.collection import Collection
from flashcards.services.decks.read import parsed, read_decks
from flashcards.storage.files.deck_files import copy_file, deck_files, same_bytes


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: files copied, files that were there already, cards, problems."""

    copied: tuple[str, ...]
    unchanged: tuple[str, ...]
    cards: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Copy:
    source: Path
    target: str


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
    copies = [copy for source in sources for copy in _copies(source, _folder(root, folder))]
    fresh = [copy for copy in copies if not same_bytes(copy.source, root / copy.target)]
    targets = Counter(copy.target for copy in copies)
    for copy in fresh:
        if not (root / copy.target).resolve().is_relative_to(root):
            raise OutsideCollection(copy.target)
        if targets[copy.target] > 1 or ((root / copy.target).exists() and not overwrite):
            raise AlreadyThere(copy.target)
    if fresh:
        back_up(collection, moment.now, "before-import")
    for copy in fresh:
        copy_file(copy.source, root / copy.target)
    read_decks(collection, moment.now)
    decks = [parsed(root, copy.target) for copy in copies]
    return Imported(
        copied=tuple(copy.target for copy in fresh),
        unchanged=tuple(copy.target for copy in copies if copy not in fresh),
        cards=sum(len(deck.cards) for deck in decks),
        problems=tuple(problem for deck in decks for problem in deck.problems),
    )


def _folder(root: Path, folder: str) -> PurePosixPath:
    if not (root / folder).resolve().is_relative_to(root):
        raise OutsideCollection(folder)
    return PurePosixPath((root / folder).resolve().relative_to(root).as_posix())


def _copies(source: Path, folder: PurePosixPath) -> Iterator[_Copy]:
    """A file goes by its name; a folder keeps its name and what is below it."""
    if not source.exists():
        raise CannotRead(source, "there is no such file")
    if source.is_file():
        if source.suffix != ".md":
            raise NotMarkdown(source)
        yield _Copy(source, (folder / source.name).as_posix())
        return
    found = deck_files(source)
    if not found:
        raise NotMarkdown(source)
    for file in found:
        yield _Copy(source / file.path, (folder / source.resolve().name / file.path).as_posix())
