"""A study session as a value (law 3)."""

from dataclasses import replace
from datetime import timedelta

from histories import BEGIN
from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.card import Source
from flashcards.core.log.stamp import FactId
from flashcards.core.schedule import Schedule
from flashcards.core.study.remaining import Learning, Step, Waiting
from flashcards.core.study.session import (
    Session,
    Shown,
    answered,
    crammed,
    is_own,
    passed_over,
    put_aside,
    recalled,
    replaced,
    revealed,
    started,
    undone,
)

IN_TEN = BEGIN + timedelta(minutes=10)
LEARNING = Schedule(due_at=IN_TEN)
KNOWN = Schedule()
MINUTES = st.timedeltas(timedelta(0), timedelta(hours=2))


@st.composite
def sessions(draw):
    """A session somewhere in its course, a card shown."""
    cards = draw(st.lists(st.text("abc", min_size=1, max_size=3), unique=True, max_size=6))
    split = draw(st.integers(0, len(cards)))
    steps = sorted(Step(BEGIN + draw(MINUTES), card) for card in cards[split:])
    session = Session(Waiting(tuple(cards[:split])), Learning.of(steps))
    said = draw(st.none() | st.just((1, 3)))
    shown = Shown("shown", BEGIN, draw(st.none() | st.just(IN_TEN)), said)
    return replace(session, shown=shown, answered=draw(st.integers(0, 9)))


@given(sessions(), MINUTES, st.sampled_from([LEARNING, KNOWN]))
def test_undo_gives_back_the_session_before_an_answer(session, later, schedule):
    after = answered(session, BEGIN + later, schedule, FactId("x"))
    assert undone(after) == session
    assert after.act == "x"


@given(sessions(), MINUTES)
def test_undo_gives_back_the_session_before_a_skip(session, later):
    assert undone(put_aside(session, BEGIN + later, None)) == session


@st.composite
def acts(draw):
    """What a learner does, when, and how soon the card comes again."""
    kinds = ["answer", "answer", "answer", "cram", "skip", "bury", "reveal", "replace", "pass"]
    return draw(st.sampled_from(kinds)), BEGIN + draw(MINUTES), draw(st.none() | MINUTES)


def done(session, number, act):
    """The session after an act; the fact it writes is named by its number."""
    kind, now, soon = act
    fact = FactId(str(number))
    if kind == "answer":
        return answered(session, now, Schedule(due_at=soon and now + soon), fact)
    if kind == "cram":
        return crammed(session, now, fact, again=soon is not None)
    if kind in {"skip", "bury"}:
        return put_aside(session, now, None if kind == "skip" else fact)
    if kind == "replace":
        return replaced(session, f"new {number}")
    return revealed(session, now) if kind == "reveal" else passed_over(session, now)


@given(sessions(), st.lists(acts(), max_size=30))
def test_undo_gives_back_every_session_that_there_was(session, course):
    """As it was then: what later sessions share with it, they have not changed."""
    were = []
    for number, act in enumerate(course):
        after = done(session, number, act)
        if after.before is session:
            were.append((session, contents(session), after))
        session = after
    for before, was, after in reversed(were):
        assert replace(undone(after), ahead=before.ahead) == before
        assert contents(before) == was


def contents(session):
    """All that can be seen of a session."""
    own = {fact for fact in map(str, range(30)) if is_own(session, fact)}
    return (tuple(session.waiting), tuple(session.learning), session.shown, session.left, own)


@given(sessions(), st.lists(acts(), max_size=30))
def test_own_acts_are_those_that_undo_would_take_back(session, course):
    for number, act in enumerate(course):
        session = done(session, number, act)
    own = {str(number) for number in range(30) if is_own(session, str(number))}
    chain = []
    while session.before is not None:
        chain += [] if session.act is None else [session.act]
        session = undone(session)
    assert sorted(own) == sorted(chain)


@given(sessions(), MINUTES, st.sampled_from([LEARNING, KNOWN]))
def test_no_card_is_lost_or_asked_twice_at_once(session, later, schedule):
    after = answered(session, BEGIN + later, schedule, FactId("x"))
    cards = [*after.waiting, *(step.card for step in after.learning)]
    cards += [after.shown.card] if after.shown else []
    expected = {*session.waiting, *(step.card for step in session.learning)}
    if schedule is LEARNING:
        expected |= {"shown"}
    assert sorted(cards) == sorted(expected)


