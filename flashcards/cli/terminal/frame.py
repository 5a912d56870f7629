"""All that a screen shows at once, as values that can be kept."""

from typing import Any, NamedTuple

from flashcards.views.markup.blocks import StyledText


class Frame(NamedTuple):
    """What `Screen.show` is given; the body is opened at `place`, and stays as it is where None."""

    heading: str
    body: list[str]
    message: str
    keys: str
    clock: tuple[StyledText, ...]
    place: int | None


class ShownPage(NamedTuple):
    """Lines with their styles, and the first one on which something marked stands."""

    lines: list[str]
    place: int = 0


class DrawnCard(NamedTuple):
    """A card's answer as it was drawn, its question above it, and how many points it has.

    Another card of these sides, in so many columns and with such formulas, would look the same:
    its question as the frame has it.
    """

    sides: list[Any]
    width: int
    math: str
    answer: list[str]
    place: int
    points: int


class FirstScreen(NamedTuple):
    """What a session shows first, and what it will show when that is answered."""

    frame: Frame
    card: DrawnCard


def first_screen_of(kept: list[Any]) -> FirstScreen | None:
    """The screen that values of JSON say; None where they say none."""
    match kept:
        case [list(frame), list(card)]:
            found, drawn = frame_of(frame), _drawn_of(card)
            return None if found is None or drawn is None else FirstScreen(found, drawn)
        case _:
            return None


def _drawn_of(kept: list[Any]) -> DrawnCard | None:
    match kept:
        case [list(sides), int(width), str(math), list(answer), int(place), int(points)]:
            if all(isinstance(line, str) for line in answer):
                return DrawnCard(sides, width, math, answer, place, points)
            return None
        case _:
            return None


def frame_of(kept: list[Any]) -> Frame | None:
    """The frame that values of JSON say; None where they say none."""
    match kept:
        case [str(heading), list(body), str(message), str(keys), list(clock), int(place)]:
            line = [_styled(part) for part in clock]
            if not all(isinstance(one, str) for one in body) or None in line:
                return None
            texts = tuple(text for text in line if text is not None)
            return Frame(heading, body, message, keys, texts, place)
        case _:
            return None


def _styled(kept: Any) -> StyledText | None:  # noqa: ANN401
    """A part of the clock: what is kept of it begins with a text and its style."""
    match kept:
        case [str(text), str(style), *_]:
            return StyledText(text, style)
        case _:
            return None


def asks_the_same(seen: Frame, now: Frame) -> bool:
    """Whether a key that was pressed at one frame means in the other what it meant there."""
    return (seen.heading, seen.body, seen.keys) == (now.heading, now.body, now.keys)
