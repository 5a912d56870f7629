"""`flash config`."""

import click

from flashcards.cli.completion import settings
from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say


class KeyAlone(click.UsageError):
    """A default needs to know of what, and nothing else."""

    def __init__(self) -> None:
        super().__init__("--default takes a KEY and no VALUE.")


@click.command()
@click.argument("key", required=False, shell_complete=settings)
@click.argument("value", nargs=-1)
@click.option("--default", is_flag=True, help="Set KEY back to its default.")
@click.option("--json", "as_json", is_flag=True, help="All settings as JSON.")
@pass_invocation
def command(
    invocation: Invocation,
    key: str | None,
    value: tuple[str, ...],
    *,
    default: bool,
    as_json: bool,
) -> None:
    """Without KEY: shows all settings. With KEY: shows this one. With VALUE: changes it in
    flash.toml.

    \b
    Example:
      flash config new_per_day 10
    """
    from flashcards.cli.terminal.output import show
    from flashcards.services.opening import config
    from flashcards.views.opening import setting_line, settings_view, unknown_folder_line

    if default and (key is None or value):
        raise KeyAlone
    if key is None:
        shown = settings_view(config.settings(invocation.place))
        show(shown, "json" if as_json else None)
    elif default:
        say(setting_line(key, config.unset_setting(invocation.place, key)))
    elif value:
        changed = config.set_setting(invocation.place, key, " ".join(value))
        say(setting_line(key, changed))
        for line in map(unknown_folder_line, config.unknown_folders_of(invocation.place, key)):
            say(line)
    else:
        say(setting_line(key, config.setting(invocation.place, key)))
