"""A clock that was a year ahead for two sessions: what is said, what puts it right, and undo."""

import pytest
from collections_on_disk import deck
from running import flash, ok

NUMBERS = "".join(f"Q: question {number}?\nA: {number}\n\n" for number in range(9))
GOOD = "\n3\n" * 9


@pytest.fixture
def numbers(root, now, monkeypatch):
    """Nine cards: answered, and again twice by a clock that was a year ahead."""
    for file in root.rglob("*.md"):
        file.unlink()
    deck(root, NUMBERS, "numbers.md")
    (root / "flash.toml").write_text("learning_steps = []\n")
    ok("review", stdin=GOOD)
    for day in (7, 19):
        monkeypatch.setenv("FLASH_NOW", f"2027-01-{day:02}T08:00:00Z")
        flash("review", stdin=GOOD)
        flash("answer", "numbers:1", "3")
    now(day=20)
    return root


def days():
    return sorted(row["due_on"] for row in ok("list", "--json").json)


def test_it_is_named_with_the_command_that_mends_it(numbers):
    lines = ok().lines
    named = lines.index(
        "11 answers of this machine are dated in the future, up to 19 January 2027."
    )
    assert lines[named + 1] == "If this machine's clock is right: flash doctor --redate"
    assert max(map(len, lines)) <= 80
    ran = flash("doctor")
    assert ran.code == 1
    assert (
        "log          11 answers of this machine are dated in the future, up to 2027-01-19:"
        " set this machine's clock, or if it is right run `flash doctor --redate`"
    ) in ran.lines
    assert numbers.is_dir()


def test_one_command_mends_it_and_one_undo_takes_it_back(numbers):
    wrong = days()
    assert wrong[0] > "2027"
    ran = ok("doctor", "--redate")
    assert ran.lines[0] == (
        "11 answers of this machine, dated 2027-01-07 to 2027-01-19,"
        " now count as given 2026-01-07 to 2026-01-19; `flash undo` takes it back."
    )
    assert ran.lines[-1] == "All is well."
    assert days()[-1] < "2026-04"
    assert ok().lines[-1] == "Next: flash review"
    assert ok("doctor", "--redate", "--json").json["repairs"] == []
    assert ok("undo").out == "Undone: the new dates of answers of 9 cards\n"
    assert days() == wrong
    assert flash("doctor").code == 1
    assert numbers.is_dir()


def test_it_is_one_step_and_a_repair_another(numbers):
    ran = flash("doctor", "--repair", "--redate")
    assert ran.code == 2
    assert "repair first." in ran.err
    assert days()[0] > "2027"
    assert numbers.is_dir()
