"""A mock from its beginning, or from where it stands, to what it came to."""

import sys

import click

from flashcards.cli.invocation import Invocation
from flashcards.cli.exchange import synced
from flashcards.core.preparation.mock.sitting import Mock
from flashcards.services.collection import Collection
from flashcards.services.preparation.mock.bank import MockWish
from flashcards.services.preparation.mock.holding import begin, open_mock
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.services.preparation.mock.recordings import next_recording
from flashcards.views.preparation.live_mock import kept_line, low_line, opening
from flashcards.views.preparation.mock import show_result
from flashcards.views.text import plain


def hold_new(invocation: Invocation, wish: MockWish) -> None:
    """Draw questions and hold the mock."""
    with invocation.collection() as collection, synced(collection, invocation.clock):
        started = begin(collection, invocation.clock(), wish)
        for low in started.low:
            click.echo(low_line(low))
        _hold(invocation, collection, started.mock)


def hold_on(invocation: Invocation) -> None:
    """Go on with the mock that is open."""
    with invocation.collection() as collection, synced(collection, invocation.clock):
        _hold(invocation, collection, open_mock(collection))


def _hold(invocation: Invocation, collection: Collection, mock: Mock) -> None:
    if sys.stdin.isatty() and sys.stdout.isatty():
        from flashcards.cli.dialogues.mock.terminal import sit
    else:
        from flashcards.cli.dialogues.mock.piped import sit
    interview = LiveMock(collection, invocation.clock, mock)
    click.echo(f"{plain(opening(mock))}\n")
    to_ask = any(not question.answered for question in mock.questions)
    if to_ask and mock.recording and collection.settings.recorder:
        from flashcards.cli.dialogues.mock.recorder import recording

        file = next_recording(collection, mock)
        interview.recorder.enter_context(recording(collection.settings.recorder, file))
    sit(interview)
    if interview.mock.ended:
        show_result(collection, interview.mock)
    else:
        click.echo(kept_line(interview.mock))
