"""What each filter of a query means, over a card as it is known."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import field
from datetime import date, timedelta
from operator import eq, ge, gt, le, lt, ne
from typing import Final, NamedTuple, TypeAlias

from flashcards.core.card import CardId, Kind
from flashcards.core.decks.search.folding import Haystack, folded
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.schedule import State


class RecentGrade(NamedTuple):
    """That a card was given a grade on a study day."""

    on: date
    grade: int


def _unknown_recall(_known: KnownCard) -> float | None:
    return None


@dataclass(frozen=True, slots=True)
class QueryInput:
    """What a query is answered from besides the card: the study day, and what the log says.

    `recall` is the probability of recall on the day; `grades` are needed by `rated:N:G` alone,
    `added` by `added:N`: the study day on which a card came, long ago for one without.
    """

    today: date
    leech_lapses: int = 8
    recall: Callable[[KnownCard], float | None] = _unknown_recall
    grades: Mapping[CardId, Collection[RecentGrade]] = field(default_factory=dict)
    added: Mapping[CardId, date] = field(default_factory=dict)


Condition: TypeAlias = Callable[[KnownCard, QueryInput], bool]


class FilterKind(NamedTuple):
    """What may stand before the colon: how its value is read (None: wrong), and an example."""

    read: Callable[[str], Condition | None]
    example: str


_IS: Final[Mapping[str, Condition]] = {
    "new": lambda known, _: known.schedule.state is State.NEW,
    "learning": lambda known, _: known.schedule.in_steps,
    "review": lambda known, _: known.schedule.state is State.REVIEW,
    "due": lambda known, at: (
        known.is_due(at.today)
        and known.is_asked
        and not known.suspended
        and not known.buried(at.today)
    ),
    "suspended": lambda known, _: known.suspended,
    "buried": lambda known, at: known.buried(at.today),
    "leech": lambda known, at: known.schedule.lapses >= at.leech_lapses,
}
STATES: Final = tuple(_IS)
_OF_ANKI: Final = {"learn": "learning"}

_KINDS: Final = tuple(kind.value for kind in Kind)
_DAYS: Final = re.compile(r"([0-9]{1,5})(?::([1-4]))?")
_PROPERTY: Final = re.compile(r"([a-z]+)(<=|>=|!=|=|<|>)(-?[0-9]{1,9}(?:\.[0-9]{1,9})?)")
_COMPARED: Final = {"<": lt, "<=": le, "=": eq, "!=": ne, ">=": ge, ">": gt}


def _deck(value: str) -> Condition:
    named = naming(value, "/")
    return lambda known, _: named(known.deck)


def _area(value: str) -> Condition:
    named = naming(value)
    return lambda known, _: named(known.area)


def _tag(value: str) -> Condition:
    named = naming(value, "/", "::")
    if value.lower() == "none":
        return lambda known, _: not known.tags or any(map(named, known.tags))
    return lambda known, _: any(map(named, known.tags))


def naming(said: str, *joints: str) -> Callable[[str], bool]:
    """Whether a name is the one said, or below it; case and accents aside, `*` is anything."""
    parts = [re.escape(folded(part)) for part in said.split("*")]
    below = "|".join(map(re.escape, joints))
    pattern = re.compile(".*".join(parts) + (f"(?:(?:{below}).*)?" if joints else ""), re.DOTALL)
    return lambda name: pattern.fullmatch(folded(name)) is not None


def _kind(value: str) -> Condition | None:
    kind = value.lower()
    return None if kind not in _KINDS else lambda known, _: known.card.kind.value == kind


def _is(value: str) -> Condition | None:
    said = value.lower()
    return _IS.get(_OF_ANKI.get(said, said))


def _front(value: str) -> Condition:
    return lambda known, _: Haystack(known.card.front).holds(value)


def _back(value: str) -> Condition:
    return lambda known, _: Haystack(known.card.back).holds(value)


def _rated(value: str) -> Condition | None:
    found = _DAYS.fullmatch(value)
    if found is None:
        return None
    days, grade = int(found[1]), found[2] and int(found[2])
    if grade is None:
        return lambda known, at: _is_within(known.schedule.last_studied_on, days, at.today)
    return lambda known, at: any(
        one.grade == grade and _is_within(one.on, days, at.today)
        for one in at.grades.get(known.card.id, ())
    )


def _introduced(value: str) -> Condition | None:
    days = _day_count(value)
    if days is None:
        return None
    return lambda known, at: _is_within(known.schedule.first_studied_on, days, at.today)


def _added(value: str) -> Condition | None:
    days = _day_count(value)
    if days is None:
        return None
    return lambda known, at: _is_within(_came_on(known, at), days, at.today)


def _came_on(known: KnownCard, at: QueryInput) -> date | None:
    """The study day on which it was read here, or studied anywhere if that was earlier."""
    days = (at.added.get(known.card.id), known.schedule.first_studied_on)
    return None if days[0] is None else min(day for day in days if day is not None)


def _day_count(value: str) -> int | None:
    is_one = value.isascii() and value.isdecimal() and _DAYS.fullmatch(value) is not None
    return int(value) if is_one else None


def _is_within(day: date | None, days: int, today: date) -> bool:
    """Whether a day is one of the last so many, today included."""
    return day is not None and day > today - timedelta(days=min(days, today.toordinal() - 1))


def _prop(value: str) -> Condition | None:
    found = _PROPERTY.fullmatch(value.lower())
    if found is None or found[1] not in _PROPERTIES:
        return None
    figure, compared, number = _PROPERTIES[found[1]], _COMPARED[found[2]], float(found[3])

    def holds(known: KnownCard, at: QueryInput) -> bool:
        there = figure(known, at)
        return there is not None and bool(compared(there, number))

    return holds


def _interval_days(known: KnownCard, _at: QueryInput) -> float | None:
    due, last = known.schedule.due_on, known.schedule.last_studied_on
    return None if due is None or last is None else (due - last).days


def _days_ahead(known: KnownCard, at: QueryInput) -> float | None:
    due = known.schedule.due_on
    return None if due is None else (due - at.today).days


_PROPERTIES: Final[Mapping[str, Callable[[KnownCard, QueryInput], float | None]]] = {
    "lapses": lambda known, _: known.schedule.lapses,
    "reps": lambda known, _: known.schedule.reps,
    "s": lambda known, _: known.schedule.stability,
    "d": lambda known, _: known.schedule.difficulty,
    "r": lambda known, at: at.recall(known),
    "ivl": _interval_days,
    "due": _days_ahead,
}

VALUES: Final[Mapping[str, tuple[str, ...]]] = {
    "is": STATES,
    "kind": _KINDS,
    "prop": tuple(_PROPERTIES),
    "tag": ("none",),
}
"""What may stand behind the colon of a filter, or begin it, where that is known beforehand."""

FILTERS: Final[Mapping[str, FilterKind]] = {
    "deck": FilterKind(_deck, "deck:theory"),
    "area": FilterKind(_area, "area:theory"),
    "tag": FilterKind(_tag, "tag:exam"),
    "kind": FilterKind(_kind, f"kind:cloze` ({', '.join(_KINDS)}) or `kind:line"),
    "is": FilterKind(_is, "is:due"),
    "front": FilterKind(_front, "front:bias"),
    "back": FilterKind(_back, "back:variance"),
    "rated": FilterKind(_rated, "rated:7` or `rated:7:1"),
    "introduced": FilterKind(_introduced, "introduced:7"),
    "added": FilterKind(_added, "added:7"),
    "prop": FilterKind(_prop, "prop:lapses>3` (lapses, reps, s, d, r, ivl, due) or `prop:s<5"),
}
"""Every filter, by what stands before its colon."""
