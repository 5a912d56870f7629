"""What the values of a plan file may be; each refusal says where it is and what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NoReturn

from flashcards.core.frozen import dataclass
from flashcards.errors.plans import InvalidPlan

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class PlanLocation:
    """Where in a plan file: its name, the weeks, and the activity."""

    file: str
    weeks: str = ""
    activity: str = ""

    def at(self, weeks: str) -> "PlanLocation":
        """Some weeks of the file."""
        return replace(self, weeks=weeks)

    def of(self, activity: str) -> "PlanLocation":
        """An activity of these weeks."""
        return replace(self, activity=activity)

    def refuse(self, wrong: str, mend: str) -> NoReturn:
        """Raise `InvalidPlan`, which says what is wrong here and what to do."""
        named = f"{self.weeks}, activity `{self.activity}`" if self.activity else self.weeks
        raise InvalidPlan(self.file, named, wrong, mend)


def refuse_unknown(said: Mapping[str, Any], known: Sequence[str], place: PlanLocation) -> None:
    """Raise `InvalidPlan` for a key that means nothing."""
    for key in said:
        if key not in known:
            place.refuse(f"there is no key `{key}`", f"choose one of {', '.join(known)}")


def wording(
    said: Mapping[str, Any], key: str, place: PlanLocation, default: str | None = None
) -> str:
    """A text of one line; one that is not there is its default."""
    value = said.get(key, default)
    if not isinstance(value, str) or (not value.strip() and value != default):
        place.refuse(f"`{key}` must be a text", f'write {key} = "…"')
    if len(value) > _LONGEST or not value.isprintable():
        place.refuse(f"`{key}` must be one line", f"keep it to {_LONGEST} characters")
    return value.strip()


def whole(  # noqa: PLR0913, PLR0917 - a range and a place
    said: Mapping[str, Any],
    key: str,
    lowest: int,
    highest: int,
    place: PlanLocation,
    default: int | None = None,
) -> int:
    """A whole number within a range; one that is not there is its default."""
    value = said.get(key, default)
    if type(value) is not int or not lowest <= value <= highest:
        place.refuse(f"`{key}` must be a whole number", f"give {lowest} to {highest:,}")
    return value


def texts(said: Mapping[str, Any], key: str, place: PlanLocation) -> tuple[str, ...]:
    """A list of texts, empty where it is not there."""
    value = said.get(key, [])
    if not isinstance(value, list):
        place.refuse(f"`{key}` must be a list of texts", f'write {key} = ["…"]')
    return tuple(wording({key: one}, key, place) for one in value)


def optional(
    said: Mapping[str, Any], key: str, allowed: Sequence[str], place: PlanLocation
) -> str | None:
    """One of the texts allowed, None where it is not there."""
    value = said.get(key)
    if value is not None and value not in allowed:
        place.refuse(f"there is no {key} {value!r}", f"choose one of {', '.join(allowed)}")
    return value


def listed(said: Mapping[str, Any], key: str, place: PlanLocation) -> list[dict[str, Any]]:
    """The tables of a list of tables, empty where it is not there."""
    value = said.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        place.refuse(f"`{key}` must be tables", f"write them as [[…{key}]]")
    return value
