"""Weeks towards an interview, lived by a scripted learner who types only what the screen proposes.

`PYTHONPATH=tests .venv/bin/python -m eight_weeks [WEEKS]` prints the first screens and the table
of all days.
"""

import os
import shlex
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from running import ok
from scripted_learner import BEGIN, Learner
from talking import editor

from flashcards.cli import clock
from flashcards.core.preparation.plan.plan import Plan, plan_of
from flashcards.storage.files.plan_files import plan_said, plan_text

WEEKS = 8
MISSED = frozenset({5, 12, 17, 18, 19, 33, 40, 48})
"""Days, counted from 0, on which the learner does nothing."""

OWN_PLANS = {2: str(Path(__file__).with_name("two_weeks.toml"))}
"""Plans that do not come with flash, by their weeks."""

SCREENS = 3
"""As many first screens as the manual shows."""


@dataclass
class Day:
    """What a day came to; the screen as it was in the morning, and what was typed."""

    on: date
    did: str = ""
    screen: str = ""
    steps: list[str] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    mocks: list[str] = field(default_factory=list)
    hours: float = 0.0
    unseen: int = 0
    core: int = 0
    recall: float = 0.0
    score: float | None = None
    plan: float = 0.0
    planned: float = 0.0
    figure: float = 0.0
    trend: list[Any] = field(default_factory=list)


class Preparation:
    """So many weeks on the starter decks, by a plan or without one."""

    def __init__(self, root: Path, weeks: int = WEEKS, *, plan: str | None = None) -> None:
        said = OWN_PLANS.get(weeks, str(weeks))
        self.root, self.weeks, self.plan = root, weeks, said if plan is None else plan
        self.learner = Learner(days=7 * weeks)
        self.cutoff_on, self.core_by = BEGIN, BEGIN

    @property
    def followed(self) -> Plan:
        """The plan that is followed."""
        return plan_of(plan_said(plan_text(self.plan), self.plan), self.plan)

    def begin(self) -> None:
        """The first morning: the starter decks, and a plan if there is to be one."""
        self.learner.types(f"flash init {self.root}")
        if not self.plan:
            return
        interview = BEGIN + timedelta(weeks=self.weeks)
        plan = shlex.quote(self.plan)
        self.learner.types(f"flash plan start {plan} --interview {interview}")
        (dates,) = ok("deadline", "--json").json
        self.cutoff_on = date.fromisoformat(dates["cutoff_on"])
        self.core_by = min(date.fromisoformat(by["on"]) for by in dates["seen_by"])

    def live(self) -> list[Day]:
        """Every day until the evening before the interview."""
        self.begin()
        return [self.day(number) for number in range(7 * self.weeks)]

    def day(self, number: int) -> Day:
        """A day by what the screen proposes; then how ready that makes."""
        day = Day(BEGIN + timedelta(days=number))
        self.learner.wakes(day.on)
        morning, held = self.learner.now, len(self.learner.mocks)
        if number in MISSED and self.plan:
            day.did = "missed"
        else:
            day.screen, day.steps = self.learner.follows()
            day.answers = Counter(self.learner.answers)
            day.mocks = self.learner.mocks[held:]
            day.hours = (self.learner.now - morning) / timedelta(hours=1)
            if not day.steps:
                day.did = "rest"
        return self._looked_at(day)

    def _looked_at(self, day: Day) -> Day:
        found = ok("ready", "--json").json
        theory = next(one for one in found["areas"] if one["area"] == "theory")
        day.unseen = theory["unseen"]
        day.core = len(ok("list", "area:theory", "tag:core", "is:new", "--json").json)
        day.recall, day.score = found["whole"]["recall"], found["whole"]["score"]
        day.figure, day.trend = found["figure"], found["trend"]
        if found["plan"] is not None:
            day.plan = found["plan"]["share"]
            asked, done = found["plan"]["asked_minutes"], found["plan"]["asked_done_minutes"]
            day.planned = done / asked if asked else 1.0
        return day


HEADER = (
    "| day | answers | exercises | ticks | mock | hours | theory unseen | recall | skills | plan "
    "| ready |\n| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
)


def table(days: Iterable[Day]) -> str:
    """The days as a Markdown table."""
    return "\n".join([HEADER, *map(_row, days)])


def _row(day: Day) -> str:
    exercises = day.steps.count("flash practise")
    cells = (
        f"{day.on:%a %d %b}",
        day.did or day.answers.total() - exercises,
        exercises,
        sum(step.startswith("flash plan tick ") for step in day.steps),
        ", ".join(day.mocks) or "–",
        f"{day.hours:.1f}",
        day.unseen,
        f"{day.recall:.0%}",
        "–" if day.score is None else f"{day.score:.1f}",
        f"{day.plan:.0%}",
        f"{day.figure:.0f}",
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def lived(
    folder: Path, weeks: int = WEEKS, *, plan: str | None = None
) -> tuple[Preparation, list[Day]]:
    """A preparation and its days, in a world of its own."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("TZ", "UTC"), ("XDG_DATA_HOME", folder), ("FLASH_NOW", "")):
            patch.setenv(name, str(value))
        patch.setenv("FLASH_COLLECTION", str(folder / "decks"))
        patch.setenv("COLUMNS", "80")
        patch.setenv("EDITOR", editor(folder))
        patch.delenv("VISUAL", raising=False)
        patch.delenv("FLASH_DATABASE", raising=False)
        # An answer takes its time: the clock moves inside a command, too.
        patch.setattr(clock, "clock", lambda _fixed: _moved)
        time.tzset()
        preparation = Preparation(folder / "decks", weeks, plan=plan)
        days = preparation.live()
    time.tzset()
    return preparation, days


def _moved() -> Any:
    """The moment that $FLASH_NOW says now."""
    return clock.moment_at(os.environ["FLASH_NOW"], "FLASH_NOW")


def main(weeks: int) -> None:
    """Print the first screens, and the table of the weeks."""
    with tempfile.TemporaryDirectory() as folder:
        days = lived(Path(folder), weeks)[1]
    for day in days[:SCREENS]:
        sys.stdout.write(f"{day.screen}\n{day.steps}\n\n")
    sys.stdout.write(table(days) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else WEEKS)
