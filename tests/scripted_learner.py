"""One who prepares for an interview by typing only what the screen proposes.

What is known lies in a memory of its own, which is not FSRS: it has a fixed seed.
"""

import os
import re
import shlex
import sys
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from hashlib import blake2b
from io import StringIO

from talking import Reply, Talk, silent

from flashcards.cli.main import run

BEGIN = date(2026, 1, 5)
"""A Monday."""

FIRST_SCORES = (3, 2, 2, 4, 3, 1, 4, 2, 5, 3)
"""What the learner can do at first, skill by skill, in the order in which they are asked."""

STORIES = (
    "The launch that failed",
    "A conflict about the metric",
    "Leading the migration",
    "An unclear goal made clear",
    "Six weeks to a deadline",
    "Learning Rust in a month",
    "My mistake in the pipeline",
    "The impact of a simpler model",
)
_MOST_STEPS = 60
_STEP = re.compile(r"^(?:Next|Or else): (flash .+?)(?: \(.*)?$", re.MULTILINE)
_EACH = re.compile(r"times?, (?:(\d+) h ?)?(\d+)?(?: min)? each")
_CLOCK = re.compile(r"(\d+):(\d\d)\]?$")
_PLACE = re.compile(r"question (\d+) of (\d+)")
_UNTIL = re.compile(r"^Phase .+ until (\d+):(\d\d)$", re.MULTILINE)
_GRADED, _SCORED, _HIRED = "(1 again", "1 (poor) to 5 (excellent):", "y or n"
_IN_WORDS = ("went well?", "be better?", "What shows it?")


@dataclass
class Trace:
    """What is left of a card: for how many days it holds, and since when."""

    days: float
    at: datetime
    times: int = 1


