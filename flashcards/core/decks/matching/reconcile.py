"""Which new text is which vanished card: the stronger claim wins, ties are nobody's.

In this order: the same text under another id (`id:` added or removed); the same place in a file
that did not change, and is read by another rule; the same question with a new answer; the same
cloze down to a rule; the same answer, long and unique, with a new question; similar texts, each the
other's strictly best. A card with two equally strong claims is new: nothing is guessed.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

from flashcards.core.card import Card, CardId, Kind, Source
from flashcards.core.decks.sides import GAP, sides
from flashcards.core.decks.syntaxes.cloze import cloze_faces, face_of_all, read_cloze
from flashcards.core.identity import card_id, identity_kind, normalised

_RULE: Final = re.compile(
    r"^ {0,3}(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)$", re.MULTILINE
)
# Below it answers such as "yes" or "O(n)" are the same in cards that have nothing else in common.
LEAST_ANSWER: Final = 20
"""Characters an answer must have to be told apart by it alone."""


@dataclass(frozen=True, slots=True)
class MatchFace:
    """A card as matching sees it: what it asks and answers, and its neighbours in the file.

    `number` is its place among the cards of its kind on its line.
    """

    id: CardId
    digest: CardId
    kind: Kind
    question: str
    answer: str
    source: Source
    before: CardId | None = None
    after: CardId | None = None
    number: int = 0

    @property
    def text(self) -> str:
        """Question and answer."""
        return f"{self.question}\n{self.answer}"


class Pair(NamedTuple):
    """A vanished card and the new text it became."""

    old: MatchFace
    new: MatchFace


class Claim(NamedTuple):
    """How well a new text fits a vanished card, by their places in the lists compared; of 100."""

    old: int
    new: int
    score: float


Similar = Callable[[Sequence[MatchFace], Sequence[MatchFace]], Iterable[Claim]]
"""The claims of texts similar enough (`core/decks/matching/similarity.py`)."""


def faces(cards: Sequence[Card]) -> Iterator[MatchFace]:
    """The faces of a file's cards, which are in the file's order."""
    on_line: Counter[tuple[int, Kind]] = Counter()
    for place, (card, asked) in enumerate(zip(cards, _asked(cards), strict=True)):
        question, answer, digest = asked
        here = card.source.line, identity_kind(card.kind)
        on_line[here] += 1
        yield MatchFace(
            card.id,
            digest,
            identity_kind(card.kind),
            question,
            answer,
            card.source,
            cards[place - 1].id if place else None,
            cards[place + 1].id if place + 1 < len(cards) else None,
            on_line[here],
        )


def matched(
    vanished: Sequence[MatchFace],
    new: Sequence[MatchFace],
    living_answers: Collection[str],
    similar: Similar,
    same_texts: Collection[str] = (),
) -> list[Pair]:
    """The pairs of vanished and new cards that are one card; `living_answers` are taken.

    `same_texts` are the files whose text did not change.
    """
    # From what cannot be chance to what may be: each claim is settled among what the stronger ones
    # left. A wrong match mixes two histories, a missed one is mended by `flash link`: so ties
    # are nobody's.
    pool = _Pool(list(vanished), list(new))
    pool.settle(lambda face: (face.kind, face.digest))
    pool.settle(_place_among(same_texts))
    pool.settle(lambda face: (face.kind, face.question))
    pool.settle(_cloze_above_a_rule)
    pool.settle(_telling_answer_among(pool, living_answers))
    pool.settle_similar(similar)
    return pool.pairs


class _Pool:
    """What is still unmatched, and what is matched already."""

    def __init__(self, vanished: list[MatchFace], new: list[MatchFace]) -> None:
        self.vanished, self.new = vanished, new
        self.pairs: list[Pair] = []

    def settle(self, key_of: Callable[[MatchFace], Hashable]) -> None:
        """Match what has a key in common with one other only; ambiguous ones are out for good."""
        old_by_key, new_by_key = _by_key(self.vanished, key_of), _by_key(self.new, key_of)
        shared = [key for key in old_by_key.keys() & new_by_key.keys() if key is not None]
        for key in shared:
            if len(old_by_key[key]) == len(new_by_key[key]) == 1:
                self.pairs.append(Pair(old_by_key[key][0], new_by_key[key][0]))
        self._remove(face.id for key in shared for face in old_by_key[key] + new_by_key[key])

    def settle_similar(self, similar: Similar) -> None:
        """Match what is each the other's strictly best; between equals, neighbours decide."""
        if not self.vanished or not self.new:
            return
        joined = {(pair.old.id, pair.new.id) for pair in self.pairs}
        ranked = [
            (
                claim,
                (claim.score, _neighbours(self.vanished[claim.old], self.new[claim.new], joined)),
            )
            for claim in similar(self.vanished, self.new)
        ]
        best_new = _strictly_best((claim.old, claim.new, rank) for claim, rank in ranked)
        best_old = _strictly_best((claim.new, claim.old, rank) for claim, rank in ranked)
        found = [(old, new) for old, new in best_new.items() if best_old.get(new) == old]
        self.pairs += [Pair(self.vanished[old], self.new[new]) for old, new in sorted(found)]

    def _remove(self, ids: Iterable[CardId]) -> None:
        settled = set(ids)
        self.vanished = [face for face in self.vanished if face.id not in settled]
        self.new = [face for face in self.new if face.id not in settled]


