"""Acts on cards and on the collection: what they do, and that undo takes them back whole."""

from collections import Counter
from datetime import date, timedelta

import pytest
from collections_on_disk import MORNING, at, deck, dump, ids, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.core.log.card_facts import DueSet, Reset, Suspended
from flashcards.core.log.collection_facts import (
    Adopted,
    BreakSet,
    DeadlineRemoved,
    DeadlineSet,
    Together,
)
from flashcards.core.log.facts import Undo
from flashcards.core.log.order import order
from flashcards.core.parameters import BOUNDS
from flashcards.core.scheduling.breaks import Break
from flashcards.core.selection import Selection
from flashcards.errors.cards import NothingToUndo, NotInReview, UnknownDeck
from flashcards.errors.days import (
    BreakBackwards,
    BreakOver,
    BreakStands,
    BreakTooLong,
    DayGone,
    DayTooFar,
    NoDayToPostponeTo,
    NoSuchBreak,
)
from flashcards.services.decks.link import link
from flashcards.services.log import reschedule
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.redo import redo
from flashcards.services.log.reschedule import Moves, move
from flashcards.services.log.undo import undo
from flashcards.services.study import session as sessions
from flashcards.services.study.acts import bury, reset, resume, set_due, suspend
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.break_ import breaks, remove_break, set_break
from flashcards.services.study.postpone import Span, postpone
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.work import writing_work as working
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.log import log
from flashcards.storage.log.acts import latest_act
from flashcards.storage.projection.cards import known_cards
from flashcards.storage.projection.due_days import due_days

TODAY, DAY = MORNING.date(), timedelta(days=1)
PARAMETERS = tuple((low + high) / 2 for low, high in BOUNDS)
ALL, USUAL = Selection(), Span()
CARDS = 24


