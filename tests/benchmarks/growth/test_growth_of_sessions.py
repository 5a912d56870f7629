"""Whether an answer late in a long session costs what an early one does."""

from datetime import timedelta

import pytest
from benchmarks.measuring import Trial, doubling
from benchmarks.synthetic import NOW

from flashcards.core.card import CardId
from flashcards.core.log.stamp import FactId
from flashcards.core.schedule import Schedule
from flashcards.core.study.remaining import Waiting
from flashcards.core.study.session import Session, answered, crammed, is_own, started, undone

_ANSWERS = 7_500
_STEP = timedelta(minutes=10)


def known(session, number):
    """An answer after which the card is not asked again."""
    return answered(session, NOW, Schedule(), FactId(str(number)))


def learned(session, number):
    """An answer after which the card comes again, once all others were asked."""
    due_at = NOW + _STEP + timedelta(milliseconds=number)
    return answered(session, NOW, Schedule(due_at=due_at), FactId(str(number)))


def practised(session, number):
    """An answer without a schedule, after which the card is at the end of the line."""
    return crammed(session, NOW, FactId(str(number)), again=True)


CASES = {"answers": known, "answers with learning steps": learned, "answers in practice": practised}


@pytest.mark.parametrize("kind", CASES)
def test_twice_the_answers_take_twice_the_time(benchmark, report, kind):
    act = CASES[kind]
    report(doubling(benchmark, f"{{}} {kind}", lambda number: sitting(act, number), _ANSWERS, 2))


def sitting(act, number):
    """A session of so many acts, each looked up among its own, and then all undone."""

    def sit():
        cards = tuple(CardId(str(card)) for card in range(number))
        session = started(Session(Waiting(cards)), NOW)
        for answer in range(number):
            session = act(session, answer)
            assert is_own(session, FactId("0"))
        while session.before is not None:
            session = undone(session)

    return Trial(sit)
