"""Questions -> decks whose cards were counted by reading them, and how they were found, said."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from flashcards.core.card import Kind
from flashcards.core.decks.media import media_references
from flashcards.core.decks.parse import ParsedText, parsed_text
from flashcards.core.identity import normalised
from flashcards.formats.foreign import AskingAnswers, ForeignDeck, LeftOut, ReadShape
from flashcards.formats.questions.asked import AskedForm, AskedText, Gap
from flashcards.formats.questions.deck import PlacedQuestion, deck_text
from flashcards.formats.questions.edges import closed, fenced, outside_code

_NAMES_FILE: Final = re.compile(
    r"!\[|\[sound:|<(?:img|audio|video|source)\b|\.(?:mp3|wav|ogg|m4a)\)"
)

_LONG: Final = 200_000
"""Characters of a deck that is not read back as a whole: it takes as long as all the rest."""

_WILD_LINE: Final = re.compile(
    r"^[ \t]*(?:[<\\]|[QACS]:|\[[^\[\]]*\]:|(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?:\#|[`~]{3})"
    r"|(?:-{2,}|=+)[ \t]*$)|^[ \t]+\#",
    re.MULTILINE,
)
_WILD_ELEMENT: Final = re.compile(r"</?(?:details|table|pre|script|style|textarea)\b")
_WILD_SIGN: Final = re.compile(r"[\0\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_PIN: Final = re.compile(
    r"<!--(?:(?!-->)[^\n]){0,200}?\bid\s*:\s*(?P<id>[^\s;]+)(?:(?!-->)[^\n]){0,200}-->"
)
_ASKS: Final = re.compile(r"\?[*_)\"'\u201d ]*$")
_ASKING_ITEM: Final = re.compile(
    rf"^[ \t]*(?:[-*+]|[0-9]{{1,9}}[.)])[ \t]+[^\n]*{_ASKS.pattern}", re.MULTILINE
)
_SENTINEL: Final = "What follows?"


def settled(placed: Sequence[PlacedQuestion]) -> list[PlacedQuestion]:
    """The questions with nothing left open in them that would hide what follows.

    An id that a comment pins stays with the first question that has it.
    """
    pins: set[str] = set()
    made = []
    for one in placed:
        body, answer = (_once(closed(text), pins) for text in (one.asked.body, one.asked.answer))
        made.append(one._replace(asked=one.asked._replace(body=body, answer=answer)))
    return made


def _once(text: str, pins: set[str]) -> str:
    for pin in _PIN.finditer(text) if "<!--" in text else ():
        if pin["id"] in pins:
            text = text.replace(pin[0], "").strip("\n")
        pins.add(pin["id"])
    return text


def decks_of(name: str, source: str, placed: Sequence[PlacedQuestion]) -> Iterator[ForeignDeck]:
    """The decks: one of cards and skills, and beside it one of prompts for what has no answer."""
    cards = [one for one in placed if one.asked.answer or one.asked.form is AskedForm.SKILL]
    prompts = [
        one for one in placed if not one.asked.answer and one.asked.form is not AskedForm.SKILL
    ]
    if cards:
        yield deck_of(f"{name}.md", source, cards, prompts=False)
    if prompts:
        yield deck_of(
            f"{name}-prompts.md" if cards else f"{name}.md", source, prompts, prompts=True
        )


def deck_of(
    file: str, source: str, placed: Sequence[PlacedQuestion], *, prompts: bool
) -> ForeignDeck:
    """A deck that gives what it was made of: what reads back otherwise becomes code, or tagged."""
    front_matter = [f"source: {quoted(source)}"]
    if sum(len(one.asked.answer) + len(one.asked.body) for one in placed) > _LONG:
        placed = [one if is_tame(one.asked) else _mended(one, prompts=prompts) for one in placed]
        text, cards, parsed = deck_text(front_matter, placed, prompts=prompts), len(placed), None
    else:
        text, placed, parsed = _read_back(file, front_matter, placed, prompts=prompts)
        cards = len(parsed.cards)
    media = tuple(dict.fromkeys(_media(placed)))
    content = text.encode("utf-8", "replace")
    if parsed is not None and content.decode() != text:
        parsed = None  # half a character, which no file holds
    return ForeignDeck(file, content, cards, media=media, parsed=parsed)


def _read_back(
    file: str,
    front_matter: Sequence[str],
    placed: Sequence[PlacedQuestion],
    *,
    prompts: bool,
) -> tuple[str, Sequence[PlacedQuestion], ParsedText]:
    """The text of a deck, mended until flash reads it as it is meant; and what it reads."""
    text = deck_text(front_matter, placed, prompts=prompts)
    deck = parsed_text(text, file)
    if not _is_read(deck, placed):
        placed = [_mended(one, prompts=prompts) for one in placed]
        text = deck_text(front_matter, placed, prompts=prompts)
        deck = parsed_text(text, file)
    if not prompts and not _is_read(deck, placed):
        text = deck_text(front_matter, placed, prompts=False, tagged=True)
        deck = parsed_text(text, file)
    return text, placed, deck


def is_tame(asked: AskedText) -> bool:
    """Whether a question holds nothing that could change how what stands around it is read."""
    for whole in (asked.question, asked.body, asked.answer):
        text = outside_code(whole)
        if "<!--" in text or "$$" in text or _WILD_LINE.search(text):
            return False
        if _WILD_ELEMENT.search(text) or _WILD_SIGN.search(whole):
            return False
    return True


def _mended(one: PlacedQuestion, *, prompts: bool) -> PlacedQuestion:
    """The question, as code where it does not read back between two others."""
    after = PlacedQuestion(AskedText(0, 1, "", _SENTINEL, _SENTINEL), one.crumbs)
    pair = [one, after] if not prompts else [one]
    if _is_read(parsed_text(deck_text([], pair, prompts=prompts), ""), pair):
        return one
    asked = one.asked
    question = asked.question.replace("<", "\\<").replace("$$", "\\$\\$")
    body = fenced(asked.body) if asked.body else ""
    answer = fenced(asked.answer) if asked.answer else ""
    return one._replace(asked=asked._replace(question=question, body=body, answer=answer))


def _media(placed: Sequence[PlacedQuestion]) -> Iterator[str]:
    """The files that the cards name; only what may name one is read for it."""
    for one in placed:
        for text in (one.asked.question, one.asked.body, one.asked.answer):
            if _NAMES_FILE.search(text):
                yield from (found.path for found in media_references(text.split("\n")))


def _is_read(deck: ParsedText, placed: Sequence[PlacedQuestion]) -> bool:
    """Whether a deck gives each question once, and nothing else."""
    asked = [normalised(one.asked.question) for one in placed]
    read = [normalised(card.front) for card in deck.cards if card.kind is not Kind.CLOZE]
    return len(read) == len(asked) and all(
        text.startswith(question) for text, question in zip(read, asked, strict=True)
    )


def quoted(text: str) -> str:
    """A text as a value in front matter: as it is where YAML reads it so, else in quotes."""
    plain = all(char.isalnum() or char in " ._-/()+" for char in text)
    return (
        text
        if plain and text[:1].isalnum() and any(map(str.isalpha, text))
        else "'" + text.replace("'", "''") + "'"
    )


def without_repeated(placed: Sequence[PlacedQuestion]) -> tuple[list[PlacedQuestion], list[int]]:
    """The questions, each once; and the lines, from 1, of those that were there already."""
    seen: set[tuple[str, str, str]] = set()
    kept, lines = [], []
    for one in settled(placed):
        asked = one.asked
        key = (normalised(asked.question), normalised(asked.body), normalised(asked.answer))
        if key in seen:
            lines.append(asked.line + 1)
        else:
            seen.add(key)
            kept.append(one)
    return kept, lines


def shapes_of(asked: Sequence[AskedText]) -> tuple[ReadShape, ...]:
    """How often each shape asks, the most frequent first."""
    groups: dict[str, list[AskedText]] = {}
    for one in asked:
        groups.setdefault(one.shape, []).append(one)
    shapes = [
        ReadShape(
            said,
            len(members),
            sum(bool(one.answer) or one.form is AskedForm.SKILL for one in members),
            tuple(
                one.line + 1
                for one in members
                if not one.answer and one.form is not AskedForm.SKILL
            ),
        )
        for said, members in groups.items()
    ]
    return tuple(sorted(shapes, key=lambda shape: -shape.found))


def asking_answers(asked: Sequence[AskedText]) -> AskingAnswers:
    """The answers in which a list item, or all there is, is a question; code apart."""
    lines = [one.line + 1 for one in asked if one.answer and _asks_in_answer(one)]
    return AskingAnswers(len(lines), tuple(lines))


def _asks_in_answer(one: AskedText) -> bool:
    if one.form is AskedForm.OWN or "?" not in one.answer:
        return False
    answer = outside_code(one.answer)
    return bool(_ASKING_ITEM.search(answer)) or (
        "\n" not in answer.strip() and bool(_ASKS.search(answer))
    )


def left_out(gaps: Sequence[Gap], repeated: Sequence[int]) -> tuple[LeftOut, ...]:
    """What was not taken, a kind once."""
    groups: dict[tuple[str, bool], list[int]] = {}
    for one in gaps:
        groups.setdefault((one.what, one.may_ask), []).append(one.line + 1)
    found = [
        LeftOut(what, len(lines), tuple(lines), may_ask)
        for (what, may_ask), lines in groups.items()
    ]
    if repeated:
        found.append(LeftOut("the same question and answer again", len(repeated), tuple(repeated)))
    return tuple(found)
