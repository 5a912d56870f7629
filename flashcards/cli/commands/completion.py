"""`flash completion`."""

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

from flashcards.cli.program import called, completion_variable

_SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command()
@click.argument("shell", type=click.Choice(list(_SHELLS)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Prints a script for your shell. Load it in the shell's start-up file.

    \b
    Example:
      eval "$(flash completion bash)"
    """
    name = called()
    script = _SHELLS[shell](ctx.find_root().command, {}, name, completion_variable(name))
    click.echo(script.source())
