"""The page of a review: the card, its clock, the buttons; a card at a time."""

from functools import partial
from typing import Final
from urllib.parse import quote

from flashcards.core.known_card import KnownCard
from flashcards.services.study.live_session import LiveSession
from flashcards.views.html import Child, Html, Value, element, joined
from flashcards.views.study.keys_said import earlier_line
from flashcards.views.study.live_session import SCALE, clock_line, closing, faces
from flashcards.views.study.status import place_line
from flashcards.web.keys_shown import key_of
from flashcards.web.markup.media import CardMedia
from flashcards.web.pages.parts import (
    FORWARD,
    button,
    card_sides,
    clock,
    grade_buttons,
    link_button,
)
from flashcards.web.pages.review.held import HeldSession
from flashcards.web.pages.review.points import card_with_points, points_button, ticking_buttons
from flashcards.web.pages.review.typed import difference_shown, typing_field
from flashcards.web.site import Site
from flashcards.web.words import paragraph

_QUESTIONS: Final = {
    "suspend": "Suspend this card? It is asked no more until it is resumed.",
    "bury": "Put this card off until tomorrow?",
}
_UNDO: Final = "Undo what was done before this session?"
_WIDE: Final = 1_000
"""A page breaks lines by itself: no place is cut."""
_YES: Final = {"suspend": "Suspend", "bury": "Put off", "undo": "Undo it"}


def page(site: Site, held: HeldSession, offer: str | None = None) -> Html:
    """The session as it stands; at its end with what is offered then."""
    live = held.live
    message, held.message = held.message, ""
    status = element("p", message, role="status", class_="message")
    if live.known is None:
        return joined(status, _over(site, held, offer))
    title = element("h1", held.title, class_="hidden")
    head, card = _head(held, live.known), _card(held, live.known)
    return joined(title, head, status, card, _controls(site, held))


def _card(held: HeldSession, known: KnownCard) -> Html:
    live = held.live
    media, typed = CardMedia(live.collection.root, known.card), difference_shown(held, known)
    if live.is_revealed and live.session.said is not None:
        ticks = held.asks == "points"
        shown = card_with_points(media, live, known, may_tick=ticks, before=typed)
    else:
        shown = card_sides(media, faces(known), is_revealed=live.is_revealed, before=typed)
    return element("article", shown, aria_label="Card")


def _head(held: HeldSession, known: KnownCard) -> Html:
    live, session = held.live, held.live.session
    minutes = held.minutes
    time = "" if minutes is None else f" · {minutes:,} min"
    said = f"{session.answered:,} answered · {session.left:,} left{time}"
    done = element(
        "progress", value=session.answered, max=session.answered + session.left, aria_label=said
    )
    timing, running = held.timing, None
    if timing is not None:
        running = clock(clock_line(timing), timing.taken_s, timing.limit_s, stands=live.is_revealed)
    at = f"{place_line(known, _WIDE)} · {known.schedule.state.value}"
    place = element("p", at, class_="place")
    return element("header", place, element("div", done, said, class_="bar"), running)


def _controls(site: Site, held: HeldSession) -> Html:
    if held.asks == "points":
        return _form(site, held, *ticking_buttons(held.keys), class_="ticking", id="points")
    if held.asks:
        return _asked(site, held)
    return element(
        "footer",
        _form(site, held, *_first(held), class_="first"),
        _form(site, held, *_others(held), class_="others"),
    )


def _first(held: HeldSession) -> list[Child]:
    """What goes on with the card."""
    live = held.live
    if live.known is None or live.foreseen is None:
        key = None if live.is_typed else FORWARD
        field = typing_field() if live.is_typed else None
        return [field, button("Show the answer", "reveal", key=key, class_="main")]
    today = live.collection.today(live.foreseen.moment)
    skill = [_note(held), element("p", SCALE, class_="quiet")] if live.is_assessment else None
    crams = live.session.crams
    return [skill, grade_buttons(live.known, live.foreseen, today, held.keys, crams=crams)]


def _note(held: HeldSession) -> Html:
    key = key_of(held.keys, "n")
    field = element("input", name="note", value=held.live.note, maxlength=2000, data_key=key)
    return element("label", "Note ", field, class_="note")


