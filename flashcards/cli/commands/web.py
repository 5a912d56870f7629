"""`flash web`."""

from contextlib import suppress
from typing import TYPE_CHECKING, Final

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.terminal.messages import say

if TYPE_CHECKING:
    from flashcards.cli.clock import Clock
    from flashcards.services.collection import Collection

PORT: Final = 8750


@click.command()
@click.option("--open", "opens", is_flag=True, help="Open it in your browser.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=PORT,
    show_default=True,
    help="Where it listens; 0 is any that is free.",
)
@click.option("--host", default="127.0.0.1", help="127.0.0.1, localhost or ::1: this machine.")
@pass_invocation
def command(invocation: Invocation, port: int, host: str, *, opens: bool) -> None:
    """The page is for this machine and one browser: the link that is printed works once. It is up
    until Ctrl-C.

    \b
    Example:
      flash web --open
    """
    from flashcards.cli.exchange import synced

    clock = invocation.clock
    with invocation.collection(says_matches=True) as collection, synced(collection, clock):
        _show(collection, clock, host, port, opens=opens)


def _show(collection: "Collection", clock: "Clock", host: str, port: int, *, opens: bool) -> None:
    from threading import Thread

    from flashcards.web.run import running

    with running(collection, clock, host, port) as page, suppress(KeyboardInterrupt):
        say(f"The page is up until Ctrl-C. Open this link, once:\n{page.link}")
        if opens:
            Thread(target=_open, args=(page.link,), daemon=True).start()
        page.serve()
    say("The page is closed; everything answered is saved.")


def _open(link: str) -> None:
    """Give the link to a browser; some hold on until they are closed, so the page is up then."""
    import webbrowser

    if not webbrowser.open(link):
        say("flash: No browser was found: open the link yourself.", err=True)
