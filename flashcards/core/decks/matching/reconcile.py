"""Which new text is which vanished card: the stronger claim wins, ties are nobody's.

In this order: the same text under another id (`id:` added or removed), or set otherwise, as where
an editor formats it; the same place in a file that did not change, and is read by another rule; the
same question with a new answer; the same cloze down to a rule; the same answer, long and unique,
with a new question; a long answer edited in its place; a shorter one that its words or its run
tell; similar texts, each the other's strictly best. A card with two equally strong claims is new:
nothing is guessed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Final, NamedTuple

from flashcards.core.card import CardId, Kind
from flashcards.core.decks.matching.asked_alike import AskedAlike, is_long_answer
from flashcards.core.decks.matching.face import MatchFace
from flashcards.core.decks.matching.keys import cloze_above_a_rule, place_among, said_among
from flashcards.core.decks.matching.opposites import content_words
from flashcards.core.decks.matching.short_answers import told_by_run, told_by_words
from flashcards.core.decks.matching.side_by_side import was_there_before

# Below it answers such as "yes" or "O(n)" are the same in cards that have nothing else in common.
LEAST_ANSWER: Final = 20
"""Characters an answer must have to be told apart by it alone."""
_ASKED_ALONE: Final = frozenset({Kind.CLOZE, Kind.SELF_ASSESSMENT, Kind.STORY})
"""What has no answer of its own: the conditions of many skills are the same, and what a story
begins with."""
_LEAST_ASKED: Final = 3
"""Words that a question is about, from which it tells its card in any deck."""


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

Joined = Collection[tuple[CardId, CardId]]
"""Ids of an old text and a new one."""


class Beside(NamedTuple):
    """What is known besides the cards that came and went.

    `same_texts` are the files whose text did not change, `questions` and `answers` those of cards
    other than these, `alike` answers of others that ask the same as one of these, `edited` texts of
    any that did until they were edited, `joined` what became what before, `cut` what never was one
    card, and `lineage` all edits of what went.
    """

    same_texts: Collection[str] = ()
    questions: Collection[str] = ()
    answers: Collection[str] = ()
    joined: Joined = ()
    cut: Joined = ()
    alike: Collection[str] = ()
    edited: Collection[MatchFace] = ()
    lineage: Joined = ()


def matched(
    vanished: Sequence[MatchFace],
    new: Sequence[MatchFace],
    living_answers: Collection[str],
    similar: Similar,
    beside: Beside = Beside(),  # noqa: B008 - a value
) -> list[Pair]:
    """The pairs of vanished and new cards that are one card; `living_answers` are taken."""
    # From what cannot be chance to what may be: each claim is settled among what the stronger ones
    # left. A wrong match mixes two histories, a missed one is mended by `flash link`: so ties
    # are nobody's.
    pool = _Pool(list(vanished), list(new), beside)
    pool.settle(lambda face: (face.kind, face.digest))
    pool.settle(said_among(vanished, new))
    pool.settle(place_among(beside.same_texts))
    pool.settle(_telling_question_among(pool, beside.questions), pool.may_be_asked_anew)
    pool.settle(cloze_above_a_rule)
    pool.settle(_telling_answer_among(pool, living_answers), _asks_alike_or_is_of_these_days)
    pool.settle_long_cards()
    pool.settle_short_answers(living_answers)
    pool.settle_similar(similar)
    pool.settle_long_cards()
    return pool.pairs


class _Pool:
    """What is still unmatched, and what is matched already."""

    def __init__(self, vanished: list[MatchFace], new: list[MatchFace], beside: Beside) -> None:
        self.vanished, self.new = vanished, new
        self.pairs: list[Pair] = []
        self._joined = set(beside.joined)
        self._cut = frozenset(beside.cut)
        self._asked_alike = AskedAlike(
            [*vanished, *new], beside.alike, beside.edited, beside.lineage
        )

    def settle(
        self,
        key_of: Callable[[MatchFace], Hashable],
        may: Callable[[MatchFace, MatchFace], bool] = lambda _, __: True,
    ) -> None:
        """Match what has a key in common with one other only, if it may be the same."""
        old_by_key, new_by_key = _by_key(self.vanished, key_of), _by_key(self.new, key_of)
        shared = [key for key in old_by_key.keys() & new_by_key.keys() if key is not None]
        found = [(old_by_key[key], new_by_key[key]) for key in shared]
        alone = [Pair(old[0], new[0]) for old, new in found if len(old) == len(new) == 1]
        self._take(pair for pair in alone if may(*pair))

    def may_be_asked_anew(self, old: MatchFace, new: MatchFace) -> bool:
        """Whether a question tells its card: if any deck may ask it, only what is near.

        It does not tell a card that another asked before it was edited: neither what any deck may
        ask, nor a long one that answers much like the other.
        """
        if any(map(is_long_answer, (old, new))) and self._asked_alike.may_be_twins(old, new):
            return False
        asked = len(content_words(old.question))
        if asked >= _LEAST_ASKED:
            return True
        is_near = _is_near(old, new) if asked else _are_of_the_same_days(old, new)
        return is_near and not self._asked_alike.is_asked_before(old)

    def shared_answers(self) -> set[str]:
        """The answers that several of the vanished have, or several of the new, or had before."""
        untelling = {face.answer for face in self.vanished if not face.answer_tells}
        return _shared(self.vanished) | _shared(self.new) | untelling

    def settle_long_cards(self) -> None:
        """Match long cards that were edited where they stood."""
        found = self._asked_alike.edited(*self._recent(), self._joined, self._may)
        self._take(Pair(*two) for two in found)

    def settle_short_answers(self, living_answers: Collection[str]) -> None:
        """Match what keeps its answer, where words or a run of cards tell which is which."""
        were, are = self._recent()
        taken = self.shared_answers() | set(living_answers)
        self._take(Pair(*two) for two in told_by_words(were, are, taken))
        found = True
        while found:
            were, are = self._recent()
            taken = self.shared_answers() | set(living_answers)
            found = self._take(Pair(*two) for two in told_by_run(were, are, self._joined, taken))

    def settle_similar(self, similar: Similar) -> None:
        """Match what is each the other's strictly best; between equals, neighbours decide."""
        were, are = self._recent()
        if not were or not are:
            return
        ranked = [
            (claim, (claim.score, neighbours(were[claim.old], are[claim.new], self._joined)))
            for claim in similar(were, are)
            if self._may(were[claim.old], are[claim.new])
        ]
        best_new = _strictly_best((claim.old, claim.new, rank) for claim, rank in ranked)
        best_old = _strictly_best((claim.new, claim.old, rank) for claim, rank in ranked)
        found = [(old, new) for old, new in best_new.items() if best_old.get(new) == old]
        pairs = [Pair(were[old], are[new]) for old, new in sorted(found)]
        # What may be a twin is not taken; but it is in the way of what is less alike.
        self._take(pair for pair in pairs if not self._asked_alike.may_be_twins(*pair))

    def _recent(self) -> tuple[list[MatchFace], list[MatchFace]]:
        return list(filter(_is_recent, self.vanished)), list(filter(_is_recent, self.new))

    def _take(self, pairs: Iterable[Pair]) -> bool:
        """Take what may be matched out; whether there was any."""
        taken = [pair for pair in pairs if self._may(*pair)]
        self.pairs += taken
        self._joined |= {(pair.old.id, pair.new.id) for pair in taken}
        settled = {face.id for pair in taken for face in pair}
        self.vanished = [face for face in self.vanished if face.id not in settled]
        self.new = [face for face in self.new if face.id not in settled]
        return bool(taken)

    def _may(self, old: MatchFace, new: MatchFace) -> bool:
        """Whether the two can be one: the learner did not say that they are not.

        Nor was the new one there when the old one came.
        """
        return (old.id, new.id) not in self._cut and not was_there_before(old, new)


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


