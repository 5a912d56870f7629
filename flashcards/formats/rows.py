"""Rows of questions and answers -> decks; each row is a card, written as it is read back."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from flashcards.core.decks.media import media_references
from flashcards.core.identity import normalised
from flashcards.formats.card_texts import cards_in, is_risky, tagged
from flashcards.formats.columns import Columns
from flashcards.formats.foreign import Foreign, ForeignDeck, LeftOut, ReadShape, Wishes
from flashcards.formats.questions.asked import AskedText
from flashcards.formats.questions.deck import PlacedQuestion
from flashcards.formats.questions.edges import closed, fenced, without_headings
from flashcards.formats.questions.made import deck_of, quoted

_MOST_LINES: Final = 20
_CLOZE: Final = re.compile(r"\{\{c[0-9]{1,3}::")
_DELETION: Final = re.compile(r"\{\{c[0-9]{1,3}::(.{0,300}?)(?:::(.{0,100}?))?\}\}", re.DOTALL)
_HTML: Final = re.compile(
    r"</?(?:b|i|u|br|div|p|span|ul|ol|li|code|pre|img|strong|em|sub|sup|table)\b[^<>]*>"
    r"|&(?:nbsp|lt|gt|amp|quot|#[0-9]+);",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"[^\s,;<>]*\w[^\s,;<>]*")
_UNSAFE: Final = re.compile(r"[\x00-\x1f<>:\"\\|?*]+")


class ForeignRow(NamedTuple):
    """A row as a card: its line in the source, from 1, and its texts; `body` below the question."""

    line: int
    front: str
    back: str
    tags: tuple[str, ...] = ()
    deck: str = ""
    body: str = ""


def rows_in(
    table: Iterable[tuple[int, Sequence[str]]],
    columns: Columns,
    *,
    html: bool = False,
    above: int = 0,
) -> Iterator[ForeignRow]:
    """The rows of a table as cards, by its columns; `above` it are so many other lines."""
    front, back, tags, deck = columns.front, columns.back, columns.tags, columns.deck
    simple = not columns.extras and not columns.options
    for line, cells in table:
        size = len(cells)
        asks = cells[front].strip() if front < size else ""
        answers = cells[back].strip() if back is not None and back < size else ""
        body = ""
        if not simple:
            answers, body = _more(cells, columns, answers)
        if html or "<" in asks or "<" in answers or "&" in asks or "&" in answers:
            asks, answers = _markdown(asks, html), _markdown(answers, html)
        yield ForeignRow(
            line + above,
            asks,
            answers,
            tuple(_TAG.findall(cells[tags])) if tags is not None and tags < size else (),
            cells[deck].strip() if deck is not None and deck < size else "",
            body,
        )


def _more(cells: Sequence[str], columns: Columns, answer: str) -> tuple[str, str]:
    """The answer with what is said besides, and the options below the question."""
    extras = [cells[one].strip() for one in columns.extras if one < len(cells)]
    answer = "\n\n".join(part for part in (answer, *extras) if part)
    options = [cells[one].strip() for one in columns.options if one < len(cells)]
    letters = "ABCDEF"
    listed = [f"- {letters[n]}) {text}" for n, text in enumerate(options[:6]) if text]
    return answer, "\n".join(listed)


def _markdown(text: str, is_html: bool) -> str:  # noqa: FBT001
    """A cell's HTML as Markdown; a cell without any as it is."""
    if not _HTML.search(text):
        return text
    from flashcards.formats.html import markdown_of

    return markdown_of(text if is_html else text.replace("\n", "<br>\n")).strip()


class RowsSource(NamedTuple):
    """What rows come from: the wishes, the deck's name, how they are read, and in what encoding."""

    wishes: Wishes
    name: str
    said: str
    encoding: str = ""


def foreign_of(rows: Iterable[ForeignRow], source: RowsSource) -> Foreign:
    """The decks of rows: one, or one for each that they name; prompts for what lacks an answer."""
    pages: dict[str, _Page] = {}
    seen: set[tuple[str, str, str]] = set()
    empty, repeated, blank = [], [], []
    for row in rows:
        if not row.front:
            blank += [row.line] if row.back else []
            continue
        key = (_same(row.front), row.body, _same(row.back))
        if key in seen:
            repeated.append(row.line)
            continue
        seen.add(key)
        is_prompt = not row.back and not _CLOZE.search(row.front)
        empty += [row.line] if is_prompt else []
        path = deck_path(row.deck) or source.name
        file = f"{path}{'-prompts' if is_prompt else ''}.md"
        pages.setdefault(file, _Page(prompts=is_prompt)).add(row)
    return _foreign(source, pages, empty, left_out(repeated, blank))


