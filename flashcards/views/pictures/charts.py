"""Charts as SVG: columns, a curve, points against a diagonal; each says itself in words, too."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from flashcards.views.bars import axis_number, neat_top
from flashcards.views.html import Child, Html, element

WIDTH: Final = 640
_HEIGHT: Final = 170
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 8, 12, 24
_ROOM: Final = WIDTH - _LEFT - _RIGHT
_TALL: Final = _HEIGHT - _TOP - _BOTTOM
_LEAST: Final = 1.0
"""How high the lowest column is that is any."""
_LETTER: Final = 6
"""About how wide a letter of a label is."""
_LINE: Final = 14
"""How high a line of labels is."""


class Plotted(NamedTuple):
    """A place in a chart, by its values, and what it says when it is pointed at."""

    across: float
    upward: float
    said: str = ""


def picture(said: str, *children: Child, height: int = _HEIGHT, width: int = WIDTH) -> Html:
    """An SVG that is called what it shows."""
    return element(
        "svg",
        element("title", said),
        children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        role="img",
        aria_label=said,
    )


def columns(
    values: Sequence[float], labels: Sequence[str], said: str, *, marked: int | None = None
) -> Html:
    """A column a value, each with its label and number when pointed at; `marked` stands out.

    Of the labels those are seen that have room.
    """
    top, step = neat_top(max(values, default=0)), _step(values)
    below = _labels(labels, step)[:: _stride(labels, step)]
    bars = _bars(values, labels, top, marked)
    return picture(said, _scale(0, top, _number), bars, below)


def figures(values: Sequence[float], names: Sequence[str], said: str) -> Html:
    """A column a figure out of 100, the last one marked, and the name of each, in several lines."""
    lines = _stride(names, _step(values))
    below = _labels(names, _step(values), lines)
    bars = _bars(values, names, 100, len(values) - 1)
    height = _HEIGHT + _LINE * (lines - 1)
    return picture(said, _scale(0, 100, _number), bars, below, height=height)


def _step(values: Sequence[float]) -> float:
    """How wide the place of a column is."""
    return _ROOM / max(1, len(values))


def _bars(
    values: Sequence[float], labels: Sequence[str], top: float, marked: int | None
) -> list[Html]:
    step = _step(values)
    return [
        _column(
            _LEFT + number * step,
            step,
            max(_LEAST, value / top * _TALL) if value > 0 else 0,
            element("title", f"{label}: {axis_number(value)}"),
            "bar marked" if number == marked else "bar",
        )
        for number, (value, label) in enumerate(zip(values, labels, strict=True))
    ]


def curve(points: Sequence[Plotted], marks: Sequence[Plotted], said: str) -> Html:
    """A share that falls with the days, and the days that are marked on it."""
    longest = max((one.across for one in points), default=1) or 1
    path = " ".join(f"{_x(one.across / longest):.1f},{_y(one.upward):.1f}" for one in points)
    line = element("polyline", points=path, class_="line", fill="none")
    dots = [_dot(one, longest) for one in marks]
    days = _below((share, f"{share * longest:.0f}d") for share in (0.25, 0.5, 0.75, 1.0))
    return picture(said, _scale(0, 1, "{:.0%}".format), line, dots, days)


def against(points: Sequence[Plotted], least: float, said: str) -> Html:
    """What came true over what was expected, both shares from `least` to 1, and the diagonal."""
    room = 1 - least

    def share(value: float) -> float:
        return (value - least) / room

    ends = {"x1": _x(0), "y1": _y(0), "x2": _x(1), "y2": _y(1)}
    corners = {name: _rounded(value) for name, value in ends.items()}
    diagonal = element("line", class_="axis", stroke_dasharray="4", **corners)
    placed = [Plotted(share(one.across), share(one.upward), one.said) for one in points]
    expected = _below((part, f"{least + part * room:.0%}") for part in (0.0, 0.5, 1.0))
    return picture(
        said,
        _scale(least, 1, "{:.0%}".format),
        diagonal,
        [_dot(one, 1) for one in placed],
        expected,
    )


def _column(x: float, step: float, height: float, said: Html, kind: str) -> Html:
    return element(
        "rect",
        said,
        x=_rounded(x + step * 0.1),
        y=_rounded(_TOP + _TALL - height),
        width=_rounded(step * 0.8),
        height=_rounded(height),
        class_=kind,
    )


def _scale(least: float, top: float, written: Callable[[float], str]) -> list[Html]:
    """The axis, the middle and the top, with their numbers."""
    lines = []
    for share in (0.0, 0.5, 1.0):
        y = _rounded(_y(share))
        lines += [
            element("line", x1=_LEFT, y1=y, x2=WIDTH - _RIGHT, y2=y, class_="axis"),
            _text(written(least + share * (top - least)), _LEFT - 6, _y(share) + 4, "end"),
        ]
    return lines


def _below(labels: Iterable[tuple[float, str]]) -> list[Html]:
    """Labels below their places; one at the right edge ends there."""
    return [
        _text(said, _x(share), _HEIGHT - 6, "end" if share == 1 else "middle")
        for share, said in labels
    ]


def _stride(labels: Sequence[str], step: float) -> int:
    """Of how many labels one has room below its column."""
    widest = max(map(len, labels), default=0) * _LETTER + _LETTER
    return max(1, -int(-widest // step))


def _labels(labels: Sequence[str], step: float, lines: int = 1) -> list[Html]:
    """Each label below its column, one after the other in so many lines."""
    return [
        _text(
            label,
            _LEFT + (number + 0.5) * step,
            _HEIGHT - 6 + _LINE * (number % lines),
            "middle",
        )
        for number, label in enumerate(labels)
    ]


def _number(value: float) -> str:
    return axis_number(value) if value == round(value) else f"{value:,g}"


def _dot(one: Plotted, longest: float) -> Html:
    x, y = _rounded(_x(one.across / longest)), _rounded(_y(one.upward))
    return element("circle", element("title", one.said), cx=x, cy=y, r=4, class_="dot")


def _text(said: str, x: float, y: float, anchor: str) -> Html:
    return element("text", said, x=_rounded(x), y=_rounded(y), text_anchor=anchor)


def _x(share: float) -> float:
    return _LEFT + share * _ROOM


def _y(share: float) -> float:
    return _TOP + (1 - min(max(share, 0.0), 1.0)) * _TALL


def _rounded(value: float) -> str:
    return f"{value:.1f}"
