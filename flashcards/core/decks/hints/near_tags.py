"""Tags that stand where none counts: in lists, quotes, headings, bold, numbered, or in code."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from flashcards.core.decks.hints.seen import SeenPage
from flashcards.core.decks.markdown.blocks import holding
from flashcards.core.decks.syntaxes.deletions import deletions_of
from flashcards.core.decks.syntaxes.near_miss import meant_tag
from flashcards.core.problem import Problem, warning

_TAG: Final = re.compile(
    r"""(?P<before>\ {0,3}(?:>[ \t]*)*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)*
        (?:\[[ xX]\][ \t]+)?(?:\#{1,6}[ \t]+)?[*_]{0,3})
    (?P<letter>[QAC\uff31\uff21\uff23])(?P<number>\ ?[0-9]{0,4}[.)]?)
    (?:[*_]{0,3}\ ?:[*_]{0,3}(?!\S)|[*_]{0,3}\ ?\uff1a)""",
    re.VERBOSE,
)
_BLANKS: Final = frozenset(" \t")
_PLAIN: Final = frozenset({"Q:", "A:", "C:", "S:"})
_INDENTED: Final = re.compile(r"(?:\ {4}|\t|\ {1,3}\t)[ \t]*([QA]):(?!\S)")
_LONGEST_OPTION: Final = 12
_LATIN: Final = str.maketrans("\uff31\uff21\uff23", "QAC")


class NearTag(NamedTuple):
    """A line that looks like a tag line, and the letter of the tag that was meant."""

    line: int
    letter: str


def near_tags(seen: SeenPage) -> Iterator[Problem]:
    """The lines that are a tag but for where it stands or how it is written.

    A question counts only where something below looks like its answer, and an answer only with a
    question above; a cloze, where it has a deletion.
    """
    found = list(_candidates(seen))
    answers = [one.line for one in found if one.letter == "A"]
    answers += [one.lines.start for one in seen.stretches if one.letter == "A"]
    questions = [one.line for one in found if one.letter == "Q"]
    questions += [one.lines.start for one in seen.stretches if one.letter == "Q"]
    last, first = max(answers, default=-1), min(questions, default=len(seen.page.lines))
    for line, letter in found:
        is_pair = line < last if letter == "Q" else line > first
        if letter == "C" or is_pair:
            text = seen.page.lines[line].strip()
            message = f"`{text[:12].strip()}` is not a tag"
            hint = f"write `{letter}:` at the beginning of the line, then a blank"
            yield warning(seen.page.file, line, message, hint)
    yield from _in_indented_code(seen)


def _candidates(seen: SeenPage) -> Iterator[NearTag]:
    page = seen.page
    lines = [line for line in page.with_colon if page.lines[line][:2] not in _PLAIN]
    if not lines:
        return
    cards = {*page.blocks.tags, *(draft.lines.start for draft in seen.drafts)}
    for line in lines:
        text = page.lines[line]
        tag = _TAG.match(text)
        if tag is None or not (tag["before"] or tag["number"] or tag["letter"] > "Z"):
            continue
        if page.blocks.hidden[line] or line in cards or line in page.escaped:
            continue
        if tag["letter"] == "A" and _is_option(page.lines, line, tag["before"]):
            continue
        letter = tag["letter"].translate(_LATIN)
        if meant_tag(text) is None and (letter != "C" or deletions_of(text[tag.end() :])):
            yield NearTag(line, letter)


def _is_option(lines: Sequence[str], line: int, before: str) -> bool:
    """Whether below an `A:` in a list stands a `B:` alike: then both are options to choose from."""
    option = f"{before}B"
    below = lines[line + 1 : line + 1 + _LONGEST_OPTION]
    return bool(before.strip()) and any(text.startswith(option) for text in below)


def _in_indented_code(seen: SeenPage) -> Iterator[Problem]:
    """Questions and answers that four blanks make code, or text, outside lists."""
    page = seen.page
    lines = [line for line in page.with_colon if page.lines[line][:1] in _BLANKS]
    if not lines:
        return
    items = [item.lines for item in page.blocks.items if item.top]
    fenced = [fence.lines for fence in page.blocks.fences]
    found = []
    for line in lines:
        tag = _INDENTED.match(page.lines[line])
        if tag and not holding(items, line) and not holding(fenced, line) and _is_shown(seen, line):
            found.append(NearTag(line, tag[1]))
    if {one.letter for one in found} == {"Q", "A"}:
        for line, letter in found:
            message = f"`{letter}:` behind four blanks or more is code or text"
            yield warning(page.file, line, message, f"begin the line with `{letter}:`")


def _is_shown(seen: SeenPage, line: int) -> bool:
    hidden = seen.page.blocks.hidden[line]
    return not hidden or holding(seen.page.blocks.indented, line) is not None
