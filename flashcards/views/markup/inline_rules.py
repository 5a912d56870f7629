"""What stands within a line, read from its marks: code, math, links, pictures, tags, comments.

Each rule takes markdown-it's state and says whether something begins where it stands.
"""

import re
from typing import Final

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from flashcards.views.markup.marks import Marks, marks_of

_DEEPEST_LINK: Final = 8
_TITLE: Final = r"\"[^\"]*+\"|'[^']*+'|\([^()]*+\)"
_TARGET: Final = re.compile(
    rf"\(\s*+(?:<([^<>\n]++)>|((?!<)(?:[^\s()\\]|\\.|\([^\s()]*+\))++))(?:\s++({_TITLE}))?\s*+\)"
)
_AUTOLINK: Final = re.compile(r"<((?:[A-Za-z][A-Za-z0-9+.-]{1,31}:|[\w.+-]++@)[^\s<>]++)>")


def inline(state: StateCore) -> None:
    """The children of each inline token, each text with its own marks."""
    for token in state.tokens:
        if token.type == "inline" and token.children is not None:
            environment = {**state.env, "marks": marks_of(token.content)}
            state.md.inline.parse(token.content, state.md, environment, token.children)


def code_or_math(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001
    """Code without its backticks; math as it is written."""
    marks: Marks = state.env["marks"]
    end = marks.spans.get(state.pos, 0)
    if not state.pos < end <= state.posMax:
        return False
    written = state.src[state.pos : end]
    is_code = written.startswith("`")
    state.push("code_inline" if is_code else "math_inline", "", 0).content = (
        _code(written) if is_code else written
    )
    state.pos = end
    return True


def link(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001
    """A link or a picture, with its address; without one, brackets are text."""
    marks: Marks = state.env["marks"]
    is_picture = state.src.startswith("![", state.pos)
    opening, end = state.pos + is_picture, state.posMax
    closing = marks.brackets.get(opening)
    if closing is None or state.level >= _DEEPEST_LINK:
        return False
    target = _TARGET.match(state.src, closing + 1, end)
    if target is None:
        return False
    kind = "picture" if is_picture else "link"
    state.push(f"{kind}_open", "", 1)
    state.pos, state.posMax = opening + 1, closing
    state.md.inline.tokenize(state)
    token = state.push(f"{kind}_close", "", -1)
    token.meta = {"address": target[1] or target[2], "title": (target[3] or "")[1:-1]}
    state.pos, state.posMax = target.end(), end
    return True


def angle(state: StateInline, _silent: bool) -> bool:  # noqa: FBT001
    """A comment, an address in angle brackets or a known tag; all else in them is text."""
    if state.src[state.pos] != "<":
        return False
    from flashcards.views.markup.html import tag_at

    marks: Marks = state.env["marks"]
    end = marks.comments.get(state.pos, 0)
    if not end and (autolink := _AUTOLINK.match(state.src, state.pos, state.posMax)):
        end = autolink.end()
        state.push("address", "", 0).content = autolink[1]
    elif not end and (found := tag_at(state.src, state.pos, state.env["paired"])):
        tag, end = found
        if end <= state.posMax:
            token = state.push("tag", tag.name, 0)
            token.content, token.meta = state.src[state.pos : end], {"tag": tag}
    if not state.pos < end <= state.posMax:
        return False
    state.pos = end
    return True


def _code(written: str) -> str:
    mark = len(written) - len(written.lstrip("`"))
    code = written[mark:-mark].replace("\n", " ")
    is_padded = code[:1] == code[-1:] == " " and bool(code.strip())
    return code[1:-1] if is_padded else code
