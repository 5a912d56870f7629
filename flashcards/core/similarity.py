"""How alike texts are; the only file that knows rapidfuzz.

Comparing every vanished text with every new one grows with their product, so beyond small sets only
likely pairs are compared: they share rarer words, or a neighbour in their file, and their lengths
allow the score at all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz.fuzz import ratio

from flashcards.core.reconcile import Claim, Face

LEAST: Final = 60.0
"""The score (of 100, normalised indel similarity) from which texts are similar."""

_ALL_PAIRS: Final = 10_000
_SHORTEST_SHARE: Final = LEAST / (200 - LEAST)
_MOST_CANDIDATES: Final = 25
_COMMON: Final = 50


def similar(vanished: Sequence[Face], new: Sequence[Face]) -> Iterator[Claim]:
    """The pairs that are similar, with their scores."""
    old_texts = [face.text for face in vanished]
    for place, likely in enumerate(_likely(vanished, new)):
        text = new[place].text
        for old in likely:
            if vanished[old].kind is new[place].kind and _fits(len(old_texts[old]), len(text)):
                score = ratio(old_texts[old], text, score_cutoff=LEAST)
                if score >= LEAST:
                    yield Claim(old, place, score)


def _likely(vanished: Sequence[Face], new: Sequence[Face]) -> Iterator[Sequence[int]]:
    """For each new text the places of the vanished ones worth comparing."""
    if len(vanished) * len(new) <= _ALL_PAIRS:
        yield from (range(len(vanished)) for _ in new)
        return
    by_word, by_neighbour = _by_word(vanished), _by_neighbour(vanished)
    for face in new:
        shared = Counter(old for word in _words(face) for old in by_word.get(word, ()))
        likely = {old for old, _ in shared.most_common(_MOST_CANDIDATES)}
        yield sorted(likely.union(*(by_neighbour.get(key, ()) for key in _neighbours(face))))


def _by_word(faces: Sequence[Face]) -> dict[str, list[int]]:
    """The places of the faces that hold a word, without words that so many hold that none tells."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, face in enumerate(faces):
        for word in _words(face):
            found[word].append(place)
    most = max(_COMMON, len(faces) // _COMMON)
    return {word: places for word, places in found.items() if len(places) <= most}


def _by_neighbour(faces: Sequence[Face]) -> dict[tuple[str, str, str], list[int]]:
    found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place, face in enumerate(faces):
        for key in _neighbours(face):
            found[key].append(place)
    return found


def _words(face: Face) -> set[str]:
    return set(face.text.casefold().split())


def _neighbours(face: Face) -> Iterator[tuple[str, str, str]]:
    for side, neighbour in (("before", face.before), ("after", face.after)):
        if neighbour is not None:
            yield face.source.file, side, neighbour


def _fits(one: int, other: int) -> bool:
    """Whether texts of these lengths can be similar: all of the shorter one in the longer."""
    return min(one, other) >= _SHORTEST_SHARE * max(one, other)
