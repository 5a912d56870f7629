"""Days as learners write them: each reads back, and what may mean two is said or refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import failed, flash, ok

from flashcards.cli.days import (
    DAY_FORMS,
    MONTHS,
    WEEKDAYS,
    TwoDays,
    UnparsableBreak,
    UnparsableDay,
    day_meant,
    day_said,
    days_said,
)

MONDAY = date(2026, 1, 5)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def written(day):
    """A day with its year, in every way that has one."""
    name = MONTHS[day.month - 1]
    return [
        day.isoformat(),
        f"{day.day} {name} {day.year}",
        f"{day.day}. {name[:3]}. {day.year}",
        f"{name[:3].upper()} {day.day}, {day.year}",
        f" {name.lower()}  {day.day}th {day.year} ",
        f"{day.day}.{day.month}.{day.year}",
    ]


@given(DAYS, DAYS)
def test_a_written_day_reads_back_whatever_day_it_is(day, today):
    assert {day_meant(said, today) for said in written(day)} == {(day, False)}


@given(DAYS, st.integers(1, 6), st.integers(0, 9_999))
def test_a_day_said_from_today_is_so_far_away(today, ahead, count):
    day = today + timedelta(days=ahead)
    name = WEEKDAYS[day.weekday()]
    for said in (name, name[:3].lower(), f"+{ahead}", f"in {ahead} days"):
        assert day_meant(said, today) == (day, False)
    assert day_meant(f"in {count} weeks", today).day - today == timedelta(weeks=count)
    assert day_meant(f"{count} days ago", today).day == today - timedelta(days=count)


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_nearest_ahead_or_back(day, today):
    said = f"{day.day} {MONTHS[day.month - 1]}"
    ahead, back = (day_meant(said, today, is_past=past).day for past in (False, True))
    assert back <= today <= ahead
    assert {(one.month, one.day) for one in (ahead, back)} == {(day.month, day.day)}
    if (day.month, day.day) != (2, 29):
        assert max(ahead - today, today - back) <= timedelta(days=366)


@given(st.text() | DAYS.map(date.isoformat) | st.from_regex(r"\+\d+", fullmatch=True))
def test_any_text_is_a_day_or_a_sentence(said):
    try:
        assert isinstance(day_meant(said, MONDAY).day, date)
    except (UnparsableDay, TwoDays) as refused:
        assert said.isprintable() is (said in str(refused)) or "\\" in str(refused)
    try:
        assert len(days_said(f"{said}..{said}", MONDAY)) == 2
    except UnparsableBreak as refused:
        assert said.isprintable() is (f"{said}..{said}" in str(refused)) or "\\" in str(refused)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Friday", "2026-01-09"),
        ("sun", "2026-01-11"),
        ("15 Jan", "2026-01-15"),
        ("January 15th", "2026-01-15"),
        ("1 sept", "2026-09-01"),
        ("tomorrow", "2026-01-06"),
        ("In a week", "2026-01-12"),
        ("in 2 months", "2026-03-05"),
        ("29 feb 2028", "2028-02-29"),
        ("15/1/2027", "2027-01-15"),
        ("1/15/2027", "2027-01-15"),
        ("3/3/2027", "2027-03-03"),
        ("1.2.2027", "2027-02-01"),
    ],
)
def test_days_by_name_by_month_and_by_distance(said, day):
    assert day_meant(said, MONDAY).day.isoformat() == day


def test_the_last_day_of_a_month_is_a_month_after_a_longer_one():
    assert day_meant("in a month", date(2027, 1, 31)).day == date(2027, 2, 28)
    assert day_meant("in 1 month", date(2028, 1, 31)).day == date(2028, 2, 29)


@pytest.mark.parametrize(
    "said",
    [
        *("", "soon", "2026-02-30", "30 Feb", "30 Feb 2027", "ma", "j 5", "ju 5", "in weeks", "5"),
        *("+", "13.13.2027", "20270115", "fri day", "in 9999 months", "1/2"),
    ],
)
def test_what_is_no_day_is_a_sentence_with_the_forms(said):
    with pytest.raises(UnparsableDay) as refused:
        day_meant(said, date(9990, 1, 1) if "months" in said else MONDAY)
    assert str(refused.value) == (
        f"{said!r} is no day: write 2027-01-15, 15 Jan, friday, tomorrow, +10 or in 3 weeks."
    )


def test_figures_that_are_two_days_are_refused_with_both():
    with pytest.raises(TwoDays, match="can mean two days: write 2027-02-01 or 2027-01-02"):
        day_meant("1/2/2027", MONDAY)


@pytest.mark.parametrize(
    ("said", "taken"),
    [
        ("monday", "Taken as Monday 12 January 2026. If you mean another day, write it as"),
        ("next friday", "Taken as Friday 9 January 2026. If"),
        ("4 Jan", "Taken as Monday 4 January 2027. If"),
        ("29 Feb", "Taken as Tuesday 29 February 2028. If"),
    ],
)
def test_what_may_mean_another_day_is_taken_and_said(capsys, said, taken):
    day_said(said, MONDAY)
    assert capsys.readouterr().err.startswith(taken)


def test_what_means_one_day_is_taken_without_a_word(capsys):
    for said in ("today", "friday", "5 Jan", "1 July", "2027-01-04"):
        day_said(said, MONDAY)
    assert capsys.readouterr() == ("", "")


def test_a_break_ends_after_it_begins():
    assert days_said("24 Dec..2 Jan", MONDAY) == (date(2026, 12, 24), date(2027, 1, 2))
    assert days_said("fri..sun", MONDAY) == (date(2026, 1, 9), date(2026, 1, 11))
    assert days_said("tomorrow..+3", MONDAY) == (date(2026, 1, 6), date(2026, 1, 8))
    assert days_said("1 Jan 2026..in 2 weeks", MONDAY) == (date(2026, 1, 1), date(2026, 1, 19))


@pytest.mark.usefixtures("root")
def test_commands_take_days_without_quotes():
    assert "Mon 16 February 2026" in ok("deadline", "set", "in", "6", "weeks").out
    ok("interview", "add", "Acme", "onsite", "15", "Feb")
    assert ok("interview", "--json").json[0]["on"] == "2026-02-15"
    ok("interview", "move", "acme", "friday")
    assert ok("interview", "--json").json[0]["on"] == "2026-01-09"
    assert failed("deadline", "set", "15", "Foo").startswith("'15 Foo' is no day: write ")


@pytest.mark.usefixtures("root")
def test_a_round_that_was_held_lies_back():
    ran = flash("interview", "add", "Acme", "phone", "friday", "--held")
    assert (ran.code, ran.err) == (0, "")
    assert ok("interview", "--json").json[0]["on"] == "2026-01-02"


def test_the_help_says_the_forms_once():
    assert f"A DATE is {DAY_FORMS}." in " ".join(ok("--help").out.split())
