"""STARL stories: their parts, their themes, and how long they take to tell."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from flashcards.core.card import Card
from flashcards.core.decks.markdown.blocks import Heading
from flashcards.core.decks.markdown.tokens import blocks_of
from flashcards.core.decks.sections import heading_text
from flashcards.core.decks.syntaxes.story import STORY_LIMIT_S
from flashcards.core.problem import Problem, Severity

ENOUGH: Final = 8
"""Stories that a round of behavioural interviews asks for."""

WORDS_A_MINUTE: Final = 150
"""Of somebody who tells a story calmly."""

_LONGEST: Final = 1.1
_SHORTEST: Final = 1 / 3
"""Shares of the limit beyond which the words are too many or too few."""

_MINUTE_S: Final = 60
_WORD: Final = re.compile(r"\w[^\s]*")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)


class StoryPart(StrEnum):
    """What a story is made of, in the order it is told."""

    SITUATION = "Situation"
    TASK = "Task"
    ACTION = "Action"
    RESULT = "Result"
    LEARNING = "Learning"


_NAMES: Final = {
    **{part.casefold(): part for part in StoryPart},
    **{f"{part.casefold()}s": part for part in StoryPart},
    "lesson": StoryPart.LEARNING,
    "lessons": StoryPart.LEARNING,
}


class Theme(StrEnum):
    """What interviewers ask stories about; a story is found by its tags and its title."""

    FAILURE = "failure"
    CONFLICT = "conflict"
    LEADERSHIP = "leadership"
    AMBIGUITY = "ambiguity"
    DEADLINE = "deadline"
    LEARNING = "learning"
    MISTAKE = "mistake"
    IMPACT = "impact"


_SIGNS: Final = {
    Theme.FAILURE: r"fail|flop",
    Theme.CONFLICT: r"conflict|disagree|dispute",
    Theme.LEADERSHIP: r"leader|leading|led\b|mentor",
    Theme.AMBIGUITY: r"ambigu|unclear|vague|uncertain",
    Theme.DEADLINE: r"deadline|pressure|urgent",
    Theme.LEARNING: r"learn",
    Theme.MISTAKE: r"mistake|outage|incident",
    Theme.IMPACT: r"impact|persua",
}
"""How words begin that name a theme."""


class Telling(NamedTuple):
    """A story, with the tags it has in its deck, and the seconds it has."""

    card: Card
    tags: tuple[str, ...] = ()
    limit_s: int | None = STORY_LIMIT_S


def parts(story: str) -> dict[StoryPart, str]:
    """The text below the heading of each part that is there; one that comes twice is joined."""
    lines = story.split("\n")
    found: dict[StoryPart, str] = {}
    headings = blocks_of(lines).headings
    for number, heading in enumerate(headings):
        part = _NAMES.get(heading_text(heading.text).rstrip(":").strip().casefold())
        if part is not None:
            end = _end(headings[number + 1 :], heading.level)
            text = "\n".join(lines[heading.lines.end : end])
            found[part] = f"{found.get(part, '')}\n{text}".strip()
    return found


def is_begun(story: str) -> bool:
    """Whether there is a word below its headings: before that it is a title, and counts nowhere."""
    return bool(_words(story))


def is_written(story: str) -> bool:
    """Whether every part is there, and has a word below its heading."""
    found = parts(story)
    return all(_words(found.get(part, "")) for part in StoryPart)


def told_s(story: str) -> int:
    """Seconds that the story's words take to say; headings and comments are not said."""
    return round(len(_words(story)) * _MINUTE_S / WORDS_A_MINUTE)


def story_problems(tellings: Iterable[Telling]) -> Iterator[Problem]:
    """What is missing or empty in each story, or what makes it too long or too short."""
    for telling in tellings:
        found = parts(telling.card.back)
        missing = [part for part in StoryPart if part not in found]
        empty = [part for part in StoryPart if not found.get(part, "blank")]
        if missing:
            message = f"story without {_and(missing)}"
            yield _problem(telling, message, f"write {_and([f'### {part}' for part in missing])}")
        if empty:
            blank = (
                f"nothing below {_and(empty)}"
                if len(empty) < len(StoryPart)
                else "story not told yet"
            )
            yield _problem(telling, blank, "tell it in your own words")
        if not missing and not empty:
            yield from _length(telling)


def themes_of(telling: Telling) -> frozenset[Theme]:
    """The themes that the story's tags, or words of its title, name."""
    said = "\n".join((telling.card.front, *telling.tags))
    return frozenset(
        theme for theme, sign in _SIGNS.items() if re.search(rf"\b(?:{sign})", said, re.IGNORECASE)
    )


def themes_missing(tellings: Iterable[Telling]) -> tuple[Theme, ...]:
    """The themes that no story is about."""
    told = {theme for telling in tellings for theme in themes_of(telling)}
    return tuple(theme for theme in Theme if theme not in told)


def _words(story: str) -> list[str]:
    lines = _COMMENT.sub("", story).split("\n")
    for heading in blocks_of(lines).headings:
        lines[heading.lines.start : heading.lines.end] = [""] * len(range(*heading.lines))
    return _WORD.findall(" ".join(lines))


def _end(following: Iterable[Heading], level: int) -> int | None:
    """The line of the next heading of the level or higher; None where the text ends first."""
    return next((one.lines.start for one in following if one.level <= level), None)


def _length(telling: Telling) -> Iterator[Problem]:
    seconds, limit_s = told_s(telling.card.back), telling.limit_s or STORY_LIMIT_S
    takes = f"about {_minutes(seconds)} to tell at {WORDS_A_MINUTE} words a minute"
    if seconds > limit_s * _LONGEST:
        words = round((seconds - limit_s) * WORDS_A_MINUTE / _MINUTE_S)
        hint = f"it has {_minutes(limit_s)}: cut {words} words"
        yield _problem(telling, f"a long story, {takes}", hint)
    elif seconds < limit_s * _SHORTEST:
        hint = f"it has {_minutes(limit_s)}: say what you did, with figures"
        yield _problem(telling, f"a short story, {takes}", hint)


def _problem(telling: Telling, message: str, hint: str) -> Problem:
    return Problem(telling.card.source, Severity.WARNING, message, hint)


def _minutes(seconds: int) -> str:
    return f"{seconds // _MINUTE_S}:{seconds % _MINUTE_S:02}"


def _and(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
