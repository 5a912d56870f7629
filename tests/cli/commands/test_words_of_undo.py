"""Every act has words for `flash undo`."""

import pytest
from fact_strategies import FACTS
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.log.facts import ACTS
from flashcards.core.log.record import kind_of
from flashcards.services.log.undo import LearnersAct
from flashcards.views.undo import undone_line


@pytest.mark.parametrize("kind", ACTS, ids=lambda kind: kind.__name__)
def test_every_act_is_told_in_one_line_of_its_own(kind):
    @given(FACTS[kind], st.data())
    def is_told(fact, data):
        told = undone_line(LearnersAct(fact, 1, None))
        assert told.startswith("Undone: ")
        assert len(told.splitlines()) == 1
        other = data.draw(st.sampled_from([one for one in ACTS if one is not kind]))
        of_another = undone_line(LearnersAct(data.draw(FACTS[other]), 1, None))
        assert told != of_another, kind_of(fact)

    is_told()