@dataclass
class Learner:
    """Who keeps to the screen: its next step, day by day, until none is named."""

    now: datetime = datetime(BEGIN.year, BEGIN.month, BEGIN.day, 7, tzinfo=timezone.utc)
    days: int = 56
    traces: dict[str, Trace] = field(default_factory=dict)
    rated: dict[str, list[date]] = field(default_factory=dict)
    ticked: Counter[str] = field(default_factory=Counter)
    asked: list[str] = field(default_factory=list)
    """Questions of mocks, as they were shown."""
    told: Counter[str] = field(default_factory=Counter)
    written: int = 0
    solved: int = 0
    mocks: list[str] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    """Of today, by deck."""

    def types(self, line: str) -> str:
        """A command as it is typed, and what it says."""
        heard, errors, before = StringIO(), StringIO(), sys.stdin
        arguments = shlex.split(line)[1:]
        self._set_clock()
        sys.stdin = Talk(heard, self._reply_to(arguments))
        try:
            with redirect_stdout(heard), redirect_stderr(errors):
                code = run(arguments)
        finally:
            sys.stdin = before
        said = heard.getvalue()
        assert (code, "flash:" in errors.getvalue()) == (0, False), (line, errors.getvalue(), said)
        return said

    def wakes(self, on: date) -> None:
        """A morning."""
        self.now = datetime(on.year, on.month, on.day, 8, tzinfo=timezone.utc)
        self.answers = Counter()

    def follows(self) -> tuple[str, list[str]]:
        """Do what the screen proposes until it proposes nothing: its first sight, and the steps."""
        steps: list[str] = []
        first = screen = self.types("flash")
        while found := _STEP.search(screen):
            for step in found[1].split(", then "):
                steps.append(step)
                self.does(step)
            assert len(steps) < _MOST_STEPS, (self.now, screen, Counter(steps))
            before, screen = screen, self.types("flash")
            assert screen != before, f"{steps[-1]} changed nothing:\n{screen}"
        return first, steps

    def does(self, step: str) -> None:
        """One step: what the program runs, or what is done without it, and then said."""
        if step.startswith("flash plan tick "):
            self._ticks(step)
        elif step == "flash add --story TITLE":
            self._writes()
        elif step.startswith("flash practise --done TITLE"):
            self._solves(step)
        elif step.startswith("flash interview "):
            self._notes(step)
        else:
            self.types(step)
            if step.startswith("flash mock "):
                self.mocks.append(step.split()[2])

    def _ticks(self, step: str) -> None:
        """Read, solve, build elsewhere for as long as it takes; say that it is done."""
        activity = step.rsplit(maxsplit=1)[-1]
        said = _EACH.search(self.types(f"flash plan show {activity}"))
        assert said is not None
        hours, minutes = said.groups("0")
        self._waits(60 * (60 * int(hours) + int(minutes)))
        self.ticked[activity] += 1
        self.types(step)

    def _solves(self, step: str) -> None:
        """A problem of another place, solved for as long as it says."""
        self.solved += 1
        self._waits(60 * int(step.partition("--minutes ")[2].split()[0]))
        self.types(step.replace("TITLE", f"'Problem {self.solved}'"))

    def _writes(self) -> None:
        """A story, in the editor that flash opens."""
        said = self.types(f"flash add --story {shlex.quote(STORIES[self.written])}")
        self.written += 1
        edit = said.partition("Tell it: ")[2].strip()
        self._waits(25 * 60)
        self.types(edit)

    def _notes(self, step: str) -> None:
        """A round, or a question to ask there, thought about for as long as the plan gives it."""
        if "QUESTION" in step:
            self._waits(20 * 60)
        said = {"COMPANY": "Acme", "ROUND": "onsite", "QUESTION": "'How do you decide?'"}
        for word, meant in said.items():
            step = step.replace(word, meant)
        self.types(step)

    def _waits(self, seconds: float) -> None:
        self.now += timedelta(seconds=round(seconds))
        self._set_clock()

    def _set_clock(self) -> None:
        os.environ["FLASH_NOW"] = self.now.isoformat()

    def _reply_to(self, arguments: list[str]) -> Reply:
        match arguments[:1]:
            case ["review"] | ["assess"]:
                return self._reviewing()
            case ["practise"]:
                return self._practising()
            case ["mock"]:
                return self._held(max(1, min(5, 3 + len(self.mocks) // 2)))
        return silent

    def _reviewing(self) -> Reply:
        """A question is thought about, its answer looked at, and graded."""
        waiting: list[tuple[str, str]] = []

        def reply(said: str) -> object:
            if _GRADED in said and not said.startswith("["):
                return self._grade(*waiting.pop())
            if "\n[" not in f"\n{said}":
                return None
            heading, _, question = f"\n{said}".rpartition("\n[")[2].partition("]\n")
            deck = heading.partition(" · ")[0].partition(" › ")[0]
            question = question.strip().partition("\n")[0]
            self.answers[deck] += 1
            if deck == "self-assessment":
                return self._score(question)
            waiting.append((deck, question))
            self._waits(_spoken_s(question, self._times(question)))
            return ""

        return reply

    def _times(self, question: str) -> int:
        return self.traces[question].times if question in self.traces else 0

    def _grade(self, deck: str, question: str) -> int:
        """Whether it was known, by chance and by what is left of it."""
        if deck.endswith("stories"):
            self.told[question] += 1
        self._waits(15)
        times, luck = self._times(question), _chance(question, self._times(question))
        known = luck < self._left(question)
        self.traces[question] = Trace(self._lasts(question, is_known=known), self.now, times + 1)
        if not known:
            return 1
        return 2 if luck > 0.85 * self._left(question) else 4 if luck < 0.04 else 3

    def _left(self, question: str) -> float:
        """The chance that it is known now; some is known before it was ever asked."""
        found = self.traces.get(question)
        if found is None:
            return 0.55
        return float(0.9 ** ((self.now - found.at) / timedelta(days=found.days)))

    def _lasts(self, question: str, *, is_known: bool) -> float:
        found = self.traces.get(question)
        if found is None:
            return 3.0 if is_known else 1.0
        if not is_known:
            return max(1.0, 0.4 * found.days)
        return found.days * (2.4 if self.now - found.at > timedelta(hours=12) else 1.2)

    def _score(self, skill: str) -> int:
        """A point more for each fifth of the time."""
        self._waits(120)
        days = self.rated.setdefault(skill, [])
        first = FIRST_SCORES[list(self.rated).index(skill)]
        days.append(self.now.date())
        return min(5, first + 5 * (self.now.date() - BEGIN).days // self.days)

    def _practising(self) -> Reply:
        """An exercise takes a little longer than it has at first, and less when it returns."""
        question, limit_s, at_s = "", 0, 0

        def reply(said: str) -> object:
            nonlocal question, limit_s, at_s
            if _GRADED in said:
                return 2 if self._times(question) == 1 and _chance(question) < 0.4 else 3
            if said.startswith("["):
                heading, _, text = said.partition("]\n")
                question, limit_s = text.partition("\n")[0], _seconds(_CLOCK.search(heading))
                times = self._times(question)
                self.traces[question] = Trace(3.0, self.now, times + 1)
                self.answers[heading[1:].partition(" · ")[0].partition(" › ")[0]] += 1
            pace = 1.1 if self._times(question) == 1 else 0.8
            until = _UNTIL.search(said)
            until_s = limit_s if until is None else _seconds(until)
            self._waits(pace * (until_s - at_s))
            at_s = until_s
            return ""

        return reply

    def _held(self, score: int) -> Reply:
        """A mock interview, within its time, judged better from one to the next."""
        left_s, questions, at_s = 0.0, 1, 0

        def reply(said: str) -> object:
            nonlocal left_s, questions, at_s
            last = said.rstrip("\n").rpartition("\n")[2]
            if last.endswith(_SCORED):
                return score
            if last.endswith(_HIRED):
                return "y"
            if last.endswith(_IN_WORDS):
                return "said so"
            if place := _PLACE.search(said):
                self.asked.append(said.rpartition("]\n")[2].strip().partition("\n")[0])
                clock = _CLOCK.search(said[place.end() :].partition("]")[0].removesuffix(" left"))
                left_s, questions = _seconds(clock), int(place[2]) - int(place[1]) + 1
                at_s = 0
            if until := _UNTIL.search(said):
                self._waits(0.9 * (_seconds(until) - at_s))
                at_s = _seconds(until)
            elif place:
                self._waits(0.8 * left_s / questions)
            return ""

        return reply


def _seconds(clock: re.Match[str] | None) -> int:
    return 0 if clock is None else 60 * int(clock[1]) + int(clock[2])


def _spoken_s(question: str, times: int) -> float:
    """How long an answer takes aloud: at first, now and then, too long."""
    return (60 + 80 * _chance(question)) * (1.0 if not times else 0.75)


def _chance(*parts: object) -> float:
    """A number from 0 to 1 that is the same each time."""
    digest = blake2b(repr(parts).encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big") / 2**32