@pytest.fixture(scope="module")
def studied(tmp_path_factory):
    """Twenty-four cards, all answered on the first morning, Easy; two decks."""
    root = tmp_path_factory.mktemp("acts")
    for name in ("a", "b"):
        text = "".join(f"Q: {name} {n}?\nA: {n}\n\n" for n in range(CARDS // 2))
        deck(root, text, f"{name}.md")
    with opened(root) as collection:
        for card in ids(collection):
            answer(collection, at(), card, Grade(4))
        yield collection


@pytest.fixture
def collection(studied):
    """The same for every test: what one does is undone afterwards, back to the answers."""
    before, last = dump(studied), latest(studied)
    yield studied
    while latest(studied) != last:
        undo(studied, at(days=60))
    assert dump(studied) == before


def latest(collection):
    """The last act that is not undone."""
    with reading(collection.engine) as connection:
        return latest_act(connection)


def due(collection):
    """The due day of every card."""
    with reading(collection.engine) as connection:
        return due_days(connection)


def facts(collection, *kinds):
    """The facts of some kinds, in order."""
    with reading(collection.engine) as connection:
        return [fact for fact in log.all_facts(connection) if isinstance(fact, kinds)]


def wrote(collection, *new):
    """Put facts into the log, as other use cases do."""
    with writing(collection.engine) as connection:
        stamps = log.stamps(connection, at().now)
        log.append(connection, [fact(next(stamps)) for fact in new])


def moved(before, after):
    """The cards whose due day is another now."""
    return {card for card in before if before[card] != after[card]}


def test_a_card_reset_is_new_and_its_history_stays(collection):
    first = ids(collection)[0]
    known = len(facts(collection, object))
    reset(collection, at(days=1), first)
    with reading(collection.engine) as connection:
        state = next(one.schedule.state for one in known_cards(connection) if one.card.id == first)
    assert state == "new"
    assert first not in due(collection)
    assert len(facts(collection, object)) == known + 1
    assert undo(collection, at(days=1)).act == "reset"
    assert first in due(collection)


def test_a_due_day_set_holds_until_the_next_answer(collection):
    first, second, *_ = ids(collection)
    day = TODAY + 50 * DAY
    assert set_due(collection, at(days=1), [first, second, first], day) == 2
    assert {due(collection)[first], due(collection)[second]} == {day}
    rebuild(collection)
    assert due(collection)[first] == day
    answer(collection, at(days=50), first, Grade(3))
    assert due(collection)[first] > day
    undo(collection, at(days=50))
    undone = undo(collection, at(days=50))
    assert (undone.act, undone.cards) == ("set-due", 2)


def test_a_due_day_is_set_today_at_the_earliest_and_for_all_cards_or_none(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        first, second, third = ids(collection)
        answer(collection, at(), first, Grade(4))
        answer(collection, at(), second, Grade(1))
        before = dump(collection)
        with pytest.raises(DayGone, match="2026-01-04 is past: give today"):
            set_due(collection, at(), [first], TODAY - DAY)
        with pytest.raises(DayTooFar, match="9999-12-31 is too far away: give a day of the next"):
            set_due(collection, at(), [first], date.max)
        with pytest.raises(NotInReview, match=f"Card {third[:8]} is new and has no due day"):
            set_due(collection, at(), [first, third], TODAY)
        with pytest.raises(NotInReview, match="is still being learnt"):
            set_due(collection, at(), [second], TODAY)
        answer(collection, at(days=9), first, Grade(1))
        with pytest.raises(NotInReview, match="is being learnt again"):
            set_due(collection, at(days=9), [first], TODAY + 9 * DAY)
        undo(collection, at(days=9))
        assert dump(collection) == before
        assert set_due(collection, at(), [first], TODAY) == 1


SPANS = st.builds(Span, per_day=st.integers(1, 9)) | st.builds(Span, days=st.integers(1, 9))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(6, 40), SPANS, st.sampled_from([ALL, Selection(decks=("b",))]))
def test_postponing_moves_only_what_is_due_into_the_days_said(collection, after, span, chosen):
    now, today = at(days=after), TODAY + after * DAY
    before = due(collection)
    foretold = postpone(collection, now, chosen, span, dry_run=True)
    assert due(collection) == before
    done = postpone(collection, now, chosen, span)
    days = due(collection)
    cards = moved(before, days)
    assert (done.days, done.moved) == (foretold.days, len(cards))
    assert all(before[card] <= today < days[card] for card in cards)
    load = Counter(max(day, today) for day in days.values())
    for day in {days[card] for card in cards}:
        assert load[day] <= done.per_day
        assert span.days is None or day < today + span.days * DAY
    if not chosen.decks and done.moved:
        assert load[today] <= done.per_day
    if cards:
        assert undo(collection, now).cards == len(cards)
    assert due(collection) == before


def test_what_is_postponed_is_told_day_by_day(collection):
    done = postpone(collection, at(days=40), ALL, Span(per_day=10))
    assert (done.due, done.stay, done.moved, done.per_day) == (CARDS, 10, 14, 10)
    assert [(day.on - TODAY, day.cards, day.due) for day in done.days] == [
        (41 * DAY, 10, 10),
        (42 * DAY, 4, 4),
    ]
    again = postpone(collection, at(days=40), ALL, Span(per_day=10))
    assert (again.due, again.stay, again.moved, again.days) == (10, 10, 0, ())
    assert {fact.why for fact in facts(collection, DueSet)[-14:]} == {"postpone"}


def test_a_backlog_is_spread_over_a_week_unless_the_settings_say_how_many_a_day(tmp_path):
    deck(tmp_path, "".join(f"Q: {n}?\nA: {n}\n\n" for n in range(14)))
    with opened(tmp_path) as collection:
        for card in ids(collection):
            answer(collection, at(), card, Grade(4))
        done = postpone(collection, at(days=40), ALL, USUAL)
        assert (done.per_day, [day.cards for day in done.days]) == (2, [2] * 6)
        undo(collection, at(days=40))
    (tmp_path / "flash.toml").write_text("reviews_per_day = 9\n")
    with opened(tmp_path) as collection:
        done = postpone(collection, at(days=40), ALL, USUAL, dry_run=True)
        assert (done.per_day, done.moved) == (9, 5)
        assert postpone(collection, at(days=40), ALL, Span(days=2), dry_run=True).per_day == 7


def test_nothing_is_postponed_where_nothing_is_due_or_no_day_is_open(collection):
    assert postpone(collection, at(days=1), ALL, USUAL).due == 0
    set_break(collection, at(days=40), Break(TODAY + 40 * DAY, TODAY + 44 * DAY))
    set_due(collection, at(days=40), ids(collection), TODAY + 40 * DAY)
    with pytest.raises(NoDayToPostponeTo, match="next 5 days are all breaks"):
        postpone(collection, at(days=40), ALL, Span(days=5))
    with pytest.raises(UnknownDeck):
        postpone(collection, at(days=40), Selection(decks=("qqq",)), USUAL)
    with pytest.raises(UnknownDeck):
        postpone(collection, at(days=40), Selection(decks=("qqq",)), USUAL, dry_run=True)


def test_what_is_suspended_buried_new_or_in_steps_is_not_postponed(tmp_path):
    deck(tmp_path, "".join(f"Q: {n}?\nA: {n}\n\n" for n in range(6)))
    with opened(tmp_path) as collection:
        first, second, third, fourth, fifth, _ = ids(collection)
        for card in (first, second, third, fourth):
            answer(collection, at(), card, Grade(4))
        answer(collection, at(), fifth, Grade(1))
        suspend(collection, at(), first)
        done = postpone(collection, at(days=40), ALL, Span(per_day=1))
        assert (done.due, done.moved) == (3, 2)
        assert due(collection)[first] < TODAY + 40 * DAY


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 20), st.integers(-2, 20), st.integers(0, 12))
def test_in_a_break_nothing_is_due_and_taking_it_back_restores_every_day(
    collection, now, begins, length
):
    today = TODAY + now * DAY
    begins_on = today + begins * DAY
    break_ = Break(begins_on, max(begins_on, today) + length * DAY)
    before = due(collection)
    made = set_break(collection, at(days=now), break_)
    days = due(collection)
    assert not [day for day in days.values() if max(day, today) in break_]
    due_in_break = {card for card, day in before.items() if max(day, today) in break_}
    assert moved(before, days) == due_in_break
    assert made.before + made.after == len(due_in_break)
    assert made.before == sum(days[card] < break_.begins_on for card in due_in_break)
    rebuild(collection)
    assert due(collection) == days
    if length % 2:
        undone = undo(collection, at(days=now))
        assert (undone.act, undone.cards, undone.known) == ("break-set", len(due_in_break), None)
    else:
        assert remove_break(collection, at(days=now), break_) == len(due_in_break)
    assert due(collection) == before
    assert breaks(collection) == ()


