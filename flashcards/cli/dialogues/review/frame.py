"""What a session at a terminal draws, and the key it waits for."""

from typing import Any, Final

from flashcards.cli.dialogues.review.review_terminal import ReviewTerminal
from flashcards.cli.terminal.frame import DrawnCard, FirstScreen, Frame, ShownPage
from flashcards.cli.terminal.keyboard import WAITED
from flashcards.cli.terminal.keys import BACK
from flashcards.cli.terminal.styles import has_colours, styled
from flashcards.core.card import Kind
from flashcards.core.known_card import KnownCard
from flashcards.views.markup.wrapping import wrapped
from flashcards.views.study.live_session import closing, faces, grades, offers
from flashcards.views.study.points import points_key, ticked_faces, ticking_keys
from flashcards.views.study.status import place_line
from flashcards.views.text import filled

_ALWAYS: Final = "? help · q quit"
_BEFORE: Final = f"Space answer · {_ALWAYS} · u undo · s skip"
_BEFORE_TYPING: Final = f"Space type the answer · {_ALWAYS} · u undo · s skip"
_BEFORE_RATING: Final = f"Space done, then rate · {_ALWAYS} · u undo · s skip"
"""A skill has no answer to show: its condition stands with it from the start."""
_WHILE_TYPING: Final = "← → move · Ctrl-W deletes a word · Ctrl-U all before it"
"""What Enter and Esc do stands before what is typed."""
_AFTER_THE_LAST: Final = "u undo · q quit"
_LONG_OVER_THE_CARD: Final = "↑ ↓ PgDn scroll · any other key goes back"
_STYLES: Final = {"forgot": "again", "knew": "good"}
"""Two grades look as the two of four that they count as."""
_MOST_PAGES: Final = 4
"""Question and answer of the card shown and of the one before."""


def draw(terminal: ReviewTerminal) -> None:
    """Show the card, or what is laid over it."""
    terminal.screen.marks = _grade_styles(terminal)
    terminal.screen.show(*frame(terminal))
    terminal.is_still = False


def frame(terminal: ReviewTerminal) -> Frame:
    """All that is to be seen now."""
    live, screen = terminal.live, terminal.screen
    title = "" if live.known is None else place_line(live.known, screen.width)
    shown = page(terminal, terminal.aside)
    place = None if terminal.is_still else shown.place
    if terminal.is_ticking:
        keys = ticking_keys(_points(terminal))
    elif terminal.is_typing:
        keys = _WHILE_TYPING
    else:
        keys = terminal.keys.told(_keys(terminal), grades=not live.is_assessment)
    if terminal.overlay is not None and not screen.holds(len(shown.lines)):
        keys = _LONG_OVER_THE_CARD
    return Frame(title, shown.lines, terminal.message, keys, terminal.status, place)


def page(terminal: ReviewTerminal, aside: int) -> ShownPage:
    """The body, where wide code is so many columns aside."""
    live = terminal.live
    width = terminal.screen.width
    if terminal.overlay is not None:
        return ShownPage(terminal.overlay(width))
    if live.known is None:
        return ShownPage(_ending(terminal, width))
    found = _side(terminal, live.known, aside, is_revealed=live.is_revealed)
    return found if terminal.typed_now is None else _with_typed(terminal, terminal.typed_now, found)


def _ending(terminal: ReviewTerminal, width: int) -> list[str]:
    """What the session came to; looked up once for each state that it ends in."""
    session = terminal.live.session
    if terminal.ended is None or terminal.ended[0] is not session:
        from flashcards.services.statistics.session_end import session_end
        from flashcards.views.study.session_end import end_lines

        found = session_end(terminal.live.collection, terminal.live.clock(), session)
        terminal.ended = session, tuple(end_lines(found) if session.answered else ())
    return [part for line in (closing(session), *terminal.ended[1]) for part in filled(line, width)]


def _side(
    terminal: ReviewTerminal, known: KnownCard, aside: int, *, is_revealed: bool
) -> ShownPage:
    """The card with its answer or without, drawn once for each width; the latest few are kept."""
    live, width = terminal.live, terminal.screen.width
    said = live.session.said
    wanted = (known.card.id, width, aside, is_revealed, said)
    if wanted not in terminal.pages:
        from flashcards.cli.terminal.markdown import card_page

        while len(terminal.pages) >= _MOST_PAGES:
            del terminal.pages[next(iter(terminal.pages))]
        shown = faces(known)
        terminal.pages[wanted] = card_page(
            shown if said is None else ticked_faces(shown, known, said),
            width,
            is_revealed=is_revealed,
            math=live.collection.settings.math,
            aside=aside,
            plain=terminal.screen.is_plain,
        )
    return terminal.pages[wanted]


