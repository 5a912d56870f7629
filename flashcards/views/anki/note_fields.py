"""The sides of cards as HTML in the fields of Anki's notes."""

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Final, Protocol

from flashcards.core.card import Card
from flashcards.core.decks.media import MediaReference, media_reference
from flashcards.core.decks.sides import sides
from flashcards.core.decks.syntaxes.cloze import read_cloze
from flashcards.core.known_card import KnownCard
from flashcards.formats.anki.own_notes import OwnTypes
from flashcards.views.anki.prose import prose_html
from flashcards.views.html import Html, joined
from flashcards.views.markup.formulas import inside
from flashcards.views.markup.page import MarkupPage, link

_SOUNDS: Final = frozenset(
    "aac flac m4a mp3 oga ogg opus wav weba m4v mkv mov mp4 ogv webm".split()  # noqa: SIM905
)
_PRIVATE: Final = re.compile(r"[\ue000-\ue1ff]")
_BEGIN, _OF, _END = "\ue010", "\ue012", "\ue011"
"""Around a deletion: its number stands between the first two."""

_HELD: Final = {
    "\ue013": "\\(",
    "\ue014": "\\)",
    "\ue015": "\\[",
    "\ue016": "\\]",
    "\ue017": "[sound:",
    "\ue018": "]",
}
"""What Anki takes for a formula or a sound, and is meant so."""

_MEANT: Final = {said: sign for sign, said in _HELD.items()}
_TAG: Final = re.compile(r"(<[^<>]*>)")
_FORMULA: Final = re.compile(r"\\([(\[])")
_COMMAND: Final = re.compile(r"\[(?=sound:|anki:|latex\]|\$\$?\])", re.IGNORECASE)
_ONE_PARAGRAPH: Final = re.compile(r"<p(?: class=\"math\")?>((?:(?!</?p\b).)*)</p>\s*", re.DOTALL)
_DELETION: Final = re.compile(f"{_BEGIN}([0-9]+){_OF}(.*?){_END}", re.DOTALL)


class NamedMedia(Protocol):
    """What knows the names that files have in Anki."""

    def named(self, reference: MediaReference, deck: str) -> str | None:
        """The name of a file that a deck names; None where it is not there."""


def note_fields(
    type_: OwnTypes, known: KnownCard, there: Sequence[bool], media: NamedMedia
) -> tuple[str, ...] | None:
    """The fields of a note but the last, by one of its cards; None where it would ask nothing."""
    card = known.card
    where = escape(" › ".join(card.breadcrumb), quote=False) if card.breadcrumb else ""
    if type_ is OwnTypes.CLOZE:
        text = _cloze_field(card, there, media)
        return (text, where) if "{{c" in text else None
    shown = sides(card)
    front, back = field(shown.question, card, media), field(shown.answer, card, media)
    return (front, back, where) if _shows(front) else None


def field(markdown: str, card: Card, media: NamedMedia) -> str:
    """A side's Markdown as HTML."""
    text = markdown.strip()
    if (prose := prose_html(text)) is not None:
        return prose
    made = _neutral(_html(_PRIVATE.sub("", text), card, media))
    return _with_signs(made)


def _cloze_field(card: Card, there: Sequence[bool], media: NamedMedia) -> str:
    """The text with the deletions of the cards that are there; of one that asks all, together."""
    front = _PRIVATE.sub("", card.front)
    _, _, deletions = read_cloze(front)
    pieces: list[str] = []
    hints: list[str] = []
    place = 0
    for number, (start, end, within, hint) in enumerate(deletions):
        is_asked = card.span is None or (number < len(there) and there[number])
        answer = front[slice(*within)]
        said = 1 if card.span is None else number + 1
        marked = f"{_BEGIN}{len(hints)}{_OF}{answer}{_END}" if is_asked else answer
        pieces += (front[place:start], marked)
        if is_asked:
            hints.append(f"{{{{c{said}::%s{f'::{_unread(hint)}' if hint else ''}}}}}")
        place = end
    made = _html("".join([*pieces, front[place:]]).strip(), card, media)
    closed = _DELETION.sub(_held(hints), _in_cloze(_neutral(made)))
    return _with_signs(closed)


def _held(forms: Sequence[str]) -> Callable[[re.Match[str]], str]:
    return lambda found: forms[int(found[1])].replace("%s", found[2], 1)


def _in_cloze(html: str) -> str:
    """HTML in which nothing ends a deletion, or begins a hint, that is not meant so."""
    return html.replace("{{", "{&#123;").replace("}}", "}&#125;").replace("::", ":&#58;")


def _unread(hint: str) -> str:
    return _in_cloze(escape(hint, quote=False)).replace("%", "&#37;")


def _html(markdown: str, card: Card, media: NamedMedia) -> str:
    html = MarkupPage(_formula, _CardMedia(card, media)).shown(markdown).text
    return _ONE_PARAGRAPH.sub(_inside, html) if _ONE_PARAGRAPH.fullmatch(html) else html


def _inside(found: re.Match[str]) -> str:
    return found[1]


def _formula(written: str) -> Html:
    source, is_display = inside(written)
    begin, end = ("\\[", "\\]") if is_display else ("\\(", "\\)")
    return joined(_MEANT[begin], source, _MEANT[end])


class _CardMedia:
    """The files that one card names, as Anki shows them."""

    def __init__(self, card: Card, media: NamedMedia) -> None:
        self._card, self._media = card, media

    def shown(self, address: str, called: str, *, is_name: bool = False) -> Html:
        """What an address in the card leads to."""
        reference = media_reference(address, is_name=is_name)
        if reference is None:
            return link(address, joined(called or address), called)
        name = self._media.named(reference, self._card.source.file)
        if name is None:
            return joined(called or address)
        if name.rpartition(".")[2] in _SOUNDS:
            return joined(_MEANT["[sound:"], name, _MEANT["]"])
        return Html(f'<img src="{escape(name)}" alt="{escape(called)}">')


def _neutral(html: str) -> str:
    """HTML in which what looks like one of Anki's commands is a text."""
    if "\\" not in html and "[" not in html:
        return html
    parts = _TAG.split(html)
    parts[::2] = [_FORMULA.sub(_split, _COMMAND.sub("&#91;", one)) for one in parts[::2]]
    return "".join(parts)


def _split(found: re.Match[str]) -> str:
    """A backslash and a bracket, not next to each other: together they begin a formula."""
    return f'\\<span class="tex2jax_ignore mathjax_ignore">{found[1]}</span>'


def _with_signs(html: str) -> str:
    for sign, said in _HELD.items():
        html = html.replace(sign, said)
    return html


def _shows(html: str) -> bool:
    """Whether there is anything to see or hear."""
    return "<img" in html or bool((_TAG.sub("", html) if "<" in html else html).strip())