def test_later_answers_avoid_the_break(collection):
    break_ = Break(TODAY + 40 * DAY, TODAY + 60 * DAY)
    set_break(collection, at(), break_)
    answered = [answer(collection, at(days=9), card, Grade(4)) for card in ids(collection)]
    assert not [done for done in answered if done.schedule.due_on in break_]
    assert [(row.begins_on, row.days) for row in breaks(collection)] == [(break_.begins_on, 21)]


def test_a_suspended_card_stays_in_the_break(collection):
    first = ids(collection)[0]
    suspend(collection, at(), first)
    day = due(collection)[first]
    set_break(collection, at(), Break(day, day))
    assert due(collection)[first] == day


def test_a_break_removed_leaves_alone_what_was_answered_since(collection):
    first, second, *_ = ids(collection)
    break_ = Break(TODAY + 3 * DAY, TODAY + 30 * DAY)
    before = due(collection)
    set_break(collection, at(days=1), break_)
    answer(collection, at(days=1), first, Grade(4))
    chosen = due(collection)[first]
    remove_break(collection, at(days=1), break_)
    assert (due(collection)[first], due(collection)[second]) == (chosen, before[second])


def test_a_break_that_is_none_is_refused_with_a_sentence(collection):
    before = dump(collection)
    now = at(days=10)

    def refused(failure, first, last, sentence):
        with pytest.raises(failure, match=sentence):
            set_break(collection, now, Break(TODAY + first * DAY, TODAY + last * DAY))

    refused(BreakBackwards, 12, 11, "from 2026-01-17 to 2026-01-16 ends before it begins")
    refused(BreakOver, 1, 9, "A break that ended on 2026-01-14 is over")
    refused(BreakTooLong, 20, 386, "A break of 367 days is too long: give one of up to 366")
    with pytest.raises(DayTooFar, match="9999-12-31 is too far away"):
        set_break(collection, now, Break(date.max - DAY, date.max))
    break_ = Break(TODAY + 11 * DAY, TODAY + 11 * DAY)
    with pytest.raises(NoSuchBreak, match="There is no break from 2026-01-16 to 2026-01-16"):
        remove_break(collection, now, break_)
    assert dump(collection) == before
    set_break(collection, now, break_)
    refused(BreakStands, 11, 11, "planned already")
    other = Break(TODAY + 11 * DAY, TODAY + 12 * DAY)
    with pytest.raises(NoSuchBreak):
        remove_break(collection, now, other)


