"""Brackets, bars and roots as tall as what they hold."""

from typing import Final

from flashcards.core.formulas.box import Box, beside, boxed, stacked

_SIDES: Final = {
    "(": "⎛⎜⎝",
    ")": "⎞⎟⎠",
    "[": "⎡⎢⎣",
    "]": "⎤⎥⎦",
    "|": "│││",
    "‖": "‖‖‖",
    "⌊": "⎢⎢⎣",
    "⌋": "⎥⎥⎦",
    "⌈": "⎡⎢⎢",
    "⌉": "⎤⎥⎥",
}
_BRACES: Final = {"{": "⎧⎪⎨⎩", "}": "⎫⎪⎬⎭"}


def bracketed(opening: str, box: Box, closing: str) -> Box:
    """A box between two brackets of its height."""
    sides = [(0, _side(opening, box)), (0, box), (0, _side(closing, box))]
    return beside([(space, side) for space, side in sides if side.width])


def between(opening: str, closing: str, box: Box) -> Box:
    """A box between two brackets, which may have a space beside it."""
    before, after = (0, _side(opening.strip(), box)), (0, _side(closing.strip(), box))
    spaced = (int(opening.endswith(" ")), box)
    return beside([before, spaced, (int(closing.startswith(" ")), after[1])])


def rooted(sign: str, box: Box) -> Box:
    """A box under a root; a low one in brackets."""
    if box.height == 1:
        return boxed([f"{sign}({box.rows[0]})"])
    rows = [f"│{row}" for row in box.rows]
    roof = stacked([boxed(["┌" + "─" * box.width]), boxed(rows)], box.baseline + 1)
    foot = boxed([*([""] * box.height), sign], box.baseline + 1)
    return beside([(0, foot), (0, roof)])


def _side(bracket: str, box: Box) -> Box:
    if not bracket:
        return Box(("",) * box.height, box.baseline, 0)
    if box.height == 1:
        return Box((bracket,), 0, 1)
    middle = box.height - 2
    if bracket in _BRACES:
        top, line, centre, bottom = tuple(_BRACES[bracket])
        column = [top, *[line] * middle, bottom]
        if middle:
            column[box.height // 2] = centre
        return Box(tuple(column), box.baseline, 1)
    if bracket not in _SIDES:
        column = [" "] * box.height
        column[box.baseline] = bracket
        return Box(tuple(column), box.baseline, 1)
    top, line, bottom = tuple(_SIDES[bracket])
    return Box((top, *[line] * middle, bottom), box.baseline, 1)
