"""Frozen values from JSON: within their limits, or refused in one of few ways."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

import pytest
from fact_strategies import standing_logs, standing_said
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.json_values import json_value, matching, reader_of, within
from flashcards.core.standing import Standing, standing_of

REFUSALS = (ArithmeticError, LookupError, TypeError, ValueError)
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just(10**400),
    lambda one: st.lists(one, max_size=2) | st.dictionaries(st.text(), one, max_size=2),
    max_leaves=4,
)


@dataclass(frozen=True, slots=True)
class _Round:
    on: Annotated[date, within(date(2000, 1, 1), date(2001, 1, 1))]
    scores: tuple[Annotated[int, within(1, 5)], ...] = ()
    name: Annotated[str, matching("[a-z]+")] | None = None


@given(st.integers())
def test_a_limit_is_heeded_wherever_it_stands(number):
    said = {"on": "2000-02-01", "scores": [3, number], "name": None}
    if 1 <= number <= 5:
        assert reader_of(_Round)(said) == _Round(date(2000, 2, 1), (3, number))
    else:
        with pytest.raises(ValueError, match=str(number)):
            reader_of(_Round)(said)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("on", one) for one in ("1999-12-31", "2001-01-02", 7, None, "soon")],
        *[("scores", one) for one in ("33", {"3": 3}, [True], [3.0], None)],
        *[("name", one) for one in ("A", "", "ab\n", 7)],
    ],
)
def test_what_is_not_of_the_type_is_refused(name, value):
    said = {"on": "2000-02-01", "scores": [3], "name": "ab"}
    assert reader_of(_Round)(said)
    with pytest.raises(REFUSALS):
        reader_of(_Round)(said | {name: value})


def places(said, at=()):
    """Where each value in a document is, itself among them."""
    yield at
    parts = said.items() if isinstance(said, dict) else ()
    for key, one in enumerate(said) if isinstance(said, list) else parts:
        yield from places(one, (*at, key))


def replaced(said, at, value):
    """The document with another value in a place."""
    if not at:
        return value
    copy = said.copy()
    copy[at[0]] = replaced(said[at[0]], at[1:], value)
    return copy


@given(standing_logs(), st.data())
def test_a_damaged_value_is_read_or_refused_and_nothing_else(facts, data):
    said = json_value(standing_of(facts))
    at = data.draw(st.sampled_from([at for at in places(said) if at]))
    try:
        read = standing_said(replaced(said, at, data.draw(ODD)))
    except REFUSALS:
        return
    assert isinstance(read, Standing)
