"""Facts about interviews, as a learner's log would have them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from flashcards.core.log.fact import CollectionFact
from flashcards.core.log.facts import Undo
from flashcards.core.log.preparation_facts import (
    InterviewAsked,
    InterviewHeld,
    InterviewRemoved,
    InterviewSet,
    Offered,
)
from flashcards.core.log.stamp import FactId, MachineId, Stamp, fact_id, tick
from flashcards.core.preparation.interviews.interviews import Outcome, Rank

TODAY = date(2026, 1, 5)
"""A Monday."""


def day(count: int) -> date:
    """The day so many days after today."""
    return TODAY + timedelta(days=count)


def stamped(number: int) -> Stamp:
    """The stamp of the log's fact of that number."""
    at = datetime(2026, 1, 5, 8, number % 60, tzinfo=UTC) + timedelta(hours=number // 60)
    return Stamp(fact_id(at, number.to_bytes(10, "big")), MachineId("here"), at, tick(0, at))


def interview(
    number: int, company: str = "Acme", *, on: int = 3, round_: str = "onsite", **said: Any
) -> InterviewSet:
    """A round so many days ahead, as the log's fact of that number."""
    return InterviewSet(stamped(number), company, round_, day(on), **said)


@st.composite
def logs(draw: st.DrawFn, most: int = 14) -> list[CollectionFact | Undo]:
    """Facts about interviews in the order they happened, undos among them."""
    facts: list[CollectionFact | Undo] = []
    ids: list[FactId] = []
    for number in range(draw(st.integers(0, most))):
        facts.append(draw(_fact(number, ids, facts)))
        if isinstance(facts[-1], InterviewSet) and facts[-1].interview is None:
            ids.append(facts[-1].stamp.id)
    return facts


@st.composite
def _fact(
    draw: st.DrawFn,
    number: int,
    ids: Sequence[FactId],
    facts: Sequence[CollectionFact | Undo],
) -> CollectionFact | Undo:
    here, on = stamped(number), day(draw(st.integers(-400, 400)))
    company = draw(st.sampled_from(["Acme", "ACME", "Beta", "Gamma"]))
    rank = draw(st.sampled_from([*Rank, "unheard-of"]))
    kinds = ["set"] if not ids else ["set", "move", "held", "asked", "removed", "offered", "undo"]
    kind = draw(st.sampled_from(kinds))
    if kind == "set":
        return InterviewSet(here, company, draw(st.sampled_from(["phone", "onsite"])), on, rank)
    one = draw(st.sampled_from(ids))
    match kind:
        case "move":
            return InterviewSet(here, company, "onsite", on, rank, one)
        case "held":
            return InterviewHeld(here, one, draw(st.sampled_from([*Outcome, "odd"])), on, "note")
        case "asked":
            return InterviewAsked(here, one, draw(st.sampled_from("ab")), draw(st.booleans()))
        case "removed":
            return InterviewRemoved(here, one)
        case "offered":
            return Offered(here, one, on, on, "much")
        case _:
            return Undo(here, None, draw(st.sampled_from(facts)).stamp.id)