def neighbours(old: MatchFace, new: MatchFace, joined: Joined) -> int:
    """How many neighbours in the file both have in common, as they are or as they were matched."""
    if old.source.file != new.source.file:
        return 0
    sides = ((old.before, new.before), (old.after, new.after))
    return sum(one == other or (one, other) in joined for one, other in sides)


def _is_near(old: MatchFace, new: MatchFace) -> bool:
    """Whether both are of one file, or of the same days."""
    return old.source.file == new.source.file or _are_of_the_same_days(old, new)


def _are_of_the_same_days(old: MatchFace, new: MatchFace) -> bool:
    return old.is_recent and new.is_recent


def _asks_alike_or_is_of_these_days(old: MatchFace, new: MatchFace) -> bool:
    asked = [set(content_words(face.question)) for face in (old, new)]
    return _are_of_the_same_days(old, new) or not asked[0].isdisjoint(asked[1])


def _is_recent(face: MatchFace) -> bool:
    return face.is_recent


def _by_key(
    faces_: Iterable[MatchFace], key_of: Callable[[MatchFace], Hashable]
) -> dict[Hashable, list[MatchFace]]:
    found: dict[Hashable, list[MatchFace]] = defaultdict(list)
    for face in faces_:
        found[key_of(face)].append(face)
    return found


def _telling_question_among(
    pool: _Pool, living: Collection[str]
) -> Callable[[MatchFace], Hashable]:
    """A face's question, where no living card asks it, and none did beside one that went."""
    untelling = {face.question for face in pool.vanished if not face.question_tells} | set(living)

    def telling(face: MatchFace) -> Hashable:
        return None if face.question in untelling else (face.kind, face.question)

    return telling


def _telling_answer_among(pool: _Pool, living: Collection[str]) -> Callable[[MatchFace], Hashable]:
    """A face's answer, where it is long and nobody else's; a cloze has none of its own."""
    shared = pool.shared_answers() | set(living)

    def telling(face: MatchFace) -> Hashable:
        if face.kind in _ASKED_ALONE or len(face.answer) < LEAST_ANSWER or face.answer in shared:
            return None
        return face.kind, face.answer

    return telling


def _shared(faces_: Iterable[MatchFace]) -> set[str]:
    """The answers that several have."""
    counts = Counter(face.answer for face in faces_)
    return {answer for answer, count in counts.items() if count > 1}
