"""The clock: `FLASH_NOW` stands still, `$TZ` says where, and `--at` when."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from running import failed, ok

from flashcards.cli.clock import AbsurdClock, LocalZone, clock, present

FAR = ["0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "3000-01-01T00:00:00Z"]
"""Times so far away that a due day might have no date."""


@pytest.fixture
def zone(monkeypatch):
    """Be somewhere: `zone("Europe/Berlin")`."""

    def be(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()
        return LocalZone()

    return be


def test_the_clock_stands_still_where_flash_now_is_set(root):
    assert ok("answer", "maths:5", 3, "--json").json["due_at"] == "2026-01-05T08:10:00Z"
    assert ok("due", "--json").json["next_due_at"] == "2026-01-05T08:10:00Z"


@pytest.mark.parametrize("text", ["yesterday", "2026-01-05", "2026-01-05T08:00:00", "9" * 30, *FAR])
@pytest.mark.parametrize("command", ["due", "review", "list"])
def test_a_clock_that_cannot_be_read_is_said(root, monkeypatch, text, command):
    monkeypatch.setenv("FLASH_NOW", text)
    assert failed(command).startswith(f"FLASH_NOW={text!r} is no RFC 3339 time from 1970 to 2999:")
    assert not (root / ".flash").exists()


@pytest.mark.parametrize("year", [1969, 3000, 5000, 9999])
def test_a_machine_whose_own_clock_is_absurd_is_told_so(year):
    with pytest.raises(AbsurdClock, match=f"the year {year}: set it right"):
        present(datetime(year, 12, 31, 23, tzinfo=UTC), UTC)


@pytest.mark.parametrize("text", ["2026-01-05T10:30:00+02:30", "2026-01-05t08:00:00.000z"])
def test_any_offset_is_understood_and_small_letters_too(root, monkeypatch, text):
    monkeypatch.setenv("FLASH_NOW", text)
    assert ok("answer", "maths:5", 3, "--json").json["due_at"] == "2026-01-05T08:10:00Z"


def test_an_answer_may_be_given_at_another_time(root):
    done = ok("answer", "maths:5", 3, "--at", "2026-01-04T20:00:00Z", "--json").json
    assert done["due_at"] == "2026-01-04T20:10:00Z"
    (review,) = ok("show", "maths:5", "--json").json["history"]
    assert review["at"] == "2026-01-04T20:00:00Z"


def test_a_time_of_an_answer_that_cannot_be_read_is_said(root):
    late = failed("answer", "maths:5", 3, "--at", "2027-01-01T00:00:00Z")
    assert late.startswith("2027-01-01T00:00:00Z is still to come: ")
    said = failed("answer", "maths:5", 3, "--at", "noon")
    assert said.startswith("'noon' is no RFC 3339 time from 1970 to 2999:")
    assert ok("show", "maths:5", "--json").json["history"] == []


def test_the_study_day_is_that_of_the_time_zone(root, zone, now):
    now("02:30", day=6)
    assert ok("due", "--json").json["study_day"] == "2026-01-05"
    zone("Asia/Tokyo")
    assert ok("due", "--json").json["study_day"] == "2026-01-06"


def test_without_flash_now_the_clock_goes_on():
    tell = clock(None)
    before = datetime.now(UTC)
    assert before <= tell().now <= tell().now <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("instant", "local", "fold"),
    [
        ("2026-10-25T00:30", "02:30", 0),
        ("2026-10-25T01:30", "02:30", 1),
        ("2026-03-29T00:59", "01:59", 0),
        ("2026-03-29T01:00", "03:00", 0),
    ],
)
def test_the_local_zone_tells_the_hour_that_comes_twice_apart(zone, instant, local, fold):
    utc = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    there = utc.astimezone(zone("Europe/Berlin"))
    assert (f"{there:%H:%M}", there.fold, there.astimezone(UTC)) == (local, fold, utc)


def test_the_local_zone_says_its_offset_and_name(zone):
    berlin = zone("Europe/Berlin")
    summer = datetime(2026, 7, 1, 12, tzinfo=berlin)
    assert (summer.utcoffset(), summer.tzname()) == (timedelta(hours=2), "CEST")
    assert (berlin.utcoffset(None), berlin.tzname(None), summer.dst()) == (None, None, None)


def test_times_are_shown_where_the_learner_is_and_json_is_utc(root, zone, now):
    zone("Asia/Tokyo")
    ok("answer", "maths:5", 3)
    assert "\n2026-01-05 17:00 " in ok("show", "maths:5").out
    (answer,) = ok("show", "maths:5", "--json").json["history"]
    assert answer["at"] == "2026-01-05T08:00:00Z"
    shown = ok("backup", "list").lines[1]
    assert shown.startswith("2026-01-05T17:00:00+09:00  daily")
    assert ok("backup", "list", "--json").json[0]["at"] == "2026-01-05T08:00:00Z"


@pytest.mark.parametrize(
    "said", ["2026-01-05T17", "2026-01-05 17:00", "2026-01-05T08", "2026-01-05T17:00:00+09:00"]
)
def test_a_backup_is_named_by_its_time_here_or_in_utc(root, zone, now, said):
    zone("Asia/Tokyo")
    ok("answer", "maths:5", 3)
    now("12:00")
    ran = ok("restore", said).lines
    assert ran[0].startswith("Restored 2026-01-05T17:00:00+09:00, daily: ")
    assert ran[1].endswith("To go back: flash restore 2026-01-05T21:00:00+09:00")
