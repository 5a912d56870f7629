"""A deck's options as Anki's message: where flash has no word for one, what Anki gives."""

from typing import Final

from flashcards.formats.anki.out.messages import Said, message
from flashcards.formats.anki.out.outgoing import OutgoingOptions

_WITHOUT_LIMIT: Final = 9_999
"""The most that Anki takes for a limit."""

_USUAL: Final[dict[int, Said]] = {
    4: (1.0,) * 7,  # easy days
    11: 2.5,  # ease at the beginning
    12: 1.3,  # of Easy
    13: 1.2,  # of Hard
    15: 1.0,  # of all intervals
    17: 1,  # the shortest interval after a lapse
    18: 1,  # the first interval after Good
    19: 4,  # and after Easy
    21: 1,  # a leech gets a tag
    22: 8,  # at so many lapses
    24: 60,  # the longest thinking time, in seconds
    40: 0.9,  # retention so far
    44: 1,  # sounds are heard to their end
}


def options_message(options: OutgoingOptions) -> bytes:
    """The options of a preset."""
    reviews = options.reviews_per_day
    own: dict[int, Said] = {
        1: options.learning_steps,
        2: options.relearning_steps,
        6: options.parameters,
        9: min(options.new_per_day, _WITHOUT_LIMIT),
        10: _WITHOUT_LIMIT if reviews is None else min(reviews, _WITHOUT_LIMIT),
        16: options.maximum_interval_days,
        37: options.retention,
    }
    return message({**_USUAL, **own})


def deck_kind(preset: int) -> bytes:
    """A deck with cards of its own, and the preset that it uses."""
    return message({1: message({1: preset})})
