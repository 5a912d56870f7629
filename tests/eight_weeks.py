"""Eight weeks towards an interview, by a scripted learner who uses nothing but the commands.

`PYTHONPATH=tests .venv/bin/python -m eight_weeks` prints the table of all days.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b
from io import StringIO, TextIOBase
from pathlib import Path
from typing import Any

import pytest
from running import ok

from flashcards.cli.main import run

BEGIN = date(2026, 1, 5)
MISSED = frozenset({5, 12, 17, 18, 19, 33, 40, 48})
"""Days, counted from 0, on which the learner does nothing."""

_EXERCISES = 3
FIRST_SCORES = (3, 2, 2, 4, 3, 1, 4, 2, 5, 3)
"""What the learner can do at first, skill by skill."""

_GRADED = "(1 "
_SCORED = "1 (poor) to 5 (excellent):"
_HIRED = "y or n"
_IN_WORDS = ("went well?", "be better?", "What shows it?")


@dataclass
class Day:
    """What a day came to."""

    on: date
    did: str = ""
    answers: Counter[str] = field(default_factory=Counter)
    activities: int = 0
    mocks: list[str] = field(default_factory=list)
    unseen: int = 0
    core: int = 0
    recall: float = 0.0
    in_time: int = 0
    score: float | None = None
    plan: float = 0.0
    planned: float = 0.0
    figure: float = 0.0
    trend: list[Any] = field(default_factory=list)


Reply = Callable[[str], object]
"""What is said next to what was heard; None for nothing more."""


class _Talk(TextIOBase):
    """Standard input of one who reads what is said before each line that is answered.

    Where nothing was said since, nothing is asked: the input ends.
    """

    def __init__(self, heard: StringIO, reply: Reply) -> None:
        self._heard, self._reply, self._read = heard, reply, 0

    def readline(self, _size: int = -1) -> str:  # type: ignore[override]
        """The next line; none ends the input."""
        said = self._heard.getvalue()
        new, self._read = said[self._read :], len(said)
        line = self._reply(new) if new else None
        return "" if line is None else f"{line}\n"


def talk(reply: Reply, *arguments: object) -> str:
    """Run a command that asks, and answer each time by what it has said since."""
    out, err, before = StringIO(), StringIO(), sys.stdin
    sys.stdin = _Talk(out, reply)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run([str(argument) for argument in arguments])
    finally:
        sys.stdin = before
    assert (code, err.getvalue()) == (0, ""), (arguments, code, err.getvalue(), out.getvalue())
    return out.getvalue()


class Learner:
    """One who keeps to the plan, misses some days, forgets some cards, and gets better."""

    def __init__(self, root: Path, weeks: int = 8, hours: float = 2.5) -> None:
        self.root, self.days, self.hours = root, 7 * weeks, hours
        self.seen: Counter[tuple[str, str]] = Counter()
        self.skills: Counter[str] = Counter()
        self.asked: list[str] = []
        self.stories, self.cutoff_on, self.core_by = 0, BEGIN, BEGIN

    def begin(self) -> None:
        """The first morning: the starter decks, and a plan of eight weeks."""
        self._clock(0, "07:00")
        ok("init", self.root)
        ok("config", "learning_steps", "10m")
        interview = BEGIN + timedelta(days=self.days)
        ok("plan", "start", 8, "--interview", interview, "--hours", self.hours)
        dates = ok("deadline", "--json").json
        self.cutoff_on = date.fromisoformat(dates[0]["cutoff_on"])
        (by,) = dates[0]["seen_by"]
        self.core_by = date.fromisoformat(by["on"])

    def live(self) -> list[Day]:
        """Every day until the evening before the interview."""
        self.begin()
        return [self.day(number) for number in range(self.days)]

    def day(self, number: int) -> Day:
        """A day: cards, skills, the plan's activities, mocks; then how ready that makes."""
        day = Day(BEGIN + timedelta(days=number))
        self._clock(number)
        plan = ok("plan", "--json").json
        if plan["rests"]:
            day.did = "rest"
            day.activities = sum(one["today"] for one in plan["activities"])
        elif number in MISSED:
            day.did = "missed"
        else:
            if number % 7 == 0:
                self._assess(day, *(["--all"] if number == 0 else []))
            self._review(day)
            self._practise(day)
            for one in plan["activities"]:
                if one["today"]:
                    self._do(day, one["activity"], one["kind"], one["today"])
        return self._looked_at(day)

    def _clock(self, number: int, time_of_day: str = "08:00") -> None:
        now = BEGIN + timedelta(days=number)
        os.environ["FLASH_NOW"] = f"{now}T{time_of_day}:00Z"

    def _review(self, day: Day) -> None:
        """The daily session, until nothing is left to ask."""
        talk(self._replying(day), "review")

    def _practise(self, day: Day) -> None:
        """The exercises that today offers, three at most."""
        for _ in range(_EXERCISES):
            if "Next exercise: " not in ok().out:
                return
            ok("practise", stdin="\n\n\n\n3\n")
            day.answers["exercises"] += 1

    def _replying(self, day: Day) -> Reply:
        """A question is thought about, its answer looked at, and graded."""
        waiting: list[tuple[str, str]] = []

        def reply(said: str) -> object:
            if _GRADED in said and not said.startswith("["):
                return self._grade(day, waiting.pop())
            if "\n[" not in f"\n{said}":
                return None
            heading, _, question = f"\n{said}".rpartition("\n[")[2].partition("]\n")
            deck = heading.partition(" · ")[0].partition(" › ")[0]
            waiting.append((deck, question.strip()))
            return ""

        return reply

    def _grade(self, day: Day, waiting: tuple[str, str]) -> int:
        """The grade of a card, or the score of a skill; now and then a card is forgotten."""
        deck, question = waiting
        day.answers[deck] += 1
        self.seen[deck, question] += 1
        if deck == "self-assessment":
            return self._score(day, question.partition("\n")[0])
        luck = _chance(question, self.seen[deck, question])
        return 1 if luck < 0.08 else 2 if luck < 0.2 else 4 if luck > 0.93 else 3

    def _score(self, day: Day, skill: str) -> int:
        """A point more for each fifth of the time."""
        order = list(self.skills)
        first = FIRST_SCORES[order.index(skill) if skill in order else len(order)]
        self.skills[skill] += 1
        return min(5, first + 5 * (day.on - BEGIN).days // self.days)

    def _assess(self, day: Day, *options: str) -> None:
        """A session of skills alone: all of them, or those that are due."""
        talk(self._replying(day), "assess", *options)

    def _do(self, day: Day, activity: str, kind: str, count: int) -> None:
        """An activity of the plan; a mock is held, a story written, an answer given aloud."""
        day.activities += count
        if kind == "mock":
            for _ in range(count):
                self._mock(day, activity.removeprefix("mock-"))
            return
        if activity == "assessment":
            self._assess(day, "--all")
        if activity == "stories":
            self._write_stories(count)
        if activity == "theory-aloud":
            self._aloud(day, count)
        self._tick(activity)

    def _tick(self, activity: str) -> None:
        """Say what flash has not seen: what of an activity is still open today."""
        rows = ok("plan", "--json").json["activities"]
        (left,) = (one["today"] for one in rows if one["activity"] == activity)
        if left:
            ok("plan", "tick", activity, left)

    def _write_stories(self, count: int) -> None:
        """Stories of one's own, which the mocks ask for, too."""
        file = self.root / "behavioural" / "stories.md"
        if not file.exists():
            file.write_text("---\narea: behavioural\ncards: stories\nlimit: 2m\n---\n")
        with file.open("a") as deck:
            for number in range(self.stories + 1, self.stories + count + 1):
                parts = ("Situation", "Task", "Action", "Result", "Learning")
                body = "".join(f"### {part}\n{part} of story {number}.\n" for part in parts)
                deck.write(f"\n## Story {number}\n{body}")
        self.stories += count

    def _aloud(self, day: Day, count: int) -> None:
        """Theory questions said to a clock: at first too long, later within their two minutes."""
        cards = [c for c in ok("list", "area:theory", "--json").json if c["last_review_at"]]
        chosen = sorted(cards, key=lambda one: (one["last_review_at"], one["id"]))[:count]
        for one in chosen:
            seconds = 80 + 60 * _chance(one["id"], day.on.isoformat()) - (day.on - BEGIN).days / 2
            ok("answer", one["id"], 3, "--duration-ms", round(1000 * seconds))
            day.answers[one["deck"]] += 1

    def _mock(self, day: Day, form: str) -> None:
        """A mock interview, judged better from one to the next."""
        score = min(5, 3 + len(self.asked) // 8)

        def reply(said: str) -> object:
            last = said.rstrip("\n").rpartition("\n")[2]
            if last.endswith(_SCORED):
                return score
            if last.endswith(_HIRED):
                return "y"
            return "said so" if last.endswith(_IN_WORDS) else ""

        talk(reply, "mock", form)
        self.asked += [one["card"] for one in ok("mock", "show", "--json").json["questions"]]
        day.mocks.append(form)

    def _looked_at(self, day: Day) -> Day:
        found = ok("ready", "--json").json
        theory = next(one for one in found["areas"] if one["area"] == "theory")
        day.unseen = theory["unseen"]
        day.core = len(ok("list", "area:theory", "tag:core", "is:new", "--json").json)
        day.recall, day.in_time = found["whole"]["recall"], theory["kept"]
        day.score, day.plan = found["whole"]["score"], found["plan"]["share"]
        asked, done = found["plan"]["asked_minutes"], found["plan"]["asked_done_minutes"]
        day.planned = done / asked if asked else 1.0
        day.figure, day.trend = found["figure"], found["trend"]
        return day


def _chance(*parts: object) -> float:
    """A number from 0 to 1 that is the same each time."""
    digest = blake2b(repr(parts).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32


HEADER = (
    "| day | answers | activities | mock | theory unseen | in time | recall | skills | plan "
    "| ready |\n| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
)


def table(days: Iterable[Day]) -> str:
    """The days as a Markdown table."""
    return "\n".join([HEADER, *map(_row, days)])


def _row(day: Day) -> str:
    score = "–" if day.score is None else f"{day.score:.1f}"
    cells = (
        f"{day.on:%a %d %b}",
        day.did or day.answers.total(),
        day.activities,
        ", ".join(day.mocks) or "–",
        day.unseen,
        day.in_time,
        f"{day.recall:.0%}",
        score,
        f"{day.plan:.0%}",
        f"{day.figure:.0f}",
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def lived(folder: Path, weeks: int = 8, hours: float = 2.5) -> tuple[Learner, list[Day]]:
    """A learner and the days of a preparation, in a world of its own."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("TZ", "UTC"), ("XDG_DATA_HOME", folder), ("FLASH_NOW", "")):
            patch.setenv(name, str(value))
        patch.setenv("FLASH_COLLECTION", str(folder / "decks"))
        patch.delenv("FLASH_DATABASE", raising=False)
        time.tzset()
        learner = Learner(folder / "decks", weeks, hours)
        days = learner.live()
    time.tzset()
    return learner, days


def main() -> None:
    """Print the table of eight weeks."""
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(table(lived(Path(folder))[1]) + "\n")


if __name__ == "__main__":
    main()
