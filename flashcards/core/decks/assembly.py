"""Drafts -> cards: settings, ids, and what stands twice."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from flashcards.core.card import Card, CardId, Source
from flashcards.core.decks.page import Page
from flashcards.core.decks.settings.comment import (
    LONGEST_PIN_OF_SIBLINGS,
    NO_SETTINGS,
    CardSettings,
    card_settings,
    too_long,
)
from flashcards.core.decks.syntaxes.syntax import Draft, Face
from flashcards.core.identity import card_id
from flashcards.core.problem import Problem, error, warning


class _Place(NamedTuple):
    line: int
    pinned: bool


def assembled(
    page: Page, drafts: Sequence[Draft], *, together: bool = False
) -> Iterator[Card | Problem]:
    """The cards of drafts in file order, each once, and what is wrong with their settings.

    `together` asks all deletions of a cloze at once where the cloze says nothing else.
    """
    places: dict[CardId, _Place] = {}
    for draft in drafts:
        settings = NO_SETTINGS
        if page.comments:
            settings, problems = card_settings(page.file, page.comments_in(draft.lines))
            yield from problems
        is_one = together if settings.together is None else settings.together
        if is_one and draft.together is not None:
            draft = draft._replace(faces=(draft.together,))  # noqa: PLW2901
        pin = settings.pin
        if pin is not None and len(draft.faces) > 1 and len(pin) > LONGEST_PIN_OF_SIBLINGS:
            longest, whose = LONGEST_PIN_OF_SIBLINGS, "that of several cards"
            yield too_long(page.file, settings.pin_line, pin, longest, whose)
            settings = replace(settings, pin=None)
        here = _Place(draft.lines.start, settings.pin is not None)
        clashed = here
        for card in _cards(page.file, draft, settings):
            there = places.get(card.id)
            if there is None:
                places[card.id] = here
                yield card
            elif there not in {here, clashed}:
                clashed = there
                yield _clash(page.file, card.id, there, here)


def _cards(file: str, draft: Draft, settings: CardSettings) -> Iterator[Card]:
    source = Source(file, draft.lines.start + 1)
    for number, face in enumerate(draft.faces, 1):
        yield Card(
            _id(draft, face, settings.pin, number),
            draft.kind,
            face.front,
            face.back,
            source,
            draft.breadcrumb,
            settings.tags,
            settings.limit_s,
            face.span,
        )


def _id(draft: Draft, face: Face, pin: str | None, number: int) -> CardId:
    if pin is None:
        return face.id or card_id(draft.kind, face.front, face.back)
    return CardId(pin if len(draft.faces) == 1 else f"{pin}.{number}")


def _clash(file: str, id_: CardId, there: _Place, here: _Place) -> Problem:
    lines = f"lines {there.line + 1} and {here.line + 1}"
    if there.pinned or here.pinned:
        hint = "give one of the two cards another id"
        return error(file, here.line, f"the same `id: {id_}` in {lines}", hint)
    return warning(file, here.line, f"the same card in {lines}", "delete one of the two")
