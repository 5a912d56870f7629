"""A card as matching sees it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from flashcards.core.card import Card, CardId, Kind, Source
from flashcards.core.decks.sides import GAP, sides
from flashcards.core.decks.syntaxes.cloze import cloze_faces, face_of_all, read_cloze
from flashcards.core.frozen import dataclass
from flashcards.core.identity import card_id, identity_kind, normalised


@dataclass(frozen=True, slots=True)
class MatchFace:
    """A card as matching sees it: what it asks and answers, and its neighbours in the file.

    `number` is its place among the cards of its kind on its line. `is_now`: it came or went in
    this reading; `is_recent`: its last place was known, or it came, at most 14 days ago. An empty
    file is a place that nobody knows. A question or an answer that others had, too, tells nothing.
    `came_at` is when it was first read here, `went_at` when it was missed: None for this reading,
    or where nobody knows.
    """

    id: CardId
    digest: CardId
    kind: Kind
    question: str
    answer: str
    source: Source
    before: CardId | None = None
    after: CardId | None = None
    number: int = 0
    is_now: bool = True
    is_recent: bool = True
    has_history: bool = False
    question_tells: bool = True
    answer_tells: bool = True
    came_at: datetime | None = None
    went_at: datetime | None = None

    @property
    def text(self) -> str:
        """Question and answer."""
        return f"{self.question}\n{self.answer}"


def faces(cards: Sequence[Card]) -> Iterator[MatchFace]:
    """The faces of a file's cards, which are in the file's order."""
    on_line: Counter[tuple[int, Kind]] = Counter()
    for place, (card, asked) in enumerate(zip(cards, _asked(cards), strict=True)):
        question, answer, digest = asked
        here = card.source.line, identity_kind(card.kind)
        on_line[here] += 1
        yield MatchFace(
            card.id,
            digest,
            identity_kind(card.kind),
            question,
            answer,
            card.source,
            cards[place - 1].id if place else None,
            cards[place + 1].id if place + 1 < len(cards) else None,
            on_line[here],
        )


def _asked(cards: Sequence[Card]) -> Iterator[tuple[str, str, CardId]]:
    """Question, answer and digest of each card; siblings of a cloze share the reading of it."""
    for (front, is_cloze), siblings in groupby(cards, _cloze_key):
        if is_cloze:
            yield from _asked_by_cloze(front, siblings)
        else:
            for card in siblings:
                digest = card_id(card.kind, front, card.back)
                yield normalised(front), normalised(card.back), digest


def _cloze_key(card: Card) -> tuple[str, bool]:
    return card.front, card.kind is Kind.CLOZE


def _asked_by_cloze(front: str, siblings: Iterable[Card]) -> Iterator[tuple[str, str, CardId]]:
    """A cloze asks its text with a gap for the deletion."""
    cloze, of_all = read_cloze(front), face_of_all(front)
    digests = {face.span: face.id for face in cloze_faces(front)}
    cards = list(siblings)
    then = sorted({card.span for card in cards if card.span is not None})
    places = {} if then == sorted(cloze.spans) else _places_in(front, then)
    today = {one.start: span for one, span in zip(cloze.deletions, cloze.spans, strict=True)}
    for card in cards:
        if card.span is None:
            yield normalised(sides(card).question), normalised(cloze.text), of_all.id or card.id
            continue
        start, end = places.get(card.span, card.span)
        text = front if card.span in places else cloze.text
        if start - 1 in today and card.span in places:
            text, (start, end) = cloze.text, today[start - 1]
        question = normalised(f"{text[:start]}{GAP}{text[end:]}")
        yield question, normalised(text[start:end]), digests.get((start, end)) or card.id


def _places_in(
    front: str, then: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Where in the source the deletions stand that an earlier version found by another rule.

    Each had two brackets, which that version's text lacks; so all of them tell where each stood.
    Nothing can be said if no brackets are there: one of the siblings is missing.
    """
    places = [(start + 2 * n + 1, end + 2 * n + 1) for n, (start, end) in enumerate(then)]
    if all(front[start - 1] == "[" and front[end : end + 1] == "]" for start, end in places):
        return dict(zip(then, places, strict=True))
    return {}
