"""What flash cannot see is asked once, at the end of the day's last session."""

import pytest
from plans import SMALL
from running import Terminal, flash, ok

PLAN = (
    SMALL.replace('["skills"]', '["coding"]')
    .replace('kind = "theory"\na_day = 1', 'kind = "theory"\nticked_by = "answer"\na_day = 1')
    .replace('kind = "reading"\nin_all = 2', 'kind = "reading"\na_day = 1')
)
PLAN = PLAN.replace("minutes = 30\npriority = 3", "minutes = 15\npriority = 3")
ONE = "Q: one?\nA: 1\n\nQ: two?\nA: 2\n"


HOURS = 0.6
"""Enough for what is said aloud, and not for reading."""


@pytest.fixture
def plan(root):
    """A plan that asks for reading every day, and cards that are answered at once."""
    (root / "maths.md").write_text(ONE)
    (root / "small.toml").write_text(PLAN)
    ok("config", "learning_steps", "[]")
    ok("assess", stdin="4\n")
    ok("plan", "start", root / "small.toml", "--interview", "2026-01-19", "--hours", 2)
    return root


def done(activity):
    (row,) = (row for row in ok("plan", "--json").json["activities"] if row["activity"] == activity)
    return row["done"]


LINE = "Flash cannot see reading. Done? flash plan tick ACTIVITY"


@pytest.mark.usefixtures("plan")
def test_a_pipe_is_told_in_one_line_and_waits_for_nothing():
    assert ok("review", stdin="\n3\n").lines[-1] == LINE
    assert done("reading") == 0
    ok("plan", "tick", "reading", 1)
    assert done("reading") == 1


@pytest.mark.usefixtures("plan")
def test_nothing_is_said_while_cards_are_left_or_without_an_answer():
    ok("config", "new_per_folder", "{ maths = 9 }")
    ok("deadline", "set", "tomorrow", "--deck", "maths")
    assert LINE not in ok("review", "--limit", 1, stdin="\n3\n").lines
    assert LINE not in ok("review", stdin="q\n").lines
    assert ok("review", stdin="\n3\n").lines[-1] == LINE
    assert LINE not in ok("review").lines


def test_the_last_session_of_a_day_leaves_nothing_that_flash_could_ask(plan):
    (plan / "more.md").write_text("---\ncards: self-assessment\n---\n- Sums — aloud\n")
    flash()
    assert LINE not in ok("review", stdin="\n3\n").lines
    assert LINE in ok("assess", stdin="4\n").lines


@pytest.mark.usefixtures("plan")
def test_a_problem_solved_elsewhere_may_be_the_last_session_of_a_day():
    ok("review", stdin="\n3\n")
    solved = ok("practise", "--done", "Two sum", "--minutes", 18, "--alone")
    assert solved.lines[-1] == LINE


PROMPTS = "---\ncards: prompts\narea: theory\nlimit: 2m\n---\n## Why trees?\n"


@pytest.mark.parametrize("ending", [("mock", "resume"), ("mock", "end")])
def test_a_mock_may_be_the_last_session_of_a_day(plan, ending):
    (plan / "prompts.md").write_text(PROMPTS)
    begun = ok("mock", "theory", "--minutes", 2, stdin="\nq\n").lines
    assert LINE not in begun
    assert LINE not in ok("review", stdin="\n3\nq\n").lines[:-1]
    ended = ok(*ending, stdin="calm\ndepth\ny\n" + "4\n" * 5 + "\n").lines
    assert ended[-1] == LINE


CODING = PROMPTS.replace("theory", "coding").replace("2m", "45m")
HELD = "\n" * 4 + "calm\ndepth\ny\n" + "4\n" * 6 + "\n"


def test_a_mock_says_what_it_ticks_and_a_shorter_one_ticks_nothing(plan):
    (plan / "prompts.md").write_text(CODING)
    said = ok("mock", "coding", "--minutes", 10, stdin=HELD).out
    assert ("Ticked" in said, done("mock")) == (False, 0)
    said = ok("mock", "coding", "--allow-repeat", stdin=HELD).lines
    assert "Ticked in your plan: mock 1 of 1." in said
    assert done("mock") == 1
    assert "Ticked" not in ok("mock", "coding", "--allow-repeat", stdin=HELD).out


@pytest.mark.usefixtures("plan")
def test_without_a_plan_nothing_is_said():
    ok("plan", "stop")
    assert LINE not in ok("review", stdin="\n3\n" * 2).lines


def test_what_the_day_began_with_as_later_is_not_asked_when_minutes_are_left_over(plan):
    ok("plan", "stop")
    ok("plan", "start", plan / "small.toml", "--interview", "2026-01-19", "--hours", HOURS)
    assert " later  Read on" in ok().out
    ok("plan", "tick", "aloud", 1, "--minutes", 0)
    assert LINE not in ok("review", stdin="\n3\n").lines
    assert "1 today  Read on" in ok().out


def at_terminal(*presses, columns=80):
    """All that a review says that is gone through by a terminal, each answer pressed when asked."""
    with Terminal("review", columns=columns) as terminal:
        for shown, keys in presses:
            terminal.shows(shown)
            terminal.press(keys)
        return terminal.rest()


REVIEWED = (("one?", " "), ("3 good", "3"), ("u undo", "q"))


@pytest.mark.usefixtures("plan")
def test_a_terminal_asks_with_the_minutes_and_undo_takes_it_back():
    said = at_terminal(*REVIEWED, ("Done [y/N]:", "y\r"), ("Minutes [15]:", "20\r"))
    assert "reading: 1 of 7 done." in said
    assert done("reading") == 1
    ok("undo")
    assert done("reading") == 0


# An interrupt just before Python begins to wait for a line is seen when the line has come.
@pytest.mark.parametrize("reply", ["n\r", "\x03\r"])
def test_whoever_says_no_is_not_asked_again_that_day(plan, reply):
    at_terminal(*REVIEWED, ("Done [y/N]:", reply))
    assert done("reading") == 0
    ok("config", "new_per_day", 30)
    (plan / "more.md").write_text("Q: three?\nA: 3\n")
    said = at_terminal(("three?", " "), ("3 good", "3"), ("u undo", "q"))
    assert "Read on" not in said


TWICE = PLAN.replace('kind = "reading"\na_day = 1', 'kind = "reading"\na_day = 2')
MANY = "How many of 2 [0]:"


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize(
    ("reply", "times"), [("\r", 0), ("n\r", 0), ("No\r", 0), ("y\r", 2), ("1\r", 1)]
)
def test_how_many_is_answered_with_a_number_or_with_yes_or_no(plan, reply, times, columns):
    (plan / "small.toml").write_text(TWICE)
    ok("plan", "stop")
    ok("plan", "start", plan / "small.toml", "--interview", "2026-01-19", "--hours", 2)
    minutes = ((f"Minutes [{15 * times}]:", "y\r"),) if times else ()
    at_terminal(*REVIEWED, (MANY, reply), *minutes, columns=columns)
    assert done("reading") == times


def test_anything_else_is_told_what_to_type_and_asked_again(plan):
    (plan / "small.toml").write_text(TWICE)
    ok("plan", "stop")
    ok("plan", "start", plan / "small.toml", "--interview", "2026-01-19", "--hours", 2)
    told = "Type a number from 0 to 2, y for all or n for none."
    at_terminal(*REVIEWED, (MANY, "maybe\r"), (told, "3\r"), (told, "2\r"), ("[30]:", "n\r"))
    assert done("reading") == 2
