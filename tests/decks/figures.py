r"""The figures of the decks, each read from its answer and computed anew.

A table of a deck has, for each question, pieces of its answer, with a blank line between them and
a name such as `<n>` in the place of each figure, and a calculation from some figures to others. A
figure that is not computed is given (a calculation needs it) or known (a convention, or what
others have found and published). Every figure of a theory answer must be one of these; a design
also has assumptions that nothing follows from.

A figure is a number in digits, unless it is part of a name such as GPT-2. In a formula it is one
that has two digits or a point, or that stands alone behind `=` or `\approx`: the 1 and the 2 of a
definition are no figures. Code has its own checks.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from math import floor, log10
from typing import Final

from decks.theory import NUMBER, answer
from flashcards.core.card import Card
from flashcards.core.decks.markdown.formulas import formulas

_NAME = re.compile(r"<(\w+)>")
_IN_PROSE: Final = re.compile(rf"(?<![\w.^_])(?<![A-Za-z]-){NUMBER}(?!\w)")
_IN_FORMULA: Final = re.compile(
    r"(?<![\d.])(?:\d+\.\d+|\d\d+)"
    rf"|(?:(?<== )|(?<=\\approx )|(?<== -)){NUMBER}(?!\s*[-+\d.A-Za-z\\])"
)


@dataclass(frozen=True)
class Rough:
    """A result that the answer tells with so many digits, whatever their place."""

    result: float
    digits: int


@dataclass(frozen=True)
class Figures:
    """What an answer says with figures, and how they follow from each other."""

    said: str = ""
    so: Callable[..., Mapping[str, float | Rough]] = dict[str, float]
    known: Mapping[str, str] = field(default_factory=dict)


def flaws(card: Card, figures: Figures, *, is_whole: bool = True) -> Iterator[str]:
    """Everything wrong with an answer's figures; if it is whole, each has to be in the table."""
    text = _spaced(answer(card).replace("**", ""))
    found: dict[str, str] = {}
    covered: list[range] = []
    for piece in filter(None, map(str.strip, figures.said.split("\n\n"))):
        places = list(re.finditer(_pattern(piece), text))
        if len(places) != 1:
            yield f"{len(places)} times in the answer: {piece}"
            continue
        for number, name in enumerate(_NAME.findall(piece), start=1):
            value = places[0][number]
            if found.setdefault(name, value) != value:
                yield f"<{name}> is {found[name]} and {value}"
            covered.append(range(*places[0].span(number)))
    yield from _uncomputed(found, figures)
    for start, end in _figures(text) if is_whole else ():
        if not any(start in one and end - 1 in one for one in covered):
            yield f"no calculation has {text[start:end]}: {text[max(0, start - 40) : end + 20]}"


def _pattern(piece: str) -> str:
    """A piece as a regular expression, with a group for each name."""
    parts = _NAME.split(_spaced(piece))
    return f"({NUMBER})".join(map(re.escape, parts[::2]))


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _uncomputed(found: Mapping[str, str], figures: Figures) -> Iterator[str]:
    needed = (
        [] if figures.so == dict[str, float] else list(inspect.signature(figures.so).parameters)
    )
    if missing := set(needed) - found.keys():
        yield f"not said: {missing}"
        return
    results = figures.so(**{name: _value(found[name]) for name in needed})
    for name, result in results.items():
        if name not in found:
            yield f"not said: {name}"
        elif not _is_told(result, found[name]):
            yield f"<{name}> is {found[name]}, computed {result}"
    yield from (
        f"nothing computes <{name}>, nor is it known or given"
        for name in found.keys() - results.keys() - set(needed) - figures.known.keys()
    )


def _figures(text: str) -> Iterator[tuple[int, int]]:
    end = 0
    for place in formulas(text):
        yield from _spans(_IN_PROSE, text, end, place.start)
        yield from _spans(_IN_FORMULA, text, place.source_start, place.source_end)
        end = place.end
    yield from _spans(_IN_PROSE, text, end, len(text))


def _spans(number: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return (one.span() for one in number.finditer(text, start, end))


def _value(shown: str) -> float:
    return float(shown.replace(",", ""))


def _is_told(result: float | Rough, shown: str) -> bool:
    """Whether a result, its sign apart, is told rightly in the digits that are shown."""
    decimals = len(shown.partition(".")[2])
    if isinstance(result, Rough):
        size = floor(log10(abs(result.result)))
        unit, result = 10.0 ** (size - result.digits + 1), result.result
    else:
        unit = 10.0**-decimals
    return abs(abs(result) - _value(shown)) <= unit * 0.5000001
