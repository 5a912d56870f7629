"""What several imports tell of counts once, whatever the order in which they are known."""

from dataclasses import replace
from datetime import timedelta

from histories import histories
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.log.brought_twice import brought_twice
from flashcards.core.log.card_facts import CAME_WITH, Regraded, Review
from flashcards.core.log.facts import Undo
from flashcards.core.log.order import counting
from flashcards.core.log.stamp import FactId, MachineId
from flashcards.core.schedule import Policy
from flashcards.core.scheduling.replay import replay


def as_brought(facts, act, later=0):
    """The answers as an import tells them, which was so much later."""
    return [
        replace(
            fact,
            source=f"{CAME_WITH}{act}",
            stamp=replace(
                fact.stamp,
                id=FactId(f"{act}-{fact.stamp.id}"),
                machine=MachineId(act),
                clock=fact.stamp.clock + later,
            ),
        )
        for fact in facts
        if isinstance(fact, Review)
    ]


@given(histories(), st.integers(0, 10**6), st.randoms())
def test_two_imports_of_one_history_are_what_the_first_is(facts, later, chance):
    one = as_brought(facts, "one")
    both = [*one, *as_brought(one, "two", later + 1)]
    chance.shuffle(both)
    assert counting(both) == counting(one)
    assert replay(both, Policy()) == replay(one, Policy())


@given(histories(), st.integers(0, 999))
def test_what_was_answered_here_counts_before_what_was_brought_of_it(facts, microseconds):
    here = [fact for fact in facts if not isinstance(fact, (Undo, Regraded))]
    known = counting(here)
    rest = timedelta(microseconds=microseconds)
    told = [
        replace(one, stamp=replace(one.stamp, at=_whole(one.stamp.at) + rest))
        for one in as_brought(here, "one", -1)
    ]
    lost = brought_twice([*here, *told], ())
    assert {one.stamp.id for one in told} <= lost
    assert not lost & {one.stamp.id for one in known if isinstance(one, Review)}


def _whole(at):
    return at - timedelta(microseconds=at.microsecond % 1000)
