"""Tables that ask: questions beside answers, terms beside meanings, skills to rate oneself in."""

import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from flashcards.formats.questions.answers import is_nothing
from flashcards.formats.questions.asked import AskedForm, AskedText, Gap
from flashcards.formats.questions.furniture import is_link_only
from flashcards.formats.questions.lines import QuestionBank, Sort
from flashcards.formats.questions.wording import Asking, wording_of

_CELL: Final = re.compile(r"(?<!\\)\|")
_DELIMITER: Final = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_ASKS: Final = re.compile(
    r"\W*(?:(?:\w[\w-]* )?questions?|q|front|prompt|ask|faq|cue|pregunta|frage)\W*", re.IGNORECASE
)
_NAMES: Final = re.compile(
    r"\W*(?:terms?|words?|concepts?|phrase|acronym|abbreviation|vocabulary|begriff|vokabel)\W*",
    re.IGNORECASE,
)
_ANSWERS: Final = re.compile(
    r"\W*(?:(?:\w[\w-]* )?answers?|a|back|response|solutions?|respuesta|antwort|explanation)\W*",
    re.IGNORECASE,
)
_MEANS: Final = re.compile(
    r"\W*(?:definitions?|meanings?|descriptions?|translations?|explanations?|what it means"
    r"|stands for|expansion|answer|bedeutung)\W*",
    re.IGNORECASE,
)
_TAGS: Final = re.compile(r"\W*(?:tags?|topics?|category|difficulty|level)\W*", re.IGNORECASE)
_SKILL: Final = re.compile(
    r"\W*(?:skills?|topics?|areas?|competenc(?:e|y|ies)|ability)\W*", re.IGNORECASE
)
_CONDITION: Final = re.compile(r".*\b(?:can (?:you|i)|criteri|condition|counts)\b.*", re.IGNORECASE)
_RATING: Final = re.compile(
    r"\W*(?:(?:my|your|self)[ -]?)?(?:rating|score|rate(?: yourself)?|confidence)\b.{0,20}"
    r"|\W*[01] ?(?:-|\u2013|\u2014|to|/|\.\.) ?(?:5|10)\W*",
    re.IGNORECASE,
)
_PLANNED: Final = re.compile(
    r"\W*(?:targets?|goals?|notes?|comments?|remarks?|next.{0,20}|todo|actions?|plans?|status|done"
    r"|dates?|priority|resources?|links?|when|#|nr|no|id)\W*",
    re.IGNORECASE,
)
"""Columns of a self-assessment that say no condition."""

_ASIDE: Final = re.compile(
    r"\W*(?:asked.{0,20}|compan(?:y|ies)|sources?|links?|urls?|dates?|status|done|seen|score"
    r"|frequency|priority|rating|confidence)\W*",
    re.IGNORECASE,
)
"""Columns beside a question that answer nothing."""

_NUMBER: Final = re.compile(r"\W*(?:nr|no|num(?:ber)?|id)?\W*", re.IGNORECASE)
TO_RATE: Final = re.compile(r"\s*[_?.\u2026 ]*[0-5]?\s*/\s*(?:5|10)\s*")
"""A cell to rate oneself in: `__/5`."""

_EMPTY_RATING: Final = re.compile(r"[_?.\u2026\s-]*[0-9]?|\s*[_?.\u2026 ]*[0-5]?\s*/\s*(?:5|10)\s*")


class TableGrid(NamedTuple):
    """A table: its header and its rows, each with its line."""

    header: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    start: int
    end: int


def asked_by_sure_tables(bank: QuestionBank) -> Iterator[AskedText]:
    """Those of tables that say what they are: question and answer, or a rating."""
    return _asked_by(bank, lambda grid: _rating(grid) is not None or _says(grid))


def asked_by_tables(bank: QuestionBank) -> Iterator[AskedText]:
    """The questions and skills in the rows of tables; their lines are taken."""
    return _asked_by(bank, lambda _grid: True)


