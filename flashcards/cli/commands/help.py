"""`flash help`: the manual, which is a folder of Markdown pages inside the package."""

import re
import shutil
import sys
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from flashcards.cli.catalogue import SUMMARIES

MANUAL = Path(__file__).parents[2] / "manual"
_WIDEST = 100
"""Columns of a line of text that an eye still follows."""

_PAGE_LINK = re.compile(r"\[([^]]*)\]\(([a-z-]+)\.md(?:#[^)]*)?\)")
_NOT_RUN = re.compile(r"(?m)^(```+console) open-ended$")
"""What the test of the pages needs to know, and no reader."""


def topics() -> list[str]:
    """The names of all pages."""
    return sorted(path.stem for path in MANUAL.glob("*.md"))


def _completed(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    names = dict.fromkeys((*topics(), *SUMMARIES))
    return [CompletionItem(name) for name in names if name.startswith(begun)]


@click.command()
@click.argument("topic", required=False, shell_complete=_completed)
@click.pass_context
def command(context: click.Context, topic: str | None) -> None:
    """Without a TOPIC: the list of all. A command that is no topic shows its own help.

    A page opens in your pager; into a pipe goes its Markdown.

    \b
    Example:
      flash help schedule
    """
    if topic is None:
        _show_topics(context)
    elif topic in topics():
        _show_page(_text(topic))
    elif inner := _command(context, topic):
        _show_command(inner, topic)
    else:
        context.fail(_unknown(context, topic))


def _text(topic: str) -> str:
    return (MANUAL / f"{topic}.md").read_text(encoding="utf-8")


def _show_topics(context: click.Context) -> None:
    formatter = context.make_formatter()
    with formatter.section("Topics of the manual"):
        formatter.write_dl([(topic, _text(topic).splitlines()[2]) for topic in topics()])
    click.echo(f"{formatter.getvalue()}\nRead one: flash help TOPIC")


def _show_page(text: str) -> None:
    if not sys.stdout.isatty():
        click.echo(text, nl=False)
        return
    from flashcards.cli.terminal.markdown import markdown_lines

    said = _NOT_RUN.sub(r"\1", _PAGE_LINK.sub(r"\1 (`flash help \2`)", text))
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    click.echo_via_pager("\n".join(markdown_lines(said, width)) + "\n")


def _command(context: click.Context, name: str) -> click.Context | None:
    """The context in which a command of that name says its help; none where there is none."""
    root = context.find_root()
    if not isinstance(root.command, click.Group):
        return None
    found = root.command.get_command(root, name)
    return None if found is None else click.Context(found, info_name=name, parent=root)


def _show_command(inner: click.Context, name: str) -> None:
    click.echo(inner.get_help())
    if pages := [topic for topic in topics() if _defines(_text(topic), name)]:
        click.echo(f"\nMore of it: flash help {pages[0]}")


def _defines(text: str, name: str) -> bool:
    """Whether a heading, an item or a row of the page begins with the command."""
    beginning = rf"(?m)^(?:#+|-|\|) (?:`[^`\n]+`(?:, | and | or ))*`flash {re.escape(name)}[ `]"
    return re.search(beginning, text) is not None


def _unknown(context: click.Context, topic: str) -> str:
    from difflib import get_close_matches

    root = context.find_root().command
    names = {*topics(), *(root.list_commands(context) if isinstance(root, click.Group) else ())}
    near = get_close_matches(topic, sorted(names), n=1)
    hint = f"did you mean '{near[0]}'?" if near else "see them with `flash help`."
    return f"There is no topic '{topic}': {hint}"
