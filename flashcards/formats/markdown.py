"""Markdown: a deck in flash's forms is taken as it is; a bank of questions becomes one."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Final

from flashcards.core.deck import DeckMode
from flashcards.core.decks.media import media_references
from flashcards.core.decks.parse import ParsedText, parsed_text
from flashcards.core.decks.settings.front_matter import front_matter
from flashcards.formats.encoding import Decoded, decoded
from flashcards.formats.foreign import Foreign, ForeignDeck, ReadShape, Wishes
from flashcards.formats.questions.asked import AskedForm
from flashcards.formats.questions.bank import BankFound, found_in
from flashcards.formats.questions.deck import PlacedQuestion
from flashcards.formats.questions.lines import QuestionBank, Sort, bank_of
from flashcards.formats.questions.made import (
    asking_answers,
    decks_of,
    left_out,
    quoted,
    shapes_of,
    without_repeated,
)
from flashcards.formats.questions.shapes.front import asked_by_front_matter

_OWN: Final = re.compile(r"^ {0,3}[QACS]:(?=\s)|\s:::?\s", re.MULTILINE)
_TAGS: Final = ("Q:", "A:", "C:", "S:")
_COMMENT: Final = re.compile(r"[ \t]*<!--(?:[^-]|-(?!->))*-->")
_OWN_SHAPE: Final = "flash's own forms"


def read(content: bytes, wishes: Wishes) -> Foreign:
    """The decks of a Markdown file; raises `NotATextFile`, or `TooLong`."""
    return read_text(decoded(content, wishes.name), wishes, content)


def read_text(
    source: Decoded,
    wishes: Wishes,
    content: bytes | None = None,
    *,
    origins: Sequence[int] | None = None,
) -> Foreign:
    """The decks of a text; `content` is the file as it is, where it was Markdown already.

    `origins` are the lines, from 0, of the plain text that the lines were made from.
    """
    text, encoding = source
    name = wishes.deck or PurePosixPath(wishes.name).stem
    lines = text.split("\n")
    front = front_matter(lines, wishes.name)
    if wishes.cards is not None:
        return _in_mode(text, front.end, name, wishes, encoding)
    says_mode = front.mode is not DeckMode.AUTO
    known = None if text.startswith("\ufeff") else front  # a second mark is no line of its own
    if content is not None and says_mode:
        return _as_is(content, parsed_text(text, wishes.name, known), name, text, encoding)
    bank = bank_of("\n" * front.end + "\n".join(lines[front.end :]), plain=origins is not None)
    found = found_in(bank, name, wishes.level)
    if listed := list(asked_by_front_matter(lines[: front.end])):
        found = BankFound([*(PlacedQuestion(one) for one in listed), *found.placed], found.gaps)
    if content is not None and _may_be_own(text, found) and wishes.level is None:
        deck = parsed_text(text, wishes.name, known)
        if _is_own(deck, found):
            return _as_is(content, deck, name, text, encoding)
    if origins is not None:
        found = _from(found, origins)
    return _foreign(bank, found, name, wishes, encoding)


def _from(found: BankFound, origins: Sequence[int]) -> BankFound:
    """What was found, on the lines that the learner's text has it."""
    placed = [
        one._replace(asked=one.asked._replace(line=origins[one.asked.line])) for one in found.placed
    ]
    return BankFound(placed, [gap._replace(line=origins[gap.line]) for gap in found.gaps])


def _foreign(
    bank: QuestionBank, found: BankFound, name: str, wishes: Wishes, encoding: str
) -> Foreign:
    kept, repeated = without_repeated(found.placed)
    decks = tuple(decks_of(name, wishes.source or wishes.name, kept))
    return Foreign(
        decks,
        shapes=shapes_of([one.asked for one in kept]),
        left_out=left_out(found.gaps, repeated),
        encoding=encoding,
        advice="" if decks else _advice(bank, wishes.name),
        asking=asking_answers([one.asked for one in kept]),
    )


