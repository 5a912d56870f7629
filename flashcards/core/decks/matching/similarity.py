"""How alike texts are; the only file that knows rapidfuzz.

Comparing every vanished text with every new one grows with their product, so beyond small sets only
likely pairs are compared: they share rarer words, or a neighbour in their file, and their lengths
allow the score at all. Comparing two texts grows with the product of their lengths, so only the
ends of long ones are; and the siblings of a cloze, which share its text, are compared once for all:
each deletion then goes with the one in its place.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Final, NamedTuple

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from flashcards.core.card import Kind
from flashcards.core.decks.matching.doubt import asks_for_another, is_doubtful
from flashcards.core.decks.matching.face import MatchFace
from flashcards.core.decks.matching.reconcile import Claim
from flashcards.core.decks.sides import GAP

LEAST: Final = 60.0
"""The score (of 100, normalised indel similarity) from which texts are similar."""

# Beyond these, 2,000 edited cards among 10,000 take 0.4 s where all pairs take 24 s.
_ALL_PAIRS: Final = 10_000
_ALL_LETTERS: Final = 2_000_000_000
_AT_AN_END: Final = 2_000
"""Characters that are compared at each end of a long text."""

# Texts of lengths a < b are similar by 2a / (a + b) at most; this is the a / b that makes it
# `LEAST`.
_SHORTEST_SHARE: Final = LEAST / (200 - LEAST)
_MOST_CANDIDATES: Final = 25
_COMMON: Final = 50

_Placed = tuple[int, MatchFace]
"""A face, and its place among those that were given."""

_Telling = Callable[[MatchFace], Hashable]
"""What tells a deletion from its siblings."""


class _Text(NamedTuple):
    """What is compared of a text, how long all of it is, and the faces that show it."""

    kind: Kind
    compared: str
    length: int
    faces: Sequence[_Placed]

    @property
    def first(self) -> MatchFace:
        """The first of the faces."""
        return self.faces[0][1]


def similar(vanished: Sequence[MatchFace], new: Sequence[MatchFace]) -> Iterator[Claim]:
    """The pairs that are similar, with their scores."""
    were, are = _each(vanished), _each(new)
    likely: Iterator[Sequence[int]] = (range(len(were)) for _ in are)
    if _are_many(were, are) or any(one.length > len(one.compared) for one in (*were, *are)):
        were, are = _clozes_joined(were), _clozes_joined(are)
        likely = _likely(were, are)

    def is_another(there: int, here: int) -> bool:
        return asks_for_another(vanished[there], new[here], _ratio_of_ends)

    found = list(_scored(were, are, likely))
    found.sort(key=itemgetter(0), reverse=True)
    tops: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for score, *places in found:
        # Below the best of both it is nobody's best, and needs no second look.
        if any(score >= top.get(place, 0) for top, place in zip(tops, places, strict=True)):
            old, one = were[places[0]], are[places[1]]
            if not is_doubtful(old.first, one.first, score, _ratio_of_ends):
                for top, place in zip(tops, places, strict=True):
                    top.setdefault(place, score)
                pairs = _in_place(old.faces, one.faces, (_surroundings, _answer))
                yield from (Claim(*two, score) for two in pairs if not is_another(*two))


def nearest(face: MatchFace, others: Sequence[MatchFace], least: float) -> MatchFace | None:
    """The face that asks, or asks and answers, most alike; None where none is so much alike."""
    of_kind = [one for one in others if one.kind is face.kind]
    asked = extractOne(_ends(face.question), [_ends(one.question) for one in of_kind], scorer=ratio)
    whole = extractOne(_ends(face.text), [_ends(one.text) for one in of_kind], scorer=ratio)
    found = max(filter(None, (asked, whole)), key=itemgetter(1), default=None)
    return None if found is None or found[1] < least else of_kind[found[2]]


def _scored(
    were: Sequence[_Text], are: Sequence[_Text], likely: Iterable[Sequence[int]]
) -> Iterator[tuple[float, int, int]]:
    """The scores of the likely pairs, by their places, from `LEAST` on."""
    for place, (one, candidates) in enumerate(zip(are, likely, strict=True)):
        for there in candidates:
            old = were[there]
            if old.kind is one.kind and _fits(old.length, one.length):
                score = ratio(old.compared, one.compared, score_cutoff=LEAST)
                if score >= LEAST:
                    yield score, there, place


def _each(faces: Sequence[MatchFace]) -> list[_Text]:
    texts = []
    for place, face in enumerate(faces):
        text = face.text
        texts.append(_Text(face.kind, _ends(text), len(text), [(place, face)]))
    return texts


def _ends(text: str) -> str:
    return text if len(text) <= 2 * _AT_AN_END else text[:_AT_AN_END] + text[-_AT_AN_END:]


def _ratio_of_ends(one: str, other: str) -> float:
    return ratio(_ends(one), _ends(other))


def _are_many(were: Sequence[_Text], are: Sequence[_Text]) -> bool:
    """Whether comparing all with all would take a good part of a second."""
    letters = [sum(len(one.compared) for one in some) for some in (were, are)]
    return len(were) * len(are) > _ALL_PAIRS or letters[0] * letters[1] > _ALL_LETTERS


def _clozes_joined(texts: Sequence[_Text]) -> list[_Text]:
    """The texts, but of those cut from one cloze only the first, for the faces of all."""
    together: dict[object, list[_Text]] = defaultdict(list)
    for one in texts:
        ((place, face),) = one.faces
        together[face.source if face.kind is Kind.CLOZE else place].append(one)
    return [
        some[0]._replace(faces=[face for one in some for face in one.faces])
        for some in together.values()
    ]


def _in_place(
    old: Sequence[_Placed], new: Sequence[_Placed], tellings: Sequence[_Telling]
) -> Iterator[tuple[int, int]]:
    """The faces in each other's place: told by the first telling, those between by the others.

    What nothing tells apart goes by its order, where there are as many as there were.
    """
    if len(old) == len(new) and (len(old) == 1 or not tellings):
        yield from zip((place for place, _ in old), (place for place, _ in new), strict=True)
    elif old and new and tellings:
        tell, *others = tellings
        keys = [[tell(face) for _, face in some] for some in (old, new)]
        done = behind = 0
        for block in Indel.editops(*keys).as_matching_blocks():
            yield from _in_place(old[done : block.a], new[behind : block.b], others)
            done, behind = block.a + block.size, block.b + block.size
            yield from _in_place(old[block.a : done], new[block.b : behind], ())


def _surroundings(face: MatchFace) -> Hashable:
    """A deletion with the words before and after it."""
    before, _, after = face.question.partition(GAP)
    return (*before.rsplit(maxsplit=1)[-1:], face.answer, *after.split(maxsplit=1)[:1])


def _answer(face: MatchFace) -> Hashable:
    return face.answer


def _likely(were: Sequence[_Text], are: Sequence[_Text]) -> Iterator[Sequence[int]]:
    """For each new text the places of the vanished ones worth comparing."""
    by_word, by_neighbour = _by_word(were), _by_neighbour(were)
    for one in are:
        shared = Counter(old for word in _words(one) for old in by_word.get(word, ()))
        likely = {old for old, _ in shared.most_common(_MOST_CANDIDATES)}
        yield sorted(likely.union(*(by_neighbour.get(key, ()) for key in _neighbours(one))))


def _by_word(texts: Sequence[_Text]) -> dict[str, list[int]]:
    """The places of the texts that hold a word, without words that so many hold that none tells."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(texts):
        for word in _words(one):
            found[word].append(place)
    most = max(_COMMON, len(texts) // _COMMON)
    return {word: places for word, places in found.items() if len(places) <= most}


def _by_neighbour(texts: Sequence[_Text]) -> dict[tuple[str, str, str], list[int]]:
    found: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place, one in enumerate(texts):
        for key in _neighbours(one):
            found[key].append(place)
    return found


def _words(text: _Text) -> set[str]:
    return set(text.compared.casefold().split())


def _neighbours(text: _Text) -> Iterator[tuple[str, str, str]]:
    (_, first), (_, last) = text.faces[0], text.faces[-1]
    for side, neighbour in (("before", first.before), ("after", last.after)):
        if neighbour is not None:
            yield first.source.file, side, neighbour


def _fits(one: int, other: int) -> bool:
    """Whether texts of these lengths can be similar: all of the shorter one in the longer."""
    return min(one, other) >= _SHORTEST_SHARE * max(one, other)
