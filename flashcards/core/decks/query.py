"""A query: the words of `flash list`, asked of cards one by one."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from flashcards.core.decks.search.filters import FILTERS, STATES, Condition, QueryInput
from flashcards.core.decks.search.folding import Haystack
from flashcards.core.decks.search.terms import (
    AllOf,
    AnyOf,
    Filter,
    NotSo,
    SoughtText,
    Term,
    filters_of,
    parsed,
    texts_of,
)
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.errors.cards import EmptyText, InvalidFilter, UnknownFilter, UnknownQueryWord

_WITH_GRADE: Final = "rated"
_WHEN_ADDED: Final = "added"
_SIDES: Final = ("front", "back")


@dataclass(frozen=True, slots=True)
class Query:
    """Words that must all hold, but where `or` stands between; one without a key is sought.

    It is sought in both sides of a card. A card is a leech from `leech_lapses` lapses on.
    """

    words: tuple[str, ...] = ()
    leech_lapses: int = 8

    def unknown_words(self) -> tuple[str, ...]:
        """The `is:` words that mean nothing."""
        return tuple(f.value for f in self._filters() if f.key == "is" and _condition(f) is None)

    def check(self) -> None:
        """Raise for what means nothing.

        That is `EmptyText`, `UnknownQueryWord`, `UnknownFilter` or `InvalidFilter`.
        """
        if not all(text.strip() for text in self._texts()):
            raise EmptyText
        if unknown := self.unknown_words():
            raise UnknownQueryWord(unknown[0], ", ".join(STATES))
        for one in self._filters():
            if one.key not in FILTERS:
                raise UnknownFilter(one.key, one.word, ", ".join(f"{key}:" for key in FILTERS))
            if _condition(one) is None:
                raise InvalidFilter(one.word, FILTERS[one.key].example)

    @property
    def grade_days(self) -> int:
        """Of how many days, today included, it asks the grades, which the log alone knows."""
        said = (one.value.split(":") for one in self._filters() if one.key == _WITH_GRADE)
        return max((int(one[0]) for one in said if len(one) > 1 and one[0].isdecimal()), default=0)

    @property
    def asks_when_added(self) -> bool:
        """Whether it asks when cards came, which the database alone knows."""
        return any(one.key == _WHEN_ADDED for one in self._filters())

    def admits(self, known: KnownCard, today: date, told: QueryInput | None = None) -> bool:
        """Whether the card answers the query on a study day."""
        return _compiled(self.words)(known, told or QueryInput(today, self.leech_lapses))

    def _texts(self) -> Iterator[str]:
        """What is sought in both sides of a card, or in one of them."""
        yield from texts_of(parsed(self.words))
        yield from (one.value for one in self._filters() if one.key in _SIDES)

    def _filters(self) -> Iterator[Filter]:
        return filters_of(parsed(self.words))


@lru_cache(maxsize=16)
def _compiled(words: tuple[str, ...]) -> Condition:
    return _holding(parsed(words))


def _holding(term: Term) -> Condition:
    match term:
        case SoughtText(text):
            return lambda known, _: _holds_text(known, text)
        case Filter():
            found = _condition(term)
            return found or (lambda known, _: _holds_text(known, term.word))
        case AllOf(terms):
            every = [_holding(one) for one in terms]
            return lambda known, at: all(holds(known, at) for holds in every)
        case AnyOf(terms):
            some = [_holding(one) for one in terms]
            return lambda known, at: any(holds(known, at) for holds in some)
        case NotSo(inner):
            denied = _holding(inner)
            return lambda known, at: not denied(known, at)


def _condition(one: Filter) -> Condition | None:
    """What a filter means; None where it means nothing."""
    kind = FILTERS.get(one.key)
    return None if kind is None else kind.read(one.value)


def _holds_text(known: KnownCard, text: str) -> bool:
    return any(Haystack(side).holds(text) for side in (known.card.front, known.card.back))
