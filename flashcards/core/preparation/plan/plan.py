"""What a plan file says: phases of weeks, each with a focus, a goal and activities."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, Final

from flashcards.core.frozen import dataclass
from flashcards.core.preparation.plan.rules import (
    PlanLocation,
    listed,
    optional,
    refuse_unknown,
    texts,
    whole,
    wording,
)
from flashcards.core.selection import Selection

KINDS: Final = (
    *("theory", "coding-ml", "coding-general", "project", "design", "behavioural"),
    *("mock", "assessment", "reading", "other"),
)
"""What an activity may be."""

TICKED_BY: Final = ("answer", "rating", "story", "telling", "exercise", "question")
"""What flash can see: a question answered in time (each once), a day on which skills were rated, a
story written, a story told, an exercise done, a question to ask the interviewers kept."""

FORMS: Final = ("theory", "coding", "design", "behavioural", "technical", "full")
"""What a mock interview may be about."""

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS_A_WEEK: Final = 7
_MOST_WEEKS: Final = 104
_MOST_MINUTES: Final = 1_440
_MOST: Final = 9_999
_ORDINARY: Final = 2
PRIORITIES: Final = (1, _ORDINARY, 3)
"""What is planned first has the lowest number."""

_COUNTS: Final = ("a_day", "a_week", "in_all")
_PLAN_KEYS: Final = ("name", "about", "minutes_a_day", "rest_on", "phases")
_PHASE_KEYS: Final = ("weeks", "title", "areas", "decks", "goal", "resources", "activities")
_ACTIVITY_KEYS: Final = (
    *("id", "text", "kind", "minutes", *_COUNTS),
    *("priority", "form", "ticked_by", "of"),
)


@dataclass(frozen=True, slots=True)
class Activity:
    """Something to do `total` times in its phase, `minutes` each.

    `priority` is 1 to 3, and what has the highest number is cut first; `form` says which mock
    interview it is, None where it is none. What flash sees done ticks it by itself: `ticked_by`
    says what, `of` in which areas or decks, by default those of the phase. `each_once`: so many
    different ones are asked (`in_all`), not so many times (`a_day`, `a_week`).
    """

    id: str
    text: str
    kind: str
    minutes: int
    total: int
    priority: int = _ORDINARY
    form: str | None = None
    ticked_by: str | None = None
    of: tuple[str, ...] = ()
    each_once: bool = False


@dataclass(frozen=True, slots=True)
class Phase:
    """Weeks with one focus, counted from 1; its areas and decks get the new cards first."""

    first_week: int
    last_week: int
    title: str
    areas: tuple[str, ...]
    decks: tuple[str, ...]
    goal: str
    resources: tuple[str, ...]
    activities: tuple[Activity, ...]

    @property
    def weeks(self) -> str:
        """Its weeks in words."""
        return weeks_said(self.first_week, self.last_week)

    def is_about(self, deck: str, area: str) -> bool:
        """Whether a deck of an area is its focus."""
        inside = (deck == one or deck.startswith(f"{one}/") for one in self.decks)
        return area in self.areas or any(inside)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as its file has it; `rest_on` are weekdays on which nothing is planned, Monday 0."""

    name: str
    about: str
    minutes_a_day: int
    phases: tuple[Phase, ...]
    rest_on: frozenset[int] = frozenset()

    @property
    def weeks(self) -> int:
        """How many weeks it has before it is stretched."""
        return self.phases[-1].last_week

    def phase_of(self, week: int) -> Phase:
        """The phase that a week, counted from 1, lies in."""
        return next(phase for phase in self.phases if week <= phase.last_week)

    @property
    def selection(self) -> Selection:
        """What has to be known on its day: all areas that are a focus, else all such decks."""
        areas = tuple(chain.from_iterable(phase.areas for phase in self.phases))
        decks = tuple(chain.from_iterable(phase.decks for phase in self.phases))
        return (Selection(areas=areas) if areas else Selection(decks=decks)).in_order

    @property
    def activities(self) -> dict[str, Activity]:
        """All activities by their ids, in order."""
        return {one.id: one for phase in self.phases for one in phase.activities}


def weeks_said(first: int, last: int) -> str:
    """Weeks in words, the first and the last of them named."""
    return f"week {first}" if first == last else f"weeks {first}–{last}"


