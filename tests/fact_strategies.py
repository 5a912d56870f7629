"""Facts of every kind; logs of those without a card, as several machines would have them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as st

from flashcards.core.card import Kind
from flashcards.core.decisions import Decisions
from flashcards.core.json_values import reader_of
from flashcards.core.log.brought_facts import (
    BroughtBurial,
    BroughtCram,
    BroughtNotes,
    BroughtParameters,
    BroughtReset,
    BroughtResumption,
    BroughtSuspension,
)
from flashcards.core.log.card_facts import (
    Buried,
    Crammed,
    DueSet,
    Edited,
    Introduced,
    Redated,
    Regraded,
    Reset,
    Resumed,
    Review,
    Said,
    Suspended,
    Unlinked,
)
from flashcards.core.log.collection_facts import (
    Adopted,
    BreakRemoved,
    BreakSet,
    DeadlineRemoved,
    DeadlineSet,
    Imported,
    Together,
)
from flashcards.core.log.facts import Fact, Undo
from flashcards.core.log.lineage import Order
from flashcards.core.log.preparation_facts import (
    InterviewAsked,
    InterviewHeld,
    InterviewRemoved,
    InterviewSet,
    MockBegun,
    MockEnded,
    MockJudged,
    MockMarked,
    Offered,
    PlanMoved,
    PlanStarted,
    PlanStopped,
    PlanTicked,
)
from flashcards.core.log.stamp import CREDIBLE, FactId, MachineId, Stamp, fact_id
from flashcards.core.parameters import BOUNDS
from flashcards.core.preparation.interviews.interviews import Interview
from flashcards.core.preparation.mock.mock import Mock
from flashcards.core.preparation.plan.followed import StartedPlan
from flashcards.core.rating import Rating
from flashcards.core.standing import Standing

STANDING_PARTS = {
    "decisions": Decisions,
    "plans": tuple[StartedPlan, ...],
    "mocks": tuple[Mock, ...],
    "rounds": tuple[Interview, ...],
    "latest": Order,
}
"""What is read back of each part; `Standing` names some of these without loading them."""

TODAY = date(2026, 1, 5)
_BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)
_USABLE = tuple((lowest + highest) / 2 for lowest, highest in BOUNDS)
_DAYS = st.integers(-60, 60).map(lambda count: TODAY + timedelta(days=count))
_DECKS = st.sampled_from([(), ("a",), ("a", "b")])
_ITEMS = st.integers(0, 3)
_WORDS = st.sampled_from(["a", "b"])
_TEXTS = st.text(st.characters(codec="utf-8"), max_size=9)
_SCORES = st.integers(1, 5)
_CLOCKS = st.integers(0, CREDIBLE)
_POINTS = st.lists(st.integers(1, 9), max_size=9, unique=True).map(tuple)
_VERBS = ["set-due", "postpone", "break", "optimize", "import"]


@st.composite
def standing_logs(draw: st.DrawFn, most: int = 20) -> list[Fact]:
    """Facts in the order in which they came about, undos and facts of strangers among them."""
    facts: list[Fact] = []
    for number in range(draw(st.integers(1, most))):
        at = _BEGIN + timedelta(minutes=number)
        machine = MachineId(draw(st.sampled_from(["here", "there"])))
        here = Stamp(fact_id(at, number.to_bytes(10, "big")), machine, at, number * 3 + 1)
        ids = [fact.stamp.id for fact in facts] or [FactId("nobody")]
        named = st.sampled_from([*ids, "nobody"])
        facts.append(draw(_fact(here, named)))
    return facts


Maker = Callable[[], st.SearchStrategy[Any]]
"""Makes a strategy when it is asked to."""


def _fact(here: Stamp, named: st.SearchStrategy[str]) -> st.SearchStrategy[Fact]:
    """A fact of any kind that holds without a card, about any that came before it."""
    stamp = st.just(here)
    undo: dict[type[Fact], Maker] = {Undo: partial(st.builds, Undo, stamp, st.none(), named)}
    makers = _without_a_card(stamp, named) | undo
    return st.sampled_from([*makers]).flatmap(lambda kind: makers[kind]())


def _without_a_card(
    stamp: st.SearchStrategy[Stamp], named: st.SearchStrategy[str]
) -> dict[type[Fact], Maker]:
    """By kind, what makes a strategy of facts that concern no card; a fact needs one of them."""
    on_days = {"begins_on": _DAYS, "ends_on": _DAYS}
    drawn = st.lists(_WORDS, min_size=2, max_size=2).map(tuple)
    company = {"company": st.sampled_from(["Acme", "ACME", "Beta"]), "round": _WORDS}
    ranks = st.sampled_from(["warm-up", "ordinary", "favourite", "unheard-of"])
    judged = {"hire": st.none() | st.booleans(), "scores": st.dictionaries(_WORDS, _SCORES)}
    begun = st.just("full"), st.sampled_from(["standard", "pressure"]), _DAYS
    marks = st.sampled_from(["shown", "running", "phase", "answered", "left"])
    dated = {"minutes": st.none() | st.just(30), "set_on": _DAYS}
    return {
        Adopted: partial(st.builds, Adopted, stamp, st.sampled_from([(), _USABLE, (1.0,)])),
        BroughtNotes: partial(
            st.builds,
            BroughtNotes,
            *(stamp, _ITEMS, _WORDS, _DECKS, st.just((("Card 1", "{{Front}}", "{{Back}}"),))),
            *(st.booleans(), st.sampled_from([(), (0,), (1, 0)])),
            st.dictionaries(_WORDS, _DECKS, max_size=2),
            part_of=st.none() | named,
        ),
        BroughtParameters: partial(
            st.builds,
            BroughtParameters,
            stamp,
            st.sampled_from([(), _USABLE]),
            part_of=st.none() | named,
            whose=_WORDS,
        ),
        DeadlineSet: partial(st.builds, DeadlineSet, stamp, _DAYS, _DECKS, **dated),
        DeadlineRemoved: partial(st.builds, DeadlineRemoved, stamp, _DECKS),
        BreakSet: partial(st.builds, BreakSet, stamp, **on_days),
        BreakRemoved: partial(st.builds, BreakRemoved, stamp, **on_days),
        Imported: partial(st.builds, Imported, stamp, _WORDS, _DECKS, _ITEMS),
        Together: partial(
            st.builds, Together, stamp, st.sampled_from(["suspended", "reset", "odd"]), _ITEMS
        ),
        PlanStarted: partial(
            st.builds, PlanStarted, stamp, _WORDS, st.just("text"), _DAYS, _DAYS, st.just(60)
        ),
        PlanMoved: partial(st.builds, PlanMoved, stamp, named, _DAYS),
        PlanTicked: partial(st.builds, PlanTicked, stamp, named, _WORDS, _DAYS, st.integers(-3, 3)),
        PlanStopped: partial(st.builds, PlanStopped, stamp, named, _DAYS),
        MockBegun: partial(
            st.builds,
            MockBegun,
            *(stamp, *begun, drawn, st.just(("theory", "coding")), drawn, st.just((120, 2_700))),
        ),
        MockMarked: partial(st.builds, MockMarked, stamp, named, _ITEMS, marks, _ITEMS),
        MockJudged: partial(st.builds, MockJudged, stamp, named, _ITEMS, _WORDS, **judged),
        MockEnded: partial(st.builds, MockEnded, stamp, named, _WORDS),
        InterviewSet: partial(
            st.builds,
            InterviewSet,
            stamp,
            on=_DAYS,
            rank=ranks,
            interview=st.none() | named,
            **company,
        ),
        InterviewHeld: partial(
            st.builds,
            InterviewHeld,
            stamp,
            named,
            st.sampled_from(["passed", "odd"]),
            _DAYS,
            _WORDS,
        ),
        InterviewAsked: partial(st.builds, InterviewAsked, stamp, named, _WORDS, st.booleans()),
        InterviewRemoved: partial(st.builds, InterviewRemoved, stamp, named),
        Offered: partial(st.builds, Offered, stamp, named, _DAYS, _DAYS),
    }


def _of_a_card(
    stamp: st.SearchStrategy[Stamp], card: st.SearchStrategy[str], named: st.SearchStrategy[str]
) -> dict[type[Fact], st.SearchStrategy[Fact]]:
    """By kind, facts that concern one card, and undos."""
    ratings, spent = st.sampled_from(Rating), st.none() | st.integers(0, 10**7)
    whole = st.none() | named
    rare = {"limit_s": spent, "note": _TEXTS, "revealed_ms": spent}
    return {
        Introduced: st.builds(
            Introduced, stamp, card, st.sampled_from(Kind), front=_TEXTS, back=_TEXTS
        ),
        Review: st.builds(
            Review,
            *(stamp, card, ratings, _DAYS, st.integers(-86_399, 86_399), st.none() | _SCORES),
            *(spent, st.none() | _DAYS, st.sampled_from(["review", "answer"])),
            **rare,
        ),
        Crammed: st.builds(Crammed, stamp, card, ratings, _DAYS, st.none() | _SCORES, spent),
        Suspended: st.builds(Suspended, stamp, card, whole),
        Resumed: st.builds(Resumed, stamp, card),
        Buried: st.builds(Buried, stamp, card, _DAYS),
        Reset: st.builds(Reset, stamp, card),
        DueSet: st.builds(DueSet, stamp, card, _DAYS, st.sampled_from(_VERBS), whole),
        Redated: st.builds(Redated, stamp, card, named, _INSTANTS, _DAYS, whole),
        Regraded: st.builds(Regraded, stamp, card, named, named),
        Said: st.builds(Said, stamp, card, named, _POINTS, st.integers(1, 9)),
        Edited: st.builds(Edited, stamp, card, named, st.booleans()),
        Unlinked: st.builds(Unlinked, stamp, card, named, st.booleans()),
        BroughtCram: st.builds(
            BroughtCram, stamp, card, ratings, _DAYS, st.none(), spent, part_of=whole
        ),
        BroughtSuspension: st.builds(BroughtSuspension, stamp, card, whole),
        BroughtBurial: st.builds(BroughtBurial, stamp, card, _DAYS, whole),
        BroughtResumption: st.builds(BroughtResumption, stamp, card, whole),
        BroughtReset: st.builds(BroughtReset, stamp, card, whole),
        Undo: st.builds(Undo, stamp, st.none() | card, named),
    }


_INSTANTS = st.datetimes(datetime(1900, 1, 2), datetime(5999, 12, 30), timezones=st.just(UTC))
_STAMPS = st.builds(
    Stamp, st.sampled_from(["one", "two-2", "3_three"]), st.just("here"), _INSTANTS, _CLOCKS
)
_NAMES = st.sampled_from(["nobody", "one"])
FACTS = _of_a_card(_STAMPS, _NAMES, _NAMES) | {
    kind: facts() for kind, facts in _without_a_card(_STAMPS, _NAMES).items()
}
"""By kind, facts of it."""


def standing_said(told: dict[str, Any]) -> Standing:
    """What JSON says of a standing, read part by part."""
    return Standing(**{name: reader_of(STANDING_PARTS[name])(one) for name, one in told.items()})
