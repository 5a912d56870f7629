"""Frozen classes that are cheap to define behave as the standard library's."""

import copy
from concurrent.futures import ProcessPoolExecutor
from dataclasses import FrozenInstanceError, field, replace
from dataclasses import dataclass as of_standard_library

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core import frozen


def _classes(dataclass):
    @dataclass(frozen=True, slots=True, init=False, repr=False, eq=False)
    class Base:
        """What all have."""

        stamp: object

    @dataclass(frozen=True, slots=True)
    class Several(Base):
        """Fields of all sorts."""

        card: object
        named: object = field(default=None, kw_only=True)
        others: list[object] = field(default_factory=list)
        beside: object = field(default=0, compare=False, repr=False)

    @dataclass(frozen=True, slots=True)
    class Single:
        """One field."""

        only: object

    @dataclass(frozen=True, slots=True)
    class Nothing:
        """No field, and words of its own."""

        def __repr__(self):
            return "nothing"

    @dataclass(frozen=True, slots=True, eq=False)
    class Itself:
        """Equal to itself alone."""

        only: object

    return {made.__name__: made for made in (Several, Single, Nothing, Itself)}


OURS, THEIRS = _classes(frozen.dataclass), _classes(of_standard_library)
VALUES = st.none() | st.integers(0, 2) | st.just(float("nan")) | st.text(max_size=1)
CALLS = st.tuples(
    st.sampled_from(sorted(OURS)),
    st.lists(VALUES, max_size=5),
    st.dictionaries(
        st.sampled_from(["stamp", "card", "named", "others", "beside", "only", "x"]), VALUES
    ),
)


def _made(classes, call):
    name, values, named = call
    try:
        return classes[name](*values, **named)
    except TypeError:
        return None


@given(CALLS, CALLS)
def test_values_are_made_said_compared_and_hashed_as_the_standard_library_does(first, second):
    (ours, other), (theirs, another) = (
        [_made(classes, call) for call in (first, second)] for classes in (OURS, THEIRS)
    )
    assert (ours is None) == (theirs is None)
    if ours is None or theirs is None:
        return
    assert first[0] == "Itself" or repr(ours) == repr(theirs)
    assert (ours == other) == (theirs == another)
    assert _hashed(ours, first) == _hashed(theirs, first)
    assert type(ours).__match_args__ == type(theirs).__match_args__


def _hashed(value, call):
    try:
        return call[0] == "Itself" or hash(value)
    except TypeError:
        return None


@given(CALLS)
def test_a_value_is_replaced_and_refuses_to_be_changed(call):
    value = _made(OURS, call)
    if value is None or not type(value).__match_args__:
        return
    name = type(value).__match_args__[-1]
    assert getattr(replace(value, **{name: "new"}), name) == "new"
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, "new")
    with pytest.raises(FrozenInstanceError):
        delattr(value, name)
    assert repr(copy.copy(value)) == repr(value) or call[0] == "Itself"


@frozen.dataclass(frozen=True, slots=True)
class Sent:
    """A value that another process may have."""

    name: str
    number: int = field(default=1, kw_only=True)


def test_a_value_goes_to_another_process():
    with ProcessPoolExecutor(1) as others:
        assert others.submit(replace, Sent("a"), number=2).result() == Sent("a", number=2)


def test_a_mutable_class_is_the_standard_librarys():
    with pytest.raises(NotImplementedError):
        frozen.dataclass(frozen=False, slots=True)
