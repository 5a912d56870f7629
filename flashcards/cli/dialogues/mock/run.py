"""A mock from its beginning, or from where it stands, to what it came to."""

import sys

from flashcards.cli.exchange import synced
from flashcards.cli.invocation import Invocation
from flashcards.cli.terminal.lines import is_null
from flashcards.cli.terminal.messages import say
from flashcards.core.preparation.mock.mock import Mock
from flashcards.errors.mocks import NobodyAnswers
from flashcards.services.collection import Collection
from flashcards.services.preparation.mock.acts import begin, end, open_mock
from flashcards.services.preparation.mock.bank import MockOptions
from flashcards.services.preparation.mock.history import cards_for
from flashcards.services.preparation.mock.live_mock import LiveMock
from flashcards.services.preparation.mock.recordings import next_recording
from flashcards.views.preparation.mock.bank import low_line
from flashcards.views.preparation.mock.live_mock import kept_line, opening
from flashcards.views.preparation.mock.result import result_lines, weak_sides


def run_new(invocation: Invocation, options: MockOptions) -> None:
    """Draw questions and hold the mock; raises `NobodyAnswers` before one is shown in vain."""
    if is_null(sys.stdin):
        raise NobodyAnswers
    with invocation.collection() as collection, synced(collection, invocation.clock):
        started = begin(collection, invocation.clock(), options)
        for low in started.low:
            say(low_line(low))
        _run(invocation, collection, started.mock)


def run_open(invocation: Invocation) -> None:
    """Go on with the mock that is open."""
    with invocation.collection() as collection, synced(collection, invocation.clock):
        _run(invocation, collection, open_mock(collection))


def end_open(invocation: Invocation) -> None:
    """End the mock that is open, with what there is of it."""
    with invocation.collection() as collection:
        mock = open_mock(collection)
        _tell_result(collection, end(collection, invocation.clock(), mock))


def _run(invocation: Invocation, collection: Collection, mock: Mock) -> None:
    if sys.stdin.isatty() and sys.stdout.isatty():
        from flashcards.cli.dialogues.mock.terminal import run
    else:
        from flashcards.cli.dialogues.mock.piped import run
    live = LiveMock(collection, invocation.clock, mock)
    say(f"{opening(mock)}\n")
    to_ask = any(not question.answered for question in mock.questions)
    if to_ask and mock.recording and collection.settings.recorder:
        from flashcards.cli.dialogues.mock.recorder import recording

        file = next_recording(collection, mock)
        live.recorder.enter_context(recording(collection.settings.recorder, file))
    run(live)
    if live.mock.ended:
        _tell_result(collection, live.mock)
    else:
        say(kept_line(live.mock))


def _tell_result(collection: Collection, mock: Mock) -> None:
    for line in result_lines(mock, cards_for(collection, mock, weak_sides(mock))):
        say(line)
