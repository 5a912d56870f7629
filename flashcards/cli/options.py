"""Options that are the same for every command: what selects cards, and how they are shown."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from flashcards.cli.completion import names_of, words_of_query

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from flashcards.core.selection import Selection

_LETTER: Final = re.compile(r"-[^\W\d_]")
_DENIAL: Final = re.compile(r'-[("]*[^\W\d_].*', re.DOTALL)

_HELP = {
    "deck": "Cards of this deck; may be repeated.",
    "area": "Cards of this area; may be repeated.",
    "tag": "Cards with this tag; may be repeated.",
}


def selecting(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Options among `--deck`, `--area` and `--tag`, each a parameter of its name."""

    def decorated(function: Callable[..., Any]) -> Callable[..., Any]:
        for name in reversed(names):
            said = click.option(
                f"--{name}", multiple=True, help=_HELP[name], shell_complete=names_of(name)
            )
            function = said(function)
        return function

    return decorated


def deck_arguments(function: Callable[..., Any]) -> Callable[..., Any]:
    """Any number of decks, files and words of a query, as the parameter `deck`."""
    return click.argument("deck", nargs=-1, shell_complete=words_of_query("deck"))(function)


def meaning_cards(function: Callable[..., Any]) -> Callable[..., Any]:
    """Cards or a query as the parameter `card`, and `--yes` as `is_sure`."""
    sure = click.option("--yes", "is_sure", is_flag=True, help="Do not ask before many cards.")
    cards = click.argument(
        "card", nargs=-1, required=True, metavar="CARD…|QUERY", shell_complete=words_of_query()
    )
    return cards(sure(function))


def chosen(
    words: tuple[str, ...], areas: tuple[str, ...] = (), tags: tuple[str, ...] = ()
) -> "Selection":
    """What arguments and options select; words that are more than a name are a query."""
    from flashcards.core.selection import QueriedSelection, Selection

    if not words:
        return Selection((), areas, tags)
    from flashcards.core.decks.search.terms import parted

    decks, query = parted(words, "deck")
    parts = (decks, areas, tags)
    return QueriedSelection(*parts, query) if query else Selection(*parts)


def format_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--format table|json|csv`, and `--json` for short, as the parameter `shape`."""
    shorthand = click.option("--json", "shape", flag_value="json", help="Short for --format json.")
    from flashcards.formats.writers import WRITERS

    shapes = click.Choice(("table", *WRITERS))
    chosen = click.option("--format", "shape", type=shapes, help="How to show it.")
    return chosen(shorthand(function))


def format_of(file: Path | None, known: Sequence[str]) -> str | None:
    """Which of the formats the ending of a file's name says; None where it has no ending.

    Of what is there and is no file, a pipe or a device, the name says nothing. Raises
    `UnknownEnding`.
    """
    ending = "" if file is None else file.suffix
    if file is None or not ending or (file.exists() and not file.is_file()):
        return None
    if ending[1:].lower() not in known:
        from flashcards.errors.files import UnknownEnding

        raise UnknownEnding(file, ending, [f".{one}" for one in known])
    return ending[1:].lower()


class NoSuchLetter(click.UsageError):
    """A dash and one letter: surely meant as an option, which there is not."""

    def __init__(self, said: str, context: click.Context) -> None:
        without = f"for cards without the word `{said[1:]}`, write `-- {said}`"
        super().__init__(f"There is no option `{said}`; {without}.", context)


class QueryCommand(click.Command):
    """A command whose arguments may be a query, in which `-tag:x` is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put what is denied into brackets, which mean the same and are no option.

        Raises `NoSuchLetter`.
        """
        options = {
            name for one in self.get_params(ctx) for name in (*one.opts, *one.secondary_opts)
        }
        end = args.index("--") if "--" in args else len(args)
        letters = (one for one in args[:end] if _LETTER.fullmatch(one) and one not in options)
        if not ctx.resilient_parsing and (letter := next(letters, None)):
            raise NoSuchLetter(letter, ctx)
        kept = [
            f"({one})" if _DENIAL.fullmatch(one) and one not in options else one
            for one in args[:end]
        ]
        return super().parse_args(ctx, [*kept, *args[end:]])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """What may follow; behind a `-` a filter may, too."""
        found = super().shell_complete(ctx, incomplete)
        if not incomplete.startswith("-") or incomplete.startswith("--"):
            return found
        queries = (one for one in self.params if isinstance(one, click.Argument))
        return [*(item for one in queries for item in one.shell_complete(ctx, incomplete)), *found]
