"""The same warning once a file, with its count and its first lines."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from flashcards.core.problem import Problem, Severity

_DIFFERENT: Final = re.compile(r"`[^`]*`|[0-9][0-9,]*")
_FEW: Final = 4
_NAMED: Final = 3
_SAID: Final = re.compile(r"; [0-9,]+ times, in lines [0-9, ]+(?: \u2026)?\Z")


def said_once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, of which warnings that say the same stand where the first of them does.

    Those that differ in a number or in what is quoted alone are the same if they are many. An
    error hides a card, so each has its own line.
    """
    kept: list[Problem] = []
    by_sentence: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.severity is Severity.ERROR:
            kept.append(problem)
        else:
            by_sentence[sentence(problem)].append(problem)
    for group in by_sentence.values():
        kept += [_together(group)] if len(group) > _FEW else _without_equals(group)
    return kept


def sentence(problem: Problem) -> str:
    """What a warning says, whatever it quotes and counts."""
    return _DIFFERENT.sub("\u2026", without_count(problem))


def without_count(problem: Problem) -> str:
    """The message of a warning, without how often the file says it."""
    return _SAID.sub("", problem.message)


def _without_equals(group: Sequence[Problem]) -> Iterator[Problem]:
    equals: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in group:
        equals[problem.message, problem.hint].append(problem)
    return (_together(same) if len(same) > 1 else same[0] for same in equals.values())


def _together(group: Sequence[Problem]) -> Problem:
    ordered = sorted(group, key=lambda problem: problem.source.line)
    lines = list(dict.fromkeys(problem.source.line for problem in ordered))
    first = ", ".join(map(str, lines[:_NAMED]))
    more = " \u2026" if len(lines) > _NAMED else ""
    message = f"{ordered[0].message}; {len(group):,} times, in lines {first}{more}"
    return replace(ordered[0], message=message)
