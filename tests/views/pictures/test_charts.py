"""Pictures are whole XML, say themselves in words, and show every value."""

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as some

from flashcards.core.statistics.days import heat_map
from flashcards.views.pictures.charts import Plotted, against, columns, curve, figures
from flashcards.views.pictures.statistics import year_of
from flashcards.views.text import counted

SVG = "{http://www.w3.org/2000/svg}"
LABELS = some.text(some.characters(codec="utf-8", exclude_categories=["C"]), max_size=9)
VALUES = some.lists(some.tuples(some.floats(0, 1e9), LABELS), max_size=40)


def read(picture):
    """The elements of a picture."""
    return ET.fromstring(str(picture))  # noqa: S314 - our own


@given(VALUES, LABELS)
def test_each_value_has_its_column_and_its_label(rows, said):
    values, labels = [one for one, _ in rows], [one for _, one in rows]
    tree = read(columns(values, labels, said))
    bars = tree.findall(f"{SVG}rect")
    assert [bar.find(f"{SVG}title").text.rpartition(": ")[0] for bar in bars] == labels
    assert [float(bar.get("height")) > 0 for bar in bars] == [value > 0 for value in values]
    assert tree.get("aria-label") == said
    ends = [float(bar.get("x")) + float(bar.get("width")) for bar in bars]
    assert all(float(bar.get("y")) >= 0 and end <= 640 for bar, end in zip(bars, ends, strict=True))


@given(some.lists(some.text("abc", min_size=1, max_size=12), min_size=1, max_size=20))
def test_each_column_that_is_named_shows_its_name_and_no_name_lies_on_another(names):
    tree = read(figures([1.0] * len(names), names, "said"))
    shown = tree.findall(f"{SVG}text")[-len(names) :]
    assert [one.text for one in shown] == names
    places = [(float(one.get("y")), float(one.get("x")), len(one.text) * 3) for one in shown]
    for (above, left, half), (line, right, other) in pairwise(sorted(places)):
        assert above < line or left + half <= right - other
    assert max(places)[0] < float(tree.get("viewBox").split()[-1])


@given(some.lists(some.tuples(some.floats(0, 1), some.floats(0, 1)), min_size=1, max_size=20))
def test_points_lie_within_their_chart(pairs):
    tree = read(against([Plotted(*pair, "x") for pair in pairs], 0.0, "said"))
    dots = tree.findall(f"{SVG}circle")
    assert len(dots) == len(pairs)
    assert all(
        0 <= float(dot.get("cx")) <= 640 and 0 <= float(dot.get("cy")) <= 170 for dot in dots
    )


def test_a_higher_value_stands_higher():
    low, high = read(columns([1, 2], ["a", "b"], "x")).findall(f"{SVG}rect")
    assert float(low.get("y")) > float(high.get("y"))


def test_a_curve_falls_from_left_to_right():
    points = [Plotted(0, 1), Plotted(10, 0.9), Plotted(20, 0.8)]
    line = read(curve(points, [Plotted(10, 0.9, "due")], "x")).find(f"{SVG}polyline")
    xs, ys = zip(*(map(float, one.split(",")) for one in line.get("points").split()), strict=True)
    assert list(xs) == sorted(xs)
    assert list(ys) == sorted(ys)


@pytest.mark.parametrize("day", [date(2026, 1, 5), date(2026, 1, 11), date(2026, 3, 4)])
def test_a_year_shows_every_day_up_to_today(day):
    tree = read(year_of(heat_map({day: 3}, day)))
    (empty,) = (one.get("d").split("M")[1:] for one in tree.findall(f"{SVG}path"))
    (shade,) = tree.findall(f"{SVG}g")
    (cell,) = shade.findall(f"{SVG}path")
    assert len({*empty, cell.get("d").removeprefix("M")}) == 51 * 7 + day.weekday() + 1
    assert len(empty) == 51 * 7 + day.weekday()
    assert cell.find(f"{SVG}title").text == f"{day:%a} {day}: 3 answers"


@given(some.dictionaries(some.integers(0, 363), some.integers(1, 99)))
def test_every_day_with_answers_says_how_many(answers):
    last = date(2026, 3, 4)
    days = {last - timedelta(days=ago): count for ago, count in answers.items()}
    picture = read(year_of(heat_map(days, last)))
    said = {title.text for title in picture.iterfind(f"{SVG}g/{SVG}path/{SVG}title")}
    first = last - timedelta(weeks=51, days=last.weekday())
    shown = [(day, counted(count, "answer")) for day, count in days.items() if day >= first]
    assert said == {f"{day:%a} {day}: {told}" for day, told in shown}
