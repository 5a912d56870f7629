"""What a page gave, for those who look at what it did not give."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress

from flashcards.core.deck import DeckMode
from flashcards.core.decks.markdown.blocks import LineRange
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
    def free(self) -> bytes:
        """For each line, and the end of the file, 1 where no tag and no card holds it, else 0."""
        found = bytearray(b"\1") * (len(self.page.lines) + 1)
        for start, end in chain((one.lines for one in self.stretches), self.cards):
            found[start:end] = bytes(end - start)
        return bytes(found)

    def free_lines(self) -> Iterator[tuple[int, str]]:
        """The lines of text outside of cards, with their texts."""
        lines, hidden = self.page.lines, self.page.blocks.hidden
        for line in compress(range(len(lines)), self.free):
            if lines[line] and not hidden[line]:
                yield line, lines[line]

    @cached_property
    def free_paragraphs(self) -> Sequence[tuple[int, str]]:
        """The paragraphs outside of cards, list items among them, without list markers."""
        page, free = self.page, self.free
        found = [lines for lines in page.blocks.paragraphs if free[lines.start]]
        for item in page.blocks.items:
            start, end = item.paragraph
            if free[start] and start < end:
                found.append(item.paragraph)
        return [
            (lines.start, page.text(lines, marker_length(page.lines[lines.start])))
            for lines in sorted(found)
        ]
