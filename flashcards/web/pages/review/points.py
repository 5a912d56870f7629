"""The points of an answer on the page: each with a box to tick, in the answer itself."""

from collections.abc import Mapping, Sequence
from typing import Final

from flashcards.core.known_card import KnownCard
from flashcards.services.study.live_session import LiveSession
from flashcards.views.html import Child, Html, element
from flashcards.views.markup.blocks import Block, ListBlock, TextBlock
from flashcards.views.study.bound_keys import BoundKeys
from flashcards.views.study.live_session import faces
from flashcards.views.study.points import said_line, ticked_faces
from flashcards.web.keys_shown import key_of
from flashcards.web.markup.document import Document
from flashcards.web.markup.media import CardMedia
from flashcards.web.pages.parts import button, card_sides

_FORM: Final = "points"
_SAID: Final = "[x] "
"""How a point begins that was said; one that was not has as many letters."""


def card_with_points(
    media: CardMedia,
    live: LiveSession,
    known: KnownCard,
    *,
    may_tick: bool,
    before: Html | None = None,
) -> Html:
    """The card, the points of its answer with boxes: to be ticked, or as they were."""
    shown = ticked_faces(faces(known), known, live.session.said or ())
    answering = _TickedDocument(media, may_tick=may_tick)
    return card_sides(media, shown, is_revealed=True, answering=answering, before=before)


def points_button(live: LiveSession, keys: BoundKeys) -> Html | None:
    """What lets points be ticked, with how many are; nothing for an answer without points."""
    points = live.points if live.is_revealed else ()
    if not points:
        return None
    said = live.session.said
    name = "Points" if said is None else said_line(len(said), len(points))
    return button(name, "points", key=key_of(keys, "p"))


def ticking_buttons(keys: BoundKeys) -> Sequence[Child]:
    """What keeps the ticks, or not; no button grades meanwhile."""
    return (
        button("Keep the ticks", "said", key=f"Enter| |{key_of(keys, 'p')}", class_="main"),
        button("All said", "all_said", key="a"),
        button("No ticks", "unsaid", key="Escape"),
    )


def ticked_numbers(count: int, fields: Mapping[str, str]) -> list[int]:
    """Which of so many points a form has ticked."""
    return [number for number in range(1, count + 1) if _name(number) in fields]


class _TickedDocument(Document):
    """An answer whose first list is its points, each beginning with a box."""

    def __init__(self, media: CardMedia, *, may_tick: bool) -> None:
        super().__init__(media)
        self._may_tick = may_tick
        self._are_shown = False

    def _block(self, block: Block) -> Child:
        if not isinstance(block, ListBlock) or self._are_shown:
            return super()._block(block)
        self._are_shown = True
        points = [self._point(number, item) for number, item in enumerate(block.items, 1)]
        return element("ol", points, class_="points")

    def _point(self, number: int, item: Sequence[Block]) -> Html:
        """A point: its first words name its box, so that they may be clicked, too."""
        first, *more = item
        if not isinstance(first, TextBlock):
            return element("li", self._blocks(item))
        begin, *texts = first.texts
        is_said = begin.text.startswith(_SAID)
        words = begin._replace(text=begin.text[len(_SAID) :])
        box = element(
            "input",
            type="checkbox",
            name=_name(number),
            id=_name(number),
            form=_FORM if self._may_tick else None,
            checked=is_said,
            disabled=not self._may_tick,
            data_key=number if self._may_tick else None,
        )
        said = element("label", self._texts((words, *texts)), for_=_name(number))
        return element("li", box, element("div", said, self._blocks(more)))


def _name(number: int) -> str:
    return f"point-{number}"