def _in_mode(text: str, end: int, name: str, wishes: Wishes, encoding: str) -> Foreign:
    """The text with the mode that was wished for in its front matter."""
    lines = text.split("\n")
    settings = [f"source: {quoted(wishes.source or wishes.name)}", f"cards: {wishes.cards}"]
    if wishes.level is not None:
        settings.append(f"level: {wishes.level}")
    made = "\n".join(["---", *settings, "---", *lines[end:]])
    deck = parsed_text(made, wishes.name)
    media = tuple(dict.fromkeys(one.path for one in media_references(made.split("\n"))))
    shape = ReadShape(f"a deck of `cards: {wishes.cards}`", len(deck.cards), len(deck.cards))
    return Foreign(
        (ForeignDeck(f"{name}.md", made.encode("utf-8", "replace"), len(deck.cards), media=media),),
        shapes=(shape,),
        problems=deck.problems,
        encoding=encoding,
    )


def _may_be_own(text: str, found: BankFound) -> bool:
    """Whether flash may read a text as it stands: only then is it worth looking."""
    may_hold = "::" in text or any(tag in text for tag in _TAGS)
    return (may_hold and bool(_OWN.search(text))) or all(
        (
            not one.asked.body
            and one.asked.answer
            and one.asked.shape.startswith(("heading", "rows"))
        )
        or one.asked.form is AskedForm.SKILL
        for one in found.placed
    )


def _is_own(deck: ParsedText, found: BankFound) -> bool:
    """Whether flash reads all that was found in the text as it stands, alike."""
    read = {(_shown(card.front), _shown(card.back)) for card in deck.cards}
    asked = [one.asked for one in found.placed]
    return bool(read) and all(
        (one.answer or one.form is AskedForm.SKILL)
        and (_shown(f"{one.question} {one.body}"), _shown(one.answer)) in read
        for one in asked
    )


def _shown(text: str) -> str:
    """The words of a text, without comments, of which flash shows none."""
    return " ".join((_COMMENT.sub("", text) if "<!--" in text else text).split())


def _as_is(content: bytes, deck: ParsedText, name: str, text: str, encoding: str) -> Foreign:
    media = tuple(dict.fromkeys(one.path for one in media_references(text.split("\n"))))
    size = len(deck.cards)
    parsed = None if encoding else deck
    made = ForeignDeck(f"{name}.md", content, size, as_is=True, media=media, parsed=parsed)
    shapes = (ReadShape(_OWN_SHAPE, size, size),) if size else ()
    return Foreign((made,), shapes=shapes, problems=deck.problems, encoding=encoding)


def _advice(bank: QuestionBank, name: str) -> str:
    """What was seen where nothing asks, and what would help."""
    seen = list(_seen(bank))
    if not seen:
        return f"{name} holds no text: there is nothing to import."
    levels = sorted({line.level for line in bank.lines if line.level})
    parts = ", ".join(seen)
    if levels:
        said = " or ".join(map(str, levels[:3]))
        return f"{name} has {parts}, but nothing asks: say which headings do, like --level {said}."
    if any(line.sort is Sort.ITEM for line in bank.lines):
        return f"{name} has {parts}, but nothing asks: try --cards prompts or self-assessment."
    return f"{name} has {parts}, but nothing asks: write a `?` or `Q:` where a question is."


def _seen(bank: QuestionBank) -> Sequence[str]:
    counts = {
        "heading": sum(bool(line.level) for line in bank.lines),
        "list item": sum(line.sort is Sort.ITEM for line in bank.lines),
        "row of a table": sum(line.sort is Sort.ROW for line in bank.lines),
        "line of text": sum(line.sort is Sort.TEXT for line in bank.lines),
    }
    plural = {"row of a table": "rows of tables", "line of text": "lines of text"}
    return [
        f"{count} {what if count == 1 else plural.get(what, what + 's')}"
        for what, count in counts.items()
        if count
    ]
