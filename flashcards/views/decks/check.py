"""What is wrong in decks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from flashcards.core.decks.hints.once import sentence, without_count
from flashcards.core.problem import Problem, Severity
from flashcards.services.decks.check import Checked, StoriesTold
from flashcards.views.text import counted, filled, plain
from flashcards.views.view import View

_FIRST_FILES: Final = 3
"""Files that a warning is shown of in full, where many say the same."""


def checked_view(checked: Checked, width: int) -> View:
    """The problems, a line each, and a closing line."""
    return View(_lines(checked, width), document=lambda: _document(checked))


def outside_line(outside: Sequence[Path], root: Path) -> str:
    """What is done with paths that are not in the collection."""
    which = f"{outside[0]} is" if len(outside) == 1 else f"{counted(len(outside), 'path')} are"
    return plain(f"{which} not in the collection {root}: only checked.")


def _lines(checked: Checked, width: int) -> Iterator[str]:
    yield from problem_lines(checked.problems)
    found = counted(len(checked.problems), "problem") if checked.problems else "no problems"
    cards, decks = counted(checked.cards, "card"), counted(checked.decks, "deck")
    yield f"{cards} in {decks}: {found}."
    if checked.stories is not None:
        yield from filled(stories_line(checked.stories), width)


def stories_line(told: StoriesTold) -> str:
    """How many stories of how many, and what is still to be told."""
    many = "1 story" if told.count == 1 else f"{told.count:,} stories"
    of = f" of {told.wanted}" if told.count < told.wanted else ""
    if not told.themes_missing:
        return f"{many}{of}: every theme has one."
    missing = f"none yet about {', '.join(told.themes_missing)}"
    return f"{many}{of}: {missing} (a tag or a word of the title names a theme)."


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """`file:line: severity: message (hint)`, a line each; what many files warn of, a few times."""
    files: dict[str, set[str]] = defaultdict(set)
    first: dict[str, Problem] = {}
    for problem in problems:
        if problem.severity is Severity.WARNING:
            said = sentence(problem)
            first.setdefault(said, problem)
            files[said].add(problem.source.file)
            if len(files[said]) > _FIRST_FILES:
                continue
        yield plain(str(problem))
    for said, problem in first.items():
        more = len(files[said]) - _FIRST_FILES
        if more > 0:
            yield plain(f"and in {counted(more, 'more file')}: warning: {without_count(problem)}")


def _document(checked: Checked) -> dict[str, object]:
    return {
        "cards": checked.cards,
        "decks": checked.decks,
        "problems": [_problem(problem) for problem in checked.problems],
        "stories": checked.stories,
    }


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.source.file,
        "line": problem.source.line,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
    }