def first_screen(terminal: ReviewTerminal, known: KnownCard) -> FirstScreen:
    """What is to be seen now, and the answer of the card that is asked."""
    shown = frame(terminal)
    answer = _side(terminal, known, 0, is_revealed=True)
    width, math = terminal.screen.width, terminal.live.collection.settings.math
    drawn = DrawnCard(_sides(known), width, math, *answer, _points(terminal))
    return FirstScreen(shown, drawn)


def recall_drawn(terminal: ReviewTerminal, seen: FirstScreen) -> None:
    """Take a card that was drawn before as drawn, where it is the one that is asked.

    Then nothing that draws Markdown need be loaded before its grade.
    """
    known, drawn = terminal.live.known, seen.card
    look = terminal.screen.width, terminal.live.collection.settings.math
    if known is None or (_sides(known), *look) != (drawn.sides, drawn.width, drawn.math):
        return
    question = ShownPage(seen.frame.body, seen.frame.place or 0)
    for is_revealed, one in enumerate((question, ShownPage(drawn.answer, drawn.place))):
        terminal.pages[known.card.id, drawn.width, 0, bool(is_revealed), None] = one
    terminal.points = known.card.id, drawn.points


def _sides(known: KnownCard) -> list[Any]:
    """The sides of a card as JSON has them."""
    shown = faces(known)
    spans = ([list(span) for span in some] for some in (shown.gaps, shown.deletions))
    return [shown.question, shown.answer, *spans]


def _with_typed(terminal: ReviewTerminal, typed: str, shown: ShownPage) -> ShownPage:
    """The page with what was typed before the answer; of a cloze, above its text."""
    from flashcards.views.study.typed_answer import typed_lines

    live = terminal.live
    if live.known is None:
        return shown
    card, width = faces(live.known), terminal.screen.width
    brackets = terminal.screen.is_plain or not has_colours()
    lines = [
        styled(line)
        for one in typed_lines(typed, card, brackets=brackets)
        for line in wrapped(one, width)
    ]
    at = 0 if card.deletions else shown.place
    return ShownPage([*shown.lines[:at], *lines, "", *shown.lines[at:]], at)


def _keys(terminal: ReviewTerminal) -> str:
    live = terminal.live
    if terminal.overlay is not None:
        return BACK
    if live.known is None:
        return _AFTER_THE_LAST
    if live.foreseen is None and live.is_typed:
        return _BEFORE_TYPING
    if live.foreseen is None:
        return _BEFORE_RATING if live.known.card.kind is Kind.SELF_ASSESSMENT else _BEFORE
    today = live.collection.today(live.foreseen.moment)
    given = grades(
        live.known, live.foreseen, today, crams=live.session.crams, binary=live.is_binary
    )
    return f"{given} · {points_key(live.session.said, _points(terminal))}{_ALWAYS}"


def _grade_styles(terminal: ReviewTerminal) -> dict[str, str]:
    """The grades in the line of keys, each with the style of its name; a skill's have none."""
    live = terminal.live
    if live.known is None or live.foreseen is None or live.is_assessment:
        return {}
    today = live.collection.today(live.foreseen.moment)
    given = offers(
        live.known, live.foreseen, today, crams=live.session.crams, binary=live.is_binary
    )
    return {terminal.keys.told(one.said): _STYLES.get(one.name, one.name) for one in given}


def _points(terminal: ReviewTerminal) -> int:
    """How many points the answer of the card shown has, counted once."""
    live = terminal.live
    card = None if live.known is None else live.known.card.id
    if terminal.points is None or terminal.points[0] != card:
        terminal.points = card, len(live.points)
    return terminal.points[1]


def look_ahead(terminal: ReviewTerminal) -> None:
    """What no question need wait for: how long the session takes, and how the answer looks."""
    if terminal.keyboard.has_typed:
        return
    if terminal.time_left is None and not terminal.live.is_assessment:
        from flashcards.services.study.answer_times import time_left

        terminal.time_left = time_left(terminal.live.collection, terminal.live.session)
        terminal.screen.tick(terminal.status)
    known = terminal.live.known
    if known is not None and not terminal.live.is_revealed:
        _side(terminal, known, 0, is_revealed=True)
        _points(terminal)
    import flashcards.cli.terminal.markdown  # noqa: F401 - as the next card wants it


def pressed(terminal: ReviewTerminal) -> str:
    """The next key; until it comes, the clock goes on, and what was said goes."""
    while True:
        typed = terminal.keyboard.pressed(terminal.waits_s)
        if typed != WAITED:
            return typed
        terminal.hush()
        terminal.screen.tick(terminal.status)
