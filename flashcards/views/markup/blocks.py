"""Blocks of a shown text: what stands where, without a width; each interface lays them out."""

from typing import NamedTuple, TypeAlias

# NamedTuples, not dataclasses, which take a millisecond each on the way to the first question.


class StyledText(NamedTuple):
    """A text and its styles, words between blanks: `bold`, `code`, `link`, `found` ...

    A display formula has the rows of its drawing, too; its text says the same in one line. For a
    page a link or a picture has the address that it leads to as its target.
    """

    text: str
    style: str = ""
    rows: tuple[str, ...] = ()
    target: str = ""


class TextBlock(NamedTuple):
    """A paragraph, or a heading of a level; a tight one has no blank line above it."""

    texts: tuple[StyledText, ...]
    level: int = 0
    is_tight: bool = False


class CodeBlock(NamedTuple):
    """Code, its language, and what else its fence says; the texts are all of it, in order."""

    texts: tuple[StyledText, ...]
    language: str = ""
    info: str = ""


class RuleBlock(NamedTuple):
    """A line across."""

    style: str = "faint"


class TableBlock(NamedTuple):
    """Rows of cells, the first ones headings; for each column `left`, `center` or `right`."""

    rows: tuple[tuple[tuple[StyledText, ...], ...], ...]
    alignments: tuple[str, ...]
    headings: int = 1


class QuoteBlock(NamedTuple):
    """What is quoted."""

    blocks: "tuple[Block, ...]"


class ListBlock(NamedTuple):
    """Items, each of blocks; the first one's number, if they are numbered."""

    items: "tuple[tuple[Block, ...], ...]"
    first: int | None = None


Block: TypeAlias = TextBlock | CodeBlock | RuleBlock | TableBlock | QuoteBlock | ListBlock


class Look(NamedTuple):
    """How texts are to be written.

    Formulas in `signs`, in `ascii` or as their `source`; what was found in brackets or not. A page
    draws formulas, follows links and shows pictures itself: it gets them as they are written.
    """

    formulas: str = "signs"
    brackets: bool = False
    is_page: bool = False


class Marking(NamedTuple):
    """Stretches of a text, in order, that are to stand out, and the style that they get."""

    spans: tuple[tuple[int, int], ...]
    style: str
