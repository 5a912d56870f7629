"""Everything wrong in the decks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flashcards.core.deck import Deck
from flashcards.core.problem import Problem, Severity
from flashcards.core.study_day import Moment
from flashcards.errors import CannotRead
from flashcards.services.collection import Collection, Reading
from flashcards.services.reading import parsed, read_decks
from flashcards.storage.database import reading
from flashcards.storage.deck_files import deck_files
from flashcards.storage.decks import card_and_deck_counts, known_problems


@dataclass(frozen=True, slots=True)
class Checked:
    """How many cards in how many decks, and all problems, by file and line."""

    cards: int
    decks: int
    problems: tuple[Problem, ...]

    @property
    def has_errors(self) -> bool:
        """Whether something hides a card or a setting."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class CheckedAgain:
    """What was read since the last look, and what is wrong now."""

    reading: Reading
    checked: Checked


def check_again(collection: Collection, moment: Moment, paths: Iterable[Path] = ()) -> CheckedAgain:
    """Read what was saved meanwhile, and check."""
    reading_ = read_decks(collection, moment.now)
    return CheckedAgain(reading_, check(collection, paths))


def check(collection: Collection, paths: Iterable[Path] = ()) -> Checked:
    """The problems of the collection, or of the files and folders in `paths`, wherever they are.

    Raises `CannotRead` for a path that does not exist.
    """
    given = tuple(paths)
    inside = [_below(collection.root, path) for path in given if _is_inside(collection, path)]
    outside = [deck for path in given if not _is_inside(collection, path) for deck in _decks(path)]
    checked = _checked(collection, inside) if inside or not given else Checked(0, 0, ())
    return Checked(
        checked.cards + sum(len(deck.cards) for deck in outside),
        checked.decks + len({deck.name for deck in outside if deck.cards}),
        checked.problems + tuple(problem for deck in outside for problem in deck.problems),
    )


def _checked(collection: Collection, wanted: list[str]) -> Checked:
    with reading(collection.engine) as connection:
        cards, decks = card_and_deck_counts(connection, [w for w in wanted if w != "."])
        problems = known_problems(connection)
    return Checked(cards, decks, tuple(p for p in problems if _concerns(p, wanted)))


def _is_inside(collection: Collection, path: Path) -> bool:
    if not path.exists():
        raise CannotRead(path, "there is no such file")
    return path.resolve().is_relative_to(collection.root)


def _below(root: Path, path: Path) -> str:
    return path.resolve().relative_to(root).as_posix()


def _decks(path: Path) -> Iterator[Deck]:
    """The decks of a file or folder that belongs to no open collection."""
    if path.is_file():
        yield parsed(path.parent, path.name)
        return
    for file in deck_files(path):
        yield parsed(path, file.path)


def _concerns(problem: Problem, wanted: list[str]) -> bool:
    file = problem.source.file
    return not wanted or any(w in {".", file} or file.startswith(f"{w}/") for w in wanted)
