"""Notes as texts of a deck, and which of Anki's cards each of flash's cards is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from flashcards.core.card import Card, CardId, Kind, Source
from flashcards.core.decks.card_markdown import written
from flashcards.core.decks.syntaxes.cloze import cloze_faces, face_of_all
from flashcards.formats.anki.collection import AnkiCard, AnkiNote, NoteType, StockKind
from flashcards.formats.anki.markdown import MARKS, side_markdown, without_private
from flashcards.formats.anki.notes import MarkedCloze, NoteRenderer, named_fields
from flashcards.formats.card_texts import CardText, ids_in, question_text
from flashcards.formats.questions.edges import closed, without_headings

_FLAGS: Final = ("", "red", "orange", "green", "blue", "pink", "turquoise", "purple")
_NO_TAG: Final = re.compile(r"[<>,;\s]|-{2,}")
_BOX: Final = re.compile(r"image-occlusion:(\w+):([^}]*)")
_MARKED: Final = re.compile(f"{MARKS[0]}(.*?)(?:{MARKS[2]}|{MARKS[1]})", re.DOTALL)
_NO_TEXT: Final = CardText("")
_NO_ANSWER: Final = "(Nothing stands on the back.)"


class Turned(StrEnum):
    """How a card of Anki came here, in the words in which it is said."""

    CLOZE = "clozes"
    CLOZE_ASKED = "clozes that became questions, one each, as [brackets] cannot say them"
    TYPED = "answers to be typed that are answered as all others here"
    OCCLUSION = "hidden parts of pictures that became questions in words"
    NO_ANSWER = "cards without an answer"


class NoteText(NamedTuple):
    """A note's text in a deck; for each card that it makes, Anki's id, None of a new one.

    `tags` are words between commas.
    """

    text: CardText
    cards: tuple[int | None, ...]
    turned: tuple[Turned, ...] = ()
    tags: str = ""


class NoteWriter:
    """Writes the notes of one type; `is_sure` reads each text back, which takes its time."""

    def __init__(self, type_: NoteType, *, is_sure: bool) -> None:
        self._type, self._is_sure = type_, is_sure
        self.renderer = NoteRenderer(type_)

    def texts(self, note: AnkiNote, cards: Sequence[AnkiCard], deck: str) -> Iterator[NoteText]:
        """The texts of a note's cards that are in one deck; of a card that asks nothing, none."""
        kept = note._replace(values=tuple(map(without_private, note.values)))
        fields = self.renderer.fields(kept, deck)
        tags = _tags(kept, cards)
        if self._type.stock is StockKind.IMAGE_OCCLUSION:
            found = self._occluded(kept, cards)
        elif self._type.is_cloze:
            found = self._clozes(fields, cards)
        else:
            found = self._ordinary(fields, cards)
        return (one._replace(tags=tags) for one in found)

    def _ordinary(self, fields: Mapping[str, str], cards: Sequence[AnkiCard]) -> Iterator[NoteText]:
        asked: list[tuple[AnkiCard, str, str]] = []
        for card in cards:
            sides = self.renderer.sides(fields, card.number)
            front = "" if sides is None else side_markdown(sides.front)
            if sides is not None and front:
                asked.append((card, front, side_markdown(sides.back)))
        both = _both_ways(asked)
        if both.ids:
            yield NoteText(both, tuple(card.id for card, _, _ in asked))
            return
        turned = (Turned.TYPED,) if self.renderer.typed else ()
        for card, front, back in asked:
            yield self._question(card, front, back, turned)

    def _clozes(self, fields: Mapping[str, str], cards: Sequence[AnkiCard]) -> Iterator[NoteText]:
        by_number = {card.number + 1: card for card in cards}
        together = self.renderer.marked(fields, None)
        if together is not None and not together.is_nested:
            numbers, once = together.numbers, len(set(together.numbers))
            if once == len(numbers) or once == 1:
                text = _cloze_text(together, is_together=once < len(numbers))
                asks = numbers if once == len(numbers) else numbers[:1]
                if text.ids and set(by_number) & set(asks):
                    ids = [by_number[n].id if n in by_number else None for n in asks]
                    yield NoteText(text, tuple(ids), (Turned.CLOZE,) * len(ids))
                    return
        for number, card in sorted(by_number.items()):
            alone = self.renderer.marked(fields, number)
            text = _NO_TEXT
            if alone is not None and alone.numbers:
                text = _cloze_text(alone, is_together=len(alone.numbers) > 1)
            if text.ids:
                yield NoteText(text, (card.id,), (Turned.CLOZE,))
                continue
            sides = self.renderer.cloze_sides(fields, number)
            if sides is not None:
                front, back = side_markdown(sides.front), side_markdown(sides.back)
                yield self._question(card, front, back, (Turned.CLOZE_ASKED,))

    def _occluded(self, note: AnkiNote, cards: Sequence[AnkiCard]) -> Iterator[NoteText]:
        """What is behind a box of a picture, asked in words: where it lies in which picture."""
        said = dict(named_fields(self._type, note))
        boxes = [found for value in note.values for found in _BOX.finditer(value)]
        shown = [
            side_markdown(value) for name, value in said.items() if "image-occlusion:" not in value
        ]
        title = next((text for text in shown if "![" not in text), "")
        for card in cards:
            place = _place(boxes[card.number]) if card.number < len(boxes) else "somewhere"
            ask = f"What is hidden in the picture, {place} (part {card.number + 1})?"
            front = f"{title}\n\n{ask}" if title else ask
            yield self._question(card, front, "\n\n".join(shown), (Turned.OCCLUSION,))

    def _question(
        self, card: AnkiCard, front: str, back: str, turned: tuple[Turned, ...]
    ) -> NoteText:
        if not back:
            back, turned = _NO_ANSWER, (*turned, Turned.NO_ANSWER)
        text = question_text(front, back, is_sure=self._is_sure)
        return NoteText(text, (card.id,), turned)


