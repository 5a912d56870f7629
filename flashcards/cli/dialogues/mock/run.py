"""A mock from its beginning, or from where it stands, to what it came to."""

import sys
from contextlib import ExitStack, suppress
from pathlib import Path

from flashcards.cli.clock import Clock
from flashcards.cli.exchange import synced
from flashcards.cli.invocation import Invocation
from flashcards.cli.plan_ticks import say_ticked
from flashcards.cli.terminal.lines import is_null
from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.output import output
from flashcards.cli.unseen import ask_unseen
from flashcards.core.preparation.mock.mock import Mock
from flashcards.core.study.session import of_one_act
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
from flashcards.views.preparation.mock.sheet import sheets_text
from flashcards.views.study.bound_keys import BoundKeys


def run_new(
    invocation: Invocation,
    options: MockOptions,
    sheet: Path | None = None,
    *,
    is_plain: bool = False,
) -> None:
    """Draw questions and hold the mock; raises `NobodyAnswers` before one is shown in vain.

    `sheet` is the file that the interviewer's sheets are written to: before anything is shown.
    """
    if is_null(sys.stdin):
        raise NobodyAnswers
    with invocation.collection() as collection, synced(collection, invocation.clock):
        BoundKeys.of(collection.settings.keys)
        _hold(_begun(invocation, collection, options, sheet), is_plain=is_plain)


def run_open(invocation: Invocation, *, is_plain: bool = False) -> None:
    """Go on with the mock that is open."""
    with invocation.collection() as collection, synced(collection, invocation.clock):
        BoundKeys.of(collection.settings.keys)
        live = LiveMock(collection, invocation.clock, open_mock(collection))
        _hold(live, is_plain=is_plain)


def end_open(invocation: Invocation) -> None:
    """End the mock that is open, with what there is of it."""
    with invocation.collection() as collection:
        mock = open_mock(collection)
        _tell_ended(collection, invocation.clock, end(collection, invocation.clock(), mock))


def _begun(
    invocation: Invocation, collection: Collection, options: MockOptions, sheet: Path | None
) -> LiveMock:
    """A mock that begins; where its sheets cannot be written, it does not."""
    with ExitStack() as written:
        out = None if sheet is None else written.enter_context(output(sheet))
        started = begin(collection, invocation.clock(), options)
        live = LiveMock(collection, invocation.clock, started.mock, sheets_are_out=bool(out))
        if out is not None:
            answers = [live.answer_of(number) for number in range(len(started.mock.questions))]
            out.write(sheets_text(started.mock, answers))
    for low in started.low:
        say(low_line(low))
    return live


def _hold(live: LiveMock, *, is_plain: bool) -> None:
    """Hold a mock; however it is left, how it goes on is said, if there still is a terminal."""
    try:
        _run(live, is_plain=is_plain)
    except (KeyboardInterrupt, SystemExit):
        if not live.mock.ended:
            with suppress(OSError):
                say(kept_line(live.mock))
        raise
    if live.mock.ended:
        _tell_ended(live.collection, live.clock, live.mock)
    else:
        say(kept_line(live.mock))


def _run(live: LiveMock, *, is_plain: bool) -> None:
    mock, collection = live.mock, live.collection
    say(f"{opening(mock)}\n")
    to_ask = any(not question.answered for question in mock.questions)
    if to_ask and mock.recording and collection.settings.recorder:
        from flashcards.cli.dialogues.mock.recorder import recording

        file = next_recording(collection, mock)
        live.recorder.enter_context(recording(collection.settings.recorder, file))
    if sys.stdin.isatty() and sys.stdout.isatty():
        from flashcards.cli.dialogues.mock.terminal import run

        run(live, is_plain=is_plain)
    else:
        from flashcards.cli.dialogues.mock.piped import run as run_piped

        run_piped(live)


def _tell_ended(collection: Collection, clock: Clock, mock: Mock) -> None:
    """Say what a mock came to, and what it has ticked in the plan."""
    for line in result_lines(mock, cards_for(collection, mock, weak_sides(mock))):
        say(line)
    session = of_one_act(mock.id)
    say_ticked(collection, clock(), session)
    ask_unseen(collection, clock, session)
