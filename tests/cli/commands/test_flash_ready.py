"""`flash ready`: one figure, area by area, its trend, and what raises it most per hour."""

import csv
import io

import pytest
from collections_on_disk import deck
from running import failed, flash, ok

THEORY = "---\narea: theory\nlimit: 2m\n---\nQ: What is bias?\nA: b\n\nQ: What is variance?\nA: v\n"
SKILLS = """\
---
area: self-assessment
cards: self-assessment
---
- Explain bias — without notes <!-- tags: theory -->
- Write Python — under pressure
"""
PROMPTS = "---\narea: behavioural\ncards: prompts\n---\n# Prompts\n\n## Tell me.\n\nText.\n"
ON = "2026-01-19"


@pytest.fixture
def interviewing(world, monkeypatch):
    """Two cards, two skills and a prompt; an interview in two weeks."""
    root = world / "interviewing"
    deck(root, THEORY, "theory.md")
    deck(root, SKILLS, "skills.md")
    deck(root, PROMPTS, "prompts.md")
    monkeypatch.setenv("FLASH_COLLECTION", str(root))
    ok("deadline", "set", ON, "--area", "theory")
    return root


def ready(*arguments):
    """What `flash ready --json` says."""
    return ok("ready", "--json", *arguments).json


def area(found, name):
    """An area's row."""
    return next(one for one in found["areas"] if one["area"] == name)


def action(found, verb, of=None):
    """What is promised for a deed."""
    return next(o for o in found["actions"] if o["verb"] == verb and of in {None, o["area"]})


def test_cards_that_are_no_part_of_an_interview_are_advised_last(interviewing):
    ok("add", "A word?", "Its meaning.")
    actions = ready()["actions"]
    assert max(actions, key=lambda one: one["gain_an_hour"])["area"] == "inbox"
    advised = [line for line in ok("ready").lines if "flash " in line and "+" in line]
    assert "--area inbox" not in advised[0]
    assert sum("--area inbox" in line for line in advised[-1:]) == (len(actions) <= 5)
    assert interviewing.is_dir()


def test_without_any_card_nobody_is_ready(world, monkeypatch):
    (world / "empty").mkdir()
    monkeypatch.setenv("FLASH_COLLECTION", str(world / "empty"))
    found = ready()
    assert (found["figure"], found["areas"], found["actions"]) == (0.0, [], [])
    assert ok("ready").lines[0] == "Ready for Mon 05 January 2026, today: 0 of 100 (+0 in a week)"


def test_an_area_of_exercises_alone_is_sent_to_practise(interviewing):
    deck(interviewing, "---\narea: design\nlimit: 45m\n---\nQ: Design a feed.\nA: M.\n", "d.md")
    assert area(ready(), "design")["exercises"] == 1
    assert area(ready(), "theory")["exercises"] == 0
    lines = ok("ready").lines
    assert "No exercise done yet (`flash practise design`): design." in lines
    assert "No card seen yet (`flash review`): theory." in lines
    deck(interviewing, "---\narea: coding\nlimit: 45m\n---\nQ: Build.\nA: def.\n", "c.md")
    assert "No exercise done yet (`flash practise`): coding, design." in ok("ready").lines
    ok("practise", "design", stdin="\n\n\n\n3\n")
    assert "No exercise done yet (`flash practise coding`): coding." in ok("ready").lines


@pytest.mark.usefixtures("interviewing")
def test_without_evidence_it_says_what_to_do():
    lines = ok("ready").lines
    assert lines[0] == "Ready for Mon 19 January 2026, in 14 days: 0 of 100 (+0 in a week)"
    assert "No card seen yet (`flash review`): theory." in lines
    assert "No answer with a time limit yet (`flash review`): theory." in lines
    assert "No skill rated yet (`flash assess`): self-assessment, theory." in lines
    assert "No mock held yet (`flash mock`): behavioural, theory." in lines
    assert any(line.startswith("You have no plan: `flash plan start 8") for line in lines)
    assert any(line.endswith("flash review --area theory --new 2") for line in lines)
    assert max(map(len, lines)) <= 80
    assert ok("ready", "--format", "table").lines == lines