def _both_ways(asked: Sequence[tuple[AnkiCard, str, str]]) -> CardText:
    """A line that asks both ways, where two cards of a note do just that; else nothing."""
    if len(asked) != 2 or asked[0][1:] != asked[1][:0:-1]:  # noqa: PLR2004 - to and fro
        return _NO_TEXT
    text = f"{asked[0][1]} ::: {asked[0][2]}"
    is_line = "\n" not in text and text.count("::") == 1
    found = CardText(text, ids_in(text)) if is_line and not _LEADS.match(text) else _NO_TEXT
    return found if len(found.ids) == len(asked) else _NO_TEXT


_LEADS: Final = re.compile(r"[\s|#>=+*-]|[0-9]{1,9}[.)]|[QACS]:")


def _cloze_text(cloze: MarkedCloze, *, is_together: bool) -> CardText:
    """A cloze in flash's brackets; nothing where they would not ask the same."""
    front = side_markdown(cloze.front, in_cloze=True)
    extra = side_markdown(cloze.extra, in_cloze=True)
    answers = [answer.strip() for answer in _MARKED.findall(front)]
    if not answers or len(answers) != len(cloze.numbers) or not all(answers):
        return _NO_TEXT
    if any(answer.casefold() in extra.casefold() for answer in answers):
        return _NO_TEXT  # the answer would stand below its own gap
    begin, between, end = MARKS
    text = front.replace(begin, "[").replace(between, " :: ").replace(end, "]")
    whole = without_headings(closed(f"{text}\n\n{extra}" if extra else text))
    faces = cloze_faces(whole)
    if len(faces) != len(answers):
        return _NO_TEXT
    face = face_of_all(whole) if is_together else faces[0]
    id_ = CardId(face.id or "")
    made = written(Card(id_, Kind.CLOZE, whole, "", Source("", 1), span=face.span)).rstrip("\n")
    ids = ids_in(made)
    return CardText(made, ids) if len(ids) == (1 if is_together else len(answers)) else _NO_TEXT


def _place(box: re.Match[str]) -> str:
    """Where a box lies: `12 % from the left, 30 % from the top`."""
    said = dict(part.split("=", 1) for part in box[2].split(":") if "=" in part)
    try:
        left, top = (round(float(said[name]) * 100) for name in ("left", "top"))
    except (KeyError, ValueError, OverflowError):
        return "somewhere"
    return f"{left} % from the left and {top} % from the top"


def _tags(note: AnkiNote, cards: Sequence[AnkiCard]) -> str:
    """The note's tags, and its cards' flags, as words between commas."""
    flags = [f"flag-{_FLAGS[card.flag]}" for card in cards if card.flag]
    words = (_NO_TAG.sub("", tag.replace("::", "/")) for tag in (*note.tags, *flags))
    return ", ".join(dict.fromkeys(word for word in words if word))
