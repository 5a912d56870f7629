"""Matches that two machines made apart and that cannot both be: the first counts on both."""

from datetime import timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from collections_on_disk import MORNING, deck
from machines import DAY, Machine

from flashcards.core.log.card_facts import Edited, Review
from flashcards.core.log.order import order
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards

BIAS = "Q: What is the bias of an estimator?\nA: Its expectation less the truth.\n"
ERROR = "Q: How wrong is it on average?\nA: The mean of the estimates minus what is estimated.\n"
BOTH = (
    "Q: What is the bias of an estimator?\nA: The mean of the estimates minus what is estimated.\n"
)
WHATS = BIAS.replace("What is", "What's")
ANY = BIAS.replace("an estimator", "any estimator")
HOUR = timedelta(hours=1)

COMPETING = {
    "one text became two": (BIAS, (WHATS, ANY), f"{WHATS}\n{ANY}"),
    "two texts became one": (f"{BIAS}\n{ERROR}", (f"{BOTH}\n{ERROR}", f"{BIAS}\n{BOTH}"), BOTH),
}
"""The text that is answered, what each machine then reads, and what both have at the end."""


@pytest.fixture
def machines(tmp_path_factory):
    """Makes two machines that know a text, each card of it answered as often as its number."""
    folder, numbers = tmp_path_factory.mktemp("competing"), count()

    def made_of(text):
        names = (str(next(numbers)), str(next(numbers)))
        here, there = (Machine(folder / name, ZoneInfo("UTC"), timedelta(0)) for name in names)
        for machine in (here, there):
            deck(machine.root, text)
        here.live(MORNING, [("answer", 0, 3, HOUR), ("answer", 1, 3, HOUR), ("answer", 1, 3, DAY)])
        there.learns(here.facts(MORNING), MORNING)
        return here, there

    return made_of


@pytest.mark.parametrize("gap", [HOUR, timedelta(0), -HOUR], ids=["here", "at once", "there"])
@pytest.mark.parametrize("case", COMPETING)
def test_the_first_of_them_counts_on_both(machines, case, gap):
    text, (read_here, read_there), last = COMPETING[case]
    here, there = machines(text)
    now = MORNING + 3 * DAY
    before = here.facts(now)
    deck(here.root, read_here)
    here.live(now, [])
    deck(there.root, read_there)
    there.live(now + gap, [])
    now += 2 * DAY
    edges = [fact for fact in (*here.facts(now), *there.facts(now)) if isinstance(fact, Edited)]
    assert len(edges) == 2
    first = min(edges, key=order)
    for machine in (here, there):
        deck(machine.root, last)
        machine.live(now, [])
    known_here, known_there = here.facts(now), there.facts(now)
    here.learns(known_there, now)
    there.learns(known_here, now)
    assert here.schedules(now) == there.schedules(now)
    given = sum(isinstance(fact, Review) and fact.card == first.old for fact in before)
    with here.collection(now) as collection, reading(collection.engine) as connection:
        found = {known.card.id: known.schedule.reps for known in known_cards(connection)}
    assert found == {card: given if card == first.card else 0 for card in found}
