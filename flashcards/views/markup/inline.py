"""Tokens within a line -> pieces of text, each with its styles."""

from collections.abc import Callable, Iterable
from typing import Final

from markdown_it.token import Token

from flashcards.views.markup.wording import ADDRESS, CODE, PICTURE, Piece, Wording

_EMPHASIS: Final = {"em": "italic", "strong": "bold", "s": "strike"}


def pieces_of(tokens: Iterable[Token], wording: Wording) -> list[Piece]:
    """The pieces of one paragraph, heading or cell."""
    pieces = wording.begin()
    for token in tokens:
        _TOKENS[token.type](wording, token)
    return pieces


def _add_tag(wording: Wording, token: Token) -> None:
    from flashcards.views.markup.tags import add_tag

    add_tag(wording, token.meta["tag"], token.content)


def _open_link(wording: Wording, token: Token) -> None:
    if token.type == "picture_open":
        wording.add(PICTURE)
    wording.open(token.type.partition("_")[0])


def _close_link(wording: Wording, token: Token) -> None:
    wording.close_link(token.type.partition("_")[0], token.meta["address"], token.meta["title"])


def _turning(style: str, by: int) -> Callable[[Wording, Token], None]:
    return lambda wording, _: wording.turn(style, by)


_TOKENS: Final[dict[str, Callable[[Wording, Token], None]]] = {
    **dict.fromkeys(("text", "math_inline"), lambda wording, token: wording.add(token.content)),
    "code_inline": lambda wording, token: wording.add(token.content, CODE),
    "address": lambda wording, token: wording.add(token.content, ADDRESS),
    "softbreak": lambda wording, _: wording.add(" "),
    "hardbreak": lambda wording, _: wording.add_line(),
    "tag": _add_tag,
    **dict.fromkeys(("link_open", "picture_open"), _open_link),
    **dict.fromkeys(("link_close", "picture_close"), _close_link),
    **{f"{name}_open": _turning(style, 1) for name, style in _EMPHASIS.items()},
    **{f"{name}_close": _turning(style, -1) for name, style in _EMPHASIS.items()},
}
