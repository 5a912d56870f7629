"""What `flash add` adds: from arguments, from the editor, or asked for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.programs import edit
from flashcards.errors.base import FlashError
from flashcards.services.decks.add import INBOX, NewCard
from flashcards.views.decks.add import ANSWER, QUESTION, kept_line


class NothingToAdd(FlashError):
    """No card was given."""

    def __init__(self) -> None:
        super().__init__("Nothing was added: give a question and an answer.")


class OnlyAStory(click.UsageError):
    """A story's title with a question, a tag or the editor."""

    def __init__(self) -> None:
        super().__init__("--story takes only its title and --deck: edit the story afterwards.")


def asked_card(
    question: str | None, answer: str | None, deck: str | None, tags: tuple[str, ...]
) -> NewCard:
    """The card to add; what the arguments leave open is asked for. Raises `NothingToAdd`."""
    if question is None:
        question = _asked(QUESTION)
    if answer is None:
        answer = _asked(ANSWER)
    return NewCard(question, answer, tags, deck=deck or INBOX)


def story_title(said: str, *besides: str | None) -> str:
    """The title on one line; raises `NothingToAdd`, or `OnlyAStory` where more was given."""
    if any(one is not None for one in besides):
        raise OnlyAStory
    title = " ".join(said.split())
    if not title:
        raise NothingToAdd
    return title


@contextmanager
def edited_cards(question: str | None, answer: str | None) -> Iterator[str]:
    """What the learner wrote in the editor, begun with what was given; raises `NothingToAdd`.

    The text is kept in its file, and that is said, where the block fails.
    """
    begun = f"Q: {question or ''}\n\nA: {answer or ''}\n"
    with NamedTemporaryFile("w", suffix=".md", encoding="utf-8", delete=False) as file:
        file.write(begun)
    path = Path(file.name)
    edit(path)
    markdown = path.read_text(encoding="utf-8")
    if not markdown.strip() or markdown == begun:
        path.unlink()
        raise NothingToAdd
    try:
        yield markdown
    except FlashError:
        say(kept_line(path), err=True)
        raise
    path.unlink()


def _asked(what: str) -> str:
    if sys.stdin.isatty():
        try:
            return str(click.prompt(what))
        except click.Abort:
            say()
            raise
    line = sys.stdin.readline()
    if not line.strip():
        raise NothingToAdd
    return line.rstrip("\n")
