"""Plain text, as copied from a page: bullets, tables that lost their bars, titles on a line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from flashcards.formats.encoding import Decoded, decoded
from flashcards.formats.foreign import Foreign, Wishes
from flashcards.formats.questions.shapes.tables import TO_RATE
from flashcards.formats.questions.wording import Asking, wording_of

_MARKDOWN: Final = re.compile(r"^(?:#{1,6} \S|```|\|.*\|.*\|[ \t]*$|\*\*\S)", re.MULTILINE)
_ANKI: Final = re.compile(
    r"#(?:separator|html|deck|tags|columns|notetype|guid)[a-z ]*:", re.IGNORECASE
)
_BULLET: Final = re.compile(
    r"([ \t]*)(?:[\u2022\u25cf\u25aa\u25e6\u2023\u00b7\u2013\u2014\u25cb\u25a0\u25a1\u25b8\u25ba]"
    r"|[\u2713\u2714\uf0b7]|o(?=\t))[ \t]+"
)
_NO_TITLE: Final = frozenset('-*+|>#\u2022"\u201c')
_MARKED: Final = re.compile(r"(?:[-*+]|[0-9]{1,4}[.)])\s")
_RATING: Final = re.compile(
    r"(?:(?:my|your|self)[ -]?)?(?:rating|score|confidence)\b.{0,20}", re.IGNORECASE
)
_GAP: Final = re.compile(r"\t+|[ ]{2,}")
_ENDS: Final = (".", "!", "?", ";", ",", ":", "\u2026", ")")
_LONGEST_TITLE: Final = 70
_MOST_WORDS: Final = 10
_FEWEST_ROWS: Final = 2
_LONGEST_CELL: Final = 200
_MOST_CELLS: Final = 2
_FARTHEST: Final = 12
_SHARE: Final = 0.8


class TextLine(NamedTuple):
    """A line of the Markdown that a text becomes, and the text's own line, from 0, it is from."""

    origin: int
    text: str


def read(content: bytes, wishes: Wishes) -> Foreign:
    """The decks of a text file; raises `NotATextFile`, or `TooLong`."""
    from flashcards.formats.markdown import read_text

    text, encoding = decoded(content, wishes.name)
    if wishes.columns or _ANKI.match(text) or _is_table(text):
        from flashcards.formats.separated import read_tsv

        return read_tsv(content, wishes)
    lines = as_markdown(text)
    made = "\n".join(line.text for line in lines)
    return read_text(Decoded(made, encoding), wishes, origins=[line.origin for line in lines])


def _is_table(text: str) -> bool:
    """Whether almost every line has the same few tabs, or bars between blanks."""
    lines = [line for line in text.split("\n", 200)[:200] if line.strip()]
    for mark in ("\t", " | "):
        counts = [line.strip().count(mark) for line in lines]
        most = max(set(counts), key=counts.count, default=0)
        if most and len(lines) >= _FEWEST_ROWS and counts.count(most) >= _SHARE * len(lines):
            # A guide in which a table was copied has other lines, too.
            return all(counts) or counts.count(0) <= 1
    return False


def as_markdown(text: str) -> list[TextLine]:
    """A plain text with the marks of Markdown for what looks like bullets, tables and titles."""
    lines = [_BULLET.sub(r"\1- ", line) for line in text.split("\n")]
    if _MARKDOWN.search(text):
        return list(_barred([TextLine(n, line) for n, line in enumerate(lines)]))
    return _titled(list(_barred(_in_rows(lines))))


def _in_rows(lines: Sequence[str]) -> list[TextLine]:
    """Tables of which each cell stands on a line, put in rows: what ends in `__/5` is a row."""
    made = {number: TextLine(number, line) for number, line in enumerate(lines)}
    rated = [n for n, line in enumerate(lines) if line.strip() and TO_RATE.fullmatch(line)]
    size = _row_size(lines, rated) if rated else 0
    for number in [*_header(lines, rated[0], size), *rated] if rated else ():
        cells = _above(lines, number, size)
        if len(cells) == size and all(one in made for one in cells):
            row = "\t".join(lines[one].strip() for one in [*cells, number])
            made[number] = TextLine(cells[0], row)
            for one in cells:
                del made[one]
    return [made[number] for number in sorted(made)]


