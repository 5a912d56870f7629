"""A first week without a plan, by what the screen proposes."""

import pytest
from eight_weeks import lived


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    """The preparation, and its 7 days."""
    return lived(tmp_path_factory.mktemp("week"), 1, plan="")


def test_the_first_day_is_theory_with_one_candidates_question(week):
    first = week[1][0].screen
    decks = [line.split() for line in first.splitlines() if line.startswith("    0 ")]
    assert sum(int(new) for _, new, _, deck in decks if deck.startswith("theory/")) == 19
    assert [new for _, new, _, deck in decks if deck == "candidates-questions"] == ["1"]
    assert len([deck for *_, deck in decks if not deck.startswith("theory/")]) == 1


def test_one_or_two_exercises_come_a_day(week):
    assert {day.steps.count("flash practise") for day in week[1]} <= {1, 2}


def test_skills_come_as_a_block_after_the_cards(week):
    steps = [step for step in week[1][0].steps if step in {"flash review", "flash assess"}]
    assert steps[:2] == ["flash review", "flash assess"]
    assert week[1][0].answers["self-assessment"] == len(week[0].learner.rated) == 10


def test_nothing_is_ticked_and_no_mock_is_proposed(week):
    assert (week[0].learner.ticked, week[0].learner.mocks) == ({}, [])
