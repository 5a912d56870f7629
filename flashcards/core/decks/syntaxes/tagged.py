"""Tagged questions: `Q:`, then `A:`."""

from collections.abc import Iterator
from typing import Final

from flashcards.core.card import Kind
from flashcards.core.decks.markdown.blocks import LineRange
from flashcards.core.decks.page import Page
from flashcards.core.decks.syntaxes.near_miss import missed_tags
from flashcards.core.decks.syntaxes.syntax import Draft, Face, Found, Search, Syntax
from flashcards.core.problem import error


def tagged_cards(search: Search) -> Iterator[Found]:
    """The cards of `Q:` and `A:` stretches, and what is wrong with them."""
    page = search.page
    question: LineRange | None = None
    answered = -1
    for letter, lines in search.stretches:
        follows = question is not None and question.end == lines.start
        if letter == "A" and question is not None and follows:
            yield from _card(page, question, lines)
            question, answered = None, lines.end
        elif letter == "A":
            yield _second_answer(page, lines) if answered == lines.start else _orphan(page, lines)
            answered = lines.end if answered == lines.start else -1
        else:
            if question is not None:
                yield _unanswered(page, question)
            question = lines if letter == "Q" else None
    if question is not None:
        yield _unanswered(page, question)


def _card(page: Page, question: LineRange, answer: LineRange) -> Iterator[Found]:
    front, back = page.tagged_text(question), page.tagged_text(answer)
    if front and back:
        yield Draft(Kind.QUESTION, LineRange(question.start, answer.end), (Face(front, back),))
    if not front:
        yield error(page.file, question.start, "empty question", "write it after the `Q:`")
    if not back:
        yield error(page.file, answer.start, "empty answer", "write it after the `A:`")


def _unanswered(page: Page, question: LineRange) -> Found:
    hint = "put a line starting with `A:` below it"
    return error(page.file, question.start, "question without an answer", hint)


def _orphan(page: Page, answer: LineRange) -> Found:
    hint = "put a line starting with `Q:` above it"
    return error(page.file, answer.start, "answer without a question", hint)


def _second_answer(page: Page, answer: LineRange) -> Found:
    hint = "join the two answers, or put a `Q:` between them"
    return error(page.file, answer.start, "second answer to one question", hint)


TAGGED: Final = Syntax(Kind.QUESTION, tagged_cards, tags="QA", missed=missed_tags)
