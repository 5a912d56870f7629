"""What a session shows first: made, kept for the next one, and held against what was kept."""

from collections.abc import Sequence
from typing import Any

from flashcards.cli.dialogues.review.frame import first_screen
from flashcards.cli.dialogues.review.review_terminal import ReviewTerminal
from flashcards.cli.dialogues.review.ways import Ways
from flashcards.cli.quick_start import asked
from flashcards.cli.terminal.frame import FirstScreen, first_screen_of
from flashcards.cli.terminal.screens import screen_for
from flashcards.core.study.session import Session
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.study.kept.question import keep_question, kept_question
from flashcards.services.study.live_session import LiveSession
from flashcards.services.study.review_options import ReviewOptions


class WrongFirstQuestion(AssertionError):
    """What was kept is not what the whole queue gives: a bug."""


def keep_first(
    collection: Collection,
    moment: Moment,
    options: ReviewOptions,
    ways: Ways,
    words: Sequence[str],
) -> None:
    """Keep what the next session in these words shows first, at this terminal."""
    how = asked(words, screen_for(is_plain=ways.plain))

    def shown(live: LiveSession) -> list[Any]:
        frame, card = shown_first(live, ways) or ((), ())
        return [list(frame), list(card)]

    keep_question(collection, moment, options, how, shown)


def check_first(
    collection: Collection, moment: Moment, begun: Session, ways: Ways, words: Sequence[str]
) -> None:
    """Raise `WrongFirstQuestion` where something else was kept than a session begins with."""
    how = asked(words, screen_for(is_plain=ways.plain))
    kept = kept_question(collection.place, moment, how)
    if kept is not None:
        live = LiveSession.of(collection, lambda: moment, begun)
        if first_screen_of(kept.shown) != shown_first(live, ways):
            raise WrongFirstQuestion(kept, live)


def shown_first(live: LiveSession, ways: Ways) -> FirstScreen | None:
    """What a session at a terminal shows first; None where it asks nothing."""
    live.types_all = ways.typed
    terminal = ReviewTerminal(live, screen_for(is_plain=ways.plain))
    return None if live.known is None else first_screen(terminal, live.known)
