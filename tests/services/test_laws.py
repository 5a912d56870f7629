"""The laws of the log and its projection, through the services (laws 2, 3 and 7)."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from collections_on_disk import MORNING, deck, dump, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.core.scheduling.breaks import Break
from flashcards.core.selection import Selection
from flashcards.core.study_day import Moment
from flashcards.errors.base import FlashError
from flashcards.errors.cards import NothingToUndo
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.redo import redo
from flashcards.services.log.undo import undo
from flashcards.services.study.acts import bury, reset, resume, set_due, suspend
from flashcards.services.study.answer import Grade, answer
from flashcards.services.study.break_ import breaks, remove_break, set_break
from flashcards.services.study.postpone import Span, postpone
from flashcards.services.study.regrade import regrade
from flashcards.storage.database.engine import reading
from flashcards.storage.log.log import fact_count
from flashcards.storage.projection.cards import known_cards

ZONES = st.sampled_from(["UTC", "Asia/Tokyo", "America/Los_Angeles"]).map(ZoneInfo)
GAPS = st.sampled_from([0, 1, 9, 11, 600, 1_440, 4_000, 30_000]).map(
    lambda minutes: timedelta(minutes=minutes)
)
ACTS = st.sampled_from(
    [*(("answer", grade) for grade in range(1, 6)), ("late", 3), ("undo", 0), ("redo", 0),
     ("said", 0), ("regrade", 0), ("suspend", 0),
     ("resume", 0), ("bury", 0), ("reset", 0), ("set-due", 0), ("set-due", 30), ("postpone", 1),
     ("break", 0), ("break", 9), ("unbreak", 0)]
)  # fmt: skip
DAY = timedelta(days=1)
SIMPLE = {
    "suspend": suspend,
    "resume": resume,
    "bury": bury,
    "reset": reset,
    "redo": lambda collection, moment, _: redo(collection, moment),
    "said": lambda *known: answer(*known, Grade(3, said=[2])),
    "regrade": lambda collection, moment, card: regrade(collection, moment, card, 2),
}
TEXT = "Q: one?\nA: 1\n\nQ: two?\nA: **2**\n\n- even\n- prime\n\nS: Tell a story\nin two minutes\n"


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    root = tmp_path_factory.mktemp("laws")
    deck(root, TEXT)
    deck(root, "---\nretention: 0.8\n---\nQ: three?\nA: 3\n", "strict.md")
    (root / "flash.toml").write_text("leech_lapses = 1\nleech_suspend = true\n")
    with opened(root) as collection:
        yield collection


def cards_of(collection):
    with reading(collection.engine) as connection:
        return [known.card.id for known in known_cards(connection)]


def act(collection, moment, card, what, grade):
    """Do it; what cannot be done is refused with a sentence, and changes nothing."""
    try:
        match what:
            case "answer":
                answer(collection, moment, card, Grade(grade, 1_000))
            case "late":
                before = Moment(moment.now - timedelta(days=3), moment.zone)
                answer(collection, before, card, Grade(grade))
            case "undo":
                undo(collection, moment)
            case "set-due":
                set_due(collection, moment, [card], collection.today(moment) + grade * DAY)
            case "postpone":
                postpone(collection, moment, Selection(), Span(per_day=grade))
            case "break":
                first = collection.today(moment) + grade * DAY
                set_break(collection, moment, Break(first, first + 3 * DAY))
            case "unbreak":
                for row in breaks(collection)[:1]:
                    remove_break(collection, moment, Break(row.begins_on, row.ends_on))
            case _:
                SIMPLE[what](collection, moment, card)
    except FlashError as refused:
        assert str(refused).endswith((".", "?"))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(ACTS, st.integers(0, 3), GAPS, ZONES), max_size=12))
def test_the_database_is_what_its_log_rebuilds_to(collection, acts):
    cards, now = cards_of(collection), MORNING
    for (what, grade), card, gap, zone in acts:
        now += gap
        act(collection, Moment(now, zone), cards[card], what, grade)
    before = dump(collection)
    rebuild(collection)
    assert dump(collection) == before


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(ACTS, st.integers(0, 3), GAPS), max_size=8))
def test_undoing_every_act_leaves_only_the_log(collection, acts):
    now = MORNING
    with pytest.raises(NothingToUndo):  # what the examples before left
        while True:
            undo(collection, Moment(now, ZoneInfo("UTC")))
    empty, facts = dump(collection), count(collection)
    for (what, grade), card, gap in acts:
        now += gap
        act(collection, Moment(now, ZoneInfo("UTC")), cards_of(collection)[card], what, grade)
    assert count(collection) >= facts
    with pytest.raises(NothingToUndo):
        while True:
            undo(collection, Moment(now, ZoneInfo("UTC")))
    assert dump(collection) == empty
    assert empty["schedules"] == []


def count(collection):
    with reading(collection.engine) as connection:
        return fact_count(connection)


def test_an_answer_at_23_makes_a_card_of_one_day_due_at_8_the_next_morning(tmp_path):
    """Law 7, through `flash due`, in a zone that is not UTC."""
    from datetime import datetime

    from collections_on_disk import BERLIN

    from flashcards.services.study.due import due

    deck(tmp_path)
    (tmp_path / "flash.toml").write_text("learning_steps = []\n")
    evening = Moment(datetime(2026, 11, 22, 23, 0, tzinfo=BERLIN), BERLIN)
    morning = Moment(datetime(2026, 11, 23, 8, 0, tzinfo=BERLIN), BERLIN)
    night = Moment(datetime(2026, 11, 23, 3, 0, tzinfo=BERLIN), BERLIN)
    with opened(tmp_path) as collection:
        answer(collection, evening, cards_of(collection)[0], Grade(1))
        assert due(collection, night).due == 0
        assert due(collection, night).next_due_at == datetime(2026, 11, 23, 4, tzinfo=BERLIN)
        assert due(collection, morning).due == 1


VARIANTS = [
    f"Q: {question} of an estimator?\nA: {answer_} less the truth.\n"
    for question in ("What is the bias", "What is the biass", "Define the bias")
    for answer_ in ("Its expectation", "Its mean")
]
DECKS = st.lists(st.sampled_from(VARIANTS), max_size=3, unique=True).map("\n".join)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(DECKS, st.lists(st.tuples(ACTS, st.integers(0, 2)), max_size=3)), max_size=5)
)
def test_whatever_is_edited_reverted_split_and_answered_rebuilds_to_itself(tmp_path_factory, steps):
    root, now = tmp_path_factory.mktemp("edits"), MORNING
    for text, acts in steps:
        deck(root, text)
        with opened(root) as collection:
            for (what, grade), card in acts:
                now += timedelta(hours=7)
                cards = cards_of(collection)
                if cards:
                    target = cards[card % len(cards)]
                    act(collection, Moment(now, ZoneInfo("UTC")), target, what, grade)
            before = dump(collection, "schedules", "cards", "edges")
            rebuild(collection)
            assert dump(collection, "schedules", "cards", "edges") == before
