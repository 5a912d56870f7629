"""Conflict copies of decks: named by check, sync and doctor, instead of card by card."""

import pytest
from collections_on_disk import deck
from running import flash, ok

NUMBERS = "Q: one?\nA: 1\n\nQ: two?\nA: 2\n"
COPY = "numbers (Anna's conflicted copy 2026-01-05).md"
SAID = (
    "{}:1: warning: looks like a conflict copy of numbers.md: what stands in both is asked once"
    " (take over what is only here, then delete this file)"
)


@pytest.fixture
def numbers(root):
    """One deck, and a copy of it where a card was edited."""
    for file in root.rglob("*.md"):
        file.unlink()
    deck(root, NUMBERS, "numbers.md")
    deck(root, NUMBERS.replace("A: 2", "A: two"), COPY)
    return root


def test_check_names_a_copy_once_and_what_to_do(numbers):
    ran = flash("check")
    assert ran.lines == [SAID.format(COPY), "3 cards in 2 decks: 1 problem."]
    assert ran.code == 0
    assert numbers.is_dir()


def test_the_same_card_elsewhere_is_still_said(numbers):
    deck(numbers, "Q: one?\nA: 1\n", "other.md")
    lines = flash("check").lines
    assert lines[0] == SAID.format(COPY)
    assert lines[1].startswith("other.md:1: warning: the same card as numbers.md:1")


def test_a_copy_by_its_cards_and_not_by_its_name_alone(numbers):
    (numbers / COPY).rename(numbers / "numbers 2.md")
    assert flash("check").lines[0] == SAID.format("numbers 2.md")
    deck(numbers, "Q: three?\nA: 3\n", "numbers 2.md")
    assert flash("check").lines == ["3 cards in 2 decks: no problems."]


def test_sync_and_doctor_name_it(numbers):
    ran = flash("sync")
    assert ran.code == 0
    assert (
        f"flash: {COPY} looks like a conflict copy of numbers.md: `flash check` says what to do."
    ) in ran.err.splitlines()
    ran = ok("doctor")
    assert f"1 deck looks like a conflict copy, such as {COPY}: `flash check`" in ran.out
    for number in range(2, 6):
        deck(numbers, NUMBERS, f"numbers {number}.md")
    assert "flash: and 2 more: see `flash check`." in flash("sync").err.splitlines()
    assert "5 decks look like copies, such as numbers (Anna" in ok("doctor").out
