"""Why two similar texts may be two cards all the same: what is doubtful is never matched.

Cards of one template differ in a word or a number of the question, and in the answer. So one side
has to be the same, but for slips of the pen: then the other may have got words, or be worded anew
if it is alike. And neither may say otherwise: a sign, a number, a `not`, a word of a pair, or what
stands in code may not change. What many begin with, as where a file is saved by half, is the same
as none of them; and of a cloze what is asked for is the same.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from flashcards.core.card import Kind
from flashcards.core.decks.matching.asked_alike import is_long_answer
from flashcards.core.decks.matching.face import MatchFace
from flashcards.core.decks.matching.opposites import (
    are_opposites,
    is_asked_the_same,
    is_worded_anew,
    says_otherwise,
)
from flashcards.core.decks.matching.tokens import is_plain, tokens
from flashcards.core.decks.sides import GAP

_ALIKE: Final = 60.0
_ALMOST: Final = 90.0
_SLIP: Final = 80.0
_LONG: Final = 20
_LONG_CLOZE: Final = 30
_LEAST_SLIP: Final = 4
_MOST_CHANGED: Final = 1 / 8
_MOST_COMPARED: Final = 10_000
"""Pairs of words; where more changed it is no matter of slips."""
_DIGIT: Final = re.compile(r"\d")

Ratio = Callable[[str, str], float]
"""How alike two texts are, of 100."""


class _Change(NamedTuple):
    """How many of a side's words went and came, and how many are others by a slip of the pen.

    `share` is what part of the shorter text's words are neither there nor a slip.
    """

    lost: int
    came: int
    slips: int
    share: float

    @property
    def is_none(self) -> bool:
        """Whether all is as it was."""
        return not (self.lost or self.came or self.slips)

    @property
    def is_slip(self) -> bool:
        """Whether nothing went or came but by slips."""
        return not (self.lost or self.came)


def is_doubtful(old: MatchFace, new: MatchFace, score: float, ratio: Ratio) -> bool:
    """Whether what is alike may be a template, or a short answer that many have."""
    if _says_otherwise(old, new):
        return True
    asked = _changed(old.question, new.question, ratio)
    if old.kind is not Kind.CLOZE and ratio(old.answer, new.answer) < _ALIKE:
        return True
    answered = _changed(old.answer, new.answer, ratio)
    if old.kind is Kind.CLOZE:
        return asks_for_another(old, new, ratio) or _is_other_cloze(
            old, new, score, asked, answered
        )
    if old.question == new.question:
        return answered.share > _MOST_CHANGED
    is_the_same = is_asked_the_same(old.question, new.question)
    if answered.is_none:
        return not is_the_same and _is_unlike_by_question(old, new, asked)
    if _is_cut_off(old, new) or min(len(old.answer), len(new.answer)) < _LONG:
        return not asked.is_none
    if is_the_same:
        return False
    # A slip may be another word: `absorption`. So it has to stand where it stood.
    if not (asked.is_slip and _is_in_place(old, new)):
        return True
    if is_long_answer(old) and is_long_answer(new):
        return answered.share > _MOST_CHANGED
    return answered.lost > 0


def _is_other_cloze(
    old: MatchFace, new: MatchFace, score: float, asked: _Change, answered: _Change
) -> bool:
    """Whether a cloze that leaves out the same may be told of something else."""
    if asked.lost > 0 and (score < _ALMOST or not answered.is_none):
        return True
    is_small = asked.is_none or (_is_long_cloze(old) and asked.lost == 0)
    return not (is_small or _is_in_place(old, new))


def asks_for_another(old: MatchFace, new: MatchFace, ratio: Ratio) -> bool:
    """Whether another thing is left out of a cloze, or the same words in another place."""
    if old.kind is not Kind.CLOZE:
        return False
    if _changed(old.answer, new.answer, ratio).lost > 0:
        return True
    wholes = [face.question.replace(GAP, face.answer) for face in (old, new)]
    return wholes[0] == wholes[1] and old.question != new.question


def _is_unlike_by_question(old: MatchFace, new: MatchFace, asked: _Change) -> bool:
    """Whether a card with the same answer, which others have, may ask something else."""
    if old.kind is Kind.SELF_ASSESSMENT or len(old.answer) < _LONG:
        return (asked.lost > 0 and asked.came > 0) or not _is_in_place(old, new)
    if is_long_answer(old) or is_worded_anew(old.question, new.question):
        return False
    return asked.share > _MOST_CHANGED


def _is_in_place(old: MatchFace, new: MatchFace) -> bool:
    """Whether both stood beside the same card of a file, or on the same line as one reading saw."""
    if old.source.file != new.source.file:
        return False
    sides = ((old.before, new.before), (old.after, new.after))
    is_beside = any(one == other and one is not None for one, other in sides)
    return is_beside or (old.is_now and new.is_now and old.source.line == new.source.line)


def _is_cut_off(old: MatchFace, new: MatchFace) -> bool:
    return old.answer.startswith(new.answer) and old.answer != new.answer


def _is_long_cloze(face: MatchFace) -> bool:
    return face.kind is Kind.CLOZE and len(tokens(face.question)) > _LONG_CLOZE


def _says_otherwise(old: MatchFace, new: MatchFace) -> bool:
    """Whether either side may; of a long cloze, whose deletions stand far apart, its number."""
    if _is_long_cloze(old):
        have_numbers = all(_DIGIT.search(face.answer) for face in (old, new))
        return have_numbers and old.answer != new.answer
    return any(
        says_otherwise(*sides) for sides in ((old.question, new.question), (old.answer, new.answer))
    )


def _changed(old: str, new: str, ratio: Ratio) -> _Change:
    said = tokens(old), tokens(new)
    were, are = map(Counter, said)
    gone, come = list((were - are).elements()), list((are - were).elements())
    slips = 0
    for one in tuple(gone) if len(gone) * len(come) <= _MOST_COMPARED else ():
        other = next((other for other in come if _is_slip(one, other, ratio)), None)
        if other is not None:
            gone.remove(one)
            come.remove(other)
            slips += 1
    if not (gone or come) and _signs(said[0]) != _signs(said[1]):
        gone, come = ["moved"], ["moved"]
    share = min(len(gone), len(come)) / max(1, min(were.total(), are.total()))
    return _Change(len(gone), len(come), slips, share)


def _signs(said: Sequence[str]) -> list[str]:
    """What may not change places: `xs[1:]` is not `xs[:1]`."""
    return [one for one in said if not is_plain(one)]


def _is_slip(one: str, other: str, ratio: Ratio) -> bool:
    if one[1:] == other[1:] and one[:1].casefold() == other[:1].casefold():
        return is_plain(one)
    if min(len(one), len(other)) < _LEAST_SLIP or _DIGIT.search(one + other):
        return False
    if one[0] != other[0] or are_opposites(one, other) or not (is_plain(one) and is_plain(other)):
        return False
    return ratio(one, other) >= _SLIP
