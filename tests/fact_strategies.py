"""Logs of facts that concern no card, as several machines of a learner would have them."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from flashcards.core.log import (
    Adopted,
    BreakRemoved,
    BreakSet,
    DeadlineRemoved,
    DeadlineSet,
    Undo,
)
from flashcards.core.parameters import BOUNDS
from flashcards.core.preparation.facts import (
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
from flashcards.core.stamp import Stamp, fact_id

TODAY = date(2026, 1, 5)
_BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)
_USABLE = tuple((lowest + highest) / 2 for lowest, highest in BOUNDS)
_DAYS = st.integers(-60, 60).map(lambda count: TODAY + timedelta(days=count))
_DECKS = st.sampled_from([(), ("a",), ("a", "b")])
_ITEMS = st.integers(0, 3)
_WORDS = st.sampled_from(["a", "b"])


@st.composite
def standing_logs(draw, most=20):
    """Facts in the order in which they came about, undos and facts of strangers among them."""
    facts = []
    for number in range(draw(st.integers(1, most))):
        at = _BEGIN + timedelta(minutes=number)
        machine = draw(st.sampled_from(["here", "there"]))
        here = Stamp(fact_id(at, number.to_bytes(10, "big")), machine, at, number * 3 + 1)
        ids = [fact.stamp.id for fact in facts] or ["nobody"]
        named = st.sampled_from([*ids, "nobody"])
        facts.append(draw(_fact(here, named)))
    return facts


def _fact(here, named):
    """A fact of any kind that holds without a card, about any that came before it."""
    stamp = st.just(here)
    on_days = {"begins_on": _DAYS, "ends_on": _DAYS}
    drawn = st.lists(_WORDS, min_size=2, max_size=2).map(tuple)
    company = {"company": st.sampled_from(["Acme", "ACME", "Beta"]), "round": _WORDS}
    ranks = st.sampled_from(["warm-up", "ordinary", "favourite", "unheard-of"])
    return st.one_of(
        st.builds(Adopted, stamp, st.sampled_from([(), _USABLE, (1.0,)])),
        st.builds(DeadlineSet, stamp, _DAYS, _DECKS, minutes=st.none() | st.just(30), set_on=_DAYS),
        st.builds(DeadlineRemoved, stamp, _DECKS),
        st.builds(BreakSet, stamp, **on_days),
        st.builds(BreakRemoved, stamp, **on_days),
        st.builds(PlanStarted, stamp, _WORDS, st.just("text"), _DAYS, _DAYS, st.just(60)),
        st.builds(PlanMoved, stamp, named, _DAYS),
        st.builds(PlanTicked, stamp, named, _WORDS, _DAYS, st.integers(-3, 3)),
        st.builds(PlanStopped, stamp, named, _DAYS),
        st.builds(
            MockBegun,
            *(stamp, st.just("full"), st.sampled_from(["standard", "pressure"]), _DAYS),
            *(drawn, st.just(("theory", "coding")), drawn, st.just((120, 2_700))),
        ),
        st.builds(
            MockMarked,
            *(stamp, named, _ITEMS),
            *(st.sampled_from(["shown", "running", "phase", "answered", "left"]), _ITEMS),
        ),
        st.builds(
            MockJudged,
            *(stamp, named, _ITEMS, _WORDS),
            hire=st.none() | st.booleans(),
            scores=st.dictionaries(_WORDS, st.integers(1, 5)),
        ),
        st.builds(MockEnded, stamp, named, _WORDS),
        st.builds(
            InterviewSet, stamp, on=_DAYS, rank=ranks, interview=st.none() | named, **company
        ),
        st.builds(InterviewHeld, stamp, named, st.sampled_from(["passed", "odd"]), _DAYS, _WORDS),
        st.builds(InterviewAsked, stamp, named, _WORDS, st.booleans()),
        st.builds(InterviewRemoved, stamp, named),
        st.builds(Offered, stamp, named, _DAYS, _DAYS),
        st.builds(Undo, stamp, st.none(), named),
    )
