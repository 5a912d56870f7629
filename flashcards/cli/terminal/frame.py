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
