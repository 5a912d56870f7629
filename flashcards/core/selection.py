"""Which cards a session or a look is about: decks, areas, tags, a query."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from flashcards.core.card import CardId


@dataclass(frozen=True, slots=True)
class Selection:
    """Cards of any of these decks, of any of these areas, with any of these tags, or below them.

    An empty part selects everything. `query` are the words of a query that must hold besides, and
    `cards` those that it finds: None until it has been asked.
    """

    decks: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    query: tuple[str, ...] = ()
    cards: Collection[CardId] | None = None

    @property
    def in_order(self) -> "Selection":
        """The same selection, however its parts were named: sorted, each once."""
        decks, areas, tags = (
            tuple(sorted(set(part))) for part in (self.decks, self.areas, self.tags)
        )
        return replace(self, decks=decks, areas=areas, tags=tags)

    def finds(self, card: CardId) -> bool:
        """Whether the query finds a card; without one, any."""
        return self.cards is None or card in self.cards
