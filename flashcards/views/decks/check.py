"""What is wrong in decks."""

from collections.abc import Iterable
from textwrap import fill
from typing import Final

import click

from flashcards.cli.terminal.output import standard_output
from flashcards.core.problem import Problem
from flashcards.formats.rows import write_json
from flashcards.services.decks.check import Checked, StoriesTold
from flashcards.services.exchange.import_ import Imported
from flashcards.views.text import counted, plain

_WIDTH: Final = 79


def show_checked(checked: Checked, *, as_json: bool) -> None:
    """The problems, a line each, and a closing line; or JSON."""
    if as_json:
        problems = [problem_row(problem) for problem in checked.problems]
        document = {"cards": checked.cards, "decks": checked.decks, "problems": problems}
        write_json(document | {"stories": checked.stories}, standard_output())
        return
    show_problems(checked.problems)
    found = counted(len(checked.problems), "problem") if checked.problems else "no problems"
    cards, decks = counted(checked.cards, "card"), counted(checked.decks, "deck")
    click.echo(f"{cards} in {decks}: {found}.")
    if checked.stories is not None:
        click.echo(stories_line(checked.stories))


def stories_line(told: StoriesTold) -> str:
    """How many stories of how many, and what is still to be told."""
    many = "1 story" if told.count == 1 else f"{told.count:,} stories"
    of = f" of {told.wanted}" if told.count < told.wanted else ""
    if not told.themes_missing:
        return f"{many}{of}: every theme has one."
    missing = f"none yet about {', '.join(told.themes_missing)}"
    return fill(f"{many}{of}: {missing} (a tag or a word of the title names a theme).", _WIDTH)


def show_imported(imported: Imported) -> None:
    """What was copied, and the problems in it."""
    show_problems(imported.problems)
    copied, cards = counted(len(imported.copied), "file"), counted(imported.cards, "card")
    already = f", {len(imported.unchanged)} already there" if imported.unchanged else ""
    click.echo(f"{copied} copied{already}: {cards}.")


def show_problems(problems: Iterable[Problem]) -> None:
    """`file:line: severity: message (hint)`, a line each."""
    for problem in problems:
        click.echo(plain(str(problem)))


def problem_row(problem: Problem) -> dict[str, object]:
    """A problem as interface.md has it."""
    return {
        "file": problem.source.file,
        "line": problem.source.line,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }
