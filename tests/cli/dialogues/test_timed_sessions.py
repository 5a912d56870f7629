"""Limits in sessions: over time is said, in a pipe and at a terminal, and the clock runs."""

import sys
from datetime import UTC, datetime, timedelta

import pytest
from collections_on_disk import deck
from running import _SCREEN, Terminal, ok

from flashcards.cli.dialogues.review.run import run_session
from flashcards.cli.terminal.screen import Screen
from flashcards.core.study_day import Moment
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.study.session import start

TIMED = "---\nlimit: 90s\narea: theory\n---\nQ: What is a stump?\nA: A tree.\n"
NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)


class Ticking:
    """A clock that is so many seconds later after each word that is read."""

    def __init__(self, words, gaps):
        self.now = NOW
        self._words, self._gaps = words, gaps

    def __call__(self):
        """The moment."""
        return Moment(self.now, UTC)

    def __iter__(self):
        """The words, the time going on before each."""
        for word, gap in zip(self._words, self._gaps, strict=True):
            self.now += timedelta(seconds=gap)
            yield f"{word}\n"


@pytest.fixture
def timed(root):
    """One card with 90 seconds."""
    (root / "skills/regression.md").unlink()
    deck(root, TIMED, "maths.md")
    return root


def said(root, monkeypatch, capsys, *steps):
    """What a session in a pipe says; a step is a word, and the seconds before it."""
    clock = Ticking(*zip(*steps, strict=True))
    with open_collection(Place.at(root), NOW) as collection:
        session = start(collection, clock(), ReviewOptions())
        monkeypatch.setattr(sys, "stdin", clock)
        monkeypatch.setattr(clock.__class__, "isatty", lambda _: False, raising=False)
        run_session(collection, clock, session)
    return capsys.readouterr().out


def test_over_time_is_said_after_the_reveal_and_not_for_the_time_of_comparing(
    timed, monkeypatch, capsys
):
    told = said(timed, monkeypatch, capsys, ("", 102), ("3", 40), ("q", 0))
    assert told.count("over time") == 1
    assert "A tree.\n\n(over time by 12 s)\n" in told


def test_over_time_is_said_after_a_grade_that_nothing_was_revealed_for(timed, monkeypatch, capsys):
    told = said(timed, monkeypatch, capsys, ("3", 215.5), ("q", 0))
    assert "(over time by 2 min 6 s)\n\n[maths · learning" in told


def test_within_the_limit_nothing_is_said(timed, monkeypatch, capsys):
    told = said(timed, monkeypatch, capsys, ("", 90), ("3", 500), ("q", 0))
    assert "over time" not in told
    (answer,) = ok("show", "maths:5", "--json").json["history"]
    assert (answer["limit_s"], answer["revealed_ms"], answer["duration_ms"]) == (
        90,
        90_000,
        590_000,
    )


def test_statistics_say_it_in_a_sentence(timed):
    ok("answer", "maths:5", 3, "--duration-ms", 91_000)
    assert ok("stats", "limits").out == (
        "0 of 1 theory question within 90 seconds; 0 of 1 answer in time.\n"
    )
    ok("answer", "maths:5", 3, "--duration-ms", 30_000)
    assert "1 of 1 theory question within 90 seconds." in ok("stats").lines
    assert ok("stats", "limits", "--format", "csv").out == (
        "area,limit_s,questions,kept,answers,answers_kept\ntheory,90,1,1,2,1\n"
    )
    deck(timed, TIMED.replace("90s", "2m"), "maths.md")
    ok("answer", "maths:5", 3, "--duration-ms", 30_000)
    assert "1 of 1 theory question within 2 minutes" in ok("stats", "limits").out


def test_the_clock_runs_on_its_own_line_while_nobody_presses_a_key(timed, monkeypatch):
    monkeypatch.delenv("FLASH_NOW")
    with Terminal("review") as terminal:
        terminal.shows("0:00 of 1:30", "Space answer")
        drawn = terminal.raw.count(_SCREEN)
        terminal.shows("0:01 of 1:30", "0:02 of 1:30")
        assert terminal.raw.count(_SCREEN) == drawn
        terminal.press("t")
        screen = terminal.shows("time limit off")
        assert "of 1:30" not in screen
        terminal.press("t")
        terminal.shows("of 1:30")
        terminal.press(" 4")
        terminal.shows("1 answer saved")
        terminal.press("q")
        assert terminal.code() == 0
    (answer,) = ok("show", "maths:5", "--json").json["history"]
    assert 2_000 <= answer["revealed_ms"] <= answer["duration_ms"]
    assert timed.is_dir()


def test_over_time_is_said_at_a_terminal_and_stays_after_the_reveal(timed, monkeypatch):
    monkeypatch.delenv("FLASH_NOW")
    deck(timed, TIMED.replace("90s", "1s"), "maths.md")
    with Terminal("review") as terminal:
        terminal.shows("over the limit of 0:01")
        terminal.press(" ")
        terminal.shows("A tree.", "over the limit of 0:01")
        terminal.press("q")
        assert terminal.code() == 0


def test_a_clock_that_stands_still_draws_nothing(capsys):
    screen = Screen()
    screen.show("heading", ["body"], "", "keys", "0:00 of 1:30")
    capsys.readouterr()
    screen.tick("0:00 of 1:30")
    assert capsys.readouterr().out == ""
    screen.tick("0:01 of 1:30")
    assert capsys.readouterr().out == "\x1b[2;1H0:01 of 1:30\x1b[K"
