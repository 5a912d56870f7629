"""`flash forecast`: the days ahead as a picture and as data."""

import csv
import io
import re
from datetime import date

import pytest
from collections_on_disk import deck
from running import failed, flash, ok

from flashcards.core.simulation.forecast import DayAhead
from flashcards.services.statistics.forecast import Forecast, Outlook
from flashcards.views.statistics.forecast import forecast_view

KEYS = ["on", "due", "new", "minutes", "recall", "known", "backlog", "limited"]
OTHERS = "for a date, a sibling or the end of a break."


@pytest.fixture
def many(root):
    """A hundred more new cards."""
    deck(root, "".join(f"Q: {number}?\nA: {number}\n\n" for number in range(100)), "many.md")
    return root


def test_the_picture_fits_80_columns_and_says_what_it_comes_to(many):
    said = ok("forecast")
    assert said.lines[0] == "Cards a day, due and new"
    assert "Minutes a day" in said.lines
    assert "└─" in said.out
    assert said.out.count("  5 Jan ") == 2
    assert max(map(len, said.lines)) <= 80
    totals = said.lines[-3:]
    assert totals[0].startswith("30 days: ")
    assert "and 104 new cards in" in totals[0]
    assert re.match("(1 minute|[02-9] minutes|[0-9]{2,} minutes) a day, at most", totals[1])
    assert totals[2].startswith("Now: recall –, 0 cards known. At the end: recall 9")


def test_longer_times_are_drawn_week_by_week_or_month_by_month(root):
    assert ok("forecast", "--days", 32).lines[0] == "Cards a day, due and new, week by week"
    long = ok("forecast", "--days", 365)
    assert long.lines[0] == "Cards a day, due and new, 30 days by 30 days"
    assert "Jan 26" in long.out
    assert max(map(len, long.lines)) <= 80


def test_a_week_is_drawn_by_its_mean_day(many):
    top = ok("forecast", "--days", 32).lines[1].partition("┤")[0]
    assert int(top) <= 50


def test_retentions_are_compared_in_a_table(many):
    said = ok("forecast", "--days", 40, "--retention", ".80,.95")
    assert [line for line in said.lines if line.startswith("Minutes a day at")] == [
        "Minutes a day at 0.8, week by week",
        "Minutes a day at 0.95, week by week",
    ]
    (header,) = [at for at, line in enumerate(said.lines) if line.startswith("retention ")]
    low, high = (line.split() for line in said.lines[header + 1 : header + 3])
    assert (low[0], high[0]) == ("0.8", "0.95")
    assert int(low[1]) < int(high[1])
    assert int(low[4]) < int(high[4])
    assert float(low[6]) < float(high[6])
    assert said.lines[-1] == "Now: recall –, 0 cards known."


def test_cards_left_over_at_the_end_are_said(many):
    (many / "flash.toml").write_text("reviews_per_day = 1\n")
    assert (
        ok("forecast")
        .lines[-1]
        .endswith("due cards are still waiting then: the limits are too low.")
    )


@pytest.mark.parametrize(
    ("backlog", "limited", "said"),
    [
        (0.4, 0.4, []),
        (1, 1, ["1 due card is still waiting then: the limits are too low."]),
        (70, 0, [f"70 due cards are still waiting then: {OTHERS}"]),
        (
            1_005,
            5,
            [
                "5 due cards are still waiting then: the limits are too low.",
                f"1,000 due cards are still waiting then: {OTHERS}",
            ],
        ),
    ],
)
def test_limits_are_blamed_for_the_cards_alone_that_they_hold_back(backlog, limited, said):
    last = DayAhead(date(2026, 1, 5), 9, 0, 9.0, 0.9, 9.0, backlog, limited)
    found = Forecast(last.on, 1, 9, 9.0, 0.9, (Outlook(0.9, 9.0, 9.0, 0.9, (last,)),))
    lines = list(forecast_view(found, 80).lines)
    assert [line for line in lines if "waiting" in line] == said


