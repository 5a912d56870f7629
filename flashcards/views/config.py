"""Settings."""

from collections.abc import Mapping

import click

from flashcards.cli.terminal.output import standard_output
from flashcards.core.settings import toml_text
from flashcards.formats.rows import write_json


def show_settings(settings: Mapping[str, object], *, as_json: bool) -> None:
    """Every setting, a line each, as it would stand in `flash.toml`; or JSON."""
    if as_json:
        write_json(dict(settings), standard_output())
        return
    for key, value in settings.items():
        show_setting(key, value)


def show_setting(key: str, value: object) -> None:
    """One setting, as it would stand in `flash.toml`."""
    click.echo(f"# {key}: no limit" if value is None else f"{key} = {toml_text(value)}")
