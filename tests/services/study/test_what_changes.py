"""What an act leaves out would stay as it is; what it takes changes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from histories import BEGIN, CARD, review, stamp
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.card import Card, Kind, Source
from flashcards.core.known_card import KnownCard
from flashcards.core.log.card_facts import Buried, Reset, Resumed, Suspended
from flashcards.core.schedule import Policy, Schedule
from flashcards.core.scheduling.replay import apply
from flashcards.services.study.acts import bury, changed_by, reset, resume, suspend

TODAY = BEGIN.date()
FACTS = {
    suspend: Suspended(stamp(), CARD),
    resume: Resumed(stamp(), CARD),
    bury: Buried(stamp(), CARD, TODAY),
    reset: Reset(stamp(), CARD),
}
YESTERDAYS = Buried(stamp(), CARD, TODAY - timedelta(days=1))
happened = st.lists(st.sampled_from([*FACTS.values(), YESTERDAYS, review()]), max_size=6)


def seen(schedule):
    """What of it can be noticed today: a day on which it was buried is over."""
    is_over = schedule.buried_on is not None and schedule.buried_on < TODAY
    return replace(schedule, buried_on=None) if is_over else schedule


@pytest.mark.parametrize("act", FACTS)
@given(happened)
def test_a_card_is_left_out_where_the_act_would_change_nothing(act, facts):
    schedule = Schedule()
    for fact in facts:
        schedule = apply(schedule, fact, Policy())
    card = Card(CARD, Kind.QUESTION, "one?", "1", Source("a.md", 1))
    known = KnownCard(card, "a", "", schedule=schedule)
    after = apply(schedule, FACTS[act], Policy())
    assert bool(changed_by(act, [known], TODAY)) == (seen(after) != seen(schedule))
