"""All hints of a page."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from flashcards.core.deck import DeckMode
from flashcards.core.decks.hints.likely import likely_cards
from flashcards.core.decks.hints.near_cards import near_cards, near_one_lines
from flashcards.core.decks.hints.near_tags import near_tags
from flashcards.core.decks.hints.seen import SeenPage
from flashcards.core.decks.hints.swallowed import swallowed_one_lines
from flashcards.core.problem import Problem

_OPEN_MODES: Final = frozenset({DeckMode.AUTO, DeckMode.TAGS})


def hints(seen: SeenPage) -> Iterator[Problem]:
    """Warnings of what was probably meant as a card; one-line cards count in some modes only."""
    found = [likely_cards(seen), near_tags(seen)]
    if seen.mode in _OPEN_MODES:
        found += [near_cards(seen), near_one_lines(seen), swallowed_one_lines(seen)]
    return chain.from_iterable(found)
