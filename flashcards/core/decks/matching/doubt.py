"""Why two similar texts may be two cards all the same: what is doubtful is never matched."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Final

from flashcards.core.card import Kind
from flashcards.core.decks.matching.face import MatchFace
from flashcards.core.decks.matching.short_answers import words

_ALIKE: Final = 60.0
_ALMOST: Final = 90.0
_LONG: Final = 20
_DIGIT: Final = re.compile(r"\d")

Ratio = Callable[[str, str], float]
"""How alike two texts are, of 100."""


def is_doubtful(old: MatchFace, new: MatchFace, score: float, ratio: Ratio) -> bool:
    """Whether what is alike may be a template, or a short answer that many have.

    Cards of one template differ in a word or a number of the question and in the answer; where
    the answer tells little, the questions must be the same but for slips and additions.
    """
    answers = ratio(old.answer, new.answer)
    if old.kind is Kind.CLOZE:
        return score < _ALMOST and not _is_reworded(old, new, ratio)
    if answers < _ALIKE:
        return True
    if old.question == new.question:
        return False
    is_long = min(len(old.answer), len(new.answer)) >= _LONG
    if _numbers(old) != _numbers(new):
        return not (is_long and answers >= _ALMOST)
    return not is_long and not _is_reworded(old, new, ratio)


def _is_reworded(old: MatchFace, new: MatchFace, ratio: Ratio) -> bool:
    """Whether what one question has that the other lacks is a slip of the pen, or added."""
    were, are = Counter(words(old.question)), Counter(words(new.question))
    less, more = sorted((list((were - are).elements()), list((are - were).elements())), key=len)
    return all(any(_is_slip(one, other, ratio) for other in more) for one in less)


def _is_slip(one: str, other: str, ratio: Ratio) -> bool:
    return not _DIGIT.search(one + other) and ratio(one, other) >= _ALIKE


def _numbers(face: MatchFace) -> Counter[str]:
    return Counter(word for word in words(face.question) if _DIGIT.search(word))