def plan_of(said: Mapping[str, Any], file: str) -> Plan:
    """The plan that a file says; raises `InvalidPlan`, corrects nothing."""
    place = PlanLocation(file)
    refuse_unknown(said, _PLAN_KEYS, place)
    rest_on = frozenset(map(WEEKDAYS.index, _rest_days(said, place)))
    phases: list[Phase] = []
    found = listed(said, "phases", place)
    if not found:
        place.refuse("it has no weeks", "add a [[phases]] table with `weeks = [1]`")
    for number, one in enumerate(found, 1):
        first, last = _weeks(one, phases[-1].last_week + 1 if phases else 1, place)
        days = (DAYS_A_WEEK - len(rest_on)) * (last - first + 1) - (number == len(found))
        phases.append(_phase(one, first, last, max(1, days), place.at(weeks_said(first, last))))
    _refuse_twice(chain.from_iterable(phase.activities for phase in phases), place)
    return Plan(
        wording(said, "name", place),
        wording(said, "about", place, ""),
        whole(said, "minutes_a_day", 15, _MOST_MINUTES, place),
        tuple(phases),
        rest_on,
    )


def _rest_days(said: Mapping[str, Any], place: PlanLocation) -> set[str]:
    days = {day.casefold() for day in texts(said, "rest_on", place)}
    if not days <= set(WEEKDAYS) or len(days) == DAYS_A_WEEK:
        place.refuse(
            "`rest_on` must name days of the week, not all of them", 'write e.g. ["sunday"]'
        )
    return days


def _phase(
    said: Mapping[str, Any], first: int, last: int, study_days: int, here: PlanLocation
) -> Phase:
    refuse_unknown(said, _PHASE_KEYS, here)
    found = listed(said, "activities", here)
    if not found:
        here.refuse("nothing is to be done", "add [[phases.activities]], or take it out")
    areas, decks = texts(said, "areas", here), texts(said, "decks", here)
    if not areas and not decks:
        here.refuse("it has no focus", 'name its areas, e.g. areas = ["theory"]')
    return Phase(
        first,
        last,
        wording(said, "title", here),
        areas,
        decks,
        wording(said, "goal", here),
        texts(said, "resources", here),
        tuple(_activity(one, study_days, last - first + 1, here) for one in found),
    )


def _weeks(said: Mapping[str, Any], due: int, place: PlanLocation) -> tuple[int, int]:
    """The first and the last week; they go on where the phase before ended, with week `due`."""
    weeks = said.get("weeks")
    here = place.at(f"week {due}")
    if not isinstance(weeks, list) or not weeks or any(type(one) is not int for one in weeks):
        here.refuse("`weeks` must be a list of week numbers", f"write e.g. [{due}]")
    if weeks != list(range(due, due + len(weeks))):
        here.refuse(
            f"weeks {', '.join(map(str, weeks))} are out of order",
            f"weeks count from 1 without gaps, so this phase begins with week {due}",
        )
    if weeks[-1] > _MOST_WEEKS:
        here.refuse(f"{weeks[-1]} weeks are too many", f"plan up to {_MOST_WEEKS}")
    return weeks[0], weeks[-1]


def _activity(
    said: Mapping[str, Any], study_days: int, weeks: int, place: PlanLocation
) -> Activity:
    name = wording(said, "id", place)
    here = place.of(name)
    refuse_unknown(said, _ACTIVITY_KEYS, here)
    if not all(part.isalnum() for part in name.split("-")):
        here.refuse("an `id` is words joined by hyphens", "write it like `mock-design`")
    counts = [key for key in _COUNTS if key in said]
    if len(counts) != 1:
        here.refuse("it must say once how often", "give a_day, a_week or in_all")
    times = {"a_day": study_days, "a_week": weeks, "in_all": 1}[counts[0]]
    return Activity(
        name,
        wording(said, "text", here),
        optional(said, "kind", KINDS, here) or KINDS[-1],
        whole(said, "minutes", 1, _MOST_MINUTES, here),
        whole(said, counts[0], 1, _MOST, here) * times,
        whole(said, "priority", PRIORITIES[0], PRIORITIES[-1], here, _ORDINARY),
        optional(said, "form", FORMS, here),
        optional(said, "ticked_by", TICKED_BY, here),
        texts(said, "of", here),
        each_once=counts[0] == "in_all",
    )


def _refuse_twice(activities: Iterable[Activity], place: PlanLocation) -> None:
    seen: set[str] = set()
    for one in activities:
        if one.id in seen:
            place.refuse(f"the activity `{one.id}` is there twice", "give each its own id")
        seen.add(one.id)
