"""Why two similar texts may be two cards all the same: what is doubtful is never matched.

Cards of one template differ in a word or a number of the question, and in the answer. So one side
has to be the same but for slips of the pen and what was added, or both nearly so. And neither
may say otherwise: a number, a `not` or a word of a pair may not change. What many begin with, as
where a file is saved by half, is the same as none of them.
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import Final

from flashcards.core.card import Kind
from flashcards.core.decks.matching.face import MatchFace
from flashcards.core.decks.matching.opposites import are_opposites, says_otherwise
from flashcards.core.decks.matching.short_answers import words

_ALIKE: Final = 60.0
_ALMOST: Final = 90.0
_SLIP: Final = 80.0
_LONG: Final = 20
_LONG_CLOZE: Final = 30
_LEAST_SLIP: Final = 4
_MOST_CHANGED: Final = 1 / 8
_DIGIT: Final = re.compile(r"\d")

Ratio = Callable[[str, str], float]
"""How alike two texts are, of 100."""


def is_doubtful(old: MatchFace, new: MatchFace, score: float, ratio: Ratio) -> bool:
    """Whether what is alike may be a template, or a short answer that many have."""
    if _says_otherwise(old, new):
        return True
    asked = _changed(old.question, new.question, ratio)
    if old.kind is Kind.CLOZE:
        return score < _ALMOST and asked > 0
    if ratio(old.answer, new.answer) < _ALIKE:
        return True
    answered = _changed(old.answer, new.answer, ratio)
    if old.question == new.question:
        return answered > _MOST_CHANGED
    is_cut_off = old.answer.startswith(new.answer) and old.answer != new.answer
    if is_cut_off or min(len(old.answer), len(new.answer)) < _LONG:
        return asked > 0
    return min(asked, answered) > 0 and max(asked, answered) > _MOST_CHANGED


def _says_otherwise(old: MatchFace, new: MatchFace) -> bool:
    """Whether either side may; of a long cloze, whose deletions stand far apart, its number."""
    if old.kind is Kind.CLOZE and len(words(old.question)) > _LONG_CLOZE:
        have_numbers = all(_DIGIT.search(face.answer) for face in (old, new))
        return have_numbers and old.answer != new.answer
    return any(
        says_otherwise(*sides) for sides in ((old.question, new.question), (old.answer, new.answer))
    )


def _changed(old: str, new: str, ratio: Ratio) -> float:
    """What share of the shorter text's words became others, but for slips of the pen."""
    were, are = Counter(words(old)), Counter(words(new))
    less, more = sorted((list((were - are).elements()), list((are - were).elements())), key=len)
    changed = sum(not any(_is_slip(one, other, ratio) for other in more) for one in less)
    return changed / max(1, min(were.total(), are.total()))


def _is_slip(one: str, other: str, ratio: Ratio) -> bool:
    if min(len(one), len(other)) < _LEAST_SLIP or _DIGIT.search(one + other):
        return False
    if one[0] != other[0] or are_opposites(one, other):
        return False
    return ratio(one, other) >= _SLIP
