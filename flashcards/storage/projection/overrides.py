"""What a deck sets of its policy itself, as one column of text that compares."""

import json
from dataclasses import fields
from datetime import timedelta
from functools import lru_cache
from typing import Any

from flashcards.core.card import Occasion
from flashcards.core.known_card import overrides_for
from flashcards.core.schedule import AS_COLLECTION, Overrides


@lru_cache(maxsize=64)
def overrides_text(overrides: Overrides) -> str | None:
    """JSON of what is set, durations in seconds; None where nothing is."""
    said = {field.name: getattr(overrides, field.name) for field in fields(overrides)}
    plain = {name: _plain(value) for name, value in said.items() if value is not None}
    return json.dumps(plain) if plain else None


@lru_cache(maxsize=64)
def overrides_of(text: str | None) -> Overrides:
    """The inverse of `overrides_text`."""
    if text is None:
        return AS_COLLECTION
    said: dict[str, Any] = json.loads(text)
    values: dict[str, Any] = {name: _value(value) for name, value in said.items()}
    return Overrides(**values)


def overrides_said(of_deck: str | None, occasion: str) -> Overrides:
    """What of its policy is set for a card, by its deck's text and when it is asked."""
    return overrides_for(Occasion(occasion), overrides_of(of_deck))


def _plain(value: object) -> object:
    return [step.total_seconds() for step in value] if isinstance(value, tuple) else value


def _value(value: object) -> object:
    is_steps = isinstance(value, list)
    return tuple(timedelta(seconds=step) for step in value) if is_steps else value  # type: ignore[attr-defined]