def _says(grid: TableGrid) -> bool:
    return any(map(_ASKS.fullmatch, grid.header)) and any(map(_ANSWERS.fullmatch, grid.header))


def _asked_by(bank: QuestionBank, is_wanted: Callable[[TableGrid], bool]) -> Iterator[AskedText]:
    for grid in filter(is_wanted, _grids(bank)):
        rating = _rating(grid)
        columns = _columns(grid) if rating is None else _columns_of_skills(grid, rating)
        if columns is None:
            continue
        found = list((_questions if rating is None else _skills)(grid, *columns))
        if found:
            bank.take(grid.start, grid.end)
            bank.gaps += _left(grid, {*columns, rating})
            if rating is not None and any(map(_is_rated, _cells(grid, rating))):
                bank.gaps.append(Gap(grid.start, grid.end, "ratings filled in", may_ask=True))
        yield from found


def unread_tables(bank: QuestionBank) -> Iterator[Gap]:
    """The tables that nothing took."""
    for grid in _grids(bank):
        yield Gap(grid.start, grid.end, "table", may_ask=True)


def _left(grid: TableGrid, used: AbstractSet[int | None]) -> Iterator[Gap]:
    """The columns that hold words and came to nothing."""
    for column, name in enumerate(grid.header):
        cells = _cells(grid, column)
        if column not in used and not _counts(grid, column) and any(map(_has_words, cells)):
            yield Gap(grid.start, grid.end, f"column {name}".rstrip(), may_ask=True)


def _counts(grid: TableGrid, column: int) -> bool:
    """Whether a column only numbers the rows."""
    return bool(_NUMBER.fullmatch(grid.header[column])) and _is_numbers(grid, column)


def _cells(grid: TableGrid, column: int) -> list[str]:
    return [row[column] for _, row in grid.rows if column < len(row)]


def _has_words(cell: str) -> bool:
    return any(map(str.isalnum, cell))


def _is_rated(cell: str) -> bool:
    return _has_words(cell.partition("/")[0])


def cells_of(row: str) -> list[str]:
    """The cells of a row written with bars."""
    bare = row.strip()
    bare = bare.removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    if "`" not in bare:
        return [cell.strip().replace("\\|", "|") for cell in _CELL.split(bare)]
    cells, start, code = [], 0, False
    for place, char in enumerate(bare):
        code ^= char == "`"
        if char == "|" and not code and bare[place - 1 : place] != "\\":
            cells.append(bare[start:place])
            start = place + 1
    cells.append(bare[start:])
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _grids(bank: QuestionBank) -> Iterator[TableGrid]:
    done = 0
    for line in bank.free()[:-1]:
        raw = bank.raw[line]
        if (
            "|" in raw
            and line >= done
            and bank.lines[line].sort in {Sort.ROW, Sort.TEXT}
            and line + 1 < len(bank.raw)
            and "|" in bank.raw[line + 1]
            and _DELIMITER.fullmatch(bank.raw[line + 1].strip()[:4000])
        ):
            end = line + 2
            while end < len(bank.raw) and "|" in bank.raw[end] and not bank.taken[end]:
                end += 1
            rows = [(number, cells_of(bank.raw[number])) for number in range(line + 2, end)]
            yield TableGrid(cells_of(raw), rows, line, end)
            done = end


def _rating(grid: TableGrid) -> int | None:
    """The column to rate oneself in."""
    for column, name in enumerate(grid.header):
        cells = _cells(grid, column)
        named = _RATING.fullmatch(name) and all(_EMPTY_RATING.fullmatch(cell) for cell in cells)
        if cells and (named or all(TO_RATE.fullmatch(cell) for cell in cells)):
            return column
    return None


