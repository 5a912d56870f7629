"""What pages on which something is asked have in common: sides, clock, buttons with keys."""

from datetime import date
from typing import Final

from flashcards.core.decks.sides import Sides
from flashcards.core.known_card import KnownCard
from flashcards.services.study.live_session import Foreseen
from flashcards.views.html import Html, element, joined
from flashcards.views.markup.blocks import Marking
from flashcards.views.study.bound_keys import BoundKeys
from flashcards.views.study.live_session import GradeOffer, offers
from flashcards.web.keys_shown import BAR, key_of
from flashcards.web.markup.document import Document
from flashcards.web.markup.media import CardMedia

FORWARD: Final = " |Enter"
"""The keys that go on."""
_KEY_NAMES: Final = {FORWARD: "Space or Enter", BAR: "|"}
_LATE: Final = 0.8
"""The share of a limit from which its clock is to be seen."""
_GOOD: Final = {4: 3, 5: 4}
"""The grade that Space gives, by the top of the card's scale."""


def card_sides(
    media: CardMedia,
    shown: Sides,
    *,
    is_revealed: bool,
    answering: Document | None = None,
    before: Html | None = None,
) -> Html:
    """The question, and the answer where it is open; that of a cloze in its place.

    `answering` shows the answer, where that is not shown as the question is; `before` stands before
    the answer that is open.
    """
    document = Document(media)
    gaps = Marking(shown.gaps, "gap") if shown.gaps else None
    if not is_revealed or not shown.answer:
        return element("div", document.shown(shown.question, gaps), class_="question")
    if shown.deletions:
        found = Marking(shown.deletions, "found")
        answer = element("div", document.shown(shown.answer, found), class_="question answer")
        return joined(before, answer)
    question = element("div", document.shown(shown.question), class_="question")
    answer = element("div", (answering or document).shown(shown.answer), class_="answer")
    return joined(question, element("hr"), before, answer)


def clock(said: str, taken_s: int, limit_s: int, *, stands: bool, ends: bool = False) -> Html:
    """The time against a limit, in words; the script lets it go on, unless it stands.

    Where it `ends`, the script looks again when the time is over, and now and then before.
    """
    is_late, is_over = taken_s >= _LATE * limit_s, taken_s > limit_s
    kind = "over" if is_over else "late" if is_late else ""
    return element(
        "p",
        said,
        class_=f"clock {kind}".strip(),
        role="timer",
        data_taken=taken_s,
        data_limit=limit_s,
        data_stands=stands,
        data_ends=ends,
    )


def button(said: str, act: str, *, key: str | None = None, class_: str | None = None) -> Html:
    """A button that does an act, by a key, too."""
    return element(
        "button", said, name="act", value=act, class_=class_, data_key=key, title=_title(key)
    )


def link_button(said: str, address: str, key: str | None = None) -> Html:
    """A link that looks like a button, followed by a key, too."""
    return element("a", said, href=address, data_key=key, class_="button", title=_title(key))


def grade_buttons(
    known: KnownCard, foreseen: Foreseen, today: date, keys: BoundKeys, *, crams: bool
) -> Html:
    """A button a grade, each with its interval."""
    usual = _GOOD[known.highest_rating]
    made = offers(known, foreseen, today, crams=crams)
    buttons = [_grade(one, keys, is_usual=one.grade == usual) for one in made]
    act = element("input", type="hidden", name="act", value="grade")
    group = element("div", buttons, class_="grades", role="group", aria_label="Grade")
    return joined(act, group)


def _grade(one: GradeOffer, keys: BoundKeys, *, is_usual: bool) -> Html:
    """A digit always grades; the key that a grade is bound to, too."""
    kind, digit = one.name or "skill", str(one.grade)
    bound = key_of(keys, digit)
    every = dict.fromkeys((digit, bound, *((FORWARD,) if is_usual else ())))
    return element(
        "button",
        element("span", one.name.capitalize() or str(one.grade)),
        element("small", one.again.removeprefix("in ")),
        name="grade",
        value=one.grade,
        class_=f"grade {kind}{' usual' if is_usual else ''}",
        title=_title(bound if one.name else digit),
        data_key="|".join(every),
    )


def _title(key: str | None) -> str | None:
    return f"Key {_KEY_NAMES.get(key, key)}" if key else None
