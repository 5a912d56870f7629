"""A question kept for the interviewers ticks the plan. Today is Monday, 5 January 2026."""

import pytest
from plans import SHIPPED_PLANS, SMALL
from running import failed, flash, ok

ALOUD = 'id = "aloud"\ntext = "Say it aloud"\nkind = "theory"\na_day = 1\n'
THREE = SMALL.replace('["skills"]', '["coding"]').replace(
    ALOUD,
    'id = "theirs"\ntext = "What you ask"\nkind = "other"\nticked_by = "question"\nin_all = 3\n',
)


@pytest.fixture
def plan(root):
    """A plan that wants three questions for them, followed."""
    (root / "small.toml").write_text(THREE)
    ok("plan", "start", root / "small.toml", "--interview", "2026-01-19", "--hours", 2)


@pytest.fixture
def acme(plan):
    """A round ahead."""
    ok("interview", "add", "Acme", "onsite", "2026-01-19")


def done():
    """How often the activity is done."""
    (row,) = (row for row in ok("plan", "--json").json["activities"] if row["activity"] == "theirs")
    return row["done"]


def asks(question, company="acme"):
    return ok("interview", "ask", company, question).lines[1:]


def test_each_question_ticks_once_visibly_and_never_beyond_the_count(acme):
    assert asks("How do you decide?") == ["Ticked in your plan: theirs 1 of 3."]
    assert asks("How do you decide?") == []
    assert asks("Who decides?") == ["Ticked in your plan: theirs 2 of 3."]
    assert asks("When?") == ["Ticked in your plan: theirs 3 of 3."]
    assert asks("Why?") == []
    assert "3 of 3 'theirs' are done" in failed("plan", "tick", "theirs")


def test_undo_takes_the_tick_back_and_redo_gives_it_again(acme):
    asks("How do you decide?")
    ok("undo")
    assert done() == 0
    ok("redo")
    assert done() == 1


def test_what_they_asked_and_what_came_before_the_plan_tick_nothing(acme, root, now):
    ok("interview", "add", "Beta", "screen", "2026-01-05")
    ok("interview", "asked", "beta", "Why us?")
    assert done() == 0
    asks("Who decides?")
    ok("plan", "stop")
    now(day=6)
    ok("plan", "start", root / "small.toml", "--interview", "2026-01-26")
    assert done() == 0


def test_without_a_plan_nothing_is_said_of_one(acme):
    ok("plan", "stop")
    assert asks("Who decides?") == []


def test_the_next_step_names_the_round_first_and_then_the_question(plan):
    ok("config", "learning_steps", "[]")
    flash("review", stdin="\n3\n" * 20)
    flash("assess", stdin="4\n")
    assert ok().lines[-1] == "Next: flash interview add COMPANY ROUND 2026-01-19"
    ok("interview", "add", "Acme Labs", "onsite", "2026-01-19")
    assert ok().lines[-1] == "Next: flash interview ask 'Acme Labs' QUESTION"
    shown = " ".join(ok("plan", "show", "theirs").out.split())
    assert "each question that you keep for a round with flash interview ask" in shown


@pytest.mark.parametrize("weeks", SHIPPED_PLANS)
def test_the_plans_that_come_with_flash_tick_their_questions(weeks):
    assert SHIPPED_PLANS[weeks].activities["their-questions"].ticked_by == "question"