def test_json_has_the_days_of_each_retention(root):
    """Of the four quick cards two are siblings: the second comes a day later, or after a review."""
    said = ok("forecast", "--days", 3, "--retention", ".85,.9", "--json").json
    assert list(said) == [*("study_day", "days", "cards", "known_now", "recall_now", "retentions")]
    assert (said["study_day"], said["days"], said["cards"]) == ("2026-01-05", 3, 4)
    for one, retention in zip(said["retentions"], (0.85, 0.9), strict=True):
        assert list(one) == ["retention", "minutes", "known", "recall", "by_day"]
        assert one["retention"] == retention
        assert [list(day) for day in one["by_day"]] == [KEYS] * 3
        assert [day["on"] for day in one["by_day"]] == ["2026-01-05", "2026-01-06", "2026-01-07"]
        assert one["by_day"][0]["new"] == 3 == ok("due", "--json").json["new_allowed"]
        assert 0.5 < one["by_day"][1]["new"] <= 1


def test_csv_and_the_table_have_a_row_a_day_and_retention(root):
    rows = list(
        csv.DictReader(
            io.StringIO(ok("forecast", "--days", 2, "--retention", ".8,.9", "--format", "csv").out)
        )
    )
    assert list(rows[0]) == ["retention", *KEYS[:-1]]
    assert [(row["retention"], row["on"]) for row in rows] == [
        (retention, on) for retention in ("0.8", "0.9") for on in ("2026-01-05", "2026-01-06")
    ]
    table = ok("forecast", "--days", 2, "--format", "table").lines
    assert table[0].split() == [
        *("day", "due", "new", "minutes", "recall", "known", "backlog"),
        "retention",
    ]
    assert [line.split()[0] for line in table[1:]] == ["2026-01-05", "2026-01-06"]


def test_without_cards_there_is_nothing_to_look_ahead_for(root):
    assert "There is no tag 'nowhere'" in failed("forecast", "--tag", "nowhere")
    ok("suspend", *(card["id"] for card in ok("list", "tag:maths", "--json").json))
    assert ok("forecast", "--tag", "maths").lines == [
        "There is no card to simulate: see `flash due`."
    ]
    said = ok("forecast", "--tag", "maths", "--days", 1, "--json").json
    assert (said["cards"], said["retentions"][0]["recall"]) == (0, None)


def test_nothing_known_has_no_price(root):
    (root / "flash.toml").write_text("new_per_day = 0\n")
    said = ok("forecast", "--days", 1, "--retention", ".8,.9")
    assert [line.split()[-1] for line in said.lines if line.strip().startswith("0.")] == ["–", "–"]


def test_everything_suspended_is_nothing_to_look_ahead_for(root):
    for row in ok("list", "--json").json:
        ok("suspend", row["id"])
    assert ok("forecast").out.startswith("There is no card to simulate")


@pytest.mark.parametrize(
    "retention", [".69", "0.995", "90", "high", ".8,,.9", "", "nan", ".8;.9", "-.8"]
)
def test_retentions_out_of_range_or_no_list_are_wrong_usage(root, retention):
    ran = flash("forecast", f"--retention={retention}")
    assert (ran.code, ran.out) == (2, "")
    assert f"each of {retention!r} must be a number from 0.70 to 0.99, as in `.85,.9`." in ran.err
    assert not (root / ".flash").exists()


@pytest.mark.parametrize("days", [0, -1, 3651, "soon", 1.5])
def test_days_out_of_range_are_wrong_usage(root, days):
    ran = flash("forecast", "--days", days)
    assert (ran.code, ran.out) == (2, "")
    assert "--days" in ran.err


def test_an_unknown_deck_is_said(root):
    ran = flash("forecast", "mathss")
    assert ran.code == 1
    assert "did you mean 'maths'?" in ran.err