@given(sessions(), MINUTES)
def test_a_session_ends_only_when_nothing_is_due_within_twenty_minutes(session, later):
    now = BEGIN + later
    after = put_aside(session, now, None)
    if after.shown is None:
        assert not after.waiting
        assert all(step.due_at > now + timedelta(minutes=20) for step in after.learning)


@given(sessions(), MINUTES, st.lists(st.integers(1, 3), min_size=7, max_size=7))
def test_a_sibling_follows_only_where_nothing_else_is_to_be_asked(session, later, lines):
    cards = ["shown", *session.waiting, *(step.card for step in session.learning)]
    places = {card: Source("d.md", line) for card, line in zip(cards, lines, strict=False)}
    now = BEGIN + later
    after = answered(replace(session, places=places), now, KNOWN, FactId("x"))
    plain = answered(session, now, KNOWN, FactId("x"))
    assert (after.shown is None) == (plain.shown is None)
    if after.shown is not None and places[after.shown.card] == places["shown"]:
        due = [step.card for step in session.learning if step.due_at <= now]
        assert {places[card] for card in (*due, *session.waiting)} <= {places["shown"]}
    else:
        assert after.shown == plain.shown or places[plain.shown.card] == places["shown"]


def test_a_sibling_stays_apart_from_a_card_that_was_skipped():
    places = {card: Source("d.md", 1) for card in ("a", "b")}
    session = started(Session(Waiting(("a", "b", "c", "d")), places=places), BEGIN)
    skipped = put_aside(session, BEGIN, None)
    assert skipped.shown.card == "c"
    assert put_aside(skipped, BEGIN, None).shown.card == "b"


def test_a_learning_card_that_is_due_goes_before_the_queue():
    session = Session(Waiting(("a",)), Learning.of([Step(IN_TEN, "b")]))
    assert started(session, BEGIN).shown.card == "a"
    assert started(session, IN_TEN).shown.card == "b"


def test_a_learning_card_is_shown_early_only_when_nothing_else_is_left():
    nothing_else = Session(Waiting(), Learning.of([Step(BEGIN + timedelta(minutes=20), "b")]))
    assert started(nothing_else, BEGIN).shown.card == "b"
    too_early = Session(Waiting(), Learning.of([Step(BEGIN + timedelta(minutes=21), "b")]))
    assert started(too_early, BEGIN).shown is None


def test_undo_without_an_act_changes_nothing():
    session = started(Session(Waiting(("a",))), BEGIN)
    assert undone(session) == session


def test_undo_brings_back_act_after_act_to_the_beginning():
    session = first = started(Session(Waiting(("a", "b", "c"))), BEGIN)
    for n in range(3):
        session = answered(session, BEGIN, KNOWN, FactId(str(n)))
    assert session.shown is None
    for _ in range(3):
        session = undone(session)
    assert session == first


def test_time_up_shows_no_further_card():
    session = started(Session(Waiting(("a", "b")), ends_at=IN_TEN), BEGIN)
    assert answered(session, IN_TEN, KNOWN, FactId("x")).shown is None


def test_a_card_of_an_earlier_session_is_shown_again_before_all_others():
    session = started(Session(Waiting(("a", "b")), Learning.of([Step(IN_TEN, "z")])), BEGIN)
    again = recalled(session, "z", BEGIN)
    assert (again.shown.card, again.waiting, again.learning) == ("z", ("a", "b"), ())
    same = recalled(session, "a", BEGIN)
    assert (same.shown.card, same.waiting) == ("a", ("b",))


def test_revealing_and_replacing_need_a_card():
    nothing = Session()
    assert revealed(nothing, IN_TEN) == nothing
    assert replaced(nothing, "x") == nothing
    shown = started(Session(Waiting(("a",))), BEGIN)
    opened = revealed(shown, IN_TEN)
    assert opened.shown.revealed
    assert revealed(opened, BEGIN) == opened
    assert replaced(opened, "x").shown == Shown("x", BEGIN, IN_TEN)
    assert shown.left == 1
