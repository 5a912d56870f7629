"""Names, marks, links and malformed lines of log files; facts that wait to be taken in."""

import json
import os
from datetime import UTC, datetime
from functools import reduce

import pytest
from histories import review
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from flashcards.core.log.line import fits_in_a_line
from flashcards.core.log.record import fact_of_record
from flashcards.errors.files import CannotRead, CannotWrite
from flashcards.storage.log.file_marks import Change, compared, file_state
from flashcards.storage.log.file_names import is_of, name_for
from flashcards.storage.log.files import (
    Reach,
    append_lines,
    beginning,
    lines,
    lines_between,
    links_out,
    log_files,
)
from flashcards.storage.log.malformed_lines import MalformedLines

QUIET = [HealthCheck.function_scoped_fixture]
MONTHS = st.datetimes(datetime(1970, 1, 1), datetime(9999, 12, 31), timezones=st.just(UTC))
LONG_AGO_NS = 10**18


@pytest.fixture
def folder(tmp_path):
    """A collection's folder of log files."""
    folder = tmp_path / "cards" / "log"
    folder.mkdir(parents=True)
    return folder


# Names


@given(machine=st.uuids().map(str), other=st.uuids().map(str), now=MONTHS)
def test_a_machine_knows_its_own_files_and_no_others(machine, other, now):
    names = [name_for(machine, now), f"{machine}.jsonl"]
    assert all(is_of([machine], name) and is_of([other, machine], name) for name in names)
    assert not any(is_of([other], name) or is_of([], name) for name in names if machine != other)


@pytest.mark.parametrize("name", ["m-2026-1.jsonl", "m-2026-01.jsonl.bak", "m2026-01.jsonl", "m-"])
def test_copies_and_the_like_are_not_its_own(name):
    assert not is_of(["m"], name)


# Marks


def marked(path):
    """The mark of a file that was read to its end."""
    state, reach = file_state(path), Reach()
    for _ in lines(path, 0, reach):
        pass
    return state.read_to(reach.mark)


def changed(path, mark):
    return compared(path, file_state(path), mark).change


@settings(suppress_health_check=QUIET)
@given(text=st.binary(max_size=60) | st.just(b"a\n\nb\n"), more=st.binary(max_size=9))
def test_a_file_that_goes_on_is_told_from_one_that_was_replaced(tmp_path_factory, text, more):
    file = tmp_path_factory.mktemp("log") / "a.jsonl"
    file.write_bytes(text)
    mark = marked(file)
    assert mark.end == text.rfind(b"\n") + 1
    has_tail = mark.end < len(text)
    assert changed(file, mark) is (Change.GROWN if has_tail else Change.NONE)
    file.write_bytes(text + more)
    assert changed(file, mark) is (Change.GROWN if has_tail or more else Change.NONE)
    for other in (text[:-1], bytes(byte ^ 1 for byte in text[: mark.end]) + more * 9):
        file.write_bytes(other)
        is_same = other.startswith(text[: mark.end]) and len(other) >= len(text)
        assert (changed(file, mark) is Change.REPLACED) is not is_same


def test_a_file_at_rest_is_trusted_without_being_read(tmp_path):
    """Years of finished months are not read at each sync."""
    file = tmp_path / "a.jsonl"
    append_lines(file, [review()])
    os.utime(file, ns=(LONG_AGO_NS, LONG_AGO_NS))
    mark = marked(file)
    file.write_bytes(bytes(file.stat().st_size))
    assert changed(file, mark) is Change.REPLACED
    os.utime(file, ns=(LONG_AGO_NS, LONG_AGO_NS))
    assert changed(file, mark) is Change.NONE


def test_a_reach_goes_on_where_the_beginning_ends(tmp_path):
    file = tmp_path / "a.jsonl"
    append_lines(file, [review()])
    known = marked(file)
    append_lines(file, [review()])
    reach = beginning(file, known.end)
    assert [line.fact for line in lines(file, reach.mark.end, reach)] == [review()]
    assert reach.mark == marked(file)[2:]


def test_what_is_not_there_has_no_state_and_no_beginning(tmp_path):
    assert file_state(tmp_path / "a.jsonl") is None
    assert beginning(tmp_path / "a.jsonl", 1) is None
    with pytest.raises(CannotRead, match="Cannot read"):
        lines_between(tmp_path / "a.jsonl", 0, 1)


# Links


@pytest.mark.parametrize("target", ["/dev/zero", "secret.jsonl", "elsewhere", "pipe", "nowhere"])
def test_a_link_out_of_the_collection_is_no_log_file(folder, tmp_path, target):
    (tmp_path / "secret.jsonl").write_text("secret")
    (tmp_path / "elsewhere").mkdir()
    os.mkfifo(tmp_path / "pipe")
    link = folder / "a.jsonl"
    link.symlink_to(tmp_path / target)
    assert log_files(folder, folder.parent) == []
    assert links_out(folder, folder.parent) == [link]
    assert log_files(folder) == []
    assert links_out(folder) == [link]


