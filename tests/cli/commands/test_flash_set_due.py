"""`flash set-due` and `flash reset`, and what `flash undo` says of every act; leeches shown."""

from datetime import date

import pytest
from collections_on_disk import deck
from histories import BEGIN, stamp
from running import Terminal, failed, ok

from flashcards.core.log.collection_facts import Adopted, DeadlineRemoved, DeadlineSet
from flashcards.services.log.undo import LearnersAct
from flashcards.views.undo import undone_line

TODAY = date(2026, 1, 5)


def card(name="maths:5"):
    """The card, as `flash show` has it."""
    return ok("show", name, "--json").json


@pytest.fixture
def siblings(root):
    """Both ways of a line, each answered Easy, by their ids."""
    deck(root, "- front ::: back\n", "ways.md")
    found = [row["id"] for row in ok("list", "deck:ways", "--json").json]
    for name in found:
        ok("answer", name, 4)
    return found


def test_a_date_that_decides_when_a_card_is_asked_is_named(root):
    deck(root, "Q: else?\nA: b\n", "other.md")
    ok("list")
    ok("answer", "maths:5", 4)
    assert len(ok("set-due", "maths:5", "2026-02-02").lines) == 1
    ok("deadline", "set", "2026-03-02", "--deck", "other")
    assert len(ok("set-due", "maths:5", "2026-02-03").lines) == 1
    ok("deadline", "set", "2026-03-10", "--deck", "maths")
    said = "But until 10 March the plan for that date decides when it is asked."
    assert ok("set-due", "maths:5", "2026-02-04").lines[1] == said


ACTS = [["reset", "ways:1"], ["set-due", "ways:1", "2026-02-02"]]


@pytest.mark.parametrize("act", ACTS)
def test_what_changes_when_a_card_comes_is_done_to_several_only_if_that_is_said(siblings, act):
    before = [card(one)["due_on"] for one in siblings]
    said = failed(*act)
    assert said.startswith("2 cards are at 'ways:1': name one by its id, or say --all: ")
    assert all(one in said for one in siblings)
    assert [card(one)["due_on"] for one in siblings] == before
    one, other = siblings
    ok(act[0], one, *act[2:])
    assert (card(one)["due_on"], card(other)["due_on"]) == (
        None if act[0] == "reset" else "2026-02-02",
        before[1],
    )
    assert ("1 was new already" if act[0] == "reset" else "2 cards") in ok(*act, "--all").out
    assert len({card(one)["due_on"] for one in siblings}) == 1


@pytest.mark.parametrize(("keys", "reps"), [("y\n", [0, 0]), ("n\n", [1, 1]), ("\n", [1, 1])])
def test_at_a_terminal_it_is_asked_whether_all_are_meant(siblings, keys, reps):
    with Terminal("reset", "ways:1") as terminal:
        assert "2 cards are at ways:1. All of them? [y/N]" in terminal.shows("[y/N]")
        terminal.press(keys)
        assert terminal.code() == (0 if keys == "y\n" else 1)
    assert [card(one)["reps"] for one in siblings] == reps


@pytest.mark.usefixtures("root")
def test_a_due_day_is_set_by_date_by_name_and_by_distance():
    ok("answer", "maths:5", 4)
    ok("answer", "maths:8", 4)
    ran = ok("set-due", "maths:5", "maths:8", "2027-01-15")
    assert ran.out == "2 cards are due on 2027-01-15; `flash undo` takes it back.\n"
    assert [card("maths:5")["due_on"], card("maths:8")["due_on"]] == ["2027-01-15"] * 2
    assert ok("undo").out == "Undone: set-due of 2 cards\n"
    ran = ok("set-due", "maths:5", "+3")
    assert ran.out == "1 card is due on 2026-01-08; `flash undo` takes it back.\n"
    assert ok("undo").out == "Undone: set-due of What is a stump?\n"
    for said, due_on in (
        ("today", "2026-01-05"),
        ("Tomorrow", "2026-01-06"),
        ("in 3 weeks", "2026-01-26"),
    ):
        ok("set-due", "maths:5", said)
        assert card()["due_on"] == due_on


