"""Everything wrong in the decks, and what the last reading made of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from flashcards.core.card import CardId, Kind
from flashcards.core.deck import Deck
from flashcards.core.decks.duplicates import ASKING, asked_twice, twice_among
from flashcards.core.decks.matching.match import Happened, Match, Nearest
from flashcards.core.decks.names import folder_unknown, unknown_folders
from flashcards.core.decks.natural_order import path_key
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.problem import Problem, Severity, warning
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection, Reading
from flashcards.services.decks.loose_decks import is_below, loose_decks, require_readable
from flashcards.services.decks.media import MediaFolder
from flashcards.services.decks.read import read_decks
from flashcards.services.own_database import missing_database
from flashcards.services.place import Place
from flashcards.storage.database.engine import reading
from flashcards.storage.files.deck_files import read_deck_file
from flashcards.storage.files.settings_file import FILE, settings_as_written
from flashcards.storage.projection.cards import asking_alike, deck_names, known_card, known_of_kind
from flashcards.storage.projection.decks import (
    card_and_deck_counts,
    copies_of_decks,
    files_with_cards,
    known_problems,
)
from flashcards.storage.projection.matches import last_matches as stored_matches

_NEAR: Final = 40.0
"""How alike, of 100, an orphan is to a new card beside which it is named."""

_MOST_NEAREST: Final = 50
_FOLDERS: Final = "new_per_folder"


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


def check(collection: Collection, paths: Iterable[Path] = ()) -> Checked:
    """The problems of the collection, or of the files and folders in `paths`, wherever they are.

    Raises `CannotRead` for a path that does not exist, `NotMarkdown` for what is no deck.
    """
    given = tuple(paths)
    for path in given:
        require_readable(path)
    inside = [path for path in given if is_below(collection.root, path)]
    outside = loose_decks((path for path in given if path not in inside), collection.root)
    if given and not inside:
        return _of_decks(outside)
    wanted = [path.resolve().relative_to(collection.root).as_posix() for path in inside]
    stories = [*_stories_inside(collection, wanted), *_stories(outside)]
    return _with_stories(_together(_checked(collection, wanted), _problems_of(outside)), stories)


def check_again(collection: Collection, moment: Moment, paths: Iterable[Path] = ()) -> CheckedAgain:
    """Read what was saved meanwhile, and check."""
    reading_ = read_decks(collection, moment.now)
    return CheckedAgain(reading_, check(collection, paths))


def check_loose(place: Place, paths: Iterable[Path]) -> Checked:
    """The problems of files and folders where no collection is open; raises what `check` does."""
    return _of_decks(loose_decks(paths, place.root))


def check_loose_again(place: Place, paths: Iterable[Path]) -> CheckedAgain:
    """Check once more; nothing is kept that could tell what was saved meanwhile."""
    return CheckedAgain(Reading(), check_loose(place, paths))


def takes_collection(place: Place, paths: Iterable[Path]) -> bool:
    """Whether a check is about the collection that is meant, which then is opened, and may be made.

    With paths it is only where one of them lies in it and its database is there already.
    """
    given = tuple(paths)
    if not given:
        return True
    return any(is_below(place.root, path) for path in given) and missing_database(place) is None


def files_meant(place: Place, paths: Iterable[Path]) -> tuple[Path, ...]:
    """The paths, where one is the name of a deck or folder of the collection as that file."""
    return tuple(_file_meant(place, path) for path in paths)


def _file_meant(place: Place, path: Path) -> Path:
    if path.exists() or path.is_absolute():
        return path
    named = (place.root / f"{path}.md", place.root / path)
    return next((one for one in named if one.exists()), path)


def only_checked(place: Place, paths: Iterable[Path]) -> list[Path]:
    """Those of the paths that are there and not in the collection that is meant, if there is one.

    What is not there at all is a failure with a sentence of its own.
    """
    outside = [path for path in paths if path.exists() and not is_below(place.root, path)]
    return outside if outside and missing_database(place) is None else []


def last_matches(collection: Collection) -> list[Match]:
    """Every card of that reading that came, went or changed, as it was matched."""
    with reading(collection.engine) as connection:
        return stored_matches(connection)


def nearest_orphans(collection: Collection, matches: Iterable[Match]) -> dict[CardId, Nearest]:
    """The orphan that each new card is most like, where one is near at all; of many, the first."""
    new = [one.card for one in matches if one.happened is Happened.NEW][:_MOST_NEAREST]
    if not new:
        return {}
    from flashcards.core.decks.matching.face import faces
    from flashcards.core.decks.matching.similarity import nearest
    from flashcards.storage.log.lineage import led_on
    from flashcards.storage.projection.unsettled import gone_with_history

    with reading(collection.engine) as connection:
        gone = gone_with_history(connection)
        on = led_on(connection, (face.id for face in gone))
        known = [one for card in new if (one := known_card(connection, card)) is not None]
    orphans = [face for face in gone if face.id not in on]
    found: dict[CardId, Nearest] = {}
    for one in known:
        near = nearest(next(faces([one.card])), orphans, _NEAR)
        if near is not None:
            found[one.card.id] = Nearest(near.id, near.question)
    return found


def deck_copies(collection: Collection) -> dict[str, str]:
    """The copies as the decks were last read, by path, and the paths of what they are copies of."""
    with reading(collection.engine) as connection:
        return copies_of_decks(connection)


def _of_decks(decks: Sequence[Deck]) -> Checked:
    return _with_stories(_problems_of(decks), list(_stories(decks)))


def _problems_of(decks: Sequence[Deck]) -> Checked:
    problems = [problem for deck in decks for problem in deck.problems]
    cards = [card for deck in decks for card in deck.cards]
    problems = sorted([*problems, *twice_among(decks), *asked_twice(cards)], key=_place)
    ids = {card.id for deck in decks for card in deck.cards}
    names = {deck.name for deck in decks if deck.cards}
    return Checked(len(ids), len(names), tuple(problems))


def _together(one: Checked, other: Checked) -> Checked:
    return Checked(one.cards + other.cards, one.decks + other.decks, one.problems + other.problems)


def _checked(collection: Collection, wanted: list[str]) -> Checked:
    with reading(collection.engine) as connection:
        cards, decks = card_and_deck_counts(connection, [w for w in wanted if w != "."])
        alike = asking_alike(connection, ASKING)
        copies = copies_of_decks(connection) if alike else {}
        originals = [card for card in alike if card.source.file not in copies]
        problems = [*known_problems(connection), *asked_twice(originals)]
        files = files_with_cards(connection)
        unknown = _unknown_folders(collection, deck_names(connection))
    missing = _missing_media(collection.root, [one for one in files if _concerns(one, wanted)])
    found = [problem for problem in [*problems, *unknown] if _concerns(problem.source.file, wanted)]
    return Checked(cards, decks, tuple(sorted([*found, *missing], key=_place)))


def _unknown_folders(collection: Collection, names: list[str]) -> list[Problem]:
    """The folders with new cards a day in the settings that hold no deck."""
    unknown = unknown_folders(collection.settings.new_per_folder, names)
    if not unknown:
        return []
    lines = settings_as_written(collection.root).splitlines()
    return [warning(FILE, _line_with(lines, one.name), *folder_unknown(one)) for one in unknown]


def _line_with(lines: list[str], folder: str) -> int:
    """The first line that names the folder where its new cards are set, counted from 0."""
    begin = next((n for n, line in enumerate(lines) if _FOLDERS in line.split("#")[0]), 0)
    return next((n for n, line in enumerate(lines[begin:], begin) if folder in line), begin)


def _missing_media(root: Path, files: Iterable[str]) -> Iterator[Problem]:
    folder = MediaFolder(root)
    for file in files:
        yield from folder.problems(file, read_deck_file(root, file).text or "", file)


def _stories_inside(collection: Collection, wanted: list[str]) -> list[KnownCard]:
    with reading(collection.engine) as connection:
        known = known_of_kind(connection, Kind.STORY)
    return [one for one in known if _concerns(one.card.source.file, wanted)]


def _stories(decks: Iterable[Deck]) -> Iterator[KnownCard]:
    for deck in decks:
        for card in deck.cards:
            if card.kind is Kind.STORY:
                yield KnownCard(card, deck.name, deck.area, deck.settings)


def _with_stories(checked: Checked, stories: Sequence[KnownCard]) -> Checked:
    if not stories:
        return checked
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
    return path_key(problem.source.file), problem.source.line


def _concerns(file: str, wanted: list[str]) -> bool:
    return not wanted or any(w in {".", file} or file.startswith(f"{w}/") for w in wanted)