def _columns_of_skills(grid: TableGrid, rating: int) -> tuple[int, int | None] | None:
    """The columns of the skill and of its condition."""
    others = [column for column in range(len(grid.header)) if column != rating]
    if not others:
        return None
    named = [one for one in others if not _PLANNED.fullmatch(grid.header[one])]
    condition = next((one for one in named if _CONDITION.fullmatch(grid.header[one])), None)
    skill = next((one for one in named if _SKILL.fullmatch(grid.header[one])), None)
    if skill is None:
        skill = next((one for one in named if one != condition), others[0])
    if condition is None:
        left = (one for one in named if one != skill and not _is_numbers(grid, one))
        condition = next(left, None)
    return skill, condition


def _skills(grid: TableGrid, skill: int, condition: int | None) -> Iterator[AskedText]:
    for line, row in grid.rows:
        name = row[skill] if skill < len(row) else ""
        text = row[condition] if condition is not None and condition < len(row) else ""
        if name and not is_link_only(name):
            yield AskedText(
                line, line + 1, "rows of a self-assessment", name, text, form=AskedForm.SKILL
            )


def _columns(grid: TableGrid) -> tuple[int, int, int | None] | None:
    """The columns of question, answer and tags; None where the table is none of questions."""
    names = list(grid.header)
    tags = next((one for one, name in enumerate(names) if _TAGS.fullmatch(name)), None)
    for asks, answers in ((_ASKS, _ANSWERS), (_ASKS, _MEANS), (_NAMES, _MEANS), (_NAMES, _ANSWERS)):
        question = next((one for one, name in enumerate(names) if asks.fullmatch(name)), None)
        answer = next((one for one, name in enumerate(names) if answers.fullmatch(name)), None)
        if question is not None and answer is not None and question != answer:
            return question, answer, tags
    numbers = {one for one in range(len(names)) if _is_numbers(grid, one)}
    left = [
        one
        for one, name in enumerate(names)
        if one not in numbers and one != tags and not _ASIDE.fullmatch(name)
    ]
    if len(left) == len(("question", "answer")) and _is_asking(grid, left[0]):
        return left[0], left[1], tags
    answer = next((one for one in left if _ANSWERS.fullmatch(names[one])), None)
    question = next((one for one in left if one != answer and _is_asking(grid, one)), None)
    if answer is not None and question is not None:
        return question, answer, tags
    question = next((one for one, name in enumerate(names) if _ASKS.fullmatch(name)), None)
    if question is not None and _is_asking(grid, question):
        answer = next((one for one in left if one > question), None)
        return question, len(names) if answer is None else answer, tags
    return None


def _is_numbers(grid: TableGrid, column: int) -> bool:
    cells = _cells(grid, column)
    return bool(cells) and all(cell.strip("#. ").isdigit() or not cell for cell in cells)


def _is_asking(grid: TableGrid, column: int) -> bool:
    cells = [row[column] for _, row in grid.rows if column < len(row) and row[column]]
    asking = sum(wording_of(cell).asking >= Asking.LIKELY for cell in cells)
    links = sum(cell.startswith("[") and "](#" in cell for cell in cells)
    return bool(cells) and asking >= 0.6 * len(cells) and links < 0.5 * len(cells)


def _questions(
    grid: TableGrid, question: int, answer: int, tags: int | None
) -> Iterator[AskedText]:
    for line, row in grid.rows:
        asks = row[question] if question < len(row) else ""
        words = wording_of(asks)
        text = row[answer] if answer < len(row) else ""
        named = tuple(_words(row[tags])) if tags is not None and tags < len(row) else ()
        if words.text and "](#" not in asks:
            text = "" if is_nothing(text) else text
            yield AskedText(
                line, line + 1, "rows of a table", words.text, _lines(text), (*words.tags, *named)
            )


def _words(cell: str) -> list[str]:
    return ["-".join(one.split()) for one in re.split(r"[,;]", cell) if one.strip(" -")]


def _lines(cell: str) -> str:
    return re.sub(r"[ ]*<br\s*/?>[ ]*", "\n", cell, flags=re.IGNORECASE)
