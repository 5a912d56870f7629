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

    @property
    def in_order(self) -> "Selection":
        """The same selection, however its parts were named: sorted, each once."""
        decks, areas, tags = (
            tuple(sorted(set(part))) for part in (self.decks, self.areas, self.tags)
        )
        return Selection(decks, areas, tags)