@pytest.mark.usefixtures("root")
def test_a_due_day_that_cannot_be_set_is_a_sentence():
    said = failed("set-due", "maths:5", "today")
    assert said.startswith(f"Card {card()['id'][:8]} is new and has no due day to set")
    ok("answer", "maths:5", 4)
    before = card()
    assert failed("set-due", "maths:5", "2026-01-04").startswith("2026-01-04 is past")
    assert failed("set-due", "maths:5", "someday") == (
        "'someday' is no day: write 2027-01-15, 15 Jan, friday, tomorrow, +10 or in 3 weeks."
    )
    assert failed("set-due", "nothing", "today").startswith("There is no card 'nothing'")
    assert card() == before


def test_a_reset_card_is_new_again_until_that_is_undone(root):
    ok("answer", "maths:5", 4)
    before = card()
    assert ok("reset", "maths:5").out == "Reset 1 card; `flash undo` takes it back.\n"
    assert (card()["state"], card()["reps"], len(card()["history"])) == ("new", 0, 1)
    assert ok("undo").out == "Undone: reset of What is a stump?\n"
    assert card() == before


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (Adopted(stamp(), ()), "the parameters adopted on 5 January 2026"),
        (DeadlineSet(stamp(), TODAY), "the deadline of 5 January 2026"),
        (
            DeadlineSet(stamp(), TODAY, ("a",), ("b",), ("c",)),
            "the deadline of 5 January 2026 for a, b, c",
        ),
        (DeadlineRemoved(stamp(), ("a",)), "the removal of the deadline for a"),
    ],
)
def test_what_was_taken_back_of_the_collection_is_said(fact, said):
    assert fact.stamp.at == BEGIN
    assert undone_line(LearnersAct(fact, 0, None)) == f"Undone: {said}"


@pytest.fixture
def forgotten(root, now):
    """A card with one lapse, due, where two make a leech."""
    (root / "flash.toml").write_text("leech_lapses = 2\nrelearning_steps = []\n")
    ok("answer", "maths:5", 4)
    now(day=15)
    assert "leech" not in ok("answer", "maths:5", 1).out
    now(day=30)
    return root


def test_a_leech_is_told_and_listed_with_its_text(forgotten):
    assert ok("list", "is:leech", "--json").json == []
    said = f"A leech: 2 lapses. Rewrite it: flash edit {card()['id'][:8]}"
    assert ok("answer", "maths:5", 1).lines[-1] == said
    (row,) = ok("list", "is:leech", "--json").json
    assert (row["front"], row["leech"]) == ("What is a stump?", True)
    assert "What is a stump?" in ok("list", "is:leech").out


def test_a_leech_is_told_in_a_session_without_a_terminal(forgotten):
    (forgotten / "flash.toml").write_text(
        "leech_lapses = 2\nleech_suspend = true\nrelearning_steps = []\n"
    )
    ran = ok("review", "--new", 0, stdin="\n1\n")
    assert f"A leech: 2 lapses, suspended. Rewrite it: flash edit {card()['id'][:8]}" in ran.lines
    assert card()["suspended"]
    assert ok("undo").out == "Undone: review (1) of What is a stump?\n"
    assert not card()["suspended"]


def test_a_leech_is_told_at_a_terminal_until_the_next_key(forgotten):
    with Terminal("review") as terminal:
        terminal.shows("What is a stump?")
        terminal.press(" ")
        terminal.shows("A tree of one split.")
        terminal.press("1")
        terminal.shows("A leech: 2 lapses. Rewrite it: flash edit", "What is 1 + 1?")
        terminal.press(" ")
        assert "leech" not in terminal.shows("4 easy")
        terminal.press("3")
        assert "leech" not in terminal.shows("is the first moment")
