"""What a card shows: Markdown for its question and for its answer, whatever its syntax."""

from typing import Final, TypeAlias

from flashcards.core.card import Card, Kind
from flashcards.core.frozen import dataclass

Span: TypeAlias = tuple[int, int]

GAP: Final = "[…]"
"""Stands for the deletion that a cloze asks."""

_MOST_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Sides:
    """Question and answer, each as Markdown; of a cloze, where its gaps and deletions stand."""

    question: str
    answer: str
    gaps: tuple[Span, ...] = ()
    deletions: tuple[Span, ...] = ()

    @property
    def bracketed_answer(self) -> str:
        """The answer with the deletions in brackets, where nothing else makes them stand out."""
        pieces: list[str] = []
        place = 0
        for start, end in self.deletions:
            pieces += (self.answer[place:start], f"[{self.answer[start:end]}]")
            place = end
        return "".join([*pieces, self.answer[place:]])


def sides(card: Card) -> Sides:
    """The sides of a card; a cloze asks its text with gaps or hints, and answers with all of it."""
    if card.kind is not Kind.CLOZE:
        return Sides(card.front, card.back)
    from flashcards.core.decks.syntaxes.cloze import read_cloze
    from flashcards.core.decks.syntaxes.older_cloze import is_older, older_sides

    if is_older(card):
        return Sides(*older_sides(card, GAP))

    text, spans, deletions = read_cloze(card.front)
    hints = {span: one.hint for span, one in zip(spans, deletions, strict=True)}
    asked_for = spans if card.span is None else (card.span,)
    pieces: list[str] = []
    gaps: list[Span] = []
    place = length = 0
    for start, end in asked_for:
        hint = hints.get((start, end))
        shown = f"[{hint}]" if hint else GAP
        pieces += (text[place:start], shown)
        gap = length + start - place
        gaps.append((gap, gap + len(shown)))
        length, place = gaps[-1][1], end
    return Sides("".join([*pieces, text[place:]]), text, tuple(gaps), asked_for)


def asked(card: Card) -> str:
    """What tells a card from its siblings, in a few words: its deletion, else its question."""
    from flashcards.core.decks.syntaxes.older_cloze import is_older

    if card.span is None or is_older(card):
        return _line(sides(card).question)
    start, end = card.span
    return _line(sides(card).answer[start:end])


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1]}…"
