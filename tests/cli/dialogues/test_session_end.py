"""The end of a session at a terminal: what it came to, and one offer."""

import pytest
from collections_on_disk import deck
from running import Terminal, ok

NUMBERS = "".join(f"Q: number {number}?\nA: {number}\n\n" for number in range(1, 5))


@pytest.fixture(autouse=True)
def numbers(root):
    """One deck of four cards."""
    for file in root.rglob("*.md"):
        file.unlink()
    return deck(root, NUMBERS, "numbers.md")


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_it_says_what_it_came_to_and_offers_one_thing(now, columns):
    ok("review", stdin="\n4\n" * 4)
    due_on = ok("list", "--json").json[0]["due_on"]
    now(day=int(due_on[-2:]))
    due = ok("due", "--json").json["due"]
    assert due
    with Terminal("review", columns=columns) as terminal:
        terminal.shows("number ")
        terminal.press(" 1" + " 4" * due)
        screen = terminal.shows(
            "answers saved", "Recalled ", "Hard: number", "Tomorrow: ", "u undo"
        )
        assert max(len(line) for line in screen.split("\n")) <= columns
        words = " ".join(screen.split())
        assert "(1 time again)" in words
        terminal.press("u")
        terminal.shows("number ", "1 again")
        terminal.press("q")
        terminal.code()
        said = terminal.rest().rpartition("\x1b[?1049l")[2]
    assert "Hard: number" in said
    assert said.count("Next: ") == 1


def test_a_pipe_is_told_what_it_was_told_before():
    said = ok("review", stdin="\n4\n" * 4).lines[-1]
    assert said == "4 answers saved."


def test_what_was_not_graded_has_no_end(now):
    now(day=6)
    with Terminal("review") as terminal:
        terminal.shows("number 1?")
        terminal.press("q")
        terminal.code()
        said = terminal.rest()
    assert "Tomorrow" not in said
    assert "Next: flash review" in said


def test_where_the_day_is_done_new_cards_are_offered():
    ok("config", "new_per_day", 2)
    with Terminal("review") as terminal:
        terminal.shows("number 1?")
        terminal.press(" 4 4")
        terminal.shows("2 answers saved.", "Tomorrow")
        terminal.press("q")
        terminal.code()
        said = " ".join(terminal.rest().split())
    assert "To ask 5 now: flash review --new 5" in said
    assert "Next:" not in said


def test_where_the_day_has_no_minutes_left_what_waits_is_offered(now):
    ok("review", stdin="\n4\n" * 4)
    now(day=28)
    ok("config", "minutes_per_day", 1)
    ok("answer", "numbers:1", 4, "--duration-ms", 60_000)
    with Terminal("review") as terminal:
        terminal.code()
        said = " ".join(terminal.rest().split())
    assert "3 due cards wait. To ask them now: flash review --minutes 30" in said
