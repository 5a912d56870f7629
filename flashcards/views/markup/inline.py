"""Tokens within a line -> texts, each with its styles."""

from collections.abc import Callable, Iterable
from typing import Final

from markdown_it.token import Token

from flashcards.views.markup.blocks import Look, StyledText
from flashcards.views.markup.wording import Wording

_EMPHASIS: Final = {"em": "italic", "strong": "bold", "s": "strike"}


def texts_of(tokens: Iterable[Token], wording: Wording, look: Look) -> list[StyledText]:
    """The texts of one paragraph, heading or cell."""
    texts = wording.begin()
    for token in tokens:
        if token.type == "math_inline":
            _add_formula(wording, token.content, look)
        else:
            _TOKENS[token.type](wording, token)
    return texts


def _add_formula(wording: Wording, written: str, look: Look) -> None:
    if look.is_page:
        wording.add_formula(StyledText(written, "formula"))
        return
    if look.formulas == "source":
        wording.add(written)
        return
    from flashcards.views.markup.formulas import formula_text

    wording.add_formula(formula_text(written, look.formulas))


def _add_tag(wording: Wording, token: Token) -> None:
    from flashcards.views.markup.tags import add_tag

    add_tag(wording, token.meta["tag"], token.content)


def _open_link(wording: Wording, token: Token) -> None:
    if token.type == "picture_open":
        wording.begin_picture()
    wording.open(token.type.partition("_")[0])


def _close_link(wording: Wording, token: Token) -> None:
    wording.close_link(token.type.partition("_")[0], token.meta["address"], token.meta["title"])


def _turning(style: str, by: int) -> Callable[[Wording, Token], None]:
    return lambda wording, _: wording.turn(style, by)


_TOKENS: Final[dict[str, Callable[[Wording, Token], None]]] = {
    "text": lambda wording, token: wording.add_words(token.content),
    "code_inline": lambda wording, token: wording.add(token.content, "code"),
    "address": lambda wording, token: wording.add_address(token.content),
    "softbreak": lambda wording, _: wording.add(" "),
    "hardbreak": lambda wording, _: wording.add_line(),
    "tag": _add_tag,
    **dict.fromkeys(("link_open", "picture_open"), _open_link),
    **dict.fromkeys(("link_close", "picture_close"), _close_link),
    **{f"{name}_open": _turning(style, 1) for name, style in _EMPHASIS.items()},
    **{f"{name}_close": _turning(style, -1) for name, style in _EMPHASIS.items()},
}
