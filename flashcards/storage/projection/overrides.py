"""What a deck sets of its policy itself, as one column of text that compares.

The column of a deck's file has besides whether its answers are typed, which no schedule knows.
"""

import json
from dataclasses import fields
from datetime import timedelta
from functools import lru_cache
from typing import Any, Final

from flashcards.core.card import Occasion
from flashcards.core.deck import DeckSettings
from flashcards.core.known_card import overrides_for
from flashcards.core.schedule import AS_COLLECTION, Overrides

_TYPED: Final = {"answer": "typed"}


@lru_cache(maxsize=64)
def overrides_text(overrides: Overrides) -> str | None:
    """JSON of what is set, durations in seconds; None where nothing is."""
    said = _said(overrides)
    return json.dumps(said) if said else None


def of_deck_text(settings: DeckSettings) -> str | None:
    """The same of a deck, and that its answers are typed."""
    if not settings.typed:
        return overrides_text(settings.policy)
    return json.dumps(_said(settings.policy) | _TYPED)


@lru_cache(maxsize=64)
def is_typed(of_deck: str | None) -> bool:
    """Whether a deck's text says that its answers are typed."""
    return of_deck is not None and json.loads(of_deck).items() >= _TYPED.items()


@lru_cache(maxsize=64)
def overrides_of(text: str | None) -> Overrides:
    """The inverse of `overrides_text`."""
    if text is None:
        return AS_COLLECTION
    said: dict[str, Any] = json.loads(text)
    values: dict[str, Any] = {
        name: _value(value) for name, value in said.items() if name not in _TYPED
    }
    return Overrides(**values)


def overrides_said(of_deck: str | None, occasion: str) -> Overrides:
    """What of its policy is set for a card, by its deck's text and when it is asked."""
    return overrides_for(Occasion(occasion), overrides_of(of_deck))


def _said(overrides: Overrides) -> dict[str, Any]:
    said = {field.name: getattr(overrides, field.name) for field in fields(overrides)}
    return {name: _plain(value) for name, value in said.items() if value is not None}


def _plain(value: object) -> object:
    return [step.total_seconds() for step in value] if isinstance(value, tuple) else value


def _value(value: object) -> object:
    is_steps = isinstance(value, list)
    return tuple(timedelta(seconds=step) for step in value) if is_steps else value  # type: ignore[attr-defined]