@pytest.mark.usefixtures("interviewing")
def test_what_was_promised_for_learning_comes_true():
    before = ready()
    promised = action(before, "learn")
    assert (promised["area"], promised["count"]) == ("theory", 2)
    for line in (5, 8):
        ok("answer", f"theory:{line}", 3, "--duration-ms", 60_000)
    after = ready()
    assert after["figure"] - before["figure"] == pytest.approx(promised["gain"], abs=0.1)
    assert area(after, "theory")["unseen"] == 0
    assert area(after, "theory")["kept"] == 2


@pytest.mark.usefixtures("interviewing")
def test_what_was_promised_for_reviewing_comes_true(now):
    ok("answer", "theory:5", 1, "--duration-ms", 999_000)
    assert area(ready(), "theory")["kept"] == 0
    now(day=9)
    before = ready()
    promised = action(before, "review")
    ok("answer", "theory:5", 3, "--duration-ms", 60_000)
    after = ready()
    assert after["figure"] - before["figure"] == pytest.approx(promised["gain"], abs=0.1)


@pytest.mark.usefixtures("interviewing")
def test_what_was_promised_for_rating_and_strengthening_skills_comes_true(now):
    before = ready()
    promised = action(before, "assess", "theory")
    ok("answer", "skills:5", 2)
    now(day=6)
    weak = ready()
    strengthened = action(weak, "strengthen", "theory")
    assert area(weak, "theory")["below_4"] == 1
    ok("answer", "skills:5", 4)
    after = ready()
    assert after["figure"] - weak["figure"] == pytest.approx(strengthened["gain"], abs=0.1)
    assert after["figure"] - before["figure"] == pytest.approx(promised["gain"], abs=0.1)


@pytest.mark.usefixtures("interviewing")
def test_a_skill_belongs_to_the_area_that_its_tag_names():
    found = ready()
    assert [area(found, name)["skills"] for name in ("theory", "self-assessment")] == [1, 1]


FEEDBACK = "calm\ndepth\ny\n" + "4\n" * 5


@pytest.mark.usefixtures("interviewing")
def test_what_was_promised_for_a_mock_comes_true():
    before = ready()
    promised = action(before, "mock", "behavioural")
    ok("mock", "behavioural", stdin=f"\n{FEEDBACK}\n")
    after = ready()
    assert after["figure"] - before["figure"] == pytest.approx(promised["gain"], abs=0.1)
    assert area(after, "behavioural")["mocks"] == [4.0]
    assert next(line for line in ok("ready").lines if line.startswith("all ")).endswith(" 4.0")
    assert " 4.0" in ok("ready").out


def test_what_was_promised_for_the_plan_comes_true(interviewing, now):
    plan = interviewing / "mine.toml"
    plan.write_text(PLAN)
    ok("plan", "start", plan, "--interview", "2026-03-02")
    begun = ready()
    assert begun["on"] == "2026-03-02"
    assert "just begun." in ok("ready").out
    promised = action(begun, "plan")
    ok("plan", "tick", "aloud", promised["count"])
    after = ready()
    assert after["figure"] - begun["figure"] == pytest.approx(promised["gain"], abs=0.1)
    now(day=12)
    done = [line for line in ok("ready").lines if line.startswith("Plan ")]
    assert done == [
        "Plan mine: 0 of 9 planned hours are done (2%), 14% of what it asked until today."
    ]
    ok("deadline", "set", "2026-04-01", "--deck", "theory")
    assert ready()["on"] == "2026-03-02"


def test_on_its_day_the_interview_of_the_plan_comes_before_a_later_date(interviewing, monkeypatch):
    plan = interviewing / "mine.toml"
    plan.write_text(PLAN)
    ok("plan", "start", plan, "--interview", "2026-03-02")
    ok("deadline", "remove", "--area", "theory")
    ok("deadline", "set", "2026-04-01", "--deck", "theory")
    monkeypatch.setenv("FLASH_NOW", "2026-03-02T08:00:00Z")
    assert ready()["on"] == "2026-03-02"


PLAN = """\
name = "mine"
minutes_a_day = 60
[[phases]]
weeks = [1, 2, 3, 4, 5, 6, 7, 8]
title = "Aloud"
areas = ["theory"]
goal = "All of it said aloud"
[[phases.activities]]
id = "aloud"
text = "A question aloud"
a_day = 1
minutes = 10
"""


