"""What each key of a session at a terminal does."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from flashcards.cli.dialogues.review import ticking
from flashcards.cli.dialogues.review.frame import draw, pressed
from flashcards.cli.dialogues.review.review_terminal import ReviewTerminal
from flashcards.cli.terminal.keyboard import RESIZED
from flashcards.cli.terminal.keys import Key, help_lines
from flashcards.cli.terminal.programs import edit, open_file
from flashcards.cli.terminal.text_field import TextField
from flashcards.core.card import CardId
from flashcards.core.known_card import KnownCard
from flashcards.services.study.live_session import LiveSession
from flashcards.views.study.found_cards import FIND_IT, found_lines
from flashcards.views.study.keys_said import (
    OPENED,
    READ_AGAIN,
    REDONE,
    SKIPPED,
    UNDONE,
    again_question,
    buried_line,
    earlier_question,
    graded_line,
    sure_of_suspending,
    suspended_line,
)
from flashcards.views.study.live_session import (
    NO_NOTES,
    NOTE_IT,
    TYPE_IT,
    GradeOffer,
    history_text,
    leech_line,
    limit_line,
    note_line,
    offers,
    siblings_line,
)

_ENDS_OF_LINE: Final = frozenset({"\r", "\n", "\x04", "\x1b"})


def _forward(terminal: ReviewTerminal) -> None:
    live = terminal.live
    if live.known is None:
        terminal.is_over = True
    elif live.is_revealed:
        grade(terminal, live.good)
    elif not live.is_typed:
        live.reveal()
    elif (typed := _line(terminal, TYPE_IT)) is not None:
        terminal.typed = (live.known.card.id, typed)
        live.reveal()


def grade(terminal: ReviewTerminal, given: int) -> None:
    """Grade the card shown; the leech that this makes of it is said."""
    live = terminal.live
    answered, offered = live.session.answered, _offered(live)
    live.grade(given)
    leech = live.session.leech
    if leech is not None:
        terminal.message = leech_line(leech)
    elif live.session.answered > answered:
        terminal.say(graded_line(offered[given - 1]))


def _offered(live: LiveSession) -> list[GradeOffer]:
    if live.known is None or live.foreseen is None:
        return []
    today = live.collection.today(live.foreseen.moment)
    return offers(live.known, live.foreseen, today, crams=live.session.crams, binary=live.is_binary)


def _undo(terminal: ReviewTerminal) -> None:
    """Take back the last act; one of before the session only where the learner says so."""
    earlier = terminal.live.earlier
    if earlier is not None:
        key = terminal.keys.named("u")
        asked = earlier_question(earlier, terminal.live.clock().zone, key)
        if _answered(terminal, asked) != key:
            return
    terminal.live.undo()
    terminal.say(UNDONE)


def _redo(terminal: ReviewTerminal) -> None:
    """Give back what was undone last; of before the session only where the learner says so."""
    undone = terminal.live.undone_earlier
    if undone is not None:
        key = terminal.keys.named("U")
        if _answered(terminal, again_question(undone, terminal.live.clock().zone, key)) != key:
            return
    terminal.live.redo()
    terminal.say(REDONE)


def _skip(terminal: ReviewTerminal) -> None:
    if terminal.live.known is not None:
        terminal.live.skip()
        terminal.say(SKIPPED)


def _edit(terminal: ReviewTerminal) -> None:
    if terminal.live.known is None:
        return
    source = terminal.live.known.card.source
    terminal.taken.close()
    try:
        edit(terminal.live.collection.root / source.file, source.line)
    finally:
        terminal.take()
    terminal.live.reread()
    terminal.say(READ_AGAIN)


def _open(terminal: ReviewTerminal) -> None:
    from flashcards.services.decks.media import media_of

    if terminal.live.known is not None:
        open_file(media_of(terminal.live.collection.root, terminal.live.known.card))
        terminal.say(OPENED)


def _history(terminal: ReviewTerminal) -> None:
    """What happened to the card, and how it is forgotten."""
    from flashcards.services.decks.forgetting import forgetting_curve
    from flashcards.services.decks.show import history
    from flashcards.views.study.memory import memory_lines

    live = terminal.live
    if live.known is None:
        return
    rows, moment = history(live.collection, live.known), live.clock()
    curve = forgetting_curve(live.collection, moment, live.known, rows)
    said = history_text(rows, moment.zone)

    def lines(width: int) -> list[str]:
        picture = [] if curve is None else [*memory_lines(curve, width), ""]
        from flashcards.cli.terminal.markdown import markdown_lines

        return [*picture, *markdown_lines(said, width)]

    terminal.overlay = lines


def _find(terminal: ReviewTerminal) -> None:
    """Lay the cards that a search finds over the card shown."""
    from flashcards.core.decks.query import Query
    from flashcards.services.decks.search import cards_matching

    live = terminal.live
    words = (_line(terminal, FIND_IT) or "").split()
    if words:
        found = cards_matching(live.collection, live.clock(), Query(tuple(words)))
        terminal.overlay = partial(_found, found)


def _found(found: Sequence[KnownCard], width: int) -> list[str]:
    return list(found_lines(found, width))


def _time(terminal: ReviewTerminal) -> None:
    terminal.is_timed = not terminal.is_timed
    terminal.message = limit_line(is_on=terminal.is_timed)


def _note(terminal: ReviewTerminal) -> None:
    """Write a line to a self-assessment: Enter or Ctrl-D keeps it for the grade, Escape not."""
    if not terminal.live.is_assessment:
        terminal.message = NO_NOTES
        return
    said = _line(terminal, NOTE_IT)
    terminal.live.note = said or ""
    terminal.message = note_line(terminal.live.note)


def _line(terminal: ReviewTerminal, asked: str) -> str | None:
    """A line that is typed: Enter or Ctrl-D keeps it, Escape gives None."""
    field, terminal.is_typing = TextField(), True
    try:
        while (key := _asked_for(terminal, f"{asked}: {field.shown}")) not in _ENDS_OF_LINE:
            field = field.pressed(key) or field
    finally:
        terminal.is_typing = False
    terminal.message = ""
    return None if key == "\x1b" else field.text


def _asked_for(terminal: ReviewTerminal, asked: str) -> str:
    terminal.message = asked
    draw(terminal)
    return pressed(terminal)


def _bury(terminal: ReviewTerminal) -> None:
    if terminal.live.known is None:
        return
    if (others := _others_meant(terminal, "Bury", terminal.keys.named("-"))) is not None:
        terminal.live.bury(others)
        terminal.say(buried_line(1 + len(others)))


def _suspend(terminal: ReviewTerminal) -> None:
    live = terminal.live
    if live.known is None:
        return
    key = terminal.keys.named("!")
    if not live.siblings and _answered(terminal, sure_of_suspending(key)) != key:
        return
    if (others := _others_meant(terminal, "Suspend", key)) is not None:
        live.suspend(others)
        terminal.say(suspended_line(1 + len(others)))


def _others_meant(terminal: ReviewTerminal, act: str, key: str) -> tuple[CardId, ...] | None:
    """The siblings that are meant, too, as a key says; None where it takes the act back."""
    others = terminal.live.siblings
    if not others:
        return others
    answer = _answered(terminal, siblings_line(act, key, len(others) + 1))
    if answer == "a":
        return others
    return () if answer in {"1", key} else None


def _answered(terminal: ReviewTerminal, question: str) -> str:
    """The key that answers a question below the card."""
    terminal.message = question
    while True:
        terminal.is_still = True
        draw(terminal)
        if (key := pressed(terminal)) != RESIZED:
            terminal.message = ""
            return key


def _help(terminal: ReviewTerminal) -> None:
    terminal.overlay = partial(help_lines, terminal.keys)


def _end(terminal: ReviewTerminal) -> None:
    terminal.is_over = terminal.live.known is None


def _quit(terminal: ReviewTerminal) -> None:
    terminal.is_over = True


ACTS: Final[dict[Key, Callable[[ReviewTerminal], None]]] = {
    Key.FORWARD: _forward,
    Key.UNDO: _undo,
    Key.REDO: _redo,
    Key.EDIT: _edit,
    Key.SKIP: _skip,
    Key.BURY: _bury,
    Key.SUSPEND: _suspend,
    Key.OPEN: _open,
    Key.HISTORY: _history,
    Key.FIND: _find,
    Key.TIME: _time,
    Key.NOTE: _note,
    Key.POINTS: ticking.begin,
    Key.HELP: _help,
    Key.END: _end,
    Key.QUIT: _quit,
}
