"""`flash assess`: skills rated in a pipe and at a terminal, their history, and what follows."""

import csv
import io

import pytest
from collections_on_disk import deck
from running import Terminal, failed, flash, ok

SKILLS = """\
---
cards: self-assessment
area: checklist
---
- Ridge — derive it without notes <!-- tags: theory -->
- Sorting — no bugs <!-- tags: coding; limit: 15m -->
"""
THEORY = "---\narea: theory\n---\nQ: a stump?\nA: A tree.\n\nQ: a bias?\nA: An error.\n"
CODING = "---\narea: coding\n---\nQ: a heap?\nA: A tree in a list.\n"


@pytest.fixture(autouse=True)
def skills(root):
    """Two skills, and two questions that train one of them."""
    (root / "skills/regression.md").unlink()
    deck(root, THEORY, "maths.md")
    deck(root, CODING, "coding.md")
    return deck(root, SKILLS, "skills.md")


def ratings():
    """Score and note of every review in the log."""
    return [(row["score"], row["note"]) for row in ok("export", "reviews").json]


def test_the_whole_text_of_an_assessment_in_a_pipe():
    assert ok("assess", stdin="\n3 forgot the sign\n5\n").out == (
        "[skills · new · 2 left]\nRidge\n\nCounts only if: derive it without notes\n\n"
        "(1 not yet … 5 could teach it · 1–4 in 3d · 5 in 8d)\n\n"
        "[skills · new · limit 15:00 · 1 left]\nSorting\n\nCounts only if: no bugs\n\n"
        "2 answers saved.\n"
        "\nBelow 4: 1 skill, weakest first.\n"
        "  3  Ridge\n"
        "     2 cards: flash review --area theory\n"
    )
    assert ratings() == [(3, "forgot the sign"), (5, "")]


def test_nothing_due_says_when_something_is(now):
    ok("assess", stdin="4\n4\n")
    assert ok("assess").out == (
        "No skill is due today. The next comes back on 2026-01-08. "
        "All of them: flash assess --all\n"
    )
    assert ok("assess", "--due") == ok("assess")
    assert "No skill matches" in ok("assess", "--below", 4).out
    assert "2 left" in ok("assess", "--all", stdin="q\n").out
    now(day=8)
    assert "2 left" in ok("assess", stdin="q\n").out


def test_nothing_due_while_all_are_suspended_names_no_day():
    for row in ok("list", "kind:self-assessment", "--json").json:
        ok("suspend", row["id"])
    assert ok("assess").out == "No skill is due today. All of them: flash assess --all\n"


def test_those_below_a_score_are_asked_again(now):
    ok("assess", stdin="2\n5\n")
    now(day=6)
    said = ok("assess", "--below", 4, stdin="4\n").out
    assert "Ridge" in said
    assert "Sorting" not in said
    assert "Below 4" not in said


def test_history_as_a_table_json_and_csv(now):
    assert "2 skills, 0 rated, 0 below 4." in ok("assess", "--history").out
    ok("assess", stdin="2 no notes at all\n5\n")
    now(day=6)
    ok("assess", "--all", stdin="3\n5\n")
    assert ok("assess", "--history").lines == [
        "now  change           over time   area         skill",
        "  3      +1  below 4  ▃▅          theory       Ridge",
        "  5       =           ██          coding       Sorting",
        "",
        "2 skills, 2 rated, 1 below 4.",
    ]
    ridge, sorting = ok("assess", "--history", "--json").json
    assert list(ridge) == [
        *("id", "deck", "area", "skill", "condition", "latest", "change", "below_4", "due_on"),
        "ratings",
    ]
    assert ridge["ratings"][0] == {
        "on": "2026-01-05", "score": 2, "note": "no notes at all", "over_s": 0,
    }  # fmt: skip
    assert (sorting["latest"], sorting["change"], sorting["below_4"]) == (5, 0, False)
    rows = list(csv.DictReader(io.StringIO(ok("assess", "--history", "--format", "csv").out)))
    assert [row["latest"] for row in rows] == ["3", "5"]
    assert [row["skill"] for row in ok("assess", "--history", "--below", 4, "--json").json] == [
        "Ridge"
    ]


