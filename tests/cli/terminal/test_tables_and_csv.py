"""Tables and CSV: a header line always, one row a card."""

import csv
import io
from dataclasses import dataclass
from datetime import date

import pytest
from collections_on_disk import deck
from hypothesis import given
from hypothesis import strategies as st
from json_keys import CARD
from running import ok

from flashcards.core.cells import cells
from flashcards.formats.csv import write_csv
from flashcards.views.table import Column, table_lines

pytestmark = pytest.mark.usefixtures("root")


def rows_of(*arguments):
    """What a command writes as CSV, the header first."""
    return list(csv.reader(io.StringIO(ok(*arguments, "--format", "csv").out)))


@pytest.mark.parametrize("command", [("list",), ("due",), ("show", "maths:5")])
def test_csv_begins_with_the_keys_of_json(command):
    assert rows_of(*command)[0] == CARD


def test_csv_has_one_row_a_card():
    assert [len(row) for row in rows_of("list")] == [len(CARD)] * 6
    assert len(rows_of("show", "maths:5")) == 2


def test_csv_of_nothing_is_its_header():
    assert len(rows_of("list", "nowhere")) == 1
    assert len(rows_of("due")) == 1


def test_due_has_a_row_for_each_due_card(now):
    ok("answer", "maths:5", 4)
    now(day=30)
    (row,) = rows_of("due")[1:]
    assert row[CARD.index("front")] == "What is a stump?"
    assert len(ok("due", "--format", "table").lines) == 2


def test_csv_writes_null_as_nothing_and_lists_with_semicolons(root):
    deck(root, '---\ntags: [a, b]\n---\nQ: x, "y"\nA: 1\n  2\n', "odd.md")
    row = dict(zip(CARD, rows_of("list", "deck:odd")[1], strict=True))
    assert (row["due_on"], row["tags"], row["suspended"]) == ("", "a; b", "false")
    assert (row["front"], row["back"]) == ('x, "y"', "1\n  2")


RUN = ["=1+1", "+1", "-1", "@SUM(1)", "=cmd|'/c calc'!A1"]
"""What a spreadsheet would run."""


@pytest.mark.parametrize("text", RUN)
def test_no_text_of_a_csv_is_a_formula(root, text):
    deck(root, f"---\ntags: ['{text.replace(chr(39), '')}']\n---\nQ: {text}\nA: {text}\n", "x.md")
    row = dict(zip(CARD, rows_of("list", "deck:x")[1], strict=True))
    assert (row["front"], row["back"]) == (f"'{text}", f"'{text}")
    assert row["tags"] == f"'{text.replace(chr(39), '')}"
    ok("answer", row["id"], 3)
    (exported,) = rows_of("export", "due")[1:] or [[]]
    (shown,) = rows_of("show", row["id"])[1:]
    assert not [cell for cell in [*exported, *shown] if cell.startswith(("=", "+", "@"))]


@given(st.text(st.sampled_from("=+-@\t\r\n'x; ")), st.integers() | st.floats(allow_nan=False))
def test_a_text_is_never_run_and_a_number_stays_one(text, number):
    out = io.StringIO(newline="")
    write_csv(TextAndNumber, [TextAndNumber(text, (text, "x"), number)], out)
    _, (said, listed, written) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert said in {text, f"'{text}"}
    assert not said.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not listed.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert type(number)(written) == number


@dataclass(frozen=True)
class TextAndNumber:
    """A row of a CSV file."""

    text: str
    texts: tuple[str, ...]
    number: float


def test_csv_rows_end_with_a_line_feed():
    assert "\r" not in ok("list", "--format", "csv").out


def test_a_table_has_a_header_and_a_line_a_card_of_at_most_80_columns(root):
    text = f"Q: {'long ' * 60}\nA: 1\n\nQ: 数{'数' * 90}?\nA: 2\n"
    deck(root, text, "deep/er/and/deeper/deck.md")
    lines = ok("list").lines
    assert lines[0].split() == ["id", "state", "due", "deck", "question"]
    assert len(lines) == 8
    assert max(map(len, lines)) <= 80
    assert sum(line.endswith("…") for line in lines) >= 2


def test_a_table_of_nothing_is_a_sentence_with_the_nearest_thing_that_helps(root):
    deck(root, "Q: git commit -m?\nA: a message, and naïve\n", "2-git/9.md")
    for words, said in NO_MATCH.items():
        assert ok("list", *words).lines == [said]
        assert ok("list", "--format", "table", *words).lines == [said]
        assert ok("list", "--json", *words).json == []
        assert len(rows_of("list", *words)) == 1