def _header(lines: Sequence[str], first: int, size: int) -> list[int]:
    """The line on which the last name of the columns stands, above the first row, if they do."""
    above = _above(lines, first, 2 * size + 1)
    names = above[: size + 1]
    if len(above) == 2 * size + 1 and _RATING.fullmatch(lines[names[-1]].strip()):
        return [names[-1]]
    return []


def _row_size(lines: Sequence[str], rated: Sequence[int]) -> int:
    """How many cells stand above the rating of a row, one or two."""
    between = [
        sum(bool(line.strip()) for line in lines[above + 1 : below])
        for above, below in pairwise(rated)
    ]
    return min(_MOST_CELLS, Counter(between).most_common(1)[0][0]) if between else _MOST_CELLS


def _above(lines: Sequence[str], line: int, size: int) -> list[int]:
    """The lines of so many cells above a line, none of which is far."""
    near = range(max(0, line - _FARTHEST), line)
    return [one for one in near if lines[one].strip()][-size:]


def _barred(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """The lines, with bars where several below one another have the same gaps."""
    rows: list[list[str]] = []
    held: list[TextLine] = []
    for line in lines:
        cells = _cells(line.text, len(rows[0]) if rows else 0)
        is_blank = not line.text.strip()
        if rows and len(cells) != len(rows[0]) and (not is_blank or not held[-1].text.strip()):
            yield from _table(rows, held)
            rows, held = [], []
        if len(cells) > 1:
            rows.append(cells)
        if rows:
            held.append(line)
        else:
            yield line
    yield from _table(rows, held)


def _cells(line: str, size: int) -> list[str]:
    """The cells of a row; an empty one counts where the rows above have `size` cells."""
    bare = line.strip()
    if bare[:2] in {"- ", "* ", "\u2022 "} or "|" in bare or len(bare) > 10 * _LONGEST_CELL:
        return [bare]
    if "\t" in bare:
        each = line.strip(" ").split("\t")
        if len(each) == size:
            return [cell.strip() for cell in each]
        return [cell.strip() for cell in re.split(r"\t+", bare)]
    return (
        _GAP.split(bare) if line[:1] != " " and "  " in bare and not bare.endswith(".") else [bare]
    )


def _table(rows: Sequence[Sequence[str]], held: Sequence[TextLine]) -> Iterator[TextLine]:
    """The lines as a table; one without a header that names anything gets one; as they are if few.

    A single row is none.
    """
    if len(rows) < _FEWEST_ROWS:
        yield from held
        return
    has_header = not any(TO_RATE.fullmatch(cell) for cell in rows[0])
    header = rows[0] if has_header else ["Skill", "Condition", "Rating"][-len(rows[0]) :]
    places = iter(line.origin for line in held if line.text.strip())
    first = next(places) if has_header else held[0].origin
    yield TextLine(first, "")
    yield TextLine(first, "| " + " | ".join(header) + " |")
    yield TextLine(first, "|" + " --- |" * len(header))
    for row in rows[1:] if has_header else rows:
        cells = " | ".join(cell.replace("|", "\\|") for cell in row)
        yield TextLine(next(places), f"| {cells} |")
    yield TextLine(held[-1].origin, "")


def _titled(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, with marks of a heading before those that look like titles."""
    made = list(lines)
    texts = [line.text for line in lines]
    asked, begun, listed = False, False, -2
    for number, line in enumerate(lines):
        bare = line.text.strip()
        if not bare:
            continue
        above = not number or not texts[number - 1].strip()
        if above and not asked and _is_title(texts, number, bare):
            made[number] = line._replace(text=f"## {bare}" if begun else f"# {bare}")
        is_item = bool(_MARKED.match(bare))
        # Below an item in a tight list stands no answer of its own.
        is_tight = is_item and listed == number - 1
        listed = number if is_item else listed
        asked, begun = not is_tight and wording_of(bare).asking is Asking.SURELY, True
    return made


def _is_title(lines: Sequence[str], number: int, bare: str) -> bool:
    if len(bare) > _LONGEST_TITLE or len(bare.split()) > _MOST_WORDS or bare.endswith(_ENDS):
        return bare.isupper() and len(bare) < _LONGEST_TITLE and not bare.endswith("?")
    if (
        "\t" in bare
        or bare[0] in '-*+|>#\u2022"\u201c'
        or bare[0].islower()
        or re.match(r"[0-9]+[.)]|[QASC][:.)]", bare)
    ):
        return False
    below = next((line.strip() for line in lines[number + 1 : number + 3] if line.strip()), "")
    return bool(below)
