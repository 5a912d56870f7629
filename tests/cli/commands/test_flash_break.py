"""`flash break`: days off, planned, listed and taken back."""

import pytest
from running import failed, flash, ok

pytestmark = pytest.mark.usefixtures("root")


@pytest.fixture
def due_on():
    """The day on which a card, answered Easy, is due."""
    ok("answer", "maths:5", 4)
    return lambda: ok("show", "maths:5", "--json").json["due_on"]


def test_a_break_moves_what_is_due_in_it_and_undo_moves_it_back(due_on):
    before = due_on()
    said = ok("break", "2026-01-06..2026-01-31").out
    assert said == (
        "A break from 2026-01-06 to 2026-01-31: 0 cards moved to days before it, 1 after.\n"
    )
    assert due_on() > "2026-01-31"
    assert ok("undo").out == (
        "Undone: the break from 6 January 2026 to 31 January 2026; 1 card moved back\n"
    )
    assert due_on() == before


def test_a_break_is_listed_and_removed(due_on):
    before = due_on()
    assert ok("break").out == (
        "No break is planned: flash break 2026-12-24..2027-01-02 plans one.\n"
    )
    made = ok("break", "2026-01-06..2026-01-31", "--json").json
    assert made == {"begins_on": "2026-01-06", "ends_on": "2026-01-31", "before": 0, "after": 1}
    assert ok("break", "2026-12-24..2027-01-02").out == (
        "A break from 2026-12-24 to 2027-01-02: no card was due in it.\n"
    )
    assert ok("break").lines == [
        "first day   last day    days",
        "2026-01-06  2026-01-31    26",
        "2026-12-24  2027-01-02    10",
    ]
    assert ok("break", "--json").json[1] == {
        "begins_on": "2026-12-24", "ends_on": "2027-01-02", "days": 10
    }  # fmt: skip
    assert ok("break", "2026-01-06..2026-01-31", "--remove").out == (
        "The break from 2026-01-06 to 2026-01-31 is removed; 1 card moved back.\n"
    )
    assert due_on() == before
    assert ok("break", "--remove", "2026-12-24..2027-01-02").out == (
        "The break from 2026-12-24 to 2027-01-02 is removed.\n"
    )
    assert ok("break", "--format", "csv").lines == ["begins_on,ends_on,days"]


def test_a_break_that_is_over_is_in_json_but_not_in_the_table(now):
    made = ok("break", "2026-01-06..2026-01-07", "--format", "csv").lines
    assert made == ["begins_on,ends_on,before,after", "2026-01-06,2026-01-07,0,0"]
    now(day=8)
    assert ok("break").out.startswith("No break is planned")
    assert len(ok("break", "--json").json) == 1
    assert ok("undo").out == "Undone: the break from 6 January 2026 to 7 January 2026\n"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "soon",
            "'soon' is no break: give its first and last day, as in 2026-12-24..",
        ),
        ("2026-12-24", "'2026-12-24' is no break"),
        ("2026-12-24..", "'2026-12-24..' is no break"),
        ("2026-02-30..2026-03-01", "'2026-02-30..2026-03-01' is no break"),
        ("20261224..20270102", "'20261224..20270102' is no break"),
        ("\x1b[2J", r"'\x1b[2J' is no break"),
        ("2026-12-24..2026-12-23", "A break from 2026-12-24 to 2026-12-23 ends before it begins"),
        ("2026-01-01..2026-01-04", "A break that ended on 2026-01-04 is over"),
        ("2026-02-01..2027-02-02", "A break of 367 days is too long"),
    ],
)
def test_what_is_no_break_is_a_sentence(said, sentence):
    assert failed("break", said).startswith(sentence)
    assert ok("break", "--json").json == []


def test_a_break_that_was_never_set_cannot_be_removed():
    said = failed("break", "--remove", "2026-02-01..2026-02-02")
    assert said.startswith("There is no break from 2026-02-01 to 2026-02-02: see them with")
    assert flash("break", "--remove").code == 2


def test_the_same_break_is_not_set_twice():
    ok("break", "2026-02-01..2026-02-02")
    assert failed("break", "2026-02-01..2026-02-02").endswith(
        "is planned already: see `flash break`."
    )


def test_a_break_taken_away_comes_back_with_undo():
    ok("break", "2026-02-01..2026-02-09")
    ok("break", "2026-02-01..2026-02-09", "--remove")
    assert ok("undo").out == (
        "Undone: the removal of the break from 1 February 2026 to 9 February 2026\n"
    )
    assert [one["begins_on"] for one in ok("break", "--json").json] == ["2026-02-01"]
