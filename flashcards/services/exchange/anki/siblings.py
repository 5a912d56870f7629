"""Cards that are one note in Anki: both ways of a line, the deletions of a text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from flashcards.core.card import CardId, Kind
from flashcards.core.decks.syntaxes.cloze import read_cloze
from flashcards.core.decks.syntaxes.older_cloze import is_older
from flashcards.core.known_card import KnownCard
from flashcards.core.log.card_facts import Edited
from flashcards.formats.anki.own_notes import OwnTypes
from flashcards.storage.database.engine import Connection
from flashcards.storage.log import log
from flashcards.storage.projection.unsettled import became_without_fact

_TWO: Final = 2
_UNDATED: Final = 1 << 63
"""Later than every clock: what was edited without a fact."""

FirstTexts = Mapping[CardId, tuple[int, CardId]]
"""Of texts that came of others: when the first of those was edited, and its id."""


class Siblings(NamedTuple):
    """A note's cards by their numbers, None where there is no card of that number."""

    type: OwnTypes
    cards: tuple[KnownCard | None, ...]

    @property
    def present(self) -> list[KnownCard]:
        """The cards that are there: at least one."""
        return [one for one in self.cards if one is not None]


def siblings_among(cards: Iterable[KnownCard]) -> Iterator[Siblings]:
    """The cards, in deck order, as notes."""
    for (kind, _), group in groupby(cards, key=_place):
        own = list(group)
        if kind is Kind.CLOZE:
            yield from _clozes(own)
        elif len(own) == _TWO and _is_mirrored(*own):
            yield Siblings(OwnTypes.BOTH_WAYS, tuple(own))
        else:
            yield from (Siblings(OwnTypes.QUESTION, (one,)) for one in own)


def _place(known: KnownCard) -> tuple[Kind, object]:
    """What siblings have in common."""
    card = known.card
    return card.kind, card.source if card.kind in {Kind.LINE, Kind.CLOZE} else card.id


def _is_mirrored(one: KnownCard, other: KnownCard) -> bool:
    return (one.card.front, one.card.back) == (other.card.back, other.card.front)


def _clozes(cards: Sequence[KnownCard]) -> Iterator[Siblings]:
    by_span = {one.card.span: one for one in cards if not is_older(one.card)}
    for one in cards:
        if is_older(one.card):
            yield Siblings(OwnTypes.QUESTION, (one,))
        elif one.card.span is None:
            yield Siblings(OwnTypes.CLOZE, (one,))
    spans = read_cloze(cards[0].card.front).spans
    apart = tuple(by_span.get(span) for span in spans)
    if any(apart):
        yield Siblings(OwnTypes.CLOZE, apart)


def first_texts(connection: Connection) -> FirstTexts:
    """The first texts of all that were edited; edits there and back lead to the same one."""
    found: dict[CardId, tuple[int, CardId]] = {}
    edges = (one for one in log.facts_about_edges(connection) if isinstance(one, Edited))
    for edge in sorted(edges, key=lambda one: (one.stamp.clock, one.stamp.id)):
        first = found.get(edge.old, (edge.stamp.clock, edge.old))
        found[edge.card] = min(first, found.get(edge.card, first))
    for old, new, _ in became_without_fact(connection):
        found.setdefault(new, found.get(old, (_UNDATED, old)))
    return found


class NoteNames:
    """What notes are called in Anki: the same next time, also when their text was edited."""

    def __init__(self, first: FirstTexts) -> None:
        self._first = first
        self._taken: set[str] = set()

    def of(self, cards: Iterable[KnownCard]) -> str:
        """The name of a note with such cards, which no other has."""
        own = [one.card.id for one in cards]
        firsts = sorted([self._first[id_] for id_ in own if id_ in self._first])
        for id_ in (*[first for _, first in firsts], *own):
            name = f"flash-{id_}"
            if name not in self._taken:
                self._taken.add(name)
                return name
        name = f"flash-{own[0]}-{len(self._taken)}"
        self._taken.add(name)
        return name
