"""`flash` and `flash due`: the day on a screen, and for prompts and cron."""

import shutil

import pytest
from running import Ran, flash, ok


def test_flash_alone_is_today_in_one_screen(root):
    del root
    assert ok().lines == [
        "Monday, 05 January 2026",
        "3 new cards: about 3 minutes.",
        "1 skill to rate: flash assess",
        "Next: flash review",
    ]


@pytest.mark.usefixtures("root")
def test_the_day_is_said_in_the_order_in_which_it_is_asked(now):
    ok("answer", "maths:5", 4)
    now(day=20)
    ok("answer", "maths:8", 1)
    assert (
        ok("due")
        .lines[0]
        .startswith("1 in learning steps, 1 card due (1 overdue), 1 new card: about ")
    )


def test_a_day_without_new_cards_says_only_what_is_due(root, now):
    (root / "flash.toml").write_text("new_per_day = 0\n")
    ok("answer", "maths:5", 4)
    now(day=30)
    assert ok().lines[1] == "1 card due (1 overdue): about 1 minute."


def test_due_shows_decks_and_the_days_ahead(root):
    del root
    assert ok("due").lines[1:] == [
        "1 skill to rate: flash assess",
        "",
        "  due    new   cards  deck",
        "    0      4       4  maths",
        "    0      1       1  skills/regression",
        "",
        "Next days: Tue 0  Wed 0  Thu 0  Fri 0  Sat 0  Sun 0  Mon 0",
    ]


def test_nothing_due_says_when_the_next_card_comes(root):
    shutil.rmtree(root / "skills")
    for row in ok("list", "--json").json:
        ok("answer", row["id"], 4)
    lines = ok().lines
    assert lines[1] == "Nothing is due."
    assert lines[2].startswith("The next card comes in ")
    assert len(lines) == 3


def test_nothing_due_and_nothing_to_come_is_said(root):
    del root
    for row in ok("list", "--json").json:
        ok("suspend", row["id"])
    assert ok().lines[1:] == ["Nothing is due."]


def test_an_empty_collection_says_the_next_step(world, monkeypatch):
    (world / "decks").mkdir()
    monkeypatch.chdir(world)
    assert ok().lines == [
        "Monday, 05 January 2026",
        "There are no cards yet. Next: flash add, or flash import FILE.md",
    ]


def test_due_quiet_says_nothing_but_its_exit_code(root):
    assert flash("due", "--quiet") == Ran(0, "", "")
    shutil.rmtree(root / "skills")
    for row in ok("list", "--json").json:
        ok("suspend", row["id"])
    assert flash("due", "--quiet") == Ran(1, "", "")


def test_mistakes_in_decks_are_said_until_they_are_mended(root):
    text = (root / "maths.md").read_text()
    (root / "maths.md").write_text(text.replace("A tree of one split.", ""))
    assert "1 mistake in your decks: flash check" in ok().lines
    (root / "maths.md").write_text(text)
    assert "mistake" not in ok().out
