"""The words of `flash list`: text to find, `deck:`, `area:`, `tag:`, `kind:` and `is:`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from flashcards.core.known_card import KnownCard
from flashcards.core.schedule import State

_IS: Final[dict[str, Callable[[KnownCard, date], bool]]] = {
    "new": lambda known, _: known.schedule.state is State.NEW,
    "learning": lambda known, _: known.schedule.in_steps,
    "review": lambda known, _: known.schedule.state is State.REVIEW,
    "due": lambda known, today: (
        known.is_due(today) and known.is_asked and not known.suspended and not known.buried(today)
    ),
    "suspended": lambda known, _: known.suspended,
    "buried": lambda known, today: known.buried(today),
}
_LEECH: Final = "leech"
STATES: Final = (*_IS, _LEECH)


@dataclass(frozen=True, slots=True)
class Query:
    """Words that must all hold; a word that is no `key:value` is sought in both sides of a card.

    A card is a leech from `leech_lapses` lapses on.
    """

    words: tuple[str, ...] = ()
    leech_lapses: int = 8

    def unknown_words(self) -> tuple[str, ...]:
        """The `is:` words that mean nothing."""
        said = (word.removeprefix("is:") for word in self.words if word.startswith("is:"))
        return tuple(word for word in said if word not in STATES)

    def admits(self, known: KnownCard, today: date) -> bool:
        """Whether the card answers the query on a study day."""
        return all(self._holds(word, known, today) for word in self.words)

    def _holds(self, word: str, known: KnownCard, today: date) -> bool:
        key, _, value = word.partition(":")
        match key:
            case "is" if value in _IS:
                return _IS[value](known, today)
            case "is" if value == _LEECH:
                return known.schedule.lapses >= self.leech_lapses
            case "deck" if value:
                return known.deck == value or known.deck.startswith(f"{value}/")
            case "area" if value:
                return known.area == value
            case "tag" if value:
                return value in known.tags
            case "kind" if value:
                return known.card.kind.value == value
            case _:
                sought = word.casefold()
                return sought in known.card.front.casefold() or sought in known.card.back.casefold()
