"""What is foretold of cards with siblings comes true; the table is printed."""

import pytest
from benchmarks.siblings import ROWS, compared, table

_WITHIN = 0.02
"""Minutes are a guess until twenty answers are given, so rows with few of them may differ more."""
_WITHIN_MINUTES = 0.04


@pytest.fixture(scope="module")
def figures():
    """The figures of all rows; they are printed too."""
    found = compared(ROWS)
    print(table(ROWS, found))  # noqa: T201 - pytest -s shows it
    return dict(zip(ROWS, found, strict=True))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_is_foretold_of_siblings_comes_true(row, figures):
    found = figures[row]
    within = _WITHIN_MINUTES if row.has_minutes else _WITHIN
    assert found.came_true == pytest.approx(found.foretold, abs=within)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_where_it_is_said_to_be_feasible_all_cards_are_seen(row, figures):
    found = figures[row]
    assert found.unseen == 0 or found.feasible < 1
    assert found.feasible == 1 or row.has_minutes


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_no_sibling_comes_right_after_another_while_anything_else_waits(row, figures):
    assert figures[row].beside == 0
