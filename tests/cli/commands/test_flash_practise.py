"""`flash practise`: the next exercise by the clock, its grade, and what was solved elsewhere."""

import re
import subprocess

import pytest
from collections_on_disk import deck
from plans import SMALL
from running import FLASH, failed, flash, ok

BUILDS = """\
---
area: coding
limit: 30m
learning_steps: []
---
Q: Build a stump.
A: def stump

Q: Build a forest.
A: def forest
"""
SYSTEM = "---\narea: design\nlimit: 45m\nlearning_steps: []\n---\nQ: Design a feed.\nA: Metrics.\n"


@pytest.fixture(autouse=True)
def exercises(root):
    """Two builds and a design beside the cards that every collection has."""
    deck(root, BUILDS, "coding/builds.md")
    deck(root, SYSTEM, "design/systems.md")
    return root


def card(front):
    """The listed row of a card."""
    (row,) = (row for row in ok("list", "--json").json if row["front"] == front)
    return row


def test_the_whole_text_of_an_exercise():
    assert ok("practise", "design", stdin="\ndone\n\n\n3\n").out == (
        "[design/systems · new · 45:00]\nDesign a feed.\n\n"
        "Phase 1 of 4: problem and metrics, until 8:00\n\n"
        "Phase 2 of 4: data and features, until 18:00\n\n"
        "Phase 3 of 4: model and evaluation, until 33:00\n\n"
        "Phase 4 of 4: serving and monitoring, until 45:00\n\n"
        "Metrics.\n\nDone in 0:00 of 45:00.\n\n"
        "(1 again 1d · 2 hard 1d · 3 good 2d · 4 easy 7d)\n\n"
        "Saved. It comes again in 2 days, on Wed 07 January.\n"
    )


def test_an_answer_to_an_exercise_is_a_review_that_undo_takes_back():
    ok("practise", stdin="\n\n\n\n3\n")
    shown = ok("show", card("Build a stump.")["id"], "--json").json
    (review,) = shown["history"]
    assert (review["rating"], review["source"], shown["state"]) == (3, "practise", "review")
    assert review["limit_s"] == 1_800
    assert ok("undo").out == "Undone: review (3) of Build a stump.\n"
    assert card("Build a stump.")["state"] == "new"


@pytest.mark.parametrize("words", ["", "q\n", "\n\n\n\n", "\n\n\n\nq\n", "\n\n\n\n5\n"])
def test_without_a_grade_nothing_is_saved(words):
    ran = flash("practise", stdin=words)
    assert ran.code == 0
    assert ran.out.endswith(
        "You left without a grade, so no answer is saved. `flash practise` begins it again.\n"
    )
    assert ok("export", "reviews").json == []


def test_no_answer_is_shown_before_the_last_phase_is_done():
    assert "def stump" not in ok("practise", stdin="\n\n\nq\n").out
    assert "def stump" in ok("practise", stdin="\n\n\n\nq\n").out


def test_a_word_that_means_nothing_is_named():
    ran = flash("practise", stdin="3\n\n\n\n\nx\n3\n")
    assert ran.err == (
        "flash: '3' is not possible here: an empty line when done, or q.\n"
        "flash: 'x' is not possible here: a grade from 1 to 4, or q.\n"
    )


def test_a_card_is_practised_by_its_id_whether_due_or_not():
    name = card("Build a forest.")["id"][:8]
    for said in (name, f"id:{name}", "coding/builds:9"):
        assert "Build a forest." in ok("practise", said, stdin="q\n").out


def test_exercises_are_asked_by_name_alone():
    assert "Build" not in ok("review", stdin="s\n" * 3).out
    assert "Build" in ok("review", "coding", stdin="q\n").out
    assert "Build" in ok("review", "--area", "coding", stdin="q\n").out
    assert "Build" in ok("review", "front:forest", stdin="q\n").out


