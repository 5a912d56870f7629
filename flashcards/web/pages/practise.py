"""An exercise by the clock: ready, its phases, the answer only at the end, a grade."""

import secrets
from contextlib import ExitStack

from flashcards.core.decks.sides import sides
from flashcards.errors.base import FlashError
from flashcards.services.preparation.exercises import next_exercise
from flashcards.services.preparation.live_exercise import LiveExercise
from flashcards.services.preparation.scratch import one_at_a_time, scratch_file
from flashcards.views.html import Child, Html, element, joined
from flashcards.views.preparation.exercise import (
    call_line,
    clock_line,
    graded_line,
    heading,
    left_line,
    phase_line,
    scratch_line,
    title,
)
from flashcards.views.study.bound_keys import BoundKeys
from flashcards.views.text import plain
from flashcards.web.exchange import Request, Response
from flashcards.web.held_exercise import HeldExercise
from flashcards.web.markup.media import CardMedia
from flashcards.web.pages.parts import FORWARD, button, card_sides, clock, grade_buttons
from flashcards.web.site import Site

_HERE = "/practise"
_OUT_OF_DATE = "This page was out of date, so its button did nothing."
_SAID = {"left": left_line(), "gone": "That exercise is over. What was graded is saved."}
"""What is said at the next exercise of the one before."""


def shown(site: Site, request: Request) -> Response:
    """The exercise that goes on where its address is meant, else the next one."""
    held = site.exercise
    if held is not None and request.path == f"{_HERE}/{held.name}":
        return site.page("Practise", _working(site, held), here=_HERE)
    site.reread()
    said = request.query.get("said", "")
    message = element("p", _SAID.get(said, ""), role="status", class_="message")
    try:
        body = _ready(site, request.query.get("area"))
    except FlashError as failure:
        body = element("p", plain(str(failure)))
    return site.page("Practise", element("h1", "Practise"), message, body, here=_HERE)


def sent(site: Site, request: Request) -> Response:
    """Begin, go on, grade or leave."""
    form, held = request.form, site.exercise
    if request.path == _HERE:
        held = _begun(site, form.get("card", ""))
        return Response.see(f"{_HERE}/{held.name}")
    if held is None or request.path != f"{_HERE}/{held.name}":
        return Response.see(f"{_HERE}?said=gone")
    held.message = "" if form.get("mark") == held.mark else _OUT_OF_DATE
    if held.message:
        return Response.see(f"{_HERE}/{held.name}")
    match form.get("act"):
        case "forward" if not held.live.is_done:
            held.live.forward()
        case "write":
            today = site.collection.today(site.clock())
            held.message = scratch_line(scratch_file(site.collection, held.live.known, today))
        case "leave":
            _close(site)
            return Response.see(f"{_HERE}?said=left")
        case "grade" if held.live.is_done and form.get("grade") in {"1", "2", "3", "4"}:
            done = held.live.grade(int(form["grade"]))
            _close(site)
            said = graded_line(done.schedule, site.collection.today(site.clock()))
            page = (element("h1", "Practise"), element("p", said), _on())
            return site.page("Practise", *page, here=_HERE)
    return Response.see(f"{_HERE}/{held.name}")


def _begun(site: Site, card: str) -> HeldExercise:
    known = next_exercise(site.collection, site.clock(), card)
    _close(site)
    hold = ExitStack()
    hold.enter_context(one_at_a_time(site.collection))
    live = LiveExercise.begun(site.collection, site.clock, known)
    site.exercise = HeldExercise(secrets.token_hex(6), live, hold)
    return site.exercise


def _close(site: Site) -> None:
    if site.exercise is not None:
        site.exercise.hold.close()
    site.exercise = None


def _on() -> Html:
    return element("p", element("a", "The next one", href=_HERE, class_="main button"))


def _ready(site: Site, area: str | None) -> Html:
    known = next_exercise(site.collection, site.clock(), area or None)
    card = element("input", type="hidden", name="card", value=known.card.id)
    begin = element("button", "Begin, and the clock with it", class_="main", data_key=FORWARD)
    return joined(
        element("p", heading(known), class_="place"),
        element("p", title(known, 200)),
        site.form(_HERE, card, begin, class_="first"),
    )


def _working(site: Site, held: HeldExercise) -> Html:
    live = held.live
    calls = " ".join(call_line(call, live) for call in live.look())
    message, held.message = f"{held.message} {calls}".strip(), ""
    media = CardMedia(site.collection.root, live.known.card)
    card = card_sides(media, sides(live.known.card), is_revealed=live.is_done)
    limit_s = live.timer.limit_s
    others = [button("A file to write in", "write"), button("Leave it", "leave")]
    return joined(
        element("h1", "Exercise", class_="hidden"),
        element("p", heading(live.known), class_="place"),
        clock(clock_line(live), live.taken_s, limit_s, stands=live.is_done),
        element("p", phase_line(live), class_="quiet") if not live.is_done else None,
        element("p", message, role="status", class_="message"),
        element("article", card, aria_label="Exercise"),
        _form(site, held, _next(held), "first"),
        _form(site, held, others, "others"),
    )


def _next(held: HeldExercise) -> Child:
    live = held.live
    if live.foreseen is not None:
        today = live.collection.today(live.foreseen.moment)
        keys = BoundKeys.of(live.collection.settings.keys)
        return grade_buttons(live.known, live.foreseen, today, keys, crams=False)
    is_last = live.phase + 1 >= len(live.phases)
    said = "Done: show the answer" if is_last else "Next phase"
    return button(said, "forward", key=FORWARD, class_="main")


def _form(site: Site, held: HeldExercise, inside: Child, class_: str) -> Html:
    mark = element("input", type="hidden", name="mark", value=held.mark)
    return site.form(f"{_HERE}/{held.name}", mark, inside, class_=class_)