def _others(held: HeldSession) -> list[Child]:
    live, key = held.live, partial(key_of, held.keys)
    acts = (
        ("Undo", "undo", "u"),
        ("Redo", "redo", "U") if live.session.ahead else None,
        ("Skip", "skip", "s"),
        ("Put off", "bury", "-"),
        ("Suspend", "suspend", "!"),
        ("Clock", "limit", "t") if live.timing is not None else None,
    )
    quiet = [button(*one[:2], key=key(one[2])) for one in acts if one is not None]
    if live.known is None:
        return list(quiet)
    card = live.known.card.id
    edit = link_button("Edit", f"/edit/{card}?back={held.address}", key("e"))
    history = link_button("History", f"/card/{card}", key("i"))
    source = live.known.card.source
    deck = link_button("Deck", f"/preview/{quote(source.file)}?from={source.line}", key("o"))
    return [points_button(live, held.keys), *quiet, edit, history, deck]


def _asked(site: Site, held: HeldSession) -> Html:
    """Whether an act is meant, and of which cards."""
    act, others = held.asks, len(held.live.siblings) if held.asks != "undo" else 0
    hidden = element("input", type="hidden", name="act", value=act)
    usual = {"suspend": "!", "bury": "-", "undo": "u"}[act]
    key = f"{key_of(held.keys, usual)}{'' if act == 'undo' else '|1'}"
    choices = [_choice("this", "Only this card" if others else _YES[act], key)]
    if others:
        choices.append(_choice("all", f"All {others + 1} of this place", "a"))
    yes = _form(site, held, hidden, choices, class_="first")
    no = _form(site, held, button("Leave it", "leave", key="Escape"), class_="others")
    return element("footer", element("p", _question(held)), yes, no)


def _question(held: HeldSession) -> str:
    """What is asked before an act is done; an undo names what it would take back."""
    earlier = held.live.earlier if held.asks == "undo" else None
    if earlier is None:
        return _QUESTIONS.get(held.asks, _UNDO)
    return earlier_line(earlier, held.live.clock().zone)


def _choice(which: str, said: str, key: str) -> Html:
    return element("button", said, name="which", value=which, data_key=key, class_="main")


def _form(site: Site, held: HeldSession, *children: Child, **attributes: Value) -> Html:
    mark = element("input", type="hidden", name="mark", value=held.mark)
    return site.form(held.address, mark, *children, **attributes)


def _over(site: Site, held: HeldSession, offer: str | None) -> Html:
    """What the session came to; the last act can still be taken back."""
    session = held.live.session
    today = element("a", "Today", href="/", class_="main button", data_key=FORWARD)
    undo = (("Undo", "undo", "u"), *([("Redo", "redo", "U")] if session.ahead else []))
    buttons = [button(said, act, key=key_of(held.keys, key)) for said, act, key in undo]
    form = _asked(site, held) if held.asks else _form(site, held, buttons, class_="others")
    return joined(
        element("h1", "Done" if session.answered else held.title),
        element("p", closing(session)),
        map(paragraph, (*_ticked(held), *_came_to(held.live))),
        paragraph(offer) if offer else None,
        element("p", today),
        form,
    )


def _came_to(live: LiveSession) -> list[str]:
    """Cards, minutes, recall, what was hard, the streak, tomorrow; nothing where none answered."""
    from flashcards.services.statistics.session_end import session_end
    from flashcards.views.study.session_end import end_lines

    if not live.session.answered:
        return []
    return list(end_lines(session_end(live.collection, live.clock(), live.session)))


def _ticked(held: HeldSession) -> list[str]:
    """What the answers of the session have ticked in the plan."""
    from flashcards.errors.plans import BrokenPlan, InvalidPlan
    from flashcards.services.followed_plan import plan_now
    from flashcards.views.preparation.plan import watched_lines

    live = held.live
    if not live.session.answered:
        return []
    try:
        return list(watched_lines(plan_now(live.collection, live.clock()), live.session))
    except (BrokenPlan, InvalidPlan):  # of a later version: `flash plan` says so
        return []
