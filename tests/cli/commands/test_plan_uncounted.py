"""What `flash plan start` says of areas and answers that are there already, and do not count."""

from itertools import dropwhile

import pytest
from collections_on_disk import deck
from plans import SMALL
from running import ok

from flashcards.core.preparation.mock.rubric import rubric_of

WATCHED = SMALL.replace('["skills"]', '["coding"]').replace(
    'kind = "theory"\na_day = 1', 'kind = "theory"\nticked_by = "answer"\na_day = 1'
)
NOT_COUNTED = "are not counted in the plan."


@pytest.fixture
def started(root, world):
    """Start the plan of maths and coding; what was said of what it does not count."""
    del root
    (world / "desk" / "small.toml").write_text(WATCHED)

    def start(file="small.toml"):
        lines = ok("plan", "start", file, "--interview", "2026-01-19").lines
        assert lines[-1] == "Next: flash"
        assert max(map(len, lines)) <= 80
        after = dropwhile(lambda line: not line.startswith("Your"), lines[:-1])
        return " ".join(after)

    return start


def test_areas_that_the_plan_is_not_about_are_named(root, started):
    deck(root, "Q: hola?\nA: hello\n", "spanish/words.md")
    assert started() == (
        "Your plan does not count the area spanish. If it is part of your interview, write"
        " `area: maths` at the top of its decks."
    )
    ok("plan", "stop")
    for area in ("art", "biology", "chemistry", "drawing"):
        deck(root, "Q: hola?\nA: hello\n", f"{area}/words.md")
    assert started().startswith(
        "Your plan does not count the areas art, biology, chemistry and 2 more. If one of them"
    )


def test_nothing_is_said_where_all_counts(root, started):
    deck(root, "Q: hola?\nA: hello\n", "candidates-questions.md")  # a starter deck is no mistake
    assert started() == ""


def test_answers_from_before_the_plan_are_said_not_to_count(started, now):
    ok("review", "maths", "--new", 1, stdin="\n4\n")
    now(day=6)
    assert started() == f"Your answers from before today {NOT_COUNTED}"
    assert next(one["done"] for one in ok("plan", "--json").json["activities"]) == 0


def test_answers_of_its_first_day_count(started):
    ok("review", "maths", "--new", 1, stdin="\n4\n")
    assert started() == ""


def test_answers_that_no_activity_asks_for_are_not_spoken_of(root, started, now):
    deck(root, "---\narea: coding\n---\nQ: hola?\nA: hello\n", "coding/words.md")
    ok("review", "coding", "--new", 1, stdin="\n4\n")
    now(day=6)
    assert started() == ""


def test_a_plan_that_goes_on_counts_from_the_first_day_of_the_one_before(started, now):
    ok("review", "maths", "--new", 1, stdin="\n4\n")
    now(day=6)
    started()
    now(day=7)
    ok("plan", "stop")
    assert started() == f"Your answers from before 06 January 2026 {NOT_COUNTED}"


def test_mocks_from_before_the_plan_are_said_not_to_count(root, started, now):
    deck(root, "---\narea: coding\n---\nQ: Sort it?\nA: so\n", "coding/sort.md")
    scores = "4\n" * len(rubric_of("coding"))
    ok("mock", "coding", stdin=f"\n\ndone\nspace\ncalm\ndepth\ny\n{scores}\n")
    now(day=6)
    assert started() == f"Your mocks from before today {NOT_COUNTED}"
