"""A source read: which shapes ask in it, what they ask, and what is not taken."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from flashcards.formats.questions.asked import AskedText, Gap
from flashcards.formats.questions.deck import PlacedQuestion
from flashcards.formats.questions.furniture import contents_of, own_parts
from flashcards.formats.questions.lines import QuestionBank, Sort, SourceLine
from flashcards.formats.questions.shapes.bold import asked_by_bold
from flashcards.formats.questions.shapes.folded import asked_by_details
from flashcards.formats.questions.shapes.headings import (
    Headed,
    asked_by_headings,
    headings_of,
    questions_of,
)
from flashcards.formats.questions.shapes.items import asked_by_items
from flashcards.formats.questions.shapes.labels import asked_by_labels
from flashcards.formats.questions.shapes.one_line import asked_by_one_lines
from flashcards.formats.questions.shapes.paragraphs import asked_by_paragraphs, unread_lines
from flashcards.formats.questions.shapes.quoted import asked_by_quotes
from flashcards.formats.questions.shapes.ruled import asked_by_rules
from flashcards.formats.questions.shapes.tables import (
    asked_by_sure_tables,
    asked_by_tables,
    unread_tables,
)
from flashcards.formats.questions.shapes.terms import asked_by_terms, term_headings

_SHAPES: Final[Sequence[Callable[[QuestionBank], Iterator[AskedText]]]] = (
    asked_by_sure_tables,
    asked_by_details,
    asked_by_bold,
    asked_by_tables,
    asked_by_one_lines,
    asked_by_items,
    asked_by_paragraphs,
)
"""What is looked for where no heading asks, in this order: a line belongs to the first."""


_MOST_TOPICS: Final = 12
_FEWEST_INNER: Final = 3
_NESTED: Final = 4


class BankFound(NamedTuple):
    """What a source asks, in its order, and what was not taken."""

    placed: Sequence[PlacedQuestion]
    gaps: Sequence[Gap]


def found_in(bank: QuestionBank, name: str, level: int | None = None) -> BankFound:
    """The questions of a source, each below the headings that it stands under."""
    gaps = _gaps(bank)
    headings = headings_of(bank)
    asked = list(asked_by_rules(bank))
    asked += asked_by_labels(bank)
    free = [one for one in headings if not bank.taken[one.line]]
    questions = [one for one in questions_of(bank, free, level) if not _holds_taken(bank, one)]
    topics = _topics(bank, questions)
    questions = [one for one in questions if one.line not in topics]
    asked += asked_by_headings(bank, headings, questions)
    for shape in _SHAPES:
        asked += shape(bank)
    asked += asked_by_quotes(bank, {one.line for one in asked})
    asked += asked_by_terms(bank, name)
    if not asked:
        questions = term_headings(bank, free, name)
        asked += asked_by_headings(bank, headings, questions)
    asked = sorted(filter(_says, asked), key=lambda one: one.line)
    lines = {one.line for one in questions}
    near = [one for one in headings if one.indent < _NESTED]
    gaps += [*bank.gaps, *unread_tables(bank), *unread_lines(bank)]
    return BankFound(list(_placed(asked, near, lines)), sorted(gaps))


def _says(one: AskedText) -> bool:
    return any(char.isalnum() for char in one.question)


def _gaps(bank: QuestionBank) -> list[Gap]:
    """The parts of a page that hold no questions; their lines are taken."""
    gaps = []
    for one in own_parts(bank):
        gaps.append(one)
        bank.take(one.line, one.end)
    for one in contents_of(bank):
        gaps.append(one)
        bank.take(one.line, one.end)
    return gaps


def _holds_taken(bank: QuestionBank, one: Headed) -> bool:
    """Whether a heading's section holds questions that say so themselves."""
    return any(bank.taken[one.line + 1 : one.end]) and not _is_only_end_taken(bank, one)


def _is_only_end_taken(bank: QuestionBank, one: Headed) -> bool:
    first = bank.taken.find(1, one.line + 1, one.end)
    return bank.following(one.line + 1) < first and not any(
        not taken for taken in bank.taken[first : one.end]
    )


def _topics(bank: QuestionBank, questions: Sequence[Headed]) -> set[int]:
    """The headings that ask, but hold only a list of questions, while few headings ask."""
    if len(questions) > _MOST_TOPICS:
        return set()
    topics = set()
    for one in questions:
        part = QuestionBank(bank.raw[one.line + 1 : one.end], bank.lines[one.line + 1 : one.end])
        if sum(map(_may_ask, part.lines)) < _FEWEST_INNER:
            continue
        inner = [*asked_by_bold(part), *asked_by_items(part)]
        if len(inner) >= _FEWEST_INNER and sum(part.taken) >= 0.6 * len(part.taken):
            topics.add(one.line)
    return topics


def _may_ask(line: SourceLine) -> bool:
    """Whether a line may be an item or a bold line that asks."""
    text = line.content
    return line.sort is Sort.ITEM or "**" in text or "__" in text or text[:1] == "<"


def _placed(
    asked: Sequence[AskedText], headings: Sequence[Headed], questions: set[int]
) -> Iterator[PlacedQuestion]:
    """The questions below their topics; a heading that asks ends topics, and is none."""
    above: list[Headed] = []
    place, end = 0, 0
    for one in asked:
        while place < len(headings) and headings[place].line <= one.line:
            heading = headings[place]
            place += 1
            if heading.listed or heading.line < end or not heading.words.text:
                continue
            while above and above[-1].level >= heading.level:
                above.pop()
            if heading.line not in questions:
                above.append(heading)
        end = max(end, one.end)
        yield PlacedQuestion(one, tuple(heading.words.text for heading in above))
