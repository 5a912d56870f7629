"""Why a query finds no card, and the nearest thing that would find one."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final

from flashcards.core.decks.names import alike
from flashcards.core.decks.query import Query
from flashcards.core.decks.search.terms import Filter, SoughtText, is_filtering, parsed
from flashcards.core.frozen import dataclass
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.search import found
from flashcards.services.work import Work, reading_work
from flashcards.storage.projection import cards
from flashcards.storage.projection.decks import card_and_deck_counts

_WORD: Final = re.compile(r"[^\W_]+")
_NEAR: Final = 0.7
_NAMES: Final = {
    "deck": cards.deck_names,
    "area": cards.area_names,
    "tag": cards.tag_names,
}


@dataclass(frozen=True, slots=True)
class NoMatch:
    """What of a query finds nothing by itself; None where only all of it together does.

    `near` is what it may have been meant for; `apart` is how many cards hold the words of a phrase;
    `is_text` where it asks for text alone, `is_name` where it names a deck, an area or a tag that
    has no card. `cards` are all cards that there are.
    """

    cards: int
    word: str | None = None
    near: str | None = None
    apart: int = 0
    is_text: bool = False
    is_name: bool = False


def no_match(collection: Collection, moment: Moment, query: Query) -> NoMatch:
    """About a query that finds none of the living cards."""
    with reading_work(collection, moment) as work:
        count, _ = card_and_deck_counts(work.connection)
        is_choice = any(word.lower() == "or" for word in query.words)
        words = (" ".join(query.words),) if is_choice else query.words
        word = next((one for one in words if is_choice or not _finds_any(work, one)), None)
        if word is None or not count:
            return NoMatch(count)
        term = parsed([word])
        if isinstance(term, Filter) and term.key in _NAMES:
            names = _NAMES[term.key](work.connection)
            every = [above for name in names for above in _with_above(name)]
            if term.value in every:
                return NoMatch(count, word, is_name=True)
            near = _ending_in(term.value, every) or _near(term.value, every)
            return NoMatch(count, word, near and f"{term.key}:{near}")
        if not isinstance(term, SoughtText):
            return NoMatch(count, word)
        if (meant := _as_filter(work, term.text)) is not None:
            return NoMatch(count, word, meant, is_text=True)
        if len(parts := tuple(term.text.split())) > 1:
            return NoMatch(count, word, apart=_count(work, parts), is_text=True)
        return NoMatch(count, word, _near(term.text, _words(work)), is_text=True)


def filter_meant(collection: Collection, moment: Moment, said: str) -> str | None:
    """The filter `deck:theory` where the learner says the name of a deck, an area or a tag."""
    with reading_work(collection, moment) as work:
        return _as_filter(work, said)


def name_meant(collection: Collection, moment: Moment, words: tuple[str, ...]) -> str | None:
    """The same of a query that is one word of text: what else it may have been meant for."""
    is_text = len(words) == 1 and not is_filtering(words[0])
    return filter_meant(collection, moment, words[0]) if is_text else None


def _as_filter(work: Work, said: str) -> str | None:
    """The filter that was meant, where the text is the name of a deck, an area or a tag."""
    for key, names in _NAMES.items():
        for name in names(work.connection):
            for above in _with_above(name):
                if alike(said) in {alike(above), alike(above).rpartition("/")[2]}:
                    value = f'"{above}"' if " " in above else above
                    return f"{key}:{value}"
    return None


def _finds_any(work: Work, word: str) -> bool:
    every = cards.known_cards(work.connection)
    return next(found(work, Query((word,)), every), None) is not None


def _count(work: Work, texts: Iterable[str]) -> int:
    """How many cards hold all of the texts."""
    query = Query(tuple('"{}"'.format(text.replace('"', "")) for text in texts))
    return sum(1 for _ in found(work, query, cards.known_cards(work.connection)))


def _near(said: str, there: Iterable[str]) -> str | None:
    """The name or word that is nearest; of those that are the same but for case the first."""
    by_name: dict[str, str] = {}
    for one in there:
        by_name.setdefault(one.casefold(), one)
    near = get_close_matches(said.casefold(), by_name, 1, _NEAR)
    return by_name[near[0]] if near else None


def _ending_in(said: str, there: Iterable[str]) -> str | None:
    """The first name whose last part it is: `theory/q2` of `q2`."""
    return next((one for one in there if alike(one).endswith(f"/{alike(said)}")), None)


def _with_above(name: str) -> Iterator[str]:
    """A name and the folders that it stands in, the outermost first."""
    parts = name.split("/")
    return ("/".join(parts[:count]) for count in range(1, len(parts) + 1))


def _words(work: Work) -> Iterator[str]:
    for known in cards.known_cards(work.connection):
        for side in (known.card.front, known.card.back):
            yield from _WORD.findall(side)
