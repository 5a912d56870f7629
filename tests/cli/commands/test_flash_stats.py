"""`flash stats`: a short screen, sections, rows of each as CSV, everything as JSON."""

import csv
import io
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from running import flash, ok

from flashcards.core.statistics.days import heat_map
from flashcards.views.pictures.statistics import PICTURES
from flashcards.views.statistics.heat_map import heat_map_lines

SECTIONS = [
    *("summary", "retention", "days", "cards", "calibration", "answers", "time", "limits"),
    "hardest",
    "decks",
]
TODAY = date(2026, 1, 7)


@pytest.fixture
def history(root, now):
    """Two cards, answered on some days of January."""
    for day, ratings in ((5, (4, 3)), (13, (3, 2)), (30, (1, 4)), (31, (3, 3))):
        now(day=day)
        for card, rating in zip(("maths:5", "maths:8"), ratings, strict=True):
            ok("answer", card, rating, "--duration-ms", 90_000)
    return root


@pytest.mark.usefixtures("history")
def test_every_section_fits_80_columns():
    lines = ok("stats", "all").lines
    assert max(map(len, lines)) <= 80
    assert not [line for line in lines if line != line.rstrip()]
    assert [line.split()[1] for line in lines if line.startswith("──")] == SECTIONS


@pytest.mark.usefixtures("history")
def test_a_table_is_the_screen():
    assert ok("stats", "answers", "--format", "table") == ok("stats", "answers")


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("section", PICTURES)
def test_a_section_is_drawn_into_a_file(section, world):
    ok("stats", section, "--svg", world / "x.svg")
    text = (world / "x.svg").read_text("utf-8")
    assert ET.fromstring(text).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own
    assert "prefers-color-scheme" in text


@pytest.mark.usefixtures("root")
def test_what_cannot_be_drawn_is_said(world):
    file = world / "x.svg"
    assert "no picture of time: name one of summary, days," in failed_usage("time", "--svg", file)
    assert "--svg or --format" in failed_usage("--json", "--svg", file)
    ran = flash("stats", "calibration", "--svg", file)
    assert (ran.code, ran.err) == (1, "There is nothing to draw yet: answer some cards first.\n")
    assert not file.exists()


def failed_usage(*arguments):
    """What is said of wrong usage."""
    ran = flash("stats", *arguments)
    assert ran.code == 2
    return ran.err


@pytest.mark.usefixtures("root")
def test_every_section_has_something_to_say_of_nothing():
    said = ok("stats", "all").out
    assert all(said.partition(f"── {section} ")[2].splitlines()[1].strip() for section in SECTIONS)


@pytest.mark.usefixtures("history")
def test_the_first_screen_is_short_and_says_how_it_went():
    lines = ok("stats").lines
    assert len(lines) < 24
    assert lines[:2] == [
        "Sat 2026-01-31: 2 answers in 3 min.",
        "Streak: 2 days, longest 2; studied on 4 of 27 days (15%).",
    ]
    rows = {line.split()[0]: line.split()[1:] for line in lines[3:9]}
    assert (rows["young"][0], rows["mature"][0]) == ("–", "100.0%")
    assert rows["reviews"] == ["2", "4", "8", "8"]
    assert rows["minutes"] == ["3", "6", "12", "12"]
    assert any("8 answers, 0.3 a day" in line for line in lines)
    assert any(line.startswith("5 cards: 3 new, ") for line in lines)


@pytest.mark.usefixtures("root")
def test_the_first_screen_of_a_new_collection():
    lines = ok("stats").lines
    assert lines[:2] == ["Mon 2026-01-05: nothing answered yet.", "No streak yet."]
    assert "5 cards: 5 new." in lines


def test_the_first_screen_without_cards(world, monkeypatch):
    (world / "empty").mkdir()
    monkeypatch.setenv("FLASH_COLLECTION", str(world / "empty"))
    assert "0 cards." in ok("stats").lines
    assert ok("stats", "cards").lines[2].split() == ["new", "0"]


def test_cards_learned_today_are_said(root):
    ok("answer", "maths:5", 3)
    assert ok("stats").lines[0] == "Mon 2026-01-05: 1 answer, 1 new card."
    assert root.is_dir()


def test_a_heat_map_shows_more_answers_darker():
    answers = {TODAY - timedelta(days=ago): 10 * ago for ago in (1, 2, 7, 8)}
    lines = heat_map_lines(heat_map(answers, TODAY), 80)
    assert [line[-2:] for line in lines[1:4]] == ["·▒", "█░", "▓·"]
    assert {len(line) for line in lines[1:4]} == {56}
    assert {len(line) for line in lines[4:8]} == {55}
    assert lines[1].startswith("Mon ···")
    assert {line[:4] for line in lines[4:8]} == {"Thu ", "Fri ", "Sat ", "Sun "}
    assert lines[-1] == "    · none  ░ few  ▒  ▓  █ many"