def _foreign(
    source: RowsSource, pages: Mapping[str, "_Page"], empty: list[int], left: tuple[LeftOut, ...]
) -> Foreign:
    wishes = source.wishes
    decks = tuple(
        page.deck(file, wishes.source or wishes.name) for file, page in sorted(pages.items())
    )
    found = sum(deck.cards for deck in decks)
    shape = ReadShape(source.said, found, found - len(empty), tuple(empty))
    advice = f"{wishes.name} has no row with a question: say which columns hold what, like --map"
    return Foreign(
        decks,
        shapes=(shape,) if found else (),
        left_out=left,
        encoding=source.encoding,
        advice="" if decks else f"{advice} front=1,back=2.",
    )


def left_out(repeated: Sequence[int], blank: Sequence[int]) -> tuple[LeftOut, ...]:
    """The rows that make no card."""
    kinds = (("rows that stand there twice", repeated), ("rows without a question", blank))
    return tuple(
        LeftOut(what, len(lines), tuple(lines[:_MOST_LINES])) for what, lines in kinds if lines
    )


def _same(text: str) -> str:
    """A text as an id sees it."""
    return text if text.isascii() and "\n" not in text else normalised(text)


def deck_path(deck: str) -> str:
    """The path of a deck that a row names, with nothing in it that leads elsewhere."""
    if not deck:
        return ""
    parts = (_UNSAFE.sub(" ", part).strip(" .") for part in re.split(r"::|/", deck))
    return "/".join(part[:100] for part in parts if part)


class _Page:
    """A deck that grows row by row."""

    def __init__(self, *, prompts: bool) -> None:
        self._prompts = prompts
        self._parts: list[str] = []
        self._placed: list[PlacedQuestion] = []
        self._cards = 0
        self._media: dict[str, None] = {}

    def add(self, row: ForeignRow) -> None:
        """Write a row."""
        front, back = row.front, row.back
        cards = 1
        if self._prompts:
            asked = AskedText(row.line, row.line + 1, "", " ".join(front.split()), "", row.tags)
            self._placed.append(PlacedQuestion(asked))
        elif row.body or is_risky(front) or is_risky(back) or _CLOZE.search(front):
            cards = self._add_carefully(row)
        else:
            self._parts.append(f"Q: {front}\nA: {back}")
        if row.tags and not self._prompts:
            self._parts[-1] += f"\n\n<!-- tags: {', '.join(row.tags)} -->"
        self._cards += cards

    def _add_carefully(self, row: ForeignRow) -> int:
        """Write a row in the first form that reads back; as code where none does."""
        forms = [_cloze(row)] if _CLOZE.search(row.front) else []
        front = closed(f"{row.front}\n\n{row.body}" if row.body else row.front)
        back = closed(row.back)
        forms += [tagged(without_headings(front), without_headings(back)) if back else ""]
        text = next((form for form in forms if cards_in(form)), "")
        if not text:
            text = tagged(fenced(front), fenced(back or row.front))
        self._parts.append(text)
        for reference in media_references([*row.front.split("\n"), "", *row.back.split("\n")]):
            self._media[reference.path] = None
        return cards_in(text)

    def deck(self, file: str, source: str) -> ForeignDeck:
        """The deck of all rows."""
        if self._prompts:
            return deck_of(file, source, self._placed, prompts=True)
        head = f"---\nsource: {quoted(source)}\n---\n\n"
        content = (head + "\n\n".join(self._parts) + "\n").encode("utf-8", "replace")
        return ForeignDeck(file, content, self._cards, media=tuple(self._media))


def _cloze(row: ForeignRow) -> str:
    """A text with deletions as flash writes them."""
    plain = row.front.replace("[", "\\[")
    text = _DELETION.sub(lambda one: f"[{one[1]} :: {one[2]}]" if one[2] else f"[{one[1]}]", plain)
    return f"C: {text}" + (f"\n\n{row.back}" if row.back else "")
