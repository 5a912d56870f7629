"""What a file of another tool comes to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Foreign:
    """The decks that a file makes, as Markdown, by the names of their files; `/` parts folders."""

    decks: Mapping[str, bytes]


Reader = Callable[[bytes, str], Foreign]
"""Makes decks of what is in a file and of the file's name; raises a `FlashError`."""
