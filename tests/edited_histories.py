"""A learner who answers cards of decks that are edited, with readings at any moment."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from card_families import FAMILIES, Key
from collections_on_disk import MORNING, place_of
from edited_decks import EDITS, Decks, Edit, Face, edit, mend
from hypothesis import strategies as st

from flashcards.core.card import CardId
from flashcards.core.known_card import KnownCard
from flashcards.core.log.card_facts import Edited
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.read import read_decks
from flashcards.services.opening.open import open_collection
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading
from flashcards.storage.log.log import all_facts
from flashcards.storage.projection.cards import known_cards

UTC = ZoneInfo("UTC")


class Turn(NamedTuple):
    """Edits, then days that pass, and a reading or none; `unanswered`: one card in so many."""

    edits: list[Edit]
    days: int = 0
    is_read: bool = True
    unanswered: int = 0


PLACES = st.integers(0, 11)
FAMILY = st.integers(0, len(FAMILIES) - 1)
LONG_FAMILY = st.sampled_from([n for n, one in enumerate(FAMILIES) if one.is_long])
EDIT = st.tuples(st.sampled_from(EDITS), st.sampled_from([0, 0, 1, 2]), PLACES, PLACES)
DAYS = st.sampled_from([0, 0, 1, 20, 100])
TURNS = st.builds(
    Turn,
    st.lists(EDIT, min_size=1, max_size=4),
    DAYS,
    st.sampled_from([True, True, True, False]),
    st.sampled_from([0, 0, 3]),
)


@st.composite
def first_turns(draw: st.DrawFn, of: st.SearchStrategy[int] = FAMILY) -> Turn:
    """A turn that writes two files of cards, of one family or of two."""
    families, asked = draw(st.tuples(of, of)), len(FAMILIES) * draw(st.integers(0, 2))
    of_first = draw(st.lists(PLACES, min_size=3, max_size=10))
    of_second = draw(st.lists(PLACES, max_size=4))
    return Turn(
        [
            ("insert", file, place, families[file] + asked)
            for file, places in enumerate((of_first, of_second))
            for place in places
        ]
    )


@dataclass
class Outcome:
    """Histories given to strangers, of all `pairs`, and how many of each family's were kept."""

    wrong: list[tuple[Face, Face]] = field(default_factory=list)
    pairs: list[tuple[Face, Face]] = field(default_factory=list)
    kept: Counter[str] = field(default_factory=Counter)
    possible: Counter[str] = field(default_factory=Counter)


def outcome(root: Path, turns: list[Turn]) -> Outcome:
    """What comes of the turns; after the last all that was hidden or emptied stands there again."""
    decks, moment, result = Decks(), Moment(MORNING, UTC), Outcome()
    faces: dict[CardId, Face] = {}
    answered: set[Key] = set()
    root.mkdir(parents=True, exist_ok=True)
    with open_collection(place_of(root), moment.now) as collection:
        for turn in turns:
            for one in turn.edits:
                edit(decks, one)
            moment = Moment(moment.now + timedelta(days=turn.days, minutes=1), UTC)
            if turn.is_read:
                _read(decks, root, collection, moment)
                answered |= _answer(decks, collection, moment, faces, turn.unanswered)
                _judge_edges(result, decks, collection, faces)
        mend(decks)
        _read(decks, root, collection, moment)
        living = _living(collection, faces)
        _judge_edges(result, decks, collection, faces)
        _count_kept(
            result, decks, {faces[one.card.id]: one.schedule.reps for one in living}, answered
        )
    return result


def write_decks(decks: Decks, root: Path) -> None:
    """Write the files as they are now, and take away those that are gone."""
    for name, text in decks.texts():
        path = root / name
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def _read(decks: Decks, root: Path, collection: Collection, moment: Moment) -> None:
    write_decks(decks, root)
    read_decks(collection, moment.now)


def _answer(
    decks: Decks,
    collection: Collection,
    moment: Moment,
    faces: dict[CardId, Face],
    unanswered: int,
) -> set[Key]:
    """Answer the cards never answered, but for one in so many; what those are about."""
    found = _living(collection, faces)
    new = [known.card.id for known in found if known.schedule.reps == 0]
    chosen = [card for n, card in enumerate(new) if not unanswered or n % unanswered]
    for card in chosen:
        answer(collection, moment, card, Grade(3))
    return {key for card in chosen for key in decks.about.get(faces[card], ())}


def _living(collection: Collection, faces: dict[CardId, Face]) -> list[KnownCard]:
    with reading(collection.engine) as connection:
        found = list(known_cards(connection))
    faces |= {known.card.id: Face(known.card.front, known.card.back) for known in found}
    return found


def chain(pair: tuple[Face, Face], pairs: list[tuple[Face, Face]]) -> set[Face]:
    """All texts that a history went through, or came from."""
    found, fresh = set[Face](), set(pair)
    while fresh:
        found |= fresh
        fresh = {face for two in pairs if not found.isdisjoint(two) for face in two} - found
    return found


def _judge_edges(
    result: Outcome, decks: Decks, collection: Collection, faces: dict[CardId, Face]
) -> None:
    """Judge what the last reading matched by what had been written until then."""
    with reading(collection.engine) as connection:
        edges = [fact for fact in all_facts(connection) if isinstance(fact, Edited)]
    fresh = [(faces[one.old], faces[one.card]) for one in edges[len(result.pairs) :]]
    result.pairs += fresh
    result.wrong += [pair for pair in fresh if decks.is_wrong(*pair, chain(pair, result.pairs))]


def _count_kept(result: Outcome, decks: Decks, reps: dict[Face, int], answered: set[Key]) -> None:
    has: dict[Key, bool] = {}
    for face, count in reps.items():
        for key in decks.about.get(face, set()) & answered:
            has[key] = has.get(key, False) or count > 0
    for key, is_kept in has.items():
        name = FAMILIES[key.family].name
        result.possible[name] += 1
        result.kept[name] += is_kept
