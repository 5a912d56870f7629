"""Pictures made of block characters: a line of columns, a chart with an axis, a bar."""

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import Final

_UPWARD: Final = " ▁▂▃▄▅▆▇█"
_RIGHTWARD: Final = " ▏▎▍▌▋▊▉█"
_EIGHTHS: Final = 8
_WIDEST: Final = 6
_WHOLE_FROM: Final = 10
_LEAST: Final = 2.0**-1022
"""Below this a number has too few digits left for a scale."""
_NEAT: Final = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


def sparkline(values: Sequence[float]) -> str:
    """One character a value, as high as its share of the highest; 0 or less is a blank."""
    highest = max(values, default=0)
    return "".join(_UPWARD[_eighths(value, highest, 1)] for value in values)


def row(value: float, highest: float, width: int) -> str:
    """A bar from left to right, `width` characters long where the value is the highest.

    Any value above 0 is seen; no blanks follow the bar, so that a number can.
    """
    full, rest = divmod(_eighths(value, highest, width), _EIGHTHS)
    return _RIGHTWARD[-1] * full + _RIGHTWARD[rest].strip()


def columns(values: Sequence[float], labels: Sequence[str], height: int, width: int) -> list[str]:
    """Lines of a chart: `height` lines of columns, the axis, and a line of labels.

    At the left stand 0 and the top of the scale, a neat number. A label stands below its column,
    as many as there is room for. Where there are more values than room, a column stands for
    several and shows the highest. No line is wider than `width` or ends with a blank.
    """
    top = neat_top(max(values, default=0))
    margin = len(axis_number(top))
    room = max(1, width - margin - 2)
    merged = max(1, ceil(len(values) / room))
    shown = [max(values[at : at + merged]) for at in range(0, len(values), merged)]
    cell = min(_WIDEST, room // max(1, len(shown)))
    heights = [_eighths(value, top, height) for value in shown]
    lines = [_line(heights, level, cell) for level in reversed(range(height))]
    left = [f"{axis_number(top)} ┤", *[" " * margin + " │"] * (height - 1)]
    axis = f"{'0':>{margin}} └" + "─" * (cell * len(shown))
    below = " " * (margin + 2) + _labelled(labels[::merged], cell, room)
    return [
        *((edge + line).rstrip() for edge, line in zip(left, lines, strict=True)),
        axis,
        below.rstrip(),
    ]


def neat_top(highest: float) -> float:
    """The next number from `highest` up that reads well, such as 12, 1.5 or 400; 1 for nothing."""
    if highest < _LEAST:
        return 1.0
    size = 10.0 ** floor(log10(highest))
    return next(n * size for n in (*_NEAT, 20.0) if n * size >= highest)


def _eighths(value: float, highest: float, length: int) -> int:
    """How many eighths of `length` characters the value takes; at least one above 0."""
    if value <= 0:
        return 0
    return max(1, round(min(value / highest, 1.0) * length * _EIGHTHS))


def _line(heights: Sequence[int], level: int, cell: int) -> str:
    """One line of the columns, `level` lines above the axis."""
    bar = max(1, cell - 1)
    parts = (_UPWARD[min(max(h - level * _EIGHTHS, 0), _EIGHTHS)] for h in heights)
    return "".join(part * bar + " " * (cell - bar) for part in parts)


def _labelled(labels: Sequence[str], cell: int, room: int) -> str:
    """Every n-th label at its column, n as small as leaves a blank between them."""
    stride = max(1, ceil((max(map(len, labels), default=0) + 1) / cell))
    line = ""
    for number in range(0, len(labels), stride):
        if number * cell + len(labels[number]) <= room:
            line = line.ljust(number * cell) + labels[number]
    return line


def axis_number(value: float) -> str:
    """A number as it stands at a scale: whole ones from 10 on."""
    return f"{value:,.0f}" if value >= _WHOLE_FROM else f"{value:g}"
