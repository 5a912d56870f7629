"""The page of a review: the card, its clock, the buttons; a card at a time."""

from typing import Final

from flashcards.core.decks.sides import Sides
from flashcards.core.known_card import KnownCard
from flashcards.core.study.timing import Timing
from flashcards.services.study.live_session import LiveSession
from flashcards.views.html import Child, Html, Value, element, joined
from flashcards.views.markup.blocks import Marking
from flashcards.views.study.live_session import (
    GradeOffer,
    clock_line,
    closing,
    faces,
    heading,
    offers,
)
from flashcards.web.markup.document import Document
from flashcards.web.markup.media import CardMedia
from flashcards.web.pages.review.held import HeldSession
from flashcards.web.site import Site

_LATE: Final = 0.8
"""The share of a card's limit from which its clock is to be seen."""
_GOOD: Final = {4: 3, 5: 4}
"""The grade that Space gives, by the top of the card's scale."""
_FORWARD: Final = " |Enter"
_KEY_NAMES: Final = {_FORWARD: "Space or Enter"}
_QUESTIONS: Final = {
    "suspend": "Suspend this card? It is asked no more until it is resumed.",
    "bury": "Put this card off until tomorrow?",
    "undo": "Nothing is left to undo in this session. Take back the last act of an earlier one?",
}
_YES: Final = {"suspend": "Suspend", "bury": "Put off", "undo": "Take back"}


def page(site: Site, held: HeldSession, *, new_waiting: bool = False) -> Html:
    """The session as it stands."""
    live = held.live
    message, held.message = held.message, ""
    status = element("p", message, role="status", class_="message")
    if live.known is None:
        return joined(status, _over(site, held, new_waiting=new_waiting))
    return joined(_head(live, live.known), status, _card(live, live.known), _controls(site, held))


def card_sides(site_root: CardMedia, shown: Sides, *, is_revealed: bool) -> Html:
    """The question, and the answer where it is open; that of a cloze in its place."""
    document = Document(site_root)
    gaps = Marking(shown.gaps, "gap") if shown.gaps else None
    if not is_revealed or not shown.answer:
        return element("div", document.shown(shown.question, gaps), class_="question")
    if shown.deletions:
        found = Marking(shown.deletions, "found")
        return element("div", document.shown(shown.answer, found), class_="question answer")
    question = element("div", document.shown(shown.question), class_="question")
    answer = element("div", document.shown(shown.answer), class_="answer")
    return joined(question, element("hr"), answer)


def _card(live: LiveSession, known: KnownCard) -> Html:
    media = CardMedia(live.collection.root, known.card)
    shown = card_sides(media, faces(known), is_revealed=live.is_revealed)
    return element("article", shown, aria_label="Card")


def _head(live: LiveSession, known: KnownCard) -> Html:
    session = live.session
    said = f"{session.answered:,} answered · {session.left:,} left"
    done = element(
        "progress", value=session.answered, max=session.answered + session.left, aria_label=said
    )
    place = element("p", heading(known, session), " · ", str(known.card.source), class_="place")
    clock = _clock(live.timing, is_open=live.is_revealed)
    return element("header", place, element("div", done, said, class_="bar"), clock)


def _clock(timing: Timing | None, *, is_open: bool) -> Html | None:
    """The time against the card's limit; the script lets it go on."""
    if timing is None:
        return None
    is_late = timing.taken_s >= _LATE * timing.limit_s
    kind = "over" if timing.over_s else "late" if is_late else ""
    return element(
        "p",
        clock_line(timing),
        class_=f"clock {kind}".strip(),
        role="timer",
        data_taken=int(timing.taken_s),
        data_limit=timing.limit_s,
        data_stands=is_open,
    )


def _controls(site: Site, held: HeldSession) -> Html:
    if held.asks:
        return _asked(site, held)
    live = held.live
    return element(
        "footer",
        _form(site, held, *_first(live), class_="first"),
        _form(site, held, *_others(held), class_="others"),
    )


