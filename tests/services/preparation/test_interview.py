"""Interviews in the log: undone, merged, read back."""

import pytest
from collections_on_disk import MORNING, at, deck, opened
from interview_facts import day

from flashcards.core.preparation.interviews.interviews import KINDS, Outcome, Rank, cycle
from flashcards.errors.cards import NothingToUndo
from flashcards.services.log.undo import undo
from flashcards.services.preparation.interview import (
    NewInterview,
    add_interview,
    interviews,
    move_interview,
    note_offer,
    remove_interview,
    tell_outcome,
)
from flashcards.services.preparation.interview_questions import Question, note_asked, note_to_ask
from flashcards.storage.database.engine import reading
from flashcards.storage.log.log import all_facts

NOW = at()


@pytest.fixture
def collection(tmp_path):
    """A collection with a deck."""
    deck(tmp_path)
    with opened(tmp_path) as collection:
        yield collection


def acme(collection, on=0, **said):
    """A round at Acme so many days ahead."""
    return add_interview(collection, NOW, NewInterview("Acme", "onsite", day(on), **said))


def test_every_act_is_a_fact_of_the_log_and_undone_one_by_one(collection):
    acts = [
        lambda: acme(collection, on=3, rank=Rank.FAVOURITE),
        lambda: note_to_ask(collection, NOW, "acme", "How?"),
        lambda: move_interview(collection, NOW, "acme", day(0)),
        lambda: note_asked(collection, NOW, "acme", Question("Why?", "asked")),
        lambda: tell_outcome(collection, NOW, "acme", Outcome.WAITING),
        lambda: note_offer(collection, NOW, "acme", None, "much"),
        lambda: remove_interview(collection, NOW, "acme"),
    ]
    states = [interviews(collection, NOW)]
    for act in acts:
        act()
        states.append(interviews(collection, NOW))
    with reading(collection.engine) as connection:
        facts = list(all_facts(connection))
    assert cycle(facts) == states[-1].interviews == ()
    assert {type(fact) for fact in facts} == set(KINDS)
    for state in reversed(states[:-1]):
        undo(collection, NOW)
        assert interviews(collection, NOW) == state
    with pytest.raises(NothingToUndo):
        undo(collection, NOW)


def test_what_is_told_is_read_back_by_another_opening(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        told = acme(collection, on=0, rank=Rank.WARM_UP)
        told = tell_outcome(collection, NOW, told.id, Outcome.PASSED, " well ")
    with opened(tmp_path) as collection:
        assert interviews(collection, NOW).interviews == (told,)
    assert (told.rank, told.outcome, told.note) == (Rank.WARM_UP, Outcome.PASSED, "well")


def test_an_interview_is_on_a_study_day_which_begins_at_four(collection):
    acme(collection, on=0)
    late = at(hours=19)
    assert late.now.date() > MORNING.date()
    assert interviews(collection, late).today == MORNING.date()
    assert tell_outcome(collection, late, "acme", Outcome.FAILED).reapply_from.month == 7
