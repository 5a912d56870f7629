"""What in an answer would end it too early or never, and how it is written instead."""

import re
from collections.abc import Iterator
from typing import Final

_STOPS: Final = re.compile(
    r"^[ \t]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)?(?:#{1,6}(?:[ \t]|$)|(?:-{4,}|=+)[ \t]*$)",
    re.MULTILINE,
)
_HEADING: Final = re.compile(r"( {0,3}(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)?)(#{1,6})(?=[ \t]|$)")
_UNDERLINE: Final = re.compile(r" {0,3}(?:=+|-{4,})[ \t]*")
_FENCED: Final = re.compile(
    r"^[ \t]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)?(`{3,}|~{3,})[^\n`]*\n"
    r"(?:.*\n)*?[ \t]*\1[`~]*[ \t]*$",
    re.MULTILINE,
)
_INDENTED_CODE: Final = 4
_FENCE: Final = re.compile(r"[ \t]*(?:[-*+][ \t]+|[0-9]+[.)][ \t]+)?(`{3,}|~{3,})")
_OPENERS: Final = ("<!--", "$$", "```", "~~~", "<pre", "<script", "<style", "<textarea")
_RAW: Final = ("pre", "script", "style", "textarea")
_CODE: Final = re.compile(r"`[^`]*`")
_HIDING: Final = re.compile(r"<(?=!--|/?(?:pre|script|style|textarea)\b)|\$\$", re.IGNORECASE)
_CODE_BELOW_HTML: Final = re.compile(
    r"^([ \t]*</?(?:p|div|details|summary)\b[^`\n]*>)[ \t]*\n([ \t]*(?:`{3}|~{3}))",
    re.IGNORECASE | re.MULTILINE,
)
_DEEPEST: Final = 6


def ends_in_text(text: str) -> bool:
    """Whether nothing in a text can be left open at its end: code, comments, formulas, raw HTML."""
    return not any(opener in text for opener in _OPENERS) or _is_closed(text)


def _is_closed(text: str) -> bool:
    lines = text.split("\n")
    outside = list(_outside_code(lines))
    if _open_fence(lines):
        return False
    shown = "\n".join(_CODE.sub("", lines[line]) for line in outside)
    lower = shown.lower()
    raw = all(lower.count(f"<{name}") <= lower.count(f"</{name}") for name in _RAW)
    return raw and shown.count("<!--") == shown.count("-->") and not shown.count("$$") % 2


def outside_code(text: str) -> str:
    """The text without its fences, all of which are closed."""
    return _FENCED.sub("", text) if "```" in text or "~~~" in text else text


def fenced(text: str) -> str:
    """The text as a block of code, whatever is in it."""
    longest = max((len(run) for run in re.findall(r"~+", text)), default=0)
    fence = "~" * max(len("~~~"), longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def closed(text: str) -> str:
    """The text with an end for code that is left open, and escaped what else would hide the rest.

    An opener with nothing below it is left out.
    """
    if ends_in_text(text):
        return _with_ends(_CODE_BELOW_HTML.sub(r"\1\n\n\2", text)) if "<" in text else text
    lines = text.split("\n")
    fence = _open_fence(lines)
    while fence and lines and (not lines[-1].strip() or lines[-1].strip().startswith(fence)):
        lines.pop()
    fence = _open_fence(lines)
    if fence:
        lines.append(lines[-1][: len(lines[-1]) - len(lines[-1].lstrip())] + fence)
    for line in list(_outside_code(lines)):
        lines[line] = _HIDING.sub(r"\\\g<0>", lines[line])
    return _with_ends("\n".join(lines))


def _with_ends(text: str) -> str:
    """The text with an end for each element that holds others and is left open."""
    for name in ("details", "table"):
        if f"<{name}" in text:
            shown = outside_code(text).lower()
            text += f"\n\n</{name}>" * (shown.count(f"<{name}") - shown.count(f"</{name}"))
    return text


def _open_fence(lines: list[str]) -> str:
    fence, indent = "", 0
    for line in lines:
        if fence:
            fence = "" if _closes(line, fence, indent) else fence
        elif (found := _FENCE.match(line)) and "`" not in line[found.end() :]:
            fence, indent = found[1], _indent(line)
    return fence


def _closes(line: str, fence: str, indent: int) -> bool:
    """Whether a line ends a fence; one that is moved in by four blanks more is code in it."""
    bare = line.strip()
    is_one = bare.startswith(fence) and not bare.strip(fence[0])
    return is_one and _indent(line) - indent < _INDENTED_CODE


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def headings_below(text: str, level: int) -> str:
    """The text with all of its headings deeper than `level`; those in code stay."""
    if not _STOPS.search(text):
        return text
    lines = text.split("\n")
    highest = min((marks for _, marks, _, _ in _headings(lines)), default=_DEEPEST)
    deeper = max(0, level + 1 - highest)
    for line, marks, title, prefix in _headings(lines):
        lines[line] = f"{prefix}{'#' * min(marks + deeper, _DEEPEST)} {title}"
    return _without_underlines(lines)


def without_headings(text: str) -> str:
    """The text with bold lines instead of headings, and other rules than `---`; code stays."""
    if not _STOPS.search(text) and "---" not in text:
        return text
    lines = text.split("\n")
    for line, _, title, prefix in _headings(lines):
        lines[line] = prefix + (title if not title or "**" in title else f"**{title}**")
    for line in _outside_code(lines):
        if lines[line].rstrip(" \t") == "---":
            lines[line] = "***"
    return _without_underlines(lines)


_GONE: Final = "\0"


def _headings(lines: list[str]) -> Iterator[tuple[int, int, str, str]]:
    """The headings of a text: line, level, title, and what stands before the marks."""
    for line in _outside_code(lines):
        heading = _HEADING.match(lines[line])
        if heading is not None:
            yield line, len(heading[2]), lines[line][heading.end() :].strip(), heading[1]
        elif line + 1 < len(lines) and _UNDERLINE.fullmatch(lines[line + 1]):
            text = lines[line].strip()
            if text and text[0] not in "|>#" and not text.startswith(("- ", "* ", "+ ")):
                level = 1 if "=" in lines[line + 1] else 2
                lines[line + 1] = _GONE
                yield line, level, text, ""


def _without_underlines(lines: list[str]) -> str:
    return "\n".join(line for line in lines if line != _GONE)


def _outside_code(lines: list[str]) -> Iterator[int]:
    fence, indent = "", 0
    for number, line in enumerate(lines):
        if fence:
            fence = "" if _closes(line, fence, indent) else fence
        elif (found := _FENCE.match(line)) and "`" not in line[found.end() :]:
            fence, indent = found[1], _indent(line)
        else:
            yield number
