"""A Markdown deck: text -> cards and problems."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Final, NamedTuple, TypeVar

from flashcards.core.card import Card, Source
from flashcards.core.deck import Deck, DeckMode, DeckSettings
from flashcards.core.decks.assembly import assembled
from flashcards.core.decks.hints.hints import hints
from flashcards.core.decks.hints.once import said_once
from flashcards.core.decks.hints.seen import SeenPage
from flashcards.core.decks.markdown.blocks import LineRange
from flashcards.core.decks.page import Page, page_of
from flashcards.core.decks.settings.front_matter import FrontMatter, front_matter
from flashcards.core.decks.syntaxes.syntax import (
    Draft,
    Found,
    Search,
    Stretch,
    Syntax,
    stretches_of,
)
from flashcards.core.decks.syntaxes.syntaxes import SYNTAXES
from flashcards.core.problem import Problem, Severity, error, warning

Thing = TypeVar("Thing", Card, Draft)
Placed = TypeVar("Placed", Card, Problem)

_LINE_END: Final = re.compile(r"\r\n?|\n")
_MERGE_MARK: Final = "<<<<<<< "


class ParsedText(NamedTuple):
    """A deck's text read under the name `file`: it need not be read again to stand elsewhere."""

    file: str
    front: FrontMatter
    cards: tuple[Card, ...]
    problems: tuple[Problem, ...]
    is_uncertain: bool

    def deck_at(self, file: str) -> Deck:
        """The deck that the text is in a file."""
        name = self.front.deck or file.removesuffix(".md")
        folder, _, below = file.partition("/")
        is_there = file == self.file
        return Deck(
            file,
            name,
            self.front.area or (folder if below else name),
            _settings(self.front),
            self.cards if is_there else tuple(_moved(card, file) for card in self.cards),
            self.problems if is_there else tuple(_moved(one, file) for one in self.problems),
            self.is_uncertain,
            self.front.order,
        )


def parse_deck(text: str, file: str) -> Deck:
    """The deck in a file's text; any text will do, and mistakes are among its problems."""
    return parsed_text(text, file).deck_at(file)


def parsed_text(text: str, file: str, front: FrontMatter | None = None) -> ParsedText:
    """The same, for a text that may come to stand in another file; `front` if it was read."""
    lines, front = _read(text, file, front)
    page = None if front.mode == DeckMode.NONE else page_of(file, lines)
    unsettled = [] if page is None else list(_unmerged(page))
    cards, problems = ([], unsettled) if page is None or unsettled else _cards(page, front)
    return ParsedText(
        file,
        front,
        tuple(cards),
        tuple(sorted([*front.problems, *problems], key=_line)),
        bool(unsettled) or any(problem.severity is Severity.ERROR for problem in front.problems),
    )


def card_lines(text: str, file: str) -> list[LineRange]:
    """The lines, from 0, that each written card has in a file's text, in file order."""
    lines, front = _read(text, file)
    if front.mode == DeckMode.NONE:
        return []
    page = page_of(file, lines)
    drafts, _ = _parted(_found(page, front, stretches_of(page)))
    return sorted(draft.lines for draft in drafts)


def _settings(front: FrontMatter) -> DeckSettings:
    """What the front matter says, and where it does not, what the syntaxes of its mode do."""
    said = front.settings
    for syntax in _counting(front):
        said = syntax.settings(said)
    return said


def deck_lines(text: str, file: str) -> list[str]:
    """The lines of a file as problems count them; those of its front matter are empty."""
    lines, _ = _read(text, file)
    return lines


def _read(text: str, file: str, front: FrontMatter | None = None) -> tuple[list[str], FrontMatter]:
    lines = _lines(text.removeprefix("\ufeff"))
    front = front or front_matter(lines, file)
    lines[: front.end] = [""] * front.end
    return lines, front


def _lines(text: str) -> list[str]:
    return _LINE_END.split(text) if "\r" in text else text.split("\n")


def _cards(page: Page, front: FrontMatter) -> tuple[list[Card], list[Problem]]:
    stretches = stretches_of(page)
    drafts, problems = _parted(chain(_found(page, front, stretches), _unclosed(page)))
    drafts.sort(key=_first_line)
    cards, mistakes = _parted(assembled(page, drafts, together=front.together))
    seen = SeenPage(page, front.mode, front.level, stretches, drafts)
    return cards, said_once([*problems, *mistakes, *hints(seen)])


def _found(page: Page, front: FrontMatter, stretches: Sequence[Stretch]) -> Iterator[Found]:
    """What all syntaxes find that count in the deck's mode."""
    taken = [stretch.lines for stretch in stretches]
    for syntax in _counting(front):
        search = Search(page, front.level, stretches, taken)
        found = list(syntax.find(search))
        yield from found
        yield from syntax.missed(search)
        if not syntax.tags:
            taken = sorted([*taken, *(one.lines for one in found if isinstance(one, Draft))])


def _counting(front: FrontMatter) -> Iterator[Syntax]:
    return (syntax for syntax in SYNTAXES if front.mode in syntax.modes)


def _unmerged(page: Page) -> Iterator[Problem]:
    """Marks that git leaves where two machines changed the same lines: neither text is meant.

    Those in code are code.
    """
    marked = [line for line, text in enumerate(page.lines) if text[:8] == _MERGE_MARK]
    for line in marked:
        if not page.blocks.hidden[line]:
            message = "a git merge that is not finished: both texts are here"
            yield error(page.file, line, message, "keep one, and delete git's marks")


def _unclosed(page: Page) -> Iterator[Problem]:
    for line, what, swallows in page.blocks.unclosed:
        if swallows:
            message = f"{what} is never closed, and all below is inside it"
            yield error(page.file, line, message, "close it, or delete its opening")
        else:
            message = f"{what} is not closed before its list item ends"
            yield warning(page.file, line, message, "close it, indented like its opening")


def _parted(found: Iterable[Thing | Problem]) -> tuple[list[Thing], list[Problem]]:
    things: list[Thing] = []
    problems: list[Problem] = []
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
        else:
            things.append(one)
    return things, problems


def _moved(one: Placed, file: str) -> Placed:
    return replace(one, source=Source(file, one.source.line))


def _line(problem: Problem) -> int:
    return problem.source.line


def _first_line(draft: Draft) -> int:
    return draft.lines.start