def test_a_weak_skill_without_cards_and_one_with_questions_for_mocks(root):
    deck(root, "---\ncards: prompts\narea: coding\n---\n## Sort a list.\n\nwell\n", "coding.md")
    deck(root, SKILLS.replace("theory", "dark arts"), "skills.md")
    said = ok("assess", stdin="1\n1\n").out
    assert "  1  Ridge\n     No other card has its tags or its area: write some" in said
    assert "  1  Sorting\n     1 question for mocks: flash mock coding\n" in said


@pytest.mark.parametrize("line", ["6", "0", "9 far too good"])
def test_a_rating_out_of_range_is_named_and_changes_nothing(line):
    ran = flash("assess", stdin=f"{line}\nq\n")
    assert (ran.code, ran.err) == (
        0, f"flash: {line[0]} is not a grade for this card: give 1 to 5.\n"
    )  # fmt: skip
    assert ratings() == []


@pytest.mark.parametrize("line", ["44", "good", "x 4", "-1"])
def test_what_is_no_rating_means_nothing(line):
    ran = flash("assess", stdin=f"{line}\nq\n")
    assert "is not possible here" in ran.err
    assert ratings() == []


def test_a_note_is_for_skills_only():
    ran = flash("review", "maths", stdin="3 a note\nq\n")
    assert "'3 a note' is not possible here" in ran.err


def test_a_note_that_was_refused_with_its_rating_is_not_kept_for_the_next():
    flash("assess", stdin="9 too good\n4\nq\n")
    assert ratings() == [(4, "")]


def test_an_unknown_area_and_no_skills_at_all(skills):
    assert failed("assess", "theorie") == "There is no area 'theorie': did you mean 'theory'?"
    assert failed("assess", "").startswith("There is no area ''")
    skills.unlink()
    assert failed("assess") == (
        "No deck has a skill to rate: write one as `S: a skill` with its condition below it."
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("--all", "--due"),
        ("--all", "--below", 4),
        ("--below", 1),
        ("--below", 6),
        ("--below", "four"),
        ("--json",),
        ("theory", "coding"),
    ],
)
def test_wrong_usage(arguments):
    ran = flash("assess", *arguments)
    assert (ran.code, ran.out) == (2, "")


def test_at_a_terminal_with_a_clock_and_a_note(skills):
    with Terminal("assess", "coding") as terminal:
        screen = terminal.shows("Sorting", "Counts only if: no bugs", "0:00 of 15:00")
        assert "derive" not in screen
        terminal.press(" ")
        terminal.shows("1 not yet … 5 could teach it · 1–4 in 3d")
        terminal.press("nslowx\x7f\x1b[A\n")
        terminal.shows("note: slow")
        terminal.press("2")
        terminal.shows("1 answer saved")
        terminal.press("q")
        said = terminal.rest()
    assert "Below 4: 1 skill" in said
    assert ratings() == [(2, "slow")]
    (row,) = ok("show", "skills:6", "--json").json["history"]
    assert (row["limit_s"], row["note"]) == (900, "slow")
    assert skills.is_file()


def test_a_note_may_be_dropped_and_is_seen_in_the_cards_history():
    ok("assess", "theory", stdin="3 shaky\n")
    with Terminal("assess", "--all") as terminal:
        terminal.shows("Ridge")
        terminal.press("i")
        terminal.shows("2026-01-05 08:00 UTC: 3, then due 2026-01-08: shaky")
        terminal.press("xnwrong\x1b")
        terminal.shows("no note")
        terminal.press(" 4")
        terminal.shows("Sorting")
        terminal.press("q")
        terminal.code()
    assert ratings() == [(3, "shaky"), (4, "")]


def test_a_note_goes_with_its_skill_when_it_is_skipped():
    with Terminal("assess") as terminal:
        terminal.shows("Ridge")
        terminal.press("nfor ridge\n")
        terminal.shows("note: for ridge")
        terminal.press("s")
        terminal.shows("Sorting")
        terminal.press(" 4")
        terminal.shows("1 answer saved")
        terminal.press("q")
        terminal.code()
    assert ratings() == [(4, "")]


def test_a_note_to_a_question_is_refused():
    with Terminal("review", "maths") as terminal:
        terminal.shows("a stump?")
        terminal.press("n")
        terminal.shows("Only skills have notes.")
        terminal.press("q")
        terminal.code()


def test_an_assessment_undone_counts_no_more():
    ok("assess", stdin="1\n1\nu\nu\nq\n")
    assert "0 rated" in ok("assess", "--history").out
