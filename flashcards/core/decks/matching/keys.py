"""What a card is known by without a look at any other side of it: keys that only one may have."""

import re
from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Final

from flashcards.core.card import Kind
from flashcards.core.decks.matching.face import MatchFace
from flashcards.core.decks.matching.tokens import folded, spelt_alike
from flashcards.core.identity import normalised

_RULE: Final = re.compile(
    r"^ {0,3}(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)$", re.MULTILINE
)
_NO_LETTER: Final = re.compile(r"[\W_]+")


def said_among(
    vanished: Sequence[MatchFace], new: Sequence[MatchFace]
) -> Callable[[MatchFace], Hashable]:
    """What a face says, however it is set or spelt; only of those that have the letters of another.

    A cloze says the same with each of its deletions: so it is known by no such key.
    """
    were, are = (
        {face.id: _letters(face) for face in some if face.kind is not Kind.CLOZE}
        for some in (vanished, new)
    )
    there = set(were.values()) & set(are.values())
    shared = {id_ for some in (were, are) for id_, letters in some.items() if letters in there}

    def said(face: MatchFace) -> Hashable:
        if face.id not in shared:
            return None
        return face.kind, spelt_alike(face.question), spelt_alike(face.answer)

    return said


def _letters(face: MatchFace) -> str:
    return _NO_LETTER.sub("", folded(face.text))


def place_among(same_texts: Collection[str]) -> Callable[[MatchFace], Hashable]:
    """The place of a face in a file whose text is the same; deletions of a cloze tell their own."""

    def place(face: MatchFace) -> Hashable:
        if face.kind is Kind.CLOZE or not face.is_now or face.source.file not in same_texts:
            return None
        return face.kind, face.source, face.number

    return place


def cloze_above_a_rule(face: MatchFace) -> Hashable:
    """What a cloze asks down to its first rule, where earlier versions ended it, and its answer."""
    if face.kind is not Kind.CLOZE:
        return None
    return normalised(_RULE.split(face.question, 1)[0]), face.answer
