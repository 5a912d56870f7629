"""What is probably meant as a card and is none: warnings."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from flashcards.core.decks.markdown.blocks import LineRange
from flashcards.core.decks.page import Page
from flashcards.core.decks.syntaxes.one_line import Paragraph, halves_of, one_line_paragraphs
from flashcards.core.problem import Problem, warning

_LETTER: Final = re.compile(
    r"""([qacs]):(?!\S)                               # q: text
    |(?:\*\*|__)([QACS])(?::(?:\*\*|__)|(?:\*\*|__):)(?!\S)  # **Q:** text
    |([QACS])(?:\ :|\uff1a)(?!:)                      # Q : text, and the full-width colon
    |([QA]):(?=[^\W\d_])                              # Q:text""",
    re.VERBOSE,
)
_WORD: Final = re.compile(r"(ans|answer|question|cloze|skill)\ ?:(?!\S)", re.IGNORECASE)
_TOGETHER: Final = re.compile(r"([^:`$>][^:`$]*)(:::?)([^:`$]+)")
_FIRST: Final = frozenset("qacsQACS*_")
_RIGHT: Final = frozenset({"Q: ", "A: ", "C: ", "S: "})


def missed_tags(page: Page) -> Iterator[Problem]:
    """The lines outside code that look like a tag line."""
    lines = enumerate(page.lines)
    for line in [line for line, text in lines if text[:1] in _FIRST and text[:3] not in _RIGHT]:
        if not page.blocks.hidden[line]:
            text = page.lines[line]
            tag = _meant_tag(text)
            if tag is not None:
                message = f"`{text[:10].strip()}` is no tag"
                yield warning(page.file, line, message, f"write `{tag}`, then a blank")


def missed_one_lines(page: Page, taken: Sequence[LineRange]) -> Iterator[Problem]:
    """The lines outside taken ones that lack blanks around their `::`, or `::` beside others."""
    for paragraph in one_line_paragraphs(page, taken):
        halves = [halves_of(text) or _TOGETHER.fullmatch(text.strip()) for text in paragraph.texts]
        if all(halves):
            for line, found in enumerate(halves, paragraph.start):
                if isinstance(found, re.Match):
                    hint = f"write `{found[1].strip()} {found[2]} {found[3].strip()}`"
                    yield warning(page.file, line, f"no blanks around `{found[2]}`", hint)
        else:
            yield from _mixed(page, paragraph)


def _mixed(page: Page, paragraph: Paragraph) -> Iterator[Problem]:
    """A paragraph of which only some lines are one-line cards, so that none counts."""
    halves = [halves_of(text) for text in paragraph.texts]
    plain = [line for line, found in enumerate(halves, paragraph.start) if found is None]
    if plain and len(plain) < len(halves):
        message = "only some lines of this paragraph have ` :: `, so none is a card"
        yield warning(page.file, plain[0], message, "put a blank line between text and cards")


def _meant_tag(text: str) -> str | None:
    letter = _LETTER.match(text)
    if letter is not None:
        return f"{(letter[1] or letter[2] or letter[3] or letter[4]).upper()}:"
    word = _WORD.match(text)
    return f"{word[1][0].upper()}:" if word is not None else None