def test_one_day_of_plenty_does_not_pale_the_others():
    answers = {TODAY - timedelta(days=ago): 1 for ago in (0, 1)}
    lines = heat_map_lines(heat_map(answers, TODAY), 80)
    assert lines[2].endswith("█")
    lines = heat_map_lines(heat_map(answers | {TODAY - timedelta(days=2): 999}, TODAY), 80)
    assert [line[-1] for line in lines[1:4]] == ["█", "▓", "▓"]


@pytest.mark.parametrize("ahead", range(0, 364, 11))
def test_months_stand_above_the_week_in_which_they_begin(ahead):
    today = TODAY + timedelta(days=ahead)
    weeks = heat_map({}, today)
    header = heat_map_lines(weeks, 80)[0]
    assert len(header) <= 56
    assert 11 <= len(header.split()) <= 12
    for place, letter in enumerate(header):
        if letter.isupper():
            last = weeks[place - 4].begins_on + timedelta(days=6)
            assert (f"{last:%b}", last.day <= 7) == (header[place : place + 3], True)


@pytest.mark.usefixtures("history")
def test_a_section_is_what_was_asked_for():
    said = {section: ok("stats", section).out for section in SECTIONS}
    assert "365 days" in said["retention"]
    assert "Sat 2026-01-31" in said["days"]
    assert "Stability: mean" in said["cards"]
    assert "RMSE (bins)" in said["calibration"]
    assert said["answers"].startswith("cards ")
    assert said["time"].splitlines()[1].split() == [
        "8",
        "12.0",
        "90.0s",
        "90.0s",
        "360.0s",
        "(all)",
    ]
    assert said["hardest"].startswith("maths:5 · What is a stump?\n  1 lapse · difficulty ")
    assert said["decks"].splitlines()[1].split()[:3] == ["8", "2", "12.0"]
    every = ok("stats", "all").out
    for section, out in said.items():
        assert f"── {section} " in every
        assert out in every


@pytest.mark.usefixtures("history")
def test_a_leech_is_marked(root):
    (root / "flash.toml").write_text("leech_lapses = 1\n")
    assert " · leech" in ok("stats", "hardest").lines[1]
    assert " · leech" not in ok("stats", "hardest").lines[3]


def test_what_is_longer_than_all_bins_has_no_end(root, monkeypatch):
    for at in ("2023-01-05T08:00:00Z", "2023-04-05T08:00:00Z", "2025-12-05T08:00:00Z"):
        monkeypatch.setenv("FLASH_NOW", at)
        ok("answer", "maths:5", 4)
    assert "   365+ days  █" in ok("stats", "cards").out
    assert [line.split()[:2] for line in ok("stats", "calibration").lines[-2:]] == [
        ["61–120", "1"],
        ["241+", "1"],
    ]
    assert root.is_dir()


def rows_of(section):
    """What a section writes as CSV."""
    return list(csv.DictReader(io.StringIO(ok("stats", section, "--format", "csv").out)))


@pytest.mark.usefixtures("history")
def test_csv_holds_the_rows_that_json_has():
    figures = ok("stats", "--json").json
    rows = {section: rows_of(section) for section in SECTIONS}
    keys = {"retention": "retention", "days": "days", "answers": "answers", "time": "times"}
    for section, key in (keys | {"hardest": "hardest", "decks": "decks"}).items():
        assert list(rows[section][0]) == list(figures[key][0])
        assert len(rows[section]) == len(figures[key])
    assert len(rows["summary"]) == len(figures["periods"]) + len(figures["decks"])
    assert len(rows["cards"]) == 5 + 6 + 9 + 20
    assert [row["cards"] for row in rows["cards"][:5]] == ["3", "0", "1", "1", "0"]
    assert len(rows["calibration"]) == 20 + 10
    assert {row["figure"] for row in rows["calibration"]} == {"recall", "elapsed_days"}


@pytest.mark.usefixtures("history")
def test_json_is_everything_whatever_the_section():
    assert ok("stats", "hardest", "--json").out == ok("stats", "--json").out
    figures = ok("stats", "--json").json
    assert list(figures["streak"]) == ["current", "longest", "days_studied", "of_days"]
    assert list(figures["cards"]) == [
        *("states", "known", "stability", "difficulty", "retrievability")
    ]
    assert list(figures["calibration"]) == [
        *("reviews", "predicted", "observed", "rmse", "log_loss", "bins", "curve")
    ]
    assert len(figures["heat_map"]) == 52


@pytest.mark.usefixtures("root")
def test_all_sections_are_no_one_table():
    ran = flash("stats", "all", "--format", "csv")
    assert (ran.code, ran.out) == (2, "")
    assert "CSV is one table: name a section other than `all`." in ran.err
    assert flash("stats", "weather").code == 2
