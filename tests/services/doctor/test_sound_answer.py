"""Of a row that is sound at first sight, a close look finds nothing."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.log.stamp import CREDIBLE, clock_at, fact_id
from flashcards.services.doctor.log import Seen
from flashcards.storage.database.tables import microseconds_of

NOW = datetime(2026, 6, 15, 8, tzinfo=UTC)
ID = fact_id(NOW, bytes(10))
SOUND = {
    "id": ID,
    "kind": "review",
    "version": 1,
    "machine": "machine-1",
    "at": microseconds_of(NOW),
    "clock": clock_at(NOW),
    "card_id": "0123456789abcdef",
    "rating": 3,
    "score": None,
    "duration_ms": 900,
    "studied_on": 20_000,
    "utc_offset_s": 3_600,
    "due_on": 20_010,
    "source": "review",
    "undoes": None,
    "body": None,
}
LATER = microseconds_of(NOW + timedelta(days=2))
NUMBERS = [-(2**70), -86_400, -1, 0, 1, 4, 5, 6, 86_400, 999_999, 2**62, 2**62 + 1, 2**80]
TIMES = [microseconds_of(NOW) + 1, LATER, LATER * 10**6, clock_at(NOW) + 1, CREDIBLE, CREDIBLE + 1]
TEXTS = ["", "x" * 201, "review", "undo", "a b", "a\n", "é", ID.upper(), f"f{ID[1:]}", f"0{ID[1:]}"]
ODD = [None, True, 1.0, b"", *NUMBERS, *TIMES, *TEXTS, "{}", '{"limit_s": 60}', '{"note": 1}']
values = st.sampled_from(ODD) | st.integers() | st.text(max_size=5)
changes = st.dictionaries(st.sampled_from(sorted(SOUND)), values, max_size=2)


@given(changes)
def test_a_close_look_at_what_is_sound_finds_nothing(changed):
    row, seen = SOUND | changed, Seen(NOW)
    if seen.is_sound(row):
        seen.look_at(row)
        assert seen == Seen(NOW)


def test_of_each_value_that_a_column_may_hold_that_is_so():
    found = 0
    for name in SOUND:
        for value in ODD:
            row, seen = SOUND | {name: value}, Seen(NOW)
            if seen.is_sound(row):
                found += 1
                seen.look_at(row)
                assert seen == Seen(NOW), (name, value)
    assert found


def test_an_answer_as_it_is_written_is_sound():
    assert Seen(NOW).is_sound(SOUND)