def test_undo_takes_back_what_concerns_the_collection(collection):
    before = dump(collection)
    selected = {"areas": ("theory",)}
    wrote(
        collection,
        lambda stamp: Adopted(stamp, PARAMETERS),
        lambda stamp: DeadlineSet(stamp, TODAY + 9 * DAY, **selected),
        lambda stamp: DeadlineRemoved(stamp, **selected),
    )
    rebuild(collection)
    assert dump(collection) != before
    told = []
    undone = [undo(collection, at(), lambda *done: told.append(done)) for _ in range(3)]
    assert [one.act for one in undone] == ["deadline-removed", "deadline-set", "adopted"]
    assert {(one.cards, one.known, one.rating) for one in undone} == {(0, None, None)}
    assert dump(collection) == before
    assert told == [(CARDS, CARDS)]


def test_one_undo_is_written_for_each_fact_of_an_act(collection):
    postpone(collection, at(days=40), ALL, Span(per_day=10))
    with reading(collection.engine) as connection:
        group = sorted(log.facts_that_count(connection, DueSet), key=order)
    assert [fact.part_of for fact in group] == [None, *[group[0].stamp.id] * 13]
    before = len(facts(collection, Undo))
    undo(collection, at(days=40))
    undos = facts(collection, Undo)
    assert len(undos) == before + 14
    assert {(f.card, f.stamp.id) for f in group} <= {(one.card, one.undoes) for one in undos}


def test_an_act_on_very_many_cards_is_taken_back_by_making_all_schedules_anew(
    collection, monkeypatch
):
    before = dump(collection)
    monkeypatch.setattr(reschedule, "_MANY", 3)
    set_break(collection, at(), Break(TODAY, TODAY + 30 * DAY))
    told = []
    undo(collection, at(), lambda *done: told.append(done))
    assert told == [(CARDS, CARDS)]
    assert dump(collection) == before


def test_a_session_takes_back_answers_and_leaves_what_was_done_elsewhere(collection):
    first, second, *_ = ids(collection)
    answer(collection, at(days=20), first, Grade(3))
    set_due(collection, at(days=20), [second], TODAY + 70 * DAY)
    set_break(collection, at(days=20), Break(TODAY + 80 * DAY, TODAY + 81 * DAY))
    session = sessions.start(collection, at(days=20), ReviewOptions(cards=1))
    session = sessions.undo(collection, at(days=20), session)
    assert session.shown.card == first
    assert due(collection)[second] == TODAY + 70 * DAY
    assert len(breaks(collection)) == 1


@pytest.fixture
def leeches(tmp_path):
    """A collection where every second lapse makes a leech, and suspends it; a card in review."""
    deck(tmp_path)
    (tmp_path / "flash.toml").write_text(
        "leech_lapses = 2\nleech_suspend = true\nrelearning_steps = []\n"
    )
    with opened(tmp_path) as collection:
        answer(collection, at(), ids(collection)[0], Grade(4))
        yield collection


