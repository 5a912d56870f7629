"""Markdown lines -> blocks; with the renderers the only file that knows markdown-it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import (
    StateBlock,
    fence,
    heading,
    html_block,
    list_block,
    reference,
    table,
)

from flashcards.core.decks.markdown.blocks import Blocks
from flashcards.core.decks.markdown.edges import TAG_LETTERS, Edges, edges_of
from flashcards.core.decks.markdown.token_blocks import (
    HIDING_HTML,
    lacks_end,
    lines_of,
    read_tokens,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

_DEEPEST_LIST: Final = 16
_DEEPEST_INDENT: Final = 3
_TABLE_STARTS: Final = frozenset("|-:")
_UNDERLINES: Final = frozenset("-=")
_UNDERLINE: Final = re.compile(r"(?:-+|=+)[ \t]*(?=\n)")
_RULE: Final = re.compile(r"(?:(?:\*[ \t]*+){3,}+|(?:-[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)(?=\n)")
_LONGEST_REFERENCE: Final = 20
_BEFORE_BLOCK: Final = frozenset(" \t$`~")
_BLOCK_AFTER_TAG: Final = re.compile(
    r"[ \t]*(\$\$(?=[ \t]*\n)|(?:`{3,}|~{3,})(?=[ \t]*[^\s`]*[ \t]*\n))"
)


def blocks_of(lines: Sequence[str]) -> Blocks:
    """The blocks of lines that hold no line end; takes any text."""
    source = "\n".join([*lines, ""])
    edges = edges_of(lines, has_math="$$" in source)
    environment: dict[str, Any] = {"edges": edges, "tags": [], "never_closed": set()}
    tokens: list[Token] = []
    parser = _parser()
    parser.block.parse(source, parser, environment, tokens)
    references = frozenset(environment.get("references", ()))
    return read_tokens(tokens, environment["tags"], references, len(lines))


def reference_label(text: str) -> str:
    """A link's label as definitions are looked up: letter case and blanks do not count."""
    return normalizeReference(text)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 4 * _DEEPEST_LIST})
    parser.enable("table").disable("blockquote")
    ruler = parser.block.ruler
    ruler.before("table", "tag", _tag, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    ruler.after("tag", "plain", _plain_text)
    ruler.after("fence", "math", _math, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    ruler.at("hr", _rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("html_block", _html, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("reference", _reference)
    ruler.at("paragraph", _text)
    ruler.disable("lheading")
    return parser


# Rules: each takes markdown-it's state, the line to read, the line to stop at, and whether only
# to look; it says whether a block begins there.


def _plain_text(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A paragraph that begins like no other block; nine of ten do, and save asking every rule."""
    if state.sCount[line] - state.blkIndent > _DEEPEST_INDENT:
        return False
    sign = state.src[state.bMarks[line] + state.tShift[line]]
    if sign in _BY_START or sign == "[" or _has_table_line_below(state, line):
        return False
    return _text(state, line, end, silent)


def _tag(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A tag line and the text below it, so that nothing but code carries on over a tag."""
    if line not in state.env["edges"].tags or 0 < state.blkIndent <= state.sCount[line]:
        return False
    if not silent:
        state.env["tags"].append(line)
        if not _block_after_tag(state, line, end):
            state.line, _ = _text_end(state, line, underlined=False)
    return True


def _block_after_tag(state: StateBlock, line: int, end: int) -> bool:
    """A fence or `$$` right after the tag, as the card shows it; only where it is closed."""
    start = state.bMarks[line] + state.tShift[line] + len("Q:")
    if state.src[start + 1 : start + 2] not in _BEFORE_BLOCK:
        return False
    opener = _BLOCK_AFTER_TAG.match(state.src, start)
    if opener is None or opener[1] in state.env["never_closed"]:
        return False
    rule = _math if opener[1] == "$$" else fence
    indent, state.tShift[line] = state.tShift[line], opener.start(1) - state.bMarks[line]
    found = rule(state, line, end, False)  # noqa: FBT003
    state.tShift[line] = indent
    return found and _is_kept(state, opener[1])


def _is_kept(state: StateBlock, opener: str) -> bool:
    """Whether the block just read after a tag has an end; forgotten if not."""
    token = state.tokens[-1]
    if lacks_end(token):
        state.tokens.pop()
        state.env["never_closed"].add(opener)
        return False
    start, end = lines_of(token)
    token.map = [start + 1, end]
    return True


def _text(state: StateBlock, line: int, _end: int, _silent: bool) -> bool:  # noqa: FBT001
    """A paragraph, or a heading underlined by other than `---`, in one reading (theirs: two)."""
    end, level = _text_end(state, line, underlined=True)
    if not level:
        state.push("text", "", 0).map = [line, end]
        state.line = end
        return True
    state.push("heading_open", f"h{level}", 1).map = [line, end + 1]
    state.push("inline", "", 0).content = state.getLines(line, end, state.blkIndent, False).strip()  # noqa: FBT003
    state.push("heading_close", f"h{level}", -1)
    state.line = end + 1
    return True


def _text_end(state: StateBlock, line: int, *, underlined: bool) -> tuple[int, int]:
    """The line after the text that begins at `line`, and the heading level of its underline."""
    edges: Edges = state.env["edges"]
    src, begins, shifts, ends = state.src, state.bMarks, state.tShift, state.eMarks
    above, state.parentType = state.parentType, "paragraph"
    deepest = state.blkIndent + _DEEPEST_INDENT
    line, level = line + 1, 0
    while line < state.lineMax and (start := begins[line] + shifts[line]) < ends[line]:
        if state.sCount[line] <= deepest:
            if underlined and src[start] in _UNDERLINES and line not in edges.dashes:
                level = _underline_level(state, line, start)
            if level or _interrupts(state, line, src[start]):
                break
        line += 1
    state.parentType = above
    return line, level


def _underline_level(state: StateBlock, line: int, start: int) -> int:
    if state.sCount[line] < state.blkIndent or not _UNDERLINE.match(state.src, start):
        return 0
    return 1 if state.src[start] == "=" else 2


def _interrupts(state: StateBlock, line: int, sign: str) -> bool:
    """Whether a block begins on a line of text; only those that its first sign begins may."""
    for rule in _BY_START.get(sign, ()):
        if rule(state, line, state.lineMax, True):  # noqa: FBT003
            return True
    if sign in TAG_LETTERS and _tag(state, line, state.lineMax, True):  # noqa: FBT003
        return True
    return _has_table_line_below(state, line) and _table(state, line, state.lineMax, True)  # noqa: FBT003


def _has_table_line_below(state: StateBlock, line: int) -> bool:
    """Whether the line below begins like the second line of a table."""
    below = state.bMarks[line + 1] + state.tShift[line + 1]
    return state.src[below : below + 1] in _TABLE_STARTS


def _math(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A `$$` block: from a `$$` at the start of a line to the next `$$`."""
    start, src = state.bMarks[line] + state.tShift[line], state.src
    if not src.startswith("$$", start) or state.is_code_block(line):
        return False
    if src.find("$$", start + 2, state.eMarks[line]) >= 0 or line in state.env["edges"].math_ends:
        return False
    if not silent:
        state.line, closed = _math_end(state, line, end)
        token = state.push("math", "", 0)
        token.map, token.info = [line, state.line], "closed" if closed else ""
    return True


def _math_end(state: StateBlock, start: int, end: int) -> tuple[int, bool]:
    for line in range(start + 1, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line, False
        if state.src.find("$$", state.bMarks[line], state.eMarks[line]) >= 0:
            return line + 1, True
    return end, False


def _rule(state: StateBlock, line: int, _end: int, silent: bool) -> bool:  # noqa: FBT001
    """A rule; read by one expression, since a long line of `* * *` is asked at every depth.

    Only one of exactly `---` is a block of its own kind: all others are text of what they stand in.
    """
    found = _RULE.match(state.src, state.bMarks[line] + state.tShift[line])
    if found and not silent:
        state.line = line + 1
        kind = "rule" if line in state.env["edges"].dashes else "hr"
        state.push(kind, "hr", 0).map = [line, line + 1]
    return bool(found)


def _table(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A table, but not one whose second line is a `---` rule."""
    return line + 1 not in state.env["edges"].dashes and table(state, line, end, silent)


def _list(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A list, to a bounded depth: deeper ones are text, or each level would read the rest anew."""
    return state.level < 2 * _DEEPEST_LIST and list_block(state, line, end, silent)


def _html(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """HTML; other than comments and raw text it ends at a tag or rule."""
    start = state.bMarks[line] + state.tShift[line]
    if not state.src.startswith("<", start):
        return False
    hides = HIDING_HTML.match(state.src, start)
    return html_block(state, line, end if hides else _next_edge(state, line, end), silent)


def _next_edge(state: StateBlock, line: int, end: int) -> int:
    ordered = state.env["edges"].ordered
    after = bisect_right(ordered, line)
    return min(end, ordered[after]) if after < len(ordered) else end


def _reference(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A link definition of bounded length: markdown-it copies its title line by line."""
    if not state.src.startswith("[", state.bMarks[line] + state.tShift[line]):
        return False
    whole, state.lineMax = state.lineMax, min(state.lineMax, line + _LONGEST_REFERENCE)
    found = reference(state, line, end, silent)
    state.lineMax = whole
    return found


_BY_START: Final[Mapping[str, Sequence[Callable[[StateBlock, int, int, bool], bool]]]] = {
    **dict.fromkeys("`~", (fence,)),
    "$": (_math,),
    **dict.fromkeys("*-", (_rule, _list)),
    "_": (_rule,),
    **dict.fromkeys("+0123456789", (_list,)),
    "<": (_html,),
    "#": (heading,),
}
"""The rules of blocks that interrupt text, by the sign that such a block begins with."""
