"""The text of one card, as it is written, and another in its place."""

import re
from typing import Final

from flashcards.core.decks.parse import card_lines, parse_deck
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.problem import Severity
from flashcards.errors.cards import NotInADeck
from flashcards.errors.collections import OutsideCollection
from flashcards.errors.decks import DeckChanged, InvalidCard, NoCard, OthersWouldChange
from flashcards.services.collection import Collection
from flashcards.storage.files.deck_files import read_deck_file
from flashcards.storage.files.whole_file import write_text

_LINE_END: Final = re.compile("(\r\n|\r|\n)")


@dataclass(frozen=True, slots=True)
class CardLines:
    """The lines of a card in its file, from the first one on; what the file held, as its digest."""

    file: str
    line: int
    text: str
    digest: str


def text_of(collection: Collection, known: KnownCard) -> CardLines:
    """The card as it is written; raises `NotInADeck`."""
    file, line = known.card.source.file, known.card.source.line
    content = read_deck_file(collection.root, file)
    lines = _lines(content.text or "")[0]
    found = [one for one in card_lines(content.text or "", file) if one.start == line - 1]
    if known.orphan or not found:
        raise NotInADeck(known.card.id[:8])
    said = lines[found[0].start : found[0].end]
    return CardLines(file, line, "\n".join(said).rstrip(), content.digest)


def rewrite(collection: Collection, old: CardLines, text: str) -> None:
    """Write another text in the card's place; the decks are still to be read.

    Raises `DeckChanged` where the file is not what it was, and `InvalidCard`, `NoCard` or
    `OthersWouldChange` where the text would not do; then nothing is written.
    """
    path = collection.root / old.file
    if not path.resolve().is_relative_to(collection.root):
        raise OutsideCollection(old.file)
    content = read_deck_file(collection.root, old.file)
    if content.text is None or content.digest != old.digest:
        raise DeckChanged(old.file)
    lines, end = _lines(content.text)
    first, after = old.line - 1, old.line - 1 + len(old.text.split("\n"))
    new = [*lines[:first], *_lines(text.rstrip())[0], *lines[after:]]
    whole = end.join(new)
    _refuse(old, content.text, whole, range(old.line, after + 1))
    write_text(path, whole)


def _refuse(old: CardLines, before: str, after: str, lines: range) -> None:
    """Raise where the new text has a mistake or no card, or is none of this card's business."""
    was, now = parse_deck(before, old.file), parse_deck(after, old.file)
    known = {(one.message, one.hint) for one in was.problems}
    for one in now.problems:
        if one.severity is Severity.ERROR and (one.message, one.hint) not in known:
            raise InvalidCard(one.message, one.hint)
    others = {card.id for card in was.cards if card.source.line not in lines}
    ids = {card.id for card in now.cards}
    if not others <= ids:
        raise OthersWouldChange(old.file)
    if not ids - others:
        raise NoCard


def _lines(text: str) -> tuple[list[str], str]:
    """The lines of a text, and how the first one ends."""
    parts = _LINE_END.split(text)
    return parts[::2], parts[1] if len(parts) > 1 else "\n"
