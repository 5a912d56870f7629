"""What `flash add` adds: from arguments, from the editor, or asked for."""

import sys

import click

from flashcards.errors import FlashError
from flashcards.services.add import INBOX, NewCard


class NothingToAdd(FlashError):
    """No card was given."""

    def __init__(self) -> None:
        super().__init__("Nothing was added: give a question and an answer.")


def asked_card(
    question: str | None, answer: str | None, deck: str | None, tags: tuple[str, ...]
) -> NewCard:
    """The card to add; what the arguments leave open is asked for. Raises `NothingToAdd`."""
    if question is None:
        question = _asked("Question")
    if answer is None:
        answer = _asked("Answer")
    return NewCard(question, answer, tags, deck=deck or INBOX)


def _asked(what: str) -> str:
    if sys.stdin.isatty():
        return str(click.prompt(what))
    line = sys.stdin.readline()
    if not line.strip():
        raise NothingToAdd
    return line.rstrip("\n")
