"""Facts drawn at random: what a learner on some machines may have done to a card."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from flashcards.core.card import CardId, Kind
from flashcards.core.log.brought_facts import IMPORTED, BroughtReset
from flashcards.core.log.card_facts import (
    Buried,
    Crammed,
    DueSet,
    Introduced,
    Redated,
    Reset,
    Resumed,
    Review,
    Said,
    Suspended,
)
from flashcards.core.log.fact import CardFact
from flashcards.core.log.facts import Undo
from flashcards.core.log.stamp import MachineId, Stamp, fact_id, tick
from flashcards.core.rating import Rating
from flashcards.core.schedule import Policy
from flashcards.core.study_day import study_day

CARD = CardId("0" * 32)
BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)
GAPS = st.timedeltas(timedelta(0), timedelta(days=60)) | st.sampled_from(
    [timedelta(0), timedelta(minutes=1), timedelta(minutes=10), timedelta(days=1)]
)
_OTHER_KINDS = [
    "suspended",
    "resumed",
    "buried",
    "introduced",
    "undo",
    "redated",
    "said",
    "crammed",
    "reset",
    "due-set",
]
OFFSETS = st.integers(-12, 14).map(lambda hours: hours * 3600)
POLICIES = st.builds(
    Policy,
    retention=st.floats(0.7, 0.99),
    learning_steps=st.sampled_from(
        [(), (timedelta(minutes=1),), (timedelta(minutes=1), timedelta(minutes=10))]
    ),
    relearning_steps=st.sampled_from([(), (timedelta(minutes=10),)]),
    maximum_interval_days=st.integers(1, 36_500),
    rollover_hour=st.integers(0, 23),
)


def stamp(
    at: datetime = BEGIN,
    clock: int | None = None,
    machine: str = "here",
    entropy: bytes = bytes(10),
) -> Stamp:
    """A stamp of that instant."""
    return Stamp(
        fact_id(at, entropy), MachineId(machine), at, tick(0, at) if clock is None else clock
    )


def review(
    rating: Rating = Rating.GOOD,
    at: datetime = BEGIN,
    *,
    offset_s: int = 0,
    rollover_hour: int = 4,
    card: CardId = CARD,
    **said: Any,
) -> Review:
    """An answer given at that instant, by a clock so far ahead of UTC."""
    zone = timezone(timedelta(seconds=offset_s))
    day = study_day(at, zone, rollover_hour)
    given_stamp = said.pop("stamp", None) or stamp(at)
    return Review(given_stamp, card, rating, day, offset_s, **said)


@st.composite
def histories(
    draw: st.DrawFn, card: CardId = CARD, most: int = 12, writer: int = 0
) -> list[CardFact | Undo]:
    """Facts of one card in the order they happened, undos among them; of this writer's ids."""
    at, clock = BEGIN, 0
    facts: list[CardFact | Undo] = []
    for number in range(draw(st.integers(0, most))):
        at += draw(GAPS)
        clock = tick(clock, at)
        here = Stamp(
            fact_id(at, draw(st.binary(min_size=8, max_size=8)) + bytes([writer, number])),
            MachineId(draw(st.sampled_from(["here", "there"]))),
            at,
            clock,
        )
        facts.append(draw(_fact(here, card, facts)))
    return facts


@st.composite
def _fact(
    draw: st.DrawFn, here: Stamp, card: CardId, before: Sequence[CardFact | Undo]
) -> CardFact | Undo:
    day = study_day(here.at, UTC, 4)
    kinds = ["review"] * 7 + _OTHER_KINDS
    match draw(st.sampled_from(kinds)):
        case "review":
            return review(
                draw(st.sampled_from(Rating)),
                here.at,
                offset_s=draw(OFFSETS),
                card=card,
                stamp=here,
                duration_ms=draw(st.none() | st.integers(0, 10**7)),
                limit_s=draw(st.none() | st.integers(1, 3_600)),
                note=draw(st.just("") | st.text(st.characters(codec="utf-8"))),
                revealed_ms=draw(st.none() | st.integers(0, 10**7)),
                due_on=draw(st.none() | st.just(day + timedelta(days=draw(st.integers(1, 99))))),
            )
        case "suspended" | "resumed" as kind:
            return (Suspended if kind == "suspended" else Resumed)(here, card)
        case "buried":
            return Buried(here, card, day)
        case "crammed":
            return Crammed(here, card, draw(st.sampled_from(Rating)), day, duration_ms=9)
        case "reset":
            return draw(st.sampled_from([Reset, BroughtReset]))(here, card)
        case "due-set":
            on = day + timedelta(days=draw(st.integers(-9, 99)))
            return DueSet(here, card, on, draw(st.sampled_from(["postpone", IMPORTED])))
        case "redated" if given := [fact for fact in before if isinstance(fact, Review)]:
            at = here.at - draw(st.timedeltas(timedelta(0), timedelta(days=99)))
            named = draw(st.sampled_from(given)).stamp.id
            return Redated(here, card, named, at, study_day(at, UTC, 4))
        case "said" if given := [fact for fact in before if isinstance(fact, Review)]:
            points = draw(st.sets(st.integers(1, 5)))
            return Said(here, card, draw(st.sampled_from(given)).stamp.id, tuple(points), 5)
        case "undo" if before:
            return Undo(here, card, draw(st.sampled_from(before)).stamp.id)
        case _:
            return Introduced(here, card, Kind.QUESTION, draw(st.text()), draw(st.text()))


def days(count: int) -> date:
    """So many study days after the first."""
    return date(2026, 1, 5) + timedelta(days=count)