def test_today_offers_one_exercise_and_a_second_where_one_is_due(now):
    offer = "Next exercise: Build a stump. (30 min): flash practise"
    assert offer in ok().lines
    ok("practise", stdin="\n\n\n\n3\n")
    assert "Next exercise" not in ok().out
    now(day=12)
    assert offer in ok().lines
    assert "1 exercise due: flash practise" in ok("due").lines
    ok("practise", "design", stdin="\n\n\n\n3\n")
    assert offer in ok().lines
    ok("practise", stdin="\n\n\n\n3\n")
    assert "Next exercise" not in ok().out


def test_a_plan_asks_the_exercises_of_its_week_and_says_what_is_ticked(root, world):
    kind = 'kind = "theory"\n'
    plan = SMALL.replace('["skills"]', '["coding"]')
    plan = plan.replace(kind, f'{kind}ticked_by = "exercise"\nof = ["design"]\n', 1)
    (world / "desk" / "mine.toml").write_text(plan)
    ok("plan", "start", "mine.toml", "--interview", "2026-01-19")
    assert "Next exercise: Design a feed. (45 min): flash practise" in ok().lines
    said = ok("practise", stdin="\n\n\n\n3\n").lines
    assert said[0] == "[design/systems · new · 45:00]"
    assert re.fullmatch(r"Ticked in your plan: aloud 1 of \d+\.", said[-1])


def test_an_exercise_that_ticks_nothing_says_nothing_of_what_was_ticked_before(root, world):
    kind = 'kind = "theory"\n'
    plan = SMALL.replace('["skills"]', '["maths"]')
    plan = plan.replace(kind, f'{kind}ticked_by = "answer"\n', 1)
    (world / "desk" / "mine.toml").write_text(plan)
    deck(root, "---\nlimit: 2m\n---\nQ: one?\nA: 1\n\nQ: two?\nA: 2\n", "maths.md")
    ok("plan", "start", "mine.toml", "--interview", "2026-01-19")
    first = ok("review", "maths", "--limit", 1, stdin="\n4\n").lines
    assert first[-1].startswith("Ticked in your plan: aloud 1 of ")
    assert "Ticked" not in ok("practise", stdin="\n\n\n\n3\n").out
    late = ok("review", "maths", "--new", 1, stdin="\n1\nq\n")
    assert "1 answer saved" in late.out
    assert "Ticked" not in late.out


def test_of_a_week_that_asks_several_kinds_of_exercise_each_has_its_part_of_the_day(root, world):
    kind = 'kind = "{}"\n'
    plan = SMALL.replace("minutes_a_day = 60", "minutes_a_day = 120")
    plan = plan.replace('["skills"]', '["coding"]')
    for doing, place in (("theory", "coding"), ("reading", "design")):
        ticked = f'ticked_by = "exercise"\nof = ["{place}"]\n'
        plan = plan.replace(kind.format(doing), f"{kind.format(doing)}{ticked}", 1)
    (world / "desk" / "mine.toml").write_text(plan)
    ok("plan", "start", "mine.toml", "--interview", "2026-01-19")
    assert "Next exercise: Build a stump. (30 min): flash practise" in ok().lines
    ok("practise", stdin="\n\n\n\n3\n")
    assert "Next exercise: Design a feed. (45 min): flash practise" in ok().lines


def test_of_what_a_plan_asks_every_other_exercise_is_new_however_many_return(world, now):
    ok("practise", "coding", stdin="\n\n\n\n3\n")
    ticked = 'kind = "theory"\nticked_by = "exercise"\nof = ["design", "coding"]\n'
    plan = SMALL.replace('kind = "theory"\n', ticked, 1).replace("a_day = 1", "a_day = 2", 1)
    (world / "desk" / "mine.toml").write_text(plan.replace('["skills"]', '["coding"]'))
    now(day=12)
    ok("plan", "start", "mine.toml", "--interview", "2026-01-26", "--hours", 2)
    offer = "Next exercise: {} (30 min): flash practise"
    assert offer.format("Build a forest.") in ok().lines
    ok("practise", stdin="\n\n\n\n3\n")
    assert offer.format("Build a stump.") in ok().lines


