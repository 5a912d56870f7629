"""`flash postpone`: a missed week, spread over the days ahead."""

import pytest
from collections_on_disk import deck
from running import failed, flash, ok


@pytest.fixture
def behind(root, now):
    """Nine cards, learnt on one day and all due long ago; it is the 30th of January."""
    for path in (root / "maths.md", root / "skills/regression.md"):
        path.unlink()
    deck(root, "".join(f"Q: {n}?\nA: {n}\n\n" for n in range(9)), "numbers.md")
    for line in range(1, 27, 3):
        ok("answer", f"numbers:{line}", 4)
    now(day=30)
    return root


def test_one_card_that_stays_is_counted_as_one(behind):
    assert "a day; 1 stays today." in ok("postpone", "--per-day", 1, "--dry-run").lines[-1]
    assert behind.is_dir()


def test_what_is_postponed_is_a_table_by_day_and_one_undo_takes_it_back(behind):
    before = ok("list", "--json").json
    foretold = ok("postpone", "--per-day", 4, "--dry-run")
    assert foretold.lines == [
        "day             postponed  due then",
        "Sat 2026-01-31          4         4",
        "Sun 2026-02-01          1         1",
        "",
        "5 cards would be postponed, at most 4 a day; 4 stay today.",
    ]
    assert ok("list", "--json").json == before
    done = ok("postpone", "--per-day", 4)
    assert done.lines[:-1] == foretold.lines[:-1]
    assert done.lines[-1] == (
        "5 cards postponed, at most 4 a day; 4 stay today; `flash undo` takes it back."
    )
    assert ok("due", "--json").json["due"] == 4
    assert ok("undo").out == "Undone: postpone of 5 cards\n"
    assert ok("list", "--json").json == before


def test_postponing_as_json_and_csv(behind):
    found = ok("postpone", "--days", 3, "--dry-run", "--json").json
    assert found == {
        "study_day": "2026-01-30",
        "due": 9,
        "stay": 3,
        "moved": 6,
        "per_day": 3,
        "dry_run": True,
        "days": [
            {"on": "2026-01-31", "cards": 3, "due": 3},
            {"on": "2026-02-01", "cards": 3, "due": 3},
        ],
    }
    rows = ok("postpone", "--days", 3, "--format", "csv").lines
    assert rows == ["on,cards,due", "2026-01-31,3,3", "2026-02-01,3,3"]


def test_nothing_to_postpone_is_a_sentence(behind, now):
    now(day=5)
    assert ok("postpone").out == "Nothing is due, so there is nothing to postpone.\n"
    now(day=30)
    said = "Nothing to postpone: today has room for what is due (9 cards).\n"
    assert ok("postpone", "--per-day", 9).out == said


def test_cards_are_selected_by_deck_tag_and_area(behind):
    assert "There is no tag 'none'" in failed("postpone", "--tag", "none")
    assert "There is no area 'none'" in failed("postpone", "--area", "none")
    assert failed("postpone", "numberz").startswith("There is no deck 'numberz': did you mean")
    assert ok("postpone", "numbers", "--per-day", 8, "--json").json["moved"] == 1


@pytest.mark.parametrize(
    "wrong", [("--days", 0), ("--per-day", 0), ("--days", "x"), ("--days", 2, "--per-day", 2)]
)
def test_wrong_numbers_are_wrong_usage(root, wrong):
    ran = flash("postpone", *wrong)
    assert (ran.code, ran.out) == (2, "")
    assert "Error: " in ran.err
