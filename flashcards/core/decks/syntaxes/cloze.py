"""Clozes: `C:`, with `[deletions]` in square brackets."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import normalize

from flashcards.core.card import Card, Kind
from flashcards.core.decks.markdown.blocks import LineRange
from flashcards.core.decks.page import Page
from flashcards.core.decks.syntaxes.deletions import (
    Deletion,
    deletions_of,
    is_attached,
    with_text_brackets,
)
from flashcards.core.decks.syntaxes.syntax import Draft, Face, Found, Search, Syntax, Texts
from flashcards.core.identity import normalised, sibling_ids
from flashcards.core.problem import error, warning

MOST_DELETIONS: Final = 250
"""Deletions that a cloze may have: each of its cards, one a day, holds all of its text."""


class ReadCloze(NamedTuple):
    """The text of a cloze without brackets and hints; its deletions, and their spans in it."""

    text: str
    spans: tuple[tuple[int, int], ...]
    deletions: tuple[Deletion, ...]


def clozes(search: Search) -> Iterator[Found]:
    """The clozes of `C:` tags: one face for each deletion, and one for all together."""
    for letter, lines in search.stretches:
        if letter == "C":
            yield from _cloze(search.page, lines)


def as_cloze(card: Card) -> Texts:
    """A cloze with all its deletions."""
    return (("C:", card.front),)


@lru_cache(maxsize=1)  # siblings, which share their text, are read one after the other
def read_cloze(front: str) -> ReadCloze:
    """A cloze read: what it says, and what of that it asks."""
    deletions = tuple(deletions_of(front))
    kept: list[str] = []
    spans: list[tuple[int, int]] = []
    place = length = 0
    for start, end, inside, _ in deletions:
        before, answer = front[place:start], front[slice(*inside)]
        kept += (before, answer)
        spans.append((length + len(before), length + len(before) + len(answer)))
        length = spans[-1][1]
        place = end
    return ReadCloze("".join([*kept, front[place:]]), tuple(spans), deletions)


def cloze_faces(front: str) -> tuple[Face, ...]:
    """What each deletion of a cloze asks, with its id."""
    text, spans, _ = read_cloze(front)
    ids = sibling_ids(Kind.CLOZE, text, "", _normalised_spans(text, spans))
    return tuple(Face(front, "", *asked) for asked in zip(spans, ids, strict=True))


def face_of_all(front: str) -> Face:
    """What a cloze asks that asks all its deletions at once; its id is that of the text alone."""
    (id_,) = sibling_ids(Kind.CLOZE, read_cloze(front).text, "", [None])
    return Face(front, "", None, id_)


def _cloze(page: Page, lines: LineRange) -> Iterator[Found]:
    front = with_text_brackets(page.tagged_text(lines), page.blocks.references)
    faces = cloze_faces(front)
    if not front:
        yield error(page.file, lines.start, "empty cloze", "write its text after the `C:`")
    elif not faces:
        hint = "put what is to be asked in [square brackets]"
        yield error(page.file, lines.start, "cloze without a deletion", hint)
    elif len(faces) > MOST_DELETIONS:
        message = f"{len(faces):,} deletions in one cloze: {MOST_DELETIONS} are the most"
        yield error(page.file, lines.start, message, "make several clozes of it")
    else:
        yield Draft(Kind.CLOZE, lines, faces, together=face_of_all(front))
        for deletion in read_cloze(front).deletions:
            if is_attached(front, deletion):
                line = page.line_of(lines, front.count("\n", 0, deletion.start))
                message = "a bracket right after a letter or bracket is a deletion here"
                hint = "put a blank before it; or write `\\[` or code, if nothing is to be asked"
                yield warning(page.file, line, message, hint)


def _normalised_spans(text: str, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The spans in the text as an id sees it: NFC, no white space at the end of a line."""
    if text == normalised(text):
        return spans
    edges = [edge for span in spans for edge in span]
    moved: list[int] = []
    place = length = 0
    for line in text.split("\n"):
        kept, column = line.rstrip(), 0
        while len(moved) < len(edges) and edges[len(moved)] <= place + len(line):
            edge = min(edges[len(moved)] - place, len(kept))
            length += len(normalize("NFC", kept[column:edge]))
            moved.append(length)
            column = edge
        length += len(normalize("NFC", kept[column:])) + 1
        place += len(line) + 1
    return list(zip(moved[::2], moved[1::2], strict=True))


CLOZE: Final = Syntax(Kind.CLOZE, clozes, tags="C", write=as_cloze)