NO_MATCH = {
    ("zzzz",): "No card matches `zzzz`: search for a shorter word.",
    ("comit",): "No card matches `comit`: did you mean `commit`?",
    ("NAYVE",): "No card matches `NAYVE`: did you mean `naïve`?",
    ("git", "comit", "is:due"): "No card matches `comit`: did you mean `commit`?",
    ("deck:9",): "No card matches `deck:9`: did you mean `deck:2-git/9`?",
    ("deck:2-gti",): "No card matches `deck:2-gti`: did you mean `deck:2-git`?",
    ("tag:math", "git"): "No card matches `tag:math`: did you mean `tag:maths`?",
    ("is:leech",): "No card matches `is:leech`.",
    ("2-GIT",): "No card matches `2-GIT`: did you mean `deck:2-git`?",
    ("git message",): (
        "No card matches `git message` as one phrase:"
        " 1 card has its words, so write them without quotes."
    ),
    ("stump", "message"): (
        "No card has all of these words, but each word finds some: put `or` between them."
    ),
    ("zzzz", "or", "yyyy"): "No card matches `zzzz or yyyy`.",
    ("git", "-commit", "kind:cloze"): (
        "No card has all of these words, but each word finds some: put `or` between them."
    ),
    ("--orphans",): "No card that has lost its text matches.",
}


def test_where_there_is_no_card_yet_the_list_says_how_to_write_one(root):
    for path in root.rglob("*.md"):
        path.unlink()
    assert ok("list", "x").lines == ["There is no card yet: write one with `flash add`."]
    assert ok("due", "--format", "table").lines == ["No card is due."]


ROWS = st.lists(st.tuples(st.text("ab 数", max_size=30), st.integers(), st.text("–c")), max_size=4)
COLUMNS = (
    Column("number", lambda row: row[1], 9, right=True),
    Column("name", lambda row: row[0]),
    Column("", lambda _: "█" * 9, 9, is_picture=True),
    Column("last", lambda row: row[2], 20),
)


@given(ROWS, st.integers(10, 100))
def test_a_table_says_the_same_in_any_width(rows, width):
    lines = list(table_lines(COLUMNS, rows, width))
    words = (word for _, number, last in rows for word in (f"{number:>10}", *last.split()))
    assert max(map(cells, lines)) <= max(width, *(cells(word) + 2 for word in words), 0)
    said = "".join(lines)
    for _, number, last in rows:
        assert str(number) in said or len(str(number)) > 9
        assert last in said or last == "–" or len(last) > 20
    assert ("█" in said) == (width >= 9 + 9 + 20 + 12 + 6 and bool(rows))


def test_a_row_of_a_narrow_table_that_says_nothing_has_a_dash_below_its_name():
    columns = (Column("of", lambda row: row[0]), Column("share", lambda row: row[1], 40))
    rows = [("young", "–"), ("all", "91%")]
    assert list(table_lines(columns, rows, 40)) == ["of", "young", "  –", "all", "  share 91%"]


def test_show_as_a_table_is_one_row():
    assert len(ok("show", "maths:5", "--format", "table").lines) == 2


def test_a_table_says_the_state_or_what_keeps_a_card_from_being_asked(now):
    ok("suspend", "maths:5")
    ok("bury", "maths:8")
    ok("answer", "skills/regression:5", 5)

    def states():
        return [line[10:19].strip() for line in ok("list").lines[1:]]

    assert states() == ["suspended", "buried", "new", "new", "review"]
    now(day=6)
    assert states() == ["suspended", "new", "new", "new", "review"]


def test_a_table_says_when_a_card_comes_again(now):
    due_on = ok("answer", "maths:5", 4, "--json").json["due_on"]
    days = (date.fromisoformat(due_on) - date(2026, 1, 5)).days
    assert f"review      in {days}d" in ok("list", "stump").out
    now(day=20)
    assert "review      today" in ok("list", "stump").out


def test_due_days_are_counted_in_study_days(now):
    ok("answer", "maths:5", 4)
    (before,) = ok("list", "stump").lines[1:]
    now("02:00", day=6)
    (in_the_same_night,) = ok("list", "stump").lines[1:]
    assert in_the_same_night == before


def test_stats_have_a_row_a_period_then_a_row_a_deck():
    ok("answer", "maths:5", 4)
    header, *rows = rows_of("stats")
    assert header == [*("period", "deck", "reviews", "cards", "minutes", "true_retention")]
    assert [row[:2] for row in rows] == [
        [period, deck] for deck in ("", "maths") for period in ("today", "week", "month", "all")
    ]
    assert rows[0] == ["today", "", "1", "1", "0.0", ""]
