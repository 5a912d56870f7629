"""What the manual's pages define, read from their form.

A *definition* is a heading, a list item or the first cell of a table's row that begins with a code
span; further spans with only a comma, `and` or `or` between are definitions, too. Other spans are
mentions.

- `` `flash plan tick ACTIVITY` `` defines a command; what defines options after it, up to the next
  definition of a command, defines them of it: of all commands of one heading that have the option.
- `` `-d, --deck DECK` `` defines an option. Those of every command (`--json` and its like) are
  options of `flash` itself.
- Below a heading that has the word *Settings*, *Front matter* or *Comment*, a span that is a name
  defines a setting; below one with the word *Kinds*, a kind of card.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click
from manual.pages import MARKDOWN
from markdown_it.token import Token

from flashcards.cli.main import flash

OF_EVERY_COMMAND = {"--collection", "--database", "--format", "--help", "--json", "--version"}

_JOINTS = re.compile(r"\s*(?:,|and|or|, and)\s*")
_SETTINGS = re.compile(r"settings|front matter|comment", re.IGNORECASE)
_KINDS = re.compile(r"kinds", re.IGNORECASE)
_BEGINNINGS = {"heading_open", "list_item_open", "tr_open"}


@dataclass(frozen=True)
class Definition:
    """One thing that a page defines: its sort (command, option, setting, kind) and its name."""

    sort: str
    name: str


def defined(page: Path) -> Iterator[Definition]:
    """Everything that the page defines, in its order."""
    heading = ""
    owners: list[str] = []
    for place, spans in _beginnings(MARKDOWN.parse(page.read_text(encoding="utf-8"))):
        if place is not None:
            heading = place
        if named := [_command(span) for span in spans if _is_command(span)]:
            owners = named
            yield from (Definition("command", name) for name in named)
        for span in spans:
            yield from _other(span, heading, owners)


def _other(span: str, heading: str, owners: Sequence[str]) -> Iterator[Definition]:
    if span.startswith("-"):
        yield from _options(span, owners)
    elif _SETTINGS.search(heading):
        yield Definition("setting", span)
    elif _KINDS.search(heading):
        yield Definition("kind", span)


def _options(span: str, owners: Sequence[str]) -> Iterator[Definition]:
    """Those of the span: of each owner that has it; of the first one where none has it."""
    for name in re.findall(r"--[a-z][a-z-]*", span):
        full = [option_name(owner, name) for owner in owners or ["flash"]]
        yield from (Definition("option", one) for one in _known(full) or full[:1])


def _known(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if name in options()]


def option_name(command: str, option: str) -> str:
    """An option with its command before it; one of every command is one of `flash`."""
    return f"{'flash' if option in OF_EVERY_COMMAND else command} {option}"


def _beginnings(tokens: Iterable[Token]) -> Iterator[tuple[str | None, list[str]]]:
    """The heading's text, or None, and the code spans with which it, an item or a row begins."""
    waiting = None
    for token in tokens:
        if token.type in _BEGINNINGS:
            waiting = token.type
        elif token.type == "inline" and waiting:
            yield token.content if waiting == "heading_open" else None, _spans(token.children or ())
            waiting = None


def _spans(children: Iterable[Token]) -> list[str]:
    spans: list[str] = []
    for child in children:
        if child.type == "code_inline":
            spans.append(child.content)
        elif child.content.strip() and not _JOINTS.fullmatch(child.content):
            break
    return spans


def _is_command(span: str) -> bool:
    return span.split()[:1] == ["flash"]


def _command(span: str) -> str:
    """The command of `flash plan tick ACTIVITY`: as many of its words as name one."""
    command: click.Command = flash
    path = ["flash"]
    for word in span.split()[1:]:
        inner = _inner(command, word)
        if inner is None:
            break
        command, path = inner, [*path, word]
    return " ".join(path)


def _inner(command: click.Command, word: str) -> click.Command | None:
    if not isinstance(command, click.Group):
        return None
    return command.get_command(click.Context(command), word)


def commands() -> dict[str, click.Command]:
    """The names of all commands, and of their verbs, with what click has of each."""
    return dict(_below(flash, "flash"))


def _below(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        for word in command.list_commands(click.Context(command)):
            if inner := _inner(command, word):
                yield from _below(inner, f"{name} {word}")


@cache
def options() -> set[str]:
    """Every option that a command has and shows, by its long names."""
    return {
        option_name(name, option)
        for name, command in commands().items()
        for parameter in [*command.params, command.get_help_option(click.Context(command))]
        if isinstance(parameter, click.Option) and not parameter.hidden
        for option in (*parameter.opts, *parameter.secondary_opts)
        if option.startswith("--")
    }