def test_a_leech_is_marked_at_the_threshold_and_every_half_and_suspended(leeches):
    first = ids(leeches)[0]
    marked = []
    for number in range(1, 5):
        done = answer(leeches, at(days=10 * number), first, Grade(1))
        marked.append((done.leech, done.schedule.suspended))
        resume(leeches, at(days=10 * number), first)
    assert marked == [(False, False), (True, True), (True, True), (True, True)]
    assert not answer(leeches, at(days=70), first, Grade(3)).leech


def test_a_leech_that_rests_already_is_not_suspended_twice(leeches):
    first = ids(leeches)[0]
    answer(leeches, at(days=10), first, Grade(1))
    suspend(leeches, at(days=10), first)
    assert answer(leeches, at(days=20), first, Grade(1)).leech
    assert len(facts(leeches, Suspended)) == 1


def test_an_answer_given_earlier_can_make_a_leech(leeches):
    first = ids(leeches)[0]
    answer(leeches, at(days=20), first, Grade(1))
    done = answer(leeches, at(days=10), first, Grade(1))
    assert (done.leech, done.schedule.suspended) == (True, True)
    before = dump(leeches)
    rebuild(leeches)
    assert dump(leeches) == before


def test_undo_takes_back_the_answer_with_the_suspension_it_brought(leeches):
    first = ids(leeches)[0]
    answer(leeches, at(days=10), first, Grade(1))
    before = dump(leeches)
    answer(leeches, at(days=20), first, Grade(1))
    undone = undo(leeches, at(days=20))
    assert (undone.act, undone.rating, undone.cards) == ("review", 1, 1)
    assert dump(leeches) == before


def test_a_session_says_a_leech_asks_it_no_more_and_takes_it_back(leeches):
    first = ids(leeches)[0]
    answer(leeches, at(days=10), first, Grade(1))
    before = dump(leeches)
    session = sessions.start(leeches, at(days=20), ReviewOptions(new=0))
    after = sessions.grade(leeches, at(days=20), session, 1)
    assert (after.leech.card, after.leech.lapses, after.leech.suspended) == (first, 2, True)
    assert (after.shown, after.left) == (None, 0)
    assert sessions.undo(leeches, at(days=20), after) == session
    assert dump(leeches) == before
    assert session.leech is None


def test_the_suspension_of_a_leech_is_taken_back_in_a_later_session_too(leeches):
    first = ids(leeches)[0]
    answer(leeches, at(days=10), first, Grade(1))
    before = dump(leeches)
    answer(leeches, at(days=20), first, Grade(1))
    later = sessions.start(leeches, at(days=20), ReviewOptions(new=0))
    assert sessions.undo(leeches, at(days=20), later).shown.card == first
    assert dump(leeches) == before


def test_nothing_is_left_to_undo_in_a_session_where_only_the_collection_was_changed(tmp_path):
    deck(tmp_path)
    with opened(tmp_path) as collection:
        set_break(collection, at(), Break(TODAY, TODAY))
        session = sessions.start(collection, at(), ReviewOptions())
        with pytest.raises(NothingToUndo):
            sessions.undo(collection, at(), session)
        assert facts(collection, BreakSet)


def test_a_due_day_set_reaches_the_card_that_took_the_history_over(tmp_path):
    """The history leads from the old text to the new, and by hand back again."""
    old = "Q: What is the bias of an estimator?\nA: Its expectation less the truth.\n"
    new = old.replace("What is", "Define")
    deck(tmp_path, old)
    with opened(tmp_path) as collection:
        (first,) = ids(collection)
        answer(collection, at(), first, Grade(4))
    deck(tmp_path, new)
    with opened(tmp_path) as collection:
        (second,) = ids(collection)
        assert set_due(collection, at(days=1), [second], TODAY + 30 * DAY) == 1
        link(collection, at(days=1), second, first)
        with working(collection, at(days=1)) as work:
            move(work, Moves({first: TODAY + 40 * DAY}, "set-due"))
        before = dump(collection)
        rebuild(collection)
        assert dump(collection) == before
        assert due(collection) == {second: TODAY + 40 * DAY}


