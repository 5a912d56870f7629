"""A history is never given to a stranger, whatever is edited and whenever decks are read."""

from card_families import FAMILIES
from edited_histories import (
    DAYS,
    EDIT,
    LONG_FAMILY,
    PLACES,
    TURNS,
    Turn,
    first_turns,
    outcome,
)
from hypothesis import example, given
from hypothesis import strategies as st
from machines import examples

_NEXT = ("replace one", 0, 0, 0)
_CUT_OFF = [
    Turn([_NEXT, _NEXT, _NEXT, ("reword a run", 0, 0, 0)]),
    Turn([_NEXT, ("move", 0, 0, 2), ("hide", 2, 0, 5)]),
]
"""Of the last card the beginning is there, which is that of all others, too."""

_ONE_AFTER_THE_OTHER = [Turn([("insert", 1, 0, 9)]), *[Turn([("replace one", 1, 0, 0)])] * 2]
"""A long card alone in its file: no reader could tell it from one that is edited twice."""

_AND_ANOTHER = [Turn([("replace one", 0, 0, 0)]), Turn([("insert", 0, 0, 0)])]
"""One that asks the same as both came only after the match."""

_TWO_CASES = [("insert", 1, 0, 10)] * 2
_ONE_WORDED_ANEW = [Turn([("reword", 1, 1, 1)]), Turn([("replace one", 1, 0, 0)])]
"""Two cards that ask the same: one is worded anew, a stranger takes the other's place."""

_THE_UNANSWERED_ONE = [Turn([("reword", 1, 0, 1)]), Turn([("replace one", 1, 1, 0)])]
_MONTHS_LATER = [
    Turn([("reword", 1, 1, 1)]),
    Turn([("delete", 1, 0, 0)]),
    Turn([("insert", 1, 0, 0), ("reword", 1, 0, 0)], days=100),
]
_CUT_AND_WORDED_ANEW = [Turn([("replace all", 0, 0, 1), _NEXT, ("hide", 0, 0, 5)])]
_ONE_CUT_AND_WORDED_ANEW = [Turn([_NEXT, ("reword", 0, 0, 1), ("hide", 0, 0, 5)])]
"""Of a stranger the beginning is there, which is that of all that went."""


@examples(15)
@given(first=first_turns(), turns=st.lists(TURNS, min_size=1, max_size=5))
@example(first=Turn([("insert", 0, 0, 12 + len(FAMILIES))] * 3), turns=_CUT_OFF)
@example(first=Turn([("insert", 0, 0, 0)] * 3), turns=_ONE_AFTER_THE_OTHER)
@example(first=Turn([("insert", 0, 0, 10)]), turns=_AND_ANOTHER)
@example(first=Turn(_TWO_CASES), turns=_ONE_WORDED_ANEW)
@example(first=Turn([("insert", 1, 0, 5)] * 2), turns=_ONE_WORDED_ANEW)
@example(
    first=Turn([("insert", 0, 0, 9)] * 3 + _TWO_CASES, unanswered=3), turns=_THE_UNANSWERED_ONE
)
@example(first=Turn(_TWO_CASES), turns=_MONTHS_LATER)
@example(first=Turn([("insert", 0, 0, 12)] * 3), turns=_CUT_AND_WORDED_ANEW)
@example(first=Turn([("insert", 0, 0, 12)]), turns=_ONE_CUT_AND_WORDED_ANEW)
def test_no_history_is_given_to_a_stranger(folders, first, turns):
    assert outcome(next(folders), [first, *turns]).wrong == []


@examples(15)
@given(first=first_turns(LONG_FAMILY), turns=st.lists(TURNS, min_size=1, max_size=5))
def test_no_history_of_a_long_card_is_given_to_one_with_the_same_body(folders, first, turns):
    assert outcome(next(folders), [first, *turns]).wrong == []


@examples(15)
@given(first=first_turns(), days=DAYS, how=st.integers(0, 1), is_emptied=st.booleans())
def test_no_history_is_given_to_twins_that_take_the_place_of_all(
    folders, first, days, how, is_emptied
):
    emptied = [Turn([("hide", 0, 0, 1)])] if is_emptied else []
    replaced = Turn([("show", 0, 0, 0), ("replace all", 0, 0, how)], days)
    assert outcome(next(folders), [first, *emptied, replaced]).wrong == []


_THREE_ALIKE = Turn([("insert", 0, 0, 9)] * 3)
_STRANGER = st.tuples(st.just("replace one"), st.just(0), PLACES, PLACES)
_COVER = st.tuples(st.just("hide"), st.just(0), st.just(0), PLACES)
_AWAY = st.builds(
    lambda edits, stranger, cover, days: Turn([*edits, stranger, cover], days),
    st.lists(EDIT, max_size=2),
    _STRANGER,
    _COVER,
    DAYS,
)


@examples(15)
@given(first=first_turns() | first_turns(LONG_FAMILY), away=_AWAY)
@example(first=_THREE_ALIKE, away=Turn([("replace one", 0, 0, 0), ("hide", 0, 0, 0)]))
def test_no_history_is_given_to_one_that_came_while_its_file_was_away(folders, first, away):
    assert outcome(next(folders), [first, away]).wrong == []
