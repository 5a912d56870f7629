"""A view in the shape asked for: no other one is made, and rows are written as they come."""

import io
from dataclasses import dataclass

import pytest

from flashcards.cli.terminal.output import write
from flashcards.views.view import Rows, View, fields_of


@dataclass(frozen=True)
class Point:
    """A row."""

    x: int
    y: int


class Stopped(Exception):
    """Nothing more comes."""


def unread():
    """Lines or rows that nobody asked for."""
    pytest.fail("read, and not asked for")
    yield


def written(view, shape):
    """What is written in a shape."""
    out = io.StringIO()
    write(view, shape, out)
    return out.getvalue()


POINTS = Rows(Point, [Point(1, 2)])
NOBODYS = Rows(Point, unread())


@pytest.mark.parametrize(
    ("shape", "view", "text"),
    [
        (None, View(["a", "b"], NOBODYS, unread, unread()), "a\nb\n"),
        ("table", View(["a", "b"], NOBODYS, unread), "a\nb\n"),
        ("table", View(unread(), NOBODYS, unread, ["c"]), "c\n"),
        ("csv", View(unread(), POINTS, unread, unread()), "x,y\n1,2\n"),
        ("csv", View(["a"], document=unread), "a\n"),
        ("json", View(unread(), POINTS, table=unread()), '[\n{"x": 1, "y": 2}\n]\n'),
        ("json", View(unread(), NOBODYS, {"x": 1}), '{\n  "x": 1\n}\n'),
        ("json", View(unread(), NOBODYS, lambda: {"x": 1}), '{\n  "x": 1\n}\n'),
    ],
)
def test_a_view_is_written_in_the_shape_that_is_asked_for(shape, view, text):
    assert written(view, shape) == text


@pytest.mark.parametrize("shape", [None, "csv", "json"])
def test_what_came_before_a_failure_is_written(shape):
    def failing(*values):
        yield from values
        raise Stopped

    out = io.StringIO()
    with pytest.raises(Stopped):
        write(View(failing("one"), Rows(Point, failing(Point(1, 2)))), shape, out)
    assert "1" in out.getvalue() or "one" in out.getvalue()


def test_a_document_may_add_to_the_fields_of_a_value():
    view = View(document=lambda: fields_of(Point(1, 2)) | {"z": [Point(3, 4)]})
    assert '"z": [' in written(view, "json")
