"""The log as text: half lines, lines in any order, later versions, what is no fact."""

import json

import pytest
from histories import CARD, histories, review, stamp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.core.log.facts import Unknown
from flashcards.core.log.line import text_of
from flashcards.core.log.record import record
from flashcards.errors.files import CannotRead, CannotWrite
from flashcards.storage.log.files import append_lines, line_at, lines, log_files, mark

QUIET = [HealthCheck.function_scoped_fixture]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "log" / "here.jsonl"


def facts(file, begin=0):
    """What a file says from a byte on, lines that say nothing as None."""
    return [line.fact for line in lines(file, begin)]


@settings(suppress_health_check=QUIET)
@given(before=histories(), after=histories(writer=1))
def test_what_was_appended_is_read_in_that_order(tmp_path_factory, before, after):
    file = tmp_path_factory.mktemp("log") / "here.jsonl"
    assert append_lines(file, before) == len(before)
    assert append_lines(file, after) == len(after)
    assert (facts(file) if file.exists() else []) == [*before, *after]


@settings(suppress_health_check=QUIET)
@given(written=histories(most=6).filter(bool), cut=st.floats(0, 1))
def test_a_file_cut_anywhere_is_read_up_to_there_and_mended_by_appending(
    tmp_path_factory, written, cut
):
    """A crash, or a service that has not carried the rest yet, leaves the beginning of a file."""
    file = tmp_path_factory.mktemp("log") / "here.jsonl"
    append_lines(file, written)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(cut * len(whole))])
    found = facts(file)
    assert found == written[: len(found)]
    append_lines(file, written[len(found) :])
    assert facts(file) == written
    assert whole.startswith(file.read_bytes())


def test_the_longest_id_of_a_card_goes_on_to_other_machines(file):
    longest = review(card="x" * 196 + ".250")
    append_lines(file, [longest])
    assert facts(file) == [longest]


def test_a_last_line_without_its_end_counts_if_it_is_whole_and_is_read_again(file):
    first, second = review(), review(stamp=stamp(clock=7, entropy=b"2" * 10))
    append_lines(file, [first, second])
    file.write_bytes(file.read_bytes()[:-1])
    (one, end_of_one), (two, end_of_two) = [(fact, end) for end, fact in lines(file)]
    assert (one, two) == (first, second)
    assert end_of_one == end_of_two


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "{",
        "[]",
        "7",
        "[" * 100_000,
        "\x00\xff",
        '{"fact": "review"}',
        *(
            json.dumps(record(review()) | wrong)
            for wrong in (
                {"rating": 9},
                {"rating": None},
                {"card": None},
                {"card": 7},
                {"card": "\ud800"},
                {"studied_on": "someday"},
                {"studied_on": "9999-12-31"},
                {"score": 6},
                {"duration_ms": -1},
                {"utc_offset_s": True},
                {"mood": "bright"},
                {"id": "a b"},
                {"id": None},
                {"machine": "../../etc"},
                {"at": "2026-01-05T08:00:00"},
                {"at": 5},
                {"clock": -1},
                {"clock": 2**63},
                {"version": "1"},
                {"fact": 3},
            )
        ),
    ],
)
def test_a_line_that_says_no_fact_is_told_and_the_others_count(file, line):
    append_lines(file, [review()])
    with file.open("a", encoding="utf-8", errors="surrogatepass") as log:
        log.write(f"{line}\n\n")
    append_lines(file, [review()])
    assert facts(file) == [review(), None, review()]
    assert [line_at(file, end) for end, fact in lines(file) if fact is None] == [2]


def test_a_fact_of_a_later_version_is_kept_as_it_is(file):
    later = record(review()) | {"version": 2, "mood": "bright"}
    file.parent.mkdir()
    file.write_text(json.dumps(later) + "\n")
    (found,) = facts(file)
    assert isinstance(found, Unknown)
    assert json.loads(text_of(found)) == later


def test_a_mark_tells_whether_the_beginning_is_still_the_same(file):
    append_lines(file, [review()])
    there = mark(file, file.stat().st_size)
    append_lines(file, [review()])
    assert mark(file, there.end) == there
    file.write_bytes(file.read_bytes().replace(CARD.encode(), b"1" * 32))
    assert mark(file, there.end) != there


def test_nothing_to_append_makes_no_file(file):
    assert append_lines(file, []) == 0
    assert not file.exists()
    assert log_files(file.parent) == []


def test_files_and_folder_are_private(file):
    append_lines(file, [review()])
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_what_cannot_be_read_or_written_is_told(tmp_path):
    with pytest.raises(CannotRead, match="Cannot read"):
        facts(tmp_path)
    with pytest.raises(CannotWrite, match="Cannot write"):
        append_lines(tmp_path, [review()])
