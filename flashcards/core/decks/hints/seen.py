"""What a page gave, for those who look at what it did not give."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from flashcards.core.deck import DeckMode
from flashcards.core.decks.markdown.blocks import LineRange, holding
from flashcards.core.decks.page import Page, marker_length
from flashcards.core.decks.syntaxes.syntax import Draft, Stretch


@dataclass(frozen=True)
class SeenPage:
    """A page with its mode and level, what its tags hold, and the cards that it gave in order."""

    page: Page
    mode: DeckMode
    level: int
    stretches: Sequence[Stretch]
    drafts: Sequence[Draft]

    @cached_property
    def cards(self) -> Sequence[LineRange]:
        """The lines of the cards that no other one holds."""
        found: list[LineRange] = []
        for draft in self.drafts:
            if not found or draft.lines.start >= found[-1].end:
                found.append(draft.lines)
        return found

    @cached_property
    def taken(self) -> Sequence[LineRange]:
        """The lines that tags hold and those of all other cards, apart."""
        held = sorted([*(one.lines for one in self.stretches), *self.cards])
        found: list[LineRange] = []
        for lines in held:
            if found and lines.start < found[-1].end:
                found[-1] = LineRange(found[-1].start, max(found[-1].end, lines.end))
            else:
                found.append(lines)
        return found

    def free_lines(self) -> Iterator[tuple[int, str]]:
        """The lines of text outside of cards, with their texts."""
        taken = self.taken
        for line, text in enumerate(self.page.lines):
            if text and not self.page.blocks.hidden[line] and not holding(taken, line):
                yield line, text

    def free_paragraphs(self) -> Iterator[tuple[int, str]]:
        """The paragraphs outside of cards, list items among them, without list markers."""
        page, taken = self.page, self.taken
        paragraphs = [*page.blocks.paragraphs, *(item.paragraph for item in page.blocks.items)]
        free = (one for one in paragraphs if one.start < one.end and not holding(taken, one.start))
        for lines in sorted(free):
            yield lines.start, page.text(lines, marker_length(page.lines[lines.start]))