def _first(live: LiveSession) -> list[Child]:
    """What goes on with the card."""
    if live.known is None or live.foreseen is None:
        return [button("Show the answer", "reveal", key=_FORWARD, class_="main")]
    known, today = live.known, live.collection.today(live.foreseen.moment)
    usual = _GOOD[known.highest_rating]
    made = offers(known, live.foreseen, today, crams=live.session.crams)
    graded = [_grade(one, is_usual=one.grade == usual) for one in made]
    grades = element("div", graded, class_="grades", role="group", aria_label="Grade")
    note = _note(live) if live.is_assessment else None
    return [note, element("input", type="hidden", name="act", value="grade"), grades]


def _note(live: LiveSession) -> Html:
    field = element("input", name="note", value=live.note, maxlength=2000, data_key="n")
    return element("label", "Note ", field, class_="note")


def _grade(one: GradeOffer, *, is_usual: bool) -> Html:
    kind = one.name or "skill"
    return element(
        "button",
        element("span", one.name.capitalize() or str(one.grade)),
        element("small", one.again.removeprefix("in ")),
        name="grade",
        value=one.grade,
        class_=f"grade {kind}{' usual' if is_usual else ''}",
        title=f"Key {one.grade}",
        data_key=f"{one.grade}{'|' + _FORWARD if is_usual else ''}",
    )


def _others(held: HeldSession) -> list[Child]:
    live = held.live
    acts = (
        ("Undo", "undo", "u"),
        ("Redo", "redo", "U") if live.session.ahead else None,
        ("Skip", "skip", "s"),
        ("Put off", "bury", "-"),
        ("Suspend", "suspend", "!"),
    )
    quiet = [button(*one[:2], key=one[2]) for one in acts if one is not None]
    if live.known is None:
        return list(quiet)
    card = live.known.card.id
    links = (("Edit", f"/edit/{card}?back={held.address}", "e"), ("History", f"/card/{card}", "i"))
    return [
        *quiet,
        *(
            element("a", said, href=address, data_key=key, class_="button", title=f"Key {key}")
            for said, address, key in links
        ),
    ]


def button(said: str, act: str, *, key: str | None = None, class_: str | None = None) -> Html:
    """A button that does an act, by a key, too."""
    title = f"Key {_KEY_NAMES.get(key, key)}" if key else None
    return element("button", said, name="act", value=act, class_=class_, data_key=key, title=title)


def _asked(site: Site, held: HeldSession) -> Html:
    """Whether an act is meant, and of which cards."""
    act, others = held.asks, len(held.live.siblings) if held.asks != "undo" else 0
    hidden = element("input", type="hidden", name="act", value=act)
    keys = {"suspend": "!|1", "bury": "-|1", "undo": "u"}
    choices = [_choice("this", "Only this card" if others else _YES[act], keys[act])]
    if others:
        choices.append(_choice("all", f"All {others + 1} of this place", "a"))
    yes = _form(site, held, hidden, choices, class_="first")
    no = _form(site, held, button("Leave it", "leave", key="Escape"), class_="others")
    return element("footer", element("p", _QUESTIONS[act]), yes, no)


def _choice(which: str, said: str, key: str) -> Html:
    return element("button", said, name="which", value=which, data_key=key, class_="main")


def _form(site: Site, held: HeldSession, *children: Child, **attributes: Value) -> Html:
    mark = element("input", type="hidden", name="mark", value=held.mark)
    return site.form(held.address, mark, *children, **attributes)


def _over(site: Site, held: HeldSession, *, new_waiting: bool) -> Html:
    """What the session came to; the last act can still be taken back."""
    session = held.live.session
    offer = None
    if new_waiting:
        offer = element("a", "5 new cards now", href="/review?new=5", class_="button")
    today = element("a", "Today", href="/", class_="main button", data_key=_FORWARD)
    undo = (("Undo", "undo", "u"), *([("Redo", "redo", "U")] if session.ahead else []))
    buttons = [button(said, act, key=key) for said, act, key in undo]
    form = _asked(site, held) if held.asks else _form(site, held, buttons, class_="others")
    return joined(
        element("h1", "Done" if session.answered else held.title),
        element("p", closing(session)),
        element("p", today, " ", offer),
        form,
    )
