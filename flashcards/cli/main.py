"""`flash`: finds the command, runs it, and turns failures into one sentence."""

import os
import re
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from copy import copy
from importlib import import_module
from inspect import cleandoc
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from flashcards.cli.catalogue import ELSEWHERE, SECTIONS, SUMMARIES
from flashcards.cli.help_lines import HelpLines, first_sentence
from flashcards.cli.invocation import PLACE, CallBegun, Invocation
from flashcards.cli.program import called, completion_variable, review_words
from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.streams import give_up_output, use_utf_8
from flashcards.errors.base import FlashError
from flashcards.views.text import plain

if TYPE_CHECKING:
    from flashcards.cli.quick_start import FirstQuestion

_WORDS: Final = {"COMP_WORDS", "COMP_CWORD"}
_NO_TEXT: Final = re.compile("[\0\ud800-\udfff]")
_LINE_END: Final = "\n"
_KEYWORDS: Final = {"import", "break"}
_TERMINAL_WIDTH: Final = 80
click.Context.formatter_class = HelpLines  # of all commands and verbs, whoever makes their context


class NotText(click.UsageError):
    """An argument of bytes that are no UTF-8, or with the one character that no path may hold."""

    def __init__(self) -> None:
        super().__init__("An argument is not UTF-8, or holds a NUL: give it as text.")


class NotAShell(click.UsageError):
    """The variable of the completion scripts is set, and no shell asks."""

    def __init__(self, variable: str) -> None:
        super().__init__(f"${variable} is for the script that `flash completion` prints: unset it.")


class Interrupted(FlashError):
    """The learner pressed Ctrl-C."""

    def __init__(self) -> None:
        super().__init__("Interrupted; everything answered so far is saved.")


class SystemRefused(FlashError):
    """The operating system refused something that no command expected."""

    def __init__(self, failure: OSError) -> None:
        reason = failure.strerror or str(failure)
        place = "" if failure.filename is None else f": {failure.filename}"
        super().__init__(f"The system refused ({reason}{place}): check the disk and permissions.")


class _Commands(click.Group):
    """Commands that are imported only when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, as the catalogue has them."""
        del ctx
        return list(SUMMARIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; its help begins with the catalogue's line."""
        del ctx
        if cmd_name not in SUMMARIES:
            return None
        module = f"{cmd_name}_" if cmd_name in _KEYWORDS else cmd_name.replace("-", "_")
        command: click.Command = copy(import_module(f"flashcards.cli.commands.{module}").command)
        command.help = f"{SUMMARIES[cmd_name]}\n\n{cleandoc(command.help or '')}"
        command.name = cmd_name
        if isinstance(command, click.Group):
            for verb in command.commands.values():
                verb.short_help = first_sentence(verb.help or "")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The catalogue, section by section; imports no command."""
        del ctx
        for section, lines in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl(list(lines.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command meant; a near miss is suggested."""
        if args and args[0] not in SUMMARIES and not args[0].startswith("-"):
            from difflib import get_close_matches

            from flashcards.cli.commands.help import topics

            near = get_close_matches(args[0], SUMMARIES, n=1)
            hint = f"did you mean '{near[0]}'?" if near else "see them with `flash --help`."
            if args[0] in ELSEWHERE:
                hint = f"here it is `flash {ELSEWHERE[args[0]]}`."
            elif args[0] in topics():
                hint = f"the manual has a page of it, `flash help {args[0]}`."
            ctx.fail(f"There is no command '{args[0]}': {hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": _TERMINAL_WIDTH,
    },
)
@click.option(
    "-C",
    "--collection",
    metavar="DIR",
    envvar="FLASH_COLLECTION",
    type=PLACE,
    help="The folder of decks; else $FLASH_COLLECTION, a folder from here upwards that holds "
    ".flash/ or flash.toml, ./decks, or your own.",
)
@click.option(
    "--database",
    metavar="URL",
    envvar="FLASH_DATABASE",
    help="Any SQLAlchemy URL instead of .flash/flash.db; else $FLASH_DATABASE.",
)
@click.version_option(package_name="flash-review", message="flash %(version)s")
@click.pass_context
def flash(ctx: click.Context, collection: Path | None, database: str | None) -> None:
    """Spaced repetition for people with a date.

    Without a command: today in one screen.

    Example: flash review

    A DATE is 2027-01-15, 15 Jan, friday, tomorrow, +10 or in 3 weeks.
    """
    begun = ctx.obj if isinstance(ctx.obj, CallBegun) else CallBegun()
    ctx.obj = Invocation(collection, database, os.environ.get("FLASH_NOW"), begun)
    if ctx.invoked_subcommand is None:
        _show_today(ctx.obj)


def _show_today(invocation: Invocation) -> None:
    """What is due, what the plan asks, how long it takes, and the next step."""
    from flashcards.cli.terminal.output import line_width
    from flashcards.services.exchange.import_.starter import is_newer_starter
    from flashcards.services.preparation.today import today
    from flashcards.views.opening import newer_starter_line
    from flashcards.views.preparation.today import today_lines

    moment = invocation.clock()
    with invocation.collection() as collection:
        day = today(collection, moment)
        offers_starter = is_newer_starter(collection)
        for line in today_lines(day, moment, line_width()):
            say(line)
        if offers_starter:
            say(newer_starter_line())
        invocation.keep_first(collection)


def main(arguments: Sequence[str] | None = None, first: "FirstQuestion | None" = None) -> None:
    """Run `flash` and leave with its exit code: 0 fine, 1 a failure, 2 wrong usage.

    `first` is on the screen already.
    """
    use_utf_8()
    sys.exit(run(arguments, first))


def run(arguments: Sequence[str] | None = None, first: "FirstQuestion | None" = None) -> int:
    """The exit code of one invocation; failures are one sentence on standard error."""
    code = _exit_code(sys.argv[1:] if arguments is None else arguments, first)
    try:
        sys.stdout.flush()
    except OSError as failure:
        give_up_output()
        if code == 0 and not isinstance(failure, BrokenPipeError):
            return _told(failure)
    return code


def _exit_code(arguments: Sequence[str], first: "FirstQuestion | None") -> int:
    try:
        with first or nullcontext():
            return _obeyed(list(arguments), first)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except SystemExit as told:
        return told.code if isinstance(told.code, int) else 1
    except click.ClickException as failure:
        with StringIO() as said:
            failure.show(said)
            say(plain(said.getvalue()).removesuffix(_LINE_END), err=True)
        return failure.exit_code
    except BrokenPipeError:
        return 0
    except (FlashError, OSError, KeyboardInterrupt, click.Abort) as failure:
        return _told(failure)


def _obeyed(arguments: list[str], first: "FirstQuestion | None") -> int:
    name = called()
    if instruction := os.environ.get(variable := completion_variable(name)):
        from click.shell_completion import shell_complete

        if not instruction.endswith("_source") and not os.environ.keys() >= _WORDS:
            raise NotAShell(variable)
        return shell_complete(flash, {}, name, variable, instruction)
    if any(map(_NO_TEXT.search, arguments)):
        raise NotText
    asked = review_words(arguments)
    begun = CallBegun(None if asked is None else asked.words, first)
    with flash.make_context(name, list(arguments), obj=begun) as context:
        flash.invoke(context)
    return 0


def _told(failure: BaseException) -> int:
    match failure:
        case FlashError():
            sentence = failure
        case OSError():
            sentence = SystemRefused(failure)
        case _:
            sentence = Interrupted()
    say(f"flash: {plain(str(sentence)).replace(_LINE_END, ' ')}", err=True)
    return 1
