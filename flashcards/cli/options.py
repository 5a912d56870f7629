"""Options that are the same for every command: what selects cards, and how they are shown."""

from collections.abc import Callable
from typing import Any

import click

_HELP = {
    "deck": "Cards of this deck; may be repeated.",
    "area": "Cards of this area; may be repeated.",
    "tag": "Cards with this tag; may be repeated.",
}


def selecting(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Options among `--deck`, `--area` and `--tag`, each a parameter of its name."""

    def decorated(function: Callable[..., Any]) -> Callable[..., Any]:
        for name in reversed(names):
            function = click.option(f"--{name}", multiple=True, help=_HELP[name])(function)
        return function

    return decorated


def format_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--format table|json|csv`, and `--json` for short, as the parameter `shape`."""
    shorthand = click.option("--json", "shape", flag_value="json", help="Short for --format json.")
    from flashcards.formats.writers import WRITERS

    shapes = click.Choice(("table", *WRITERS))
    chosen = click.option("--format", "shape", type=shapes, help="How to show it.")
    return chosen(shorthand(function))
