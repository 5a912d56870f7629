"""Which cards a session or a look is about: decks, areas, tags."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """Cards of any of these decks (or below them), of any of these areas, with any of these tags.

    An empty part selects everything.
    """

    decks: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