@pytest.mark.usefixtures("interviewing")
def test_the_trend_ends_with_the_figure_and_was_the_figure_then(now):
    figures = {}
    for day, rating in ((5, 3), (8, 3), (14, 1)):
        now(day=day)
        ok("answer", "theory:5", rating, "--duration-ms", 60_000)
        figures[f"2026-01-{day:02}"] = ready()["figure"]
    now(day=16)
    found = ready()
    trend = {row["on"]: row["figure"] for row in found["trend"]}
    assert len(trend) == 56
    assert trend["2026-01-16"] == found["figure"]
    assert trend["2026-01-04"] == 0
    assert {on: trend[on] for on in figures} == figures
    assert trend["2026-01-13"] == trend["2026-01-08"] > trend["2026-01-05"]
    assert "Last 12 days, 0 to 100 |" in ok("ready").out


def test_history_follows_an_edited_card_and_ends_at_a_reset(interviewing, now):
    ok("answer", "theory:5", 3, "--duration-ms", 60_000)
    seen = ready()
    now(day=6)
    deck(interviewing, THEORY.replace("What is bias?", "What is the bias?"), "theory.md")
    assert area(ready(), "theory") == area(seen, "theory")
    ok("reset", "theory:5")
    reset = ready()
    assert area(reset, "theory")["unseen"] == 2
    assert area(reset, "theory")["kept"] == 0
    trend = [row["figure"] for row in reset["trend"][-3:]]
    assert trend == [0, seen["figure"], 0]
    now(day=7)
    ok("answer", "theory:5", 4, "--duration-ms", 60_000)
    assert area(ready(), "theory")["unseen"] == 1


@pytest.mark.usefixtures("interviewing")
def test_what_is_undone_or_suspended_does_not_count():
    ok("answer", "theory:5", 3)
    ok("undo")
    assert ready()["figure"] == 0
    ok("suspend", "theory:5")
    assert ready()["whole"]["cards"] == 1


@pytest.mark.usefixtures("interviewing")
def test_it_is_for_the_day_asked_for_or_the_next_that_is_set(now):
    assert ready()["on"] == ON
    assert ready("--on", "+3")["days_left"] == 3
    assert ready("--on", "today")["on"] == "2026-01-05"
    ok("interview", "add", "Acme", "onsite", "2026-01-12")
    assert ready()["on"] == "2026-01-12"
    now(day=25)
    assert ready()["on"] == "2026-01-25"


@pytest.mark.usefixtures("interviewing")
def test_a_day_that_cannot_be_is_said():
    assert failed("ready", "--on", "2025-12-31").startswith("2025-12-31 is past: ")
    assert failed("ready", "--on", "2066-01-01").startswith("2066-01-01 is too far away: ")
    assert failed("ready", "--on", "soon").startswith("'soon' is no day: ")
    assert flash("ready", "--format", "xml").code == 2


@pytest.mark.usefixtures("interviewing")
def test_csv_has_a_row_for_all_and_one_an_area():
    rows = list(csv.DictReader(io.StringIO(ok("ready", "--format", "csv").out)))
    found = ready()
    assert [row["area"] for row in rows] == ["", *(one["area"] for one in found["areas"])]
    assert list(rows[0]) == list(found["whole"])
    assert list(found) == [
        *("study_day", "on", "days_left", "figure", "whole", "areas", "plan", "trend", "actions")
    ]


@pytest.mark.usefixtures("root")
def test_an_area_without_a_round_of_its_own_is_looked_at_all_the_same():
    ok("answer", "maths:5", 4, "--duration-ms", 1_000)
    found = ready()
    assert area(found, "maths")["recall"] == 0.25
    assert area(found, "maths")["weight"] == 1
    assert "maths" in ok("ready").out


def test_a_command_is_never_cut(world, monkeypatch):
    name = "questions to those who would be my colleagues there"
    deck(world / "long", f'---\narea: "{name}"\n---\nQ: What?\nA: That.\n', "long.md")
    monkeypatch.setenv("FLASH_COLLECTION", str(world / "long"))
    lines = ok("ready").lines
    assert lines[-2:] == [
        next(line for line in lines if line.endswith("  1 unseen card")),
        f"    flash review --area '{name}' --new 1",
    ]


def test_what_helps_is_said_in_whole_minutes_as_a_session_takes_them(root):
    rows = ok("ready", "--json").json["actions"]
    said = [line.split() for line in ok("ready").lines]
    shown = [int(words[1]) for words in said if words and words[0].startswith("+")]
    assert sorted(shown) == sorted(max(1, round(60 * row["hours"])) for row in rows[:5])
