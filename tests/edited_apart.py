"""A machine that reads edited decks and hears only later of what another one answered."""

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from collections_on_disk import MORNING, place_of
from edited_decks import Decks, Face, edit, mend
from edited_histories import UTC, Turn, chain, write_decks
from machines import facts_of

from flashcards.core.card import CardId
from flashcards.core.known_card import KnownCard
from flashcards.core.log.card_facts import Edited
from flashcards.core.log.facts import Fact
from flashcards.core.log.stamp import FactId
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.read import read_decks, read_for_brought
from flashcards.services.log.take_in import take_in
from flashcards.services.opening.open import open_collection
from flashcards.services.study.answer import Grade, answer
from flashcards.services.work import within
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.projection.cards import known_cards


class Apart(NamedTuple):
    """Until which turn the other one reads and answers, from which on this one reads, and merges.

    It answers one card in so many, if any.
    """

    there_until: int
    here_from: int
    merged_at: int
    answered_here: int = 0


Pair = tuple[Face, Face]


def given_to_strangers(root: Path, turns: Sequence[Turn], apart: Apart) -> list[Pair]:
    """Histories that either machine gave to strangers; at the end all that was hidden is there."""
    decks, moment, faces = Decks(), Moment(MORNING, UTC), dict[CardId, Face]()
    pairs, wrong = dict[FactId, Pair](), list[Pair]()
    roots = [root / name for name in ("there", "here")]
    for place in roots:
        place.mkdir(parents=True)
    with ExitStack() as stack:
        there, here = (
            stack.enter_context(open_collection(place_of(place), moment.now)) for place in roots
        )
        for number, turn in enumerate([*turns, Turn([], days=1)]):
            for one in turn.edits:
                edit(decks, one)
            if is_last := number == len(turns):
                mend(decks)
            moment = Moment(moment.now + timedelta(days=turn.days, minutes=1), UTC)
            if number <= apart.there_until:
                _read(decks, there, moment.now)
                _answer(there, moment, turn.unanswered)
            if is_last or (number >= apart.here_from and turn.is_read):
                _read(decks, here, moment.now)
                _answer(here, moment, 0, one_in=apart.answered_here)
            if is_last or number == apart.merged_at:
                _learn(here, facts_of(there), moment.now)
            for collection in (there, here):
                wrong += _judged(decks, collection, faces, pairs)
    return wrong


def _read(decks: Decks, collection: Collection, now: datetime) -> None:
    write_decks(decks, collection.root)
    read_decks(collection, now)


def _answer(collection: Collection, moment: Moment, unanswered: int, *, one_in: int = 1) -> None:
    new = [known.card.id for known in _living(collection) if not known.schedule.reps]
    for number, card in enumerate(new):
        if one_in and number % one_in == 0 and (not unanswered or number % unanswered):
            answer(collection, moment, card, Grade(3))


def _learn(collection: Collection, facts: Sequence[Fact], now: datetime) -> None:
    with writing(collection.engine) as connection:
        work = within(connection, collection, now)
        take_in(work, facts)
        read_for_brought(work)


def _living(collection: Collection) -> list[KnownCard]:
    with reading(collection.engine) as connection:
        return list(known_cards(connection))


def _judged(
    decks: Decks, collection: Collection, faces: dict[CardId, Face], pairs: dict[FactId, Pair]
) -> list[Pair]:
    """What was matched since, and is wrong by what had been written until then."""
    for known in _living(collection):
        faces[known.card.id] = Face(known.card.front, known.card.back)
    edges = {fact.stamp.id: fact for fact in facts_of(collection) if isinstance(fact, Edited)}
    fresh = {
        id_: (faces[edges[id_].old], faces[edges[id_].card]) for id_ in edges.keys() - pairs.keys()
    }
    pairs |= fresh
    all_pairs = [*pairs.values()]
    return [pair for pair in fresh.values() if decks.is_wrong(*pair, chain(pair, all_pairs))]
