"""Which cards a session or a look is about: decks, areas, tags, a query."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard


@dataclass(frozen=True, slots=True)
class Selection:
    """Cards of any of these decks, of any of these areas, with any of these tags, or below them.

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
        return replace(self, decks=decks, areas=areas, tags=tags)

    def finds(self, _card: CardId) -> bool:
        """Whether a card is among those that a query finds; without one, any is."""
        return True


@dataclass(frozen=True, slots=True)
class QueriedSelection(Selection):
    """A selection of which the words of a query must hold besides.

    `cards` are those that it finds; None until it has been asked, and it finds all.
    """

    query: tuple[str, ...] = ()
    cards: Collection[CardId] | None = None

    def finds(self, card: CardId) -> bool:
        """Whether the query finds a card."""
        return self.cards is None or card in self.cards


EVERYTHING: Final = Selection()


def those_selected(selection: Selection, cards: Iterable[KnownCard]) -> Iterator[KnownCard]:
    """Those of the cards that are selected, in their order."""
    return (known for known in cards if _admits(selection, known))


def _admits(selection: Selection, known: KnownCard) -> bool:
    decks, tags = selection.decks, selection.tags
    return (
        (not decks or any(is_at_or_below(known.deck, deck, "/") for deck in decks))
        and (not selection.areas or known.area in selection.areas)
        and (
            not tags
            or any(is_at_or_below(own, tag, "/", "::") for own in known.tags for tag in tags)
        )
        and selection.finds(known.card.id)
    )


def is_at_or_below(name: str, above: str, *joints: str) -> bool:
    """Whether a name is the other one, or continues it behind a joint."""
    return name == above or any(name.startswith(f"{above}{joint}") for joint in joints)