def test_in_a_plan_two_exercises_a_day_return_at_most(root, world, now):
    deck(root, BUILDS.replace("Build", "Rebuild"), "coding/again.md")
    for row in ok("list", "area:coding", "--json").json:
        if row["limit_s"]:
            ok("practise", row["id"], stdin="\n\n\n\n3\n")
    now(day=12)
    (world / "desk" / "mine.toml").write_text(SMALL.replace('["skills"]', '["coding"]'))
    ok("plan", "start", "mine.toml", "--interview", "2026-01-26")
    for _ in range(2):
        assert "Next exercise: " in ok().out
        ok("practise", stdin="\n\n\n\n3\n")
    assert "Next exercise: " not in ok().out


def test_a_problem_solved_elsewhere_becomes_an_exercise_that_returns(root, now):
    said = ok("practise", "--done", "Two  sum", "--minutes", 18, "--alone").out
    assert said.startswith("Added to coding/solved.md: Two sum. It comes again in ")
    row = card("Two sum")
    assert (row["limit_s"], row["area"], row["state"]) == (18 * 60, "coding", "review")
    (review,) = ok("show", row["id"], "--json").json["history"]
    assert (review["rating"], review["duration_ms"]) == (3, 18 * 60_000)
    now(day=20)
    assert "Two sum" in ok("practise", "coding", stdin="q\n").out
    again = ok("practise", "--done", "two sum", "--minutes", 8, "--hint").out
    assert again.startswith("Again, in coding/solved.md: Two sum. ")
    history = ok("show", row["id"], "--json").json["history"]
    assert [one["rating"] for one in history] == [3, 2]
    assert ok("check", root / "coding/solved.md").code == 0


def test_a_problem_has_ten_minutes_at_least_and_an_area_of_its_own(root):
    ok("practise", "--done", "A cache", "--minutes", 3, "--hint", "--area", "design")
    ok("practise", "--done", "A queue", "--minutes", 12, "--hint", "--area", "design")
    assert [card(front)["limit_s"] for front in ("A cache", "A queue")] == [600, 720]
    assert (root / "design/solved.md").read_text().startswith("---\narea: design\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--done", "x"], "Say how long --done took, and how: --minutes 18 --alone, or --hint."),
        (["--done", "x", "--minutes", "5"], "Say how long --done took"),
        (["--done", "x", "--alone"], "Say how long --done took"),
        (["--minutes", "5"], "--minutes, --alone, --hint and --area go with --done TITLE"),
        (["design", "--done", "x", "--minutes", "5", "--hint"], "go with --done TITLE"),
        (["design", "coding"], "Practise one exercise at a time"),
    ],
)
def test_wrong_usage_is_one_sentence(arguments, said):
    ran = flash("practise", *arguments)
    assert (ran.code, said in ran.err.splitlines()[-1]) == (2, True), ran


def test_nothing_to_practise_says_when_there_is():
    ok("practise", "design", stdin="\n\n\n\n3\n")
    assert failed("practise", "design") == (
        "Nothing to practise in the area 'design': no exercise is new, and none is due before"
        " 2026-01-07; a card's id asks it now, such as `flash practise 1f2e3d4c`."
    )


def test_an_area_or_a_card_without_exercise_is_said(root):
    assert failed("practise", "regression").startswith("There is no card 'regression'")
    deck(root, "---\narea: theory\n---\nQ: Why?\nA: So.\n", "theory.md")
    assert failed("practise", "theory").startswith("There is no exercise in the area 'theory': ")
    assert " is no exercise, which is a question with 10 minutes" in failed("practise", "maths:5")


def test_nobody_to_answer_is_said():
    ran = subprocess.run(
        [FLASH, "practise"], stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr[:30]) == (1, b"flash: Nobody can answer here,")
