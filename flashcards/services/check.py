"""Everything wrong in the decks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flashcards.core.card import Kind
from flashcards.core.deck import Deck
from flashcards.core.known_card import KnownCard
from flashcards.core.problem import Problem, Severity
from flashcards.core.study_day import Moment
from flashcards.errors import CannotRead
from flashcards.services.collection import Collection, Reading
from flashcards.services.reading import parsed, read_decks
from flashcards.storage.cards import known_of_kind
from flashcards.storage.database import reading
from flashcards.storage.deck_files import deck_files
from flashcards.storage.decks import card_and_deck_counts, known_problems


@dataclass(frozen=True, slots=True)
class StoriesTold:
    """How many stories are told, or begun, of how many, and the themes that none is about."""

    count: int
    wanted: int
    themes_missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """How many cards in how many decks, and all problems, by file and line.

    `stories` is None where there are none.
    """

    cards: int
    decks: int
    problems: tuple[Problem, ...]
    stories: StoriesTold | None = None

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
    stories = [story for deck in outside for story in _stories(deck)]
    checked = Checked(0, 0, ())
    if inside or not given:
        checked = _checked(collection, inside)
        stories = _stories_inside(collection, inside) + stories
    everywhere = Checked(
        checked.cards + sum(len(deck.cards) for deck in outside),
        checked.decks + len({deck.name for deck in outside if deck.cards}),
        checked.problems + tuple(problem for deck in outside for problem in deck.problems),
    )
    return _with_stories(everywhere, stories) if stories else everywhere


def _checked(collection: Collection, wanted: list[str]) -> Checked:
    with reading(collection.engine) as connection:
        cards, decks = card_and_deck_counts(connection, [w for w in wanted if w != "."])
        problems = known_problems(connection)
    return Checked(cards, decks, tuple(p for p in problems if _concerns(p.source.file, wanted)))


def _stories_inside(collection: Collection, wanted: list[str]) -> list[KnownCard]:
    with reading(collection.engine) as connection:
        known = known_of_kind(connection, Kind.STORY)
    return [one for one in known if _concerns(one.card.source.file, wanted)]


def _stories(deck: Deck) -> Iterator[KnownCard]:
    for card in deck.cards:
        if card.kind is Kind.STORY:
            yield KnownCard(card, deck.name, deck.area, deck.settings)


def _with_stories(checked: Checked, stories: Sequence[KnownCard]) -> Checked:
    from flashcards.core.preparation.stories import (
        ENOUGH,
        Telling,
        is_begun,
        story_problems,
        themes_missing,
    )

    tellings = [Telling(one.card, one.tags, one.limit_s) for one in stories]
    problems = sorted([*checked.problems, *story_problems(tellings)], key=_place)
    begun = [one for one in tellings if is_begun(one.card.back)]
    told = StoriesTold(len(begun), ENOUGH, themes_missing(begun))
    return replace(checked, problems=tuple(problems), stories=told)


def _place(problem: Problem) -> tuple[str, int]:
    return problem.source.file, problem.source.line


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


def _concerns(file: str, wanted: list[str]) -> bool:
    return not wanted or any(w in {".", file} or file.startswith(f"{w}/") for w in wanted)