def _strictly_best(
    ranked: Iterable[tuple[int, int, tuple[float, int]]],
) -> dict[int, int]:
    """For each first member the second one of highest rank; none where two share that rank."""
    best: dict[int, tuple[tuple[float, int], int | None]] = {}
    for one, other, rank in ranked:
        top = best.get(one)
        if top is None or rank > top[0]:
            best[one] = (rank, other)
        elif rank == top[0]:
            best[one] = (rank, None)
    return {one: other for one, (_, other) in best.items() if other is not None}


def _neighbours(old: MatchFace, new: MatchFace, joined: set[tuple[CardId, CardId]]) -> int:
    """How many neighbours in the file both have in common, as they are or as they were matched."""
    if old.source.file != new.source.file:
        return 0
    sides = ((old.before, new.before), (old.after, new.after))
    return sum(one == other or (one, other) in joined for one, other in sides)


def _by_key(
    faces_: Iterable[MatchFace], key_of: Callable[[MatchFace], Hashable]
) -> dict[Hashable, list[MatchFace]]:
    found: dict[Hashable, list[MatchFace]] = defaultdict(list)
    for face in faces_:
        found[key_of(face)].append(face)
    return found


def _place_among(same_texts: Collection[str]) -> Callable[[MatchFace], Hashable]:
    """The place of a face in a file whose text is the same; deletions of a cloze tell their own."""

    def place(face: MatchFace) -> Hashable:
        if face.kind is Kind.CLOZE or face.source.file not in same_texts:
            return None
        return face.kind, face.source, face.number

    return place


def _cloze_above_a_rule(face: MatchFace) -> Hashable:
    """What a cloze asks down to its first rule, where earlier versions ended it, and its answer."""
    if face.kind is not Kind.CLOZE:
        return None
    return normalised(_RULE.split(face.question, 1)[0]), face.answer


def _telling_answer_among(pool: _Pool, living: Collection[str]) -> Callable[[MatchFace], Hashable]:
    """A face's answer, where it is long and nobody else's; a cloze has none of its own."""
    shared = {answer for answer, count in _answers(pool.vanished) if count > 1}
    shared |= {answer for answer, count in _answers(pool.new) if count > 1} | set(living)

    def telling(face: MatchFace) -> Hashable:
        if face.kind is Kind.CLOZE or len(face.answer) < LEAST_ANSWER or face.answer in shared:
            return None
        return face.kind, face.answer

    return telling


def _answers(faces_: Iterable[MatchFace]) -> Iterable[tuple[str, int]]:
    return Counter(face.answer for face in faces_).items()


def _asked(cards: Sequence[Card]) -> Iterator[tuple[str, str, CardId]]:
    """Question, answer and digest of each card; siblings of a cloze share the reading of it."""
    for (front, is_cloze), siblings in groupby(cards, _cloze_key):
        if is_cloze:
            yield from _asked_by_cloze(front, siblings)
        else:
            for card in siblings:
                digest = card_id(card.kind, front, card.back)
                yield normalised(front), normalised(card.back), digest


def _cloze_key(card: Card) -> tuple[str, bool]:
    return card.front, card.kind is Kind.CLOZE


def _asked_by_cloze(front: str, siblings: Iterable[Card]) -> Iterator[tuple[str, str, CardId]]:
    """A cloze asks its text with a gap for the deletion."""
    cloze, of_all = read_cloze(front), face_of_all(front)
    digests = {face.span: face.id for face in cloze_faces(front)}
    cards = list(siblings)
    then = sorted({card.span for card in cards if card.span is not None})
    places = {} if then == sorted(cloze.spans) else _places_in(front, then)
    today = {one.start: span for one, span in zip(cloze.deletions, cloze.spans, strict=True)}
    for card in cards:
        if card.span is None:
            yield normalised(sides(card).question), normalised(cloze.text), of_all.id or card.id
            continue
        start, end = places.get(card.span, card.span)
        text = front if card.span in places else cloze.text
        if start - 1 in today and card.span in places:
            text, (start, end) = cloze.text, today[start - 1]
        question = normalised(f"{text[:start]}{GAP}{text[end:]}")
        yield question, normalised(text[start:end]), digests.get((start, end)) or card.id


def _places_in(
    front: str, then: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Where in the source the deletions stand that an earlier version found by another rule.

    Each had two brackets, which that version's text lacks; so all of them tell where each stood.
    Nothing can be said if no brackets are there: one of the siblings is missing.
    """
    places = [(start + 2 * n + 1, end + 2 * n + 1) for n, (start, end) in enumerate(then)]
    if all(front[start - 1] == "[" and front[end : end + 1] == "]" for start, end in places):
        return dict(zip(then, places, strict=True))
    return {}
