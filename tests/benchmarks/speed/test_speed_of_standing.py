"""What a history of plans and mocks costs the day's screen: next to nothing."""

from datetime import timedelta
from itertools import count
from random import Random

import pytest
from benchmarks.measuring import Result, medians_in_turn
from benchmarks.processes import flash, to_the_end
from benchmarks.synthetic import MOMENT, NOW

from flashcards.core.log.preparation_facts import (
    MockBegun,
    MockEnded,
    MockFact,
    MockJudged,
    MockMarked,
)
from flashcards.core.log.stamp import Stamp, fact_id, tick
from flashcards.services.log.take_in import take_in
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place
from flashcards.services.preparation.plan import start_plan
from flashcards.services.work import within
from flashcards.storage.database.engine import writing

_ROUNDS = 9
_TARGET = 1.2
_HEARTBEAT_S = 15
_LENGTH_S = 2_700
_DECKS = {
    area: f"---\narea: {area}\n---\n" + "".join(f"Q: {area} {n}?\nA: {n}\n\n" for n in range(60))
    for area in ("theory", "coding", "design", "behavioural")
}
_DIMENSIONS = ("clarifying", "planning", "correctness", "readability", "testing", "communication")


def _mock(number: int, stamps) -> list[MockFact]:
    """A mock of 45 minutes as versions before wrote it: a fact every 15 seconds, 190 in all."""
    on = MOMENT.today(4) - timedelta(days=60 - number)
    asked = (f"c{number}",), ("coding",), (f"Build {number}",), (_LENGTH_S,)
    begun = MockBegun(next(stamps), "coding", "standard", on, *asked)
    about = begun.stamp.id, 0
    marks = [
        MockMarked(next(stamps), *about, "running", seconds)
        for seconds in range(0, _LENGTH_S, _HEARTBEAT_S)
    ]
    marks.append(MockMarked(next(stamps), *about, "answered", _LENGTH_S))
    judged = [MockJudged(next(stamps), *about, scores={one: 4}) for one in _DIMENSIONS]
    judged += [
        MockJudged(next(stamps), *about, well="calm"),
        MockJudged(next(stamps), *about, hire=True),
    ]
    return [begun, *marks, *judged, MockEnded(next(stamps), begun.stamp.id, "go on")]


def _stamps():
    random, clock = Random(1), 0
    for number in count():
        at = NOW - timedelta(days=30) + timedelta(seconds=number)
        clock = tick(clock, at)
        yield Stamp(fact_id(at, random.randbytes(10)), "there", at, clock)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """The folder of a collection with a plan and so many mocks."""

    def folder(mocks: int):
        root = tmp_path_factory.mktemp(f"mocks-{mocks}-")
        for name, text in _DECKS.items():
            (root / f"{name}.md").write_text(text)
        stamps = _stamps()
        with open_collection(Place.at(root), NOW) as collection:
            facts = [fact for number in range(mocks) for fact in _mock(number, stamps)]
            with writing(collection.engine) as connection:
                take_in(within(connection, collection, NOW), facts)
            start_plan(collection, MOMENT, "8", MOMENT.today(4) + timedelta(days=56))
        return root

    return folder


@pytest.mark.parametrize("mocks", [12, 41])
def test_mocks_held_cost_the_days_screen_next_to_nothing(benchmark, prepared, report, mocks):
    with_mocks = to_the_end(flash(prepared(mocks)))
    without = to_the_end(flash(prepared(0)))
    took, yardstick = medians_in_turn(benchmark, with_mocks, without, rounds=_ROUNDS)
    target = _TARGET if mocks == 12 else None
    report(
        Result(f"`flash` with a plan and {mocks} mocks", took, yardstick, "without mocks", target)
    )