def test_a_link_through_other_links_leads_where_they_lead(folder, tmp_path):
    (tmp_path / "secret.jsonl").write_text("secret")
    (folder / "b.jsonl").symlink_to(tmp_path / "secret.jsonl")
    (folder / "a.jsonl").symlink_to("b.jsonl")
    (folder / "loop.jsonl").symlink_to("loop.jsonl")
    assert log_files(folder, folder.parent) == []
    assert [link.name for link in links_out(folder, folder.parent)] == ["a.jsonl", "b.jsonl"]


def test_a_link_within_the_collection_is_followed(folder):
    inside = folder.parent / "kept.jsonl"
    inside.write_text("")
    (folder / "a.jsonl").symlink_to(inside)
    assert log_files(folder, folder.parent) == [folder / "a.jsonl"]
    assert links_out(folder, folder.parent) == []
    assert links_out(folder) == [folder / "a.jsonl"]


def test_a_log_folder_that_leads_out_is_a_link_and_holds_nothing(folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.jsonl").write_text("")
    folder.rmdir()
    folder.symlink_to(tmp_path / "elsewhere")
    assert links_out(folder, folder.parent) == [folder]
    assert log_files(folder, folder.parent) == []


def test_a_hidden_folder_that_is_kept_elsewhere_holds_its_log(folder, tmp_path):
    """Who links all of `.flash` has put the database there, too."""
    elsewhere = tmp_path / "elsewhere"
    folder.parent.rename(elsewhere)
    folder.parent.symlink_to(elsewhere)
    (elsewhere / "log" / "a.jsonl").write_text("")
    assert log_files(folder, tmp_path / "root") == [folder / "a.jsonl"]


def test_nothing_is_written_through_a_link(folder):
    (folder / "deck.md").write_text("Q: one?\nA: 1\n")
    (folder / "a.jsonl").symlink_to("deck.md")
    with pytest.raises(CannotWrite, match=r"Cannot write .*a\.jsonl"):
        append_lines(folder / "a.jsonl", [review()])
    assert (folder / "deck.md").read_text() == "Q: one?\nA: 1\n"


# Malformed lines


@settings(suppress_health_check=QUIET)
@given(texts=st.lists(st.lists(st.sampled_from(["", "x", "<<<"]), max_size=9), max_size=3))
def test_malformed_lines_are_named_by_their_number(tmp_path_factory, texts):
    folder, malformed = tmp_path_factory.mktemp("log"), MalformedLines()
    for number, text in enumerate(texts):
        file = folder / f"{number}.jsonl"
        file.write_text("".join(f"{line}\n" for line in text))
        for line in lines(file):
            malformed(file, line.end)
    assert malformed.places == [
        f"{folder}/{number}.jsonl:{at}"
        for number, text in enumerate(texts)
        for at, line in enumerate(text, 1)
        if line
    ]
    assert malformed.besides == 0


def test_of_many_malformed_lines_the_first_are_named_and_all_are_counted(tmp_path):
    file, malformed = tmp_path / "a.jsonl", MalformedLines()
    file.write_text("x\n" * 12_345)
    for line in lines(file):
        malformed(file, line.end)
    assert malformed.count == 12_345
    assert malformed.places[-1] == f"{file}:{len(malformed.places)}"
    assert len(malformed.places) + malformed.besides == 12_345
    assert len(malformed.places) <= 100


# Limits

WORDS = st.text(max_size=3) | st.sampled_from(["x" * 200, "x" * 201, "é\n", "\ud800", "[", '"'])
VALUES = st.recursive(
    st.none() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=2),
)
DEEP = st.integers(44, 52).map(lambda depth: reduce(lambda inner, _: [inner], range(depth), 1))


@given(said=st.dictionaries(st.sampled_from(["card", "old", "said"]), VALUES | DEEP))
@example(said={"old": "\ud800"})
def test_a_line_is_taken_as_its_fact_keeps_to_all_limits(tmp_path_factory, said):
    """Short lines are not measured as long ones are, and yet by the same limits."""
    head = {"fact": "later", "version": 1, "id": "a", "machine": "m", "clock": 1}
    whole = head | {"at": "2026-01-05T08:00:00Z"} | said
    file = tmp_path_factory.getbasetemp() / "limits.jsonl"
    for as_ascii in (True, False):
        text = json.dumps(whole, ensure_ascii=as_ascii)
        file.write_bytes(text.encode("utf-8", "surrogatepass") + b"\n")
        (line,) = lines(file)
        try:
            expected = fits_in_a_line(fact_of_record(json.loads(file.read_bytes())))
        except ValueError:
            expected = False
        assert (line.fact is not None) == expected
