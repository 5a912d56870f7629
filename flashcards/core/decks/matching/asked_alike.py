"""Cards that ask the same, in words that tell none of them: only their answers say which is which.

A long one may be edited in a number or a sign where it stands, which makes another card of a short
one: in three real banks, no two questions of that length have 8 words of 10 in common, and an edit
leaves 9. But cards after one template have as many. So a third one that answers much like either of
two, be it here, gone, just come or edited since, says that they are two.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import pairwise
from typing import Final
from zlib import crc32

from flashcards.core.card import CardId, Kind
from flashcards.core.decks.matching.face import MatchFace
from flashcards.core.decks.matching.short_answers import words

_LONG: Final = 300
"""Characters of an answer from which a word, a number or a sign is little of it."""
_EDITED: Final = 0.9
_TWIN: Final = 0.75
_SKETCH: Final = 32
_MOST_ALIKE: Final = 100
"""Answers with the same two words in turn; where more have them, they tell none apart."""
_NEAREST: Final = 10

_SPELT: Final = re.compile(r"""\w+|[^\w\s'"`;,]""")
"""All of a text but its blanks, quotes, and what may stand at the end of a line of code."""

_Place = tuple[str, str, CardId]
"""A file, and before or after which card."""
_Answer = tuple[CardId | None, str]


class AskedAlike:
    """The cards that went and came, and those that ask, or once asked, the same as one of them.

    `others` are the answers of those that do, `edited` the texts of those that did. Of two in
    `lineage`, one was edited into the other: they are no twins.
    """

    def __init__(
        self,
        faces: Iterable[MatchFace],
        others: Iterable[str],
        edited: Collection[MatchFace],
        lineage: Iterable[tuple[CardId, CardId]],
    ) -> None:
        self._faces, self._others, self._edited = faces, others, edited
        self._kin: dict[CardId, set[CardId]] = defaultdict(set)
        for one, other in lineage:
            self._kin[one].add(other)
            self._kin[other].add(one)

    def edited(
        self,
        vanished: Iterable[MatchFace],
        new: Iterable[MatchFace],
        joined: Iterable[tuple[CardId, CardId]],
        may: Callable[[MatchFace, MatchFace], bool],
    ) -> Iterator[tuple[MatchFace, MatchFace]]:
        """What asks the same beside the same neighbour, answers nearly the same, and has no twin.

        A neighbour is the same as it was, or as what it was matched with.
        """
        there, became = (
            _by_place(filter(is_long_answer, new)),
            defaultdict[CardId, set[CardId]](set),
        )
        for old_id, new_id in joined:
            became[old_id].add(new_id)
        olds = sorted(filter(is_long_answer, vanished), key=_line)
        taken: set[CardId] = set()
        # From top to bottom, then back: so a run is led on from either of its ends.
        for old in (*olds, *reversed(olds)):
            for one in _beside_the_same(old, there, became):
                is_free = taken.isdisjoint({old.id, one.id}) and may(old, one)
                if is_free and self._is_edited(old, one):
                    taken |= {old.id, one.id}
                    became[old.id].add(one.id)
                    yield old, one

    def may_be_twins(self, old: MatchFace, new: MatchFace) -> bool:
        """Whether the question does not tell which they are, and another answers much like them."""
        if old.kind is Kind.CLOZE or old.question != new.question:
            return False
        if _SPELT.findall(old.answer) == _SPELT.findall(new.answer):
            return False
        besides = {new.id, *self._versions(old.id)}
        return any(self._has_twin(face.answer, besides) for face in (old, new))

    def is_asked_before(self, card: MatchFace) -> bool:
        """Whether another card asked the same until it was edited."""
        askers = {face.id for face in self._edited if face.question == card.question}
        return bool(askers) and not askers <= self._versions(card.id)

    def _versions(self, card: CardId) -> set[CardId]:
        """A card under all the ids that it had."""
        found, fresh = set[CardId](), {card}
        while fresh:
            found |= fresh
            fresh = {other for one in fresh for other in self._kin.get(one, ())} - found
        return found

    def _is_edited(self, old: MatchFace, new: MatchFace) -> bool:
        if (old.kind, old.question) != (new.kind, new.question):
            return False
        is_alike = _in_common(old.answer, new.answer) >= _EDITED
        return is_alike and not self.may_be_twins(old, new)

    def _has_twin(self, answer: str, besides: Collection[CardId]) -> bool:
        """Whether another card answers nearly so, or that cannot be told."""
        found = [self._by_mark.get(mark, ()) for mark in _sketch(answer)]
        if 2 * sum(len(some) > _MOST_ALIKE for some in found) > len(found):
            return True
        shared = Counter(one for some in found for one in some if one[0] not in besides)
        nearest = shared.most_common(_NEAREST)
        return any(_in_common(answer, other) >= _TWIN for (_, other), _ in nearest)

    @cached_property
    def _by_mark(self) -> dict[int, list[_Answer]]:
        # Comparing each with all would grow with their number squared.
        answers: list[_Answer] = [(face.id, face.answer) for face in (*self._faces, *self._edited)]
        found: dict[int, list[_Answer]] = defaultdict(list)
        for one in [*answers, *((None, other) for other in self._others)]:
            for mark in _sketch(one[1]):
                found[mark].append(one)
        return found


def is_long_answer(face: MatchFace) -> bool:
    """Whether a card answers at length; a cloze has no answer of its own."""
    return face.kind is not Kind.CLOZE and len(face.answer) >= _LONG


def _line(face: MatchFace) -> tuple[str, int]:
    return face.source.file, face.source.line


def _by_place(faces: Iterable[MatchFace]) -> dict[_Place, list[MatchFace]]:
    found: dict[_Place, list[MatchFace]] = defaultdict(list)
    for face in faces:
        for side, neighbour in _neighbours(face):
            found[face.source.file, side, neighbour].append(face)
    return found


def _beside_the_same(
    old: MatchFace,
    there: dict[_Place, list[MatchFace]],
    became: dict[CardId, set[CardId]],
) -> Collection[MatchFace]:
    places = [
        (old.source.file, side, id_)
        for side, neighbour in _neighbours(old)
        for id_ in (neighbour, *became.get(neighbour, ()))
    ]
    return {one.id: one for place in places for one in there.get(place, ())}.values()


def _neighbours(face: MatchFace) -> Iterator[tuple[str, CardId]]:
    for side, neighbour in (("before", face.before), ("after", face.after)):
        if neighbour is not None and face.source.file:
            yield side, neighbour


def _in_common(one: str, other: str) -> float:
    """What share of the words of two texts is in both."""
    both = Counter(words(one)), Counter(words(other))
    return 2 * (both[0] & both[1]).total() / max(1, both[0].total() + both[1].total())


def _sketch(text: str) -> Sequence[int]:
    """Those of a text's pairs of words that come first in an order by chance, as numbers."""
    return nsmallest(
        _SKETCH, {crc32(f"{one} {two}".encode()) for one, two in pairwise(words(text))}
    )
