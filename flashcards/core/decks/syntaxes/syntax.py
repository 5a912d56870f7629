"""What a syntax is: a way of writing cards, all of it in one value; and what it finds in a page."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from flashcards.core.card import Card, CardId, Kind
from flashcards.core.deck import DeckMode, DeckSettings
from flashcards.core.decks.markdown.blocks import LineRange
from flashcards.core.decks.page import Page
from flashcards.core.problem import Problem


class Face(NamedTuple):
    """What one card of a draft asks; a cloze's has the span of its deletion, and its own id."""

    front: str
    back: str
    span: tuple[int, int] | None = None
    id: CardId | None = None


class Draft(NamedTuple):
    """One written card on its lines: one face, or the faces of its siblings.

    `together` is the one face instead where a cloze shall ask all its deletions at once.
    """

    kind: Kind
    lines: LineRange
    faces: tuple[Face, ...]
    breadcrumb: tuple[str, ...] = ()
    together: Face | None = None


Found: TypeAlias = Draft | Problem
"""What a syntax finds: a card or a mistake."""


class Stretch(NamedTuple):
    """A tag's letter, and the lines that belong to it."""

    letter: str
    lines: LineRange


def stretches_of(page: Page) -> list[Stretch]:
    """What each tag holds: up to the next tag, `---`, ATX heading outside lists, or the end."""
    tags = page.blocks.tags
    stops = [*page.blocks.stops(), len(page.lines)]
    found, stop = [], 0
    for line, following in zip(tags, [*tags[1:], len(page.lines)], strict=False):
        while stops[stop] <= line:
            stop += 1
        lines = LineRange(line, min(following, stops[stop]))
        found.append(Stretch(page.lines[line].lstrip()[0], lines))
    return found


class Search(NamedTuple):
    """What a syntax looks for its cards in.

    `level` is that of the headings which the deck names; `stretches` are what tags hold, `taken`
    the lines of these and of the cards that earlier syntaxes without a tag found.
    """

    page: Page
    level: int
    stretches: Sequence[Stretch]
    taken: Sequence[LineRange]


Texts: TypeAlias = Sequence[tuple[str, str]]
"""Tags, each with the text that it holds."""

READ_MODES: Final = frozenset(DeckMode) - {DeckMode.NONE}
"""The modes in which cards are looked for at all."""


def nothing_missed(_search: Search) -> Iterator[Problem]:
    """Of a syntax that nothing looks like by mistake."""
    return iter(())


def as_question(card: Card) -> Texts:
    """A card as a tagged question, which any kind but a cloze or a skill may become."""
    return ("Q:", card.front), ("A:", card.back)


def as_said(said: DeckSettings) -> DeckSettings:
    """Settings of a deck as its front matter says them."""
    return said


class Syntax(NamedTuple):
    """A way of writing cards: the kind they are, what finds them, and in decks of which modes.

    `tags` are the letters it is written with, if any; `missed` warns of what was probably meant
    so; `write` gives the tags of a card of its kind, and the same for all syntaxes of a kind;
    `settings` adds what decks of its modes set where they say nothing.
    """

    kind: Kind
    find: Callable[[Search], Iterator[Found]]
    modes: Collection[DeckMode] = READ_MODES
    tags: str = ""
    missed: Callable[[Search], Iterator[Problem]] = nothing_missed
    write: Callable[[Card], Texts] = as_question
    settings: Callable[[DeckSettings], DeckSettings] = as_said
