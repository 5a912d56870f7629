"""Small changes of a text that make another card of it: a number, a `not`, words turned round."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import filterfalse, product, takewhile
from typing import Final

from flashcards.core.decks.matching.tokens import SMALL_WORDS, is_plain, marks, tokens

_TAG: Final = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+|[<>≤≥≠+×÷]|(?<=\w )[*/%^](?= \w)|(?<=\d )-(?= \d)")
_NOT: Final = re.compile(r"n['’]t\b")
_MARK: Final = re.compile(r"^(?=.{,20}$).*\d|^[^\w\s]$")
_DENYING: Final = """no not never none neither nor without yes nein nicht kein keine ja ohne false
    true only all always"""
_PAIRED: Final = """more/less greater/less greater/smaller larger/smaller more/fewer left/right
    most/least min/max minimum/maximum minimal/maximal first/last increase/decrease rise/fall
    before/after high/low higher/lower large/small big/small upper/lower above/below same/different
    row/column rows/columns input/output push/pop read/write open/closed positive/negative even/odd
    prime/composite best/worst convex/concave exactly/nearly exactly/almost mutable/immutable
    strong/weak strict/weak lower/upper new/old up/down start/end begin/end add/remove mean/median
    true/false rejected/kept sufficient/necessary"""
_STARTING: Final = """homo/hetero en/de in/de ex/in over/under inter/intra pre/post micro/macro
    min/max exo/endo hyper/hypo up/down syn/asyn /un /non /in /im /ir /il /dis /anti /de /a /co
    /auto /semi /self /sub /super /multi uni/multi uni/bi"""
_DENIALS: Final = frozenset(_DENYING.split())
_FRAMING_WORDS: Final = """a an the der das ein eine is are ist what which how do does define
    describe explain give name please s say so such tell me you many much call called"""
_FRAMING: Final = frozenset(_FRAMING_WORDS.split())
"""What a question may be put in without asking anything else."""
_OPPOSITES: Final = tuple(
    (one, other) for line in _PAIRED.split() for one, other in (line.split("/"),)
)
_STARTS: Final = tuple(
    (one, other) for pair in _STARTING.split() for one, other in (pair.split("/"),)
)
_MOST_INSERTED: Final = 3
"""Words; more that came or went in one place are a statement of their own, which adds to others."""
_MOST_MOVED: Final = 4
_LEAST_STEM: Final = 3
_MOST_COMPARED: Final = 300
"""Words; where more changed, both are judged by all of their words, not by one of them."""


def content_words(text: str) -> tuple[str, ...]:
    """The words that a text is about, in their order: without those that every question has."""
    return tuple(word for word in _words(text) if word not in SMALL_WORDS)


def is_worded_anew(old: str, new: str) -> bool:
    """Whether two questions are about the same words in the same order, with the same marks."""
    about = content_words(old)
    return bool(about) and about == content_words(new) and marks(old) == marks(new)


def is_asked_the_same(old: str, new: str) -> bool:
    """Whether they are, letter case and all, and say the same of when, where and whose, too."""
    is_same_case = _as_written(old) == _as_written(new)
    return is_same_case and is_worded_anew(old, new) and _besides(old) == _besides(new)


def _as_written(text: str) -> list[str]:
    return [one for one in tokens(text) if is_plain(one) and one.casefold() not in SMALL_WORDS]


def _besides(text: str) -> Counter[str]:
    return Counter(word for word in _words(text) if word in SMALL_WORDS - _FRAMING)


def only_adds_words(old: str, new: str) -> bool:
    """Whether all words of one question are in the other, which has no other mark or denial."""
    if marks(old) != marks(new):
        return False
    were, are = Counter(content_words(old)), Counter(content_words(new))
    less, more = were - are, are - were
    return bool(were & are) and not (less and more) and not any(map(_is_mark, less + more))


def moved_numbers(old: str, new: str) -> tuple[int, ...] | None:
    """By how much each number of a question moved, if only words were added besides, else None."""
    both = [content_words(one) for one in (old, new)]
    if any(_is_sign(word) for one in both for word in one):
        return None
    counts = [[int(word) for word in one if _is_number(word)] for one in both]
    said = (" ".join(filterfalse(_is_number, one)) for one in both)
    if len(counts[0]) != len(counts[1]) or not only_adds_words(*said):
        return None
    return tuple(new - old for old, new in zip(*counts, strict=True))


def are_opposites(one: str, other: str) -> bool:
    """Whether two words, letter case aside, are a pair such as `more` and `less`."""
    if one == other:
        return False
    if (one, other) in _OPPOSITES or (other, one) in _OPPOSITES:
        return True
    both = ((one, other), (other, one))
    return any(_differ_by(*two, *starts) for two in both for starts in _STARTS)


def says_otherwise(old: str, new: str) -> bool:
    """Whether what changed in a text may make it say something else, however little that is."""
    were, are = _without_ends(_words(old), _words(new))
    if max(len(were), len(are)) > _MOST_COMPARED:
        return False
    gone, come = Counter[str](), Counter[str]()
    for before, after in _changes(were, are):
        if _is_turned(before, after):
            return True
        gone += Counter(before)
        come += Counter(after)
    moved = sum(count for word, count in (gone & come).items() if word not in SMALL_WORDS)
    return 0 < moved <= _MOST_MOVED


def _without_ends(
    were: tuple[str, ...], are: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is left without the words that both begin with, and both end with."""
    start = sum(1 for _ in takewhile(_is_same, zip(were, are, strict=False)))
    were, are = were[start:], are[start:]
    end = sum(1 for _ in takewhile(_is_same, zip(reversed(were), reversed(are), strict=False)))
    return were[: len(were) - end], are[: len(are) - end]


def _is_same(two: tuple[str, str]) -> bool:
    return two[0] == two[1]


def _changes(
    were: Sequence[str], are: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """The words that went in one place, and those that came there."""
    for what, a, b, c, d in SequenceMatcher(None, were, are, autojunk=False).get_opcodes():
        if what != "equal":
            yield were[a:b], are[c:d]


def _is_turned(before: Sequence[str], after: Sequence[str]) -> bool:
    marks = [Counter(filter(_is_mark, some)) for some in (before, after)]
    is_small = bool(before and after) or len(before) + len(after) <= _MOST_INSERTED
    if is_small and marks[0] != marks[1]:
        return True
    return any(are_opposites(*two) for two in product(set(before), set(after)))


def _is_mark(word: str) -> bool:
    return word in _DENIALS or _MARK.search(word) is not None


def _is_sign(word: str) -> bool:
    return not word[0].isalnum() and word[0] != "_"


def _is_number(word: str) -> bool:
    return word.isdecimal()


def _differ_by(one: str, other: str, start: str, other_start: str) -> bool:
    stem = one[len(start) :]
    is_long = len(stem) >= _LEAST_STEM
    return is_long and one.startswith(start) and other == other_start + stem


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_NOT.sub(" not", _TAG.sub(" ", text.casefold()))))
