"""Decks that no open collection holds, parsed where they lie: nothing is made or written."""

from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

from flashcards.core.deck import Deck
from flashcards.errors.decks import NotMarkdown
from flashcards.errors.files import CannotRead
from flashcards.services.decks.all_cores import deck_of
from flashcards.services.decks.media import MediaFolder
from flashcards.storage.files.deck_files import deck_files, read_deck_file


def loose_decks(paths: Iterable[Path], root: Path) -> list[Deck]:
    """The decks of files and folders, each once.

    Those below the folder `root` go by their paths below it; of others those below the one path
    that is given, or, of several, as they are given. Raises `CannotRead` for what is not there or
    is a folder that cannot be looked into, and `NotMarkdown` for a file that is no deck.
    """
    given = list(paths)
    outside = [path for path in given if not is_below(root, path)]
    found: dict[Path, Deck] = {}
    for path in given:
        require_readable(path)
        folder, names = _files(path)
        if path not in outside:
            folder, above = folder.resolve(), folder.resolve().relative_to(root)
            media, below = MediaFolder(root), above
        else:
            above = folder if outside[1:] else Path()
            media, below = MediaFolder(folder, is_collection=False), Path()
        for name in names:
            file = (folder / name).resolve()
            if file not in found:
                content = read_deck_file(folder, name)
                deck = deck_of(content, (above / name).as_posix())
                text = (content.text or "") if deck.cards else ""
                missing = media.problems((below / name).as_posix(), text, deck.file)
                problems = sorted([*deck.problems, *missing], key=attrgetter("source.line"))
                found[file] = replace(deck, problems=tuple(problems))
    return list(found.values())


def is_below(root: Path, path: Path) -> bool:
    """Whether a path, wherever links lead, is a folder or lies below it."""
    return path.resolve().is_relative_to(root)


def _files(path: Path) -> tuple[Path, list[str]]:
    if path.is_file():
        return path.parent, [path.name]
    return path, [file.path for file in deck_files(path)]


def require_readable(path: Path) -> None:
    """Raise `CannotRead` for a path that is not there, `NotMarkdown` for what is no deck."""
    if not path.exists():
        raise CannotRead(path, "there is no such file")
    if not path.is_dir() and not (path.is_file() and path.suffix == ".md"):
        raise NotMarkdown(path)