def test_a_card_is_buried_for_the_day(collection):
    first = ids(collection)[0]
    bury(collection, at(days=40), first)
    assert postpone(collection, at(days=40), ALL, USUAL, dry_run=True).due == CARDS - 1
    assert postpone(collection, at(days=41), ALL, USUAL, dry_run=True).due == CARDS


def test_removing_a_break_is_an_act_that_can_be_undone(collection):
    break_ = Break(at(days=5).today(4), at(days=40).today(4))
    for card in ids(collection):
        answer(collection, at(), card, Grade(4))
    before = dump(collection)
    set_break(collection, at(), break_)
    moved = dump(collection)
    assert moved != before
    assert remove_break(collection, at(), break_) > 0
    assert (dump(collection), breaks(collection)) == (before, ())
    assert undo(collection, at()).act == "break-removed"
    assert dump(collection) == moved
    assert undo(collection, at()).act == "break-set"
    assert dump(collection) == before


def test_a_break_removed_leaves_cards_out_of_another_one(collection):
    first, second = (Break(at(days=n).today(4), at(days=n + 20).today(4)) for n in (2, 15))
    for card in ids(collection):
        answer(collection, at(), card, Grade(4))
    set_break(collection, at(), first)
    set_break(collection, at(), second)
    remove_break(collection, at(), first)
    due = {row[5] for row in dump(collection, "schedules")["schedules"]}
    assert not any(second.begins_on <= day <= second.ends_on for day in due)


def suspended(collection):
    with reading(collection.engine) as connection:
        return {known.card.id for known in known_cards(connection) if known.suspended}


ALL_AT_ONCE = {suspend: "suspended", resume: "resumed", bury: "buried", reset: "reset"}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(list(ALL_AT_ONCE)), st.integers(2, CARDS), st.booleans())
def test_what_is_done_to_several_cards_is_taken_back_and_given_back_as_one(
    collection, act, count, is_suspended
):
    cards = ids(collection)[:count]
    if is_suspended:
        suspend(collection, at(days=1), cards[0])
    before = dump(collection)
    act(collection, at(days=1), *cards)
    after = dump(collection)
    undone = undo(collection, at(days=1))
    assert (undone.act, undone.cards) == (ALL_AT_ONCE[act], count)
    assert dump(collection) == before
    assert redo(collection, at(days=1)).cards == count
    assert dump(collection) == after
    assert undo(collection, at(days=1)).cards == count
    assert dump(collection) == before
    rebuild(collection)
    assert dump(collection) == before
    if is_suspended:
        assert undo(collection, at(days=1)).known.card.id == cards[0]


def test_a_session_does_not_take_back_what_was_done_to_several_cards_elsewhere(collection):
    first, second, third, *_ = ids(collection)
    answer(collection, at(days=20), first, Grade(3))
    suspend(collection, at(days=20), first, second, third)
    answered = dump(collection)
    session = sessions.start(collection, at(days=20), ReviewOptions(cards=1))
    sessions.undo(collection, at(days=20), session)
    undone = undo(collection, at(days=20))
    assert (undone.act, undone.cards) == ("suspended", 3)
    assert dump(collection) != answered
    assert not {first, second, third} & suspended(collection)


def test_several_cards_are_done_to_by_facts_that_every_version_knows(collection):
    cards = ids(collection)[:3]
    first = reset(collection, at(), *cards)
    head, *parts = sorted(facts(collection, Together, Reset), key=lambda f: f.stamp.clock)[-4:]
    assert (head.stamp.id, head.act, head.until) == (first, "reset", parts[-1].stamp.clock)
    assert [fact.card for fact in parts] == cards
    heads = len(facts(collection, Together))
    reset(collection, at(), cards[0])
    assert len(facts(collection, Together)) == heads
