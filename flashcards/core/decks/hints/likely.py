"""A file in which cards were probably meant, and none or few were found: what would help."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Final

from flashcards.core.card import Kind
from flashcards.core.deck import DeckMode
from flashcards.core.decks.asking import asks
from flashcards.core.decks.hints.seen import SeenPage
from flashcards.core.decks.markdown.blocks import Heading, holding
from flashcards.core.decks.navigation import only_leads_back, only_links
from flashcards.core.decks.page import item_text
from flashcards.core.decks.sections import heading_text
from flashcards.core.problem import Problem, warning

_FEW: Final = 3
"""Things that look alike by less than so many may be chance."""

_MANY: Final = 5
_VERB: Final = "is|are|was|were|do|does|did|can|could|should|would|will|has|have|had"
_SUBJECT: Final = "an?|the|it|you|we|i|they|there|this|that|these|those|all|any|one|your"
_QUESTION: Final = re.compile(
    rf"""(?:Q[0-9]*[.:)]?\s+)?
    (?:(?:what|why|how|when|where|which|who|whose)(?:\s+(?:{_VERB}|happens|causes|makes|kinds?
        |types?|many|much|often|long)\b|['\u2019]s\b)
    |(?:{_VERB})\s+(?:{_SUBJECT})\b
    |(?:explain|describe|define|compare|discuss|derive|prove|outline)\s+\S
    |(?:name|list|give|tell)\s+(?:an?|the|some|all|me|us|one|two|three|four|five|[0-9]+)\b
    |(?:warum|wie|wann|wo|welche[rs]?|wer|que|qu[eé]|pourquoi|comment|por\ qu[eé]|c[oó]mo)\s+\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAYBE_QUESTION: Final = re.compile(
    r"(?:what|why|how|when|where|which|who|whose)\s+\S", re.IGNORECASE
)
"""`How to install` is a heading of any manual: only where most headings of a level are so."""

_MOST: Final = 0.6
_NEAR_TAG: Final = re.compile(r"[*_]*[QAC][0-9]*[.)]?[*_]*:")
_BOLD: Final = re.compile(r"(\*\*|__)(?=\S)[^\n]*(\*\*|__)[^\w\n]*")
_LEVEL_MODES: Final = frozenset({DeckMode.HEADINGS, DeckMode.PROMPTS, DeckMode.STORIES})
_LONGEST_BOLD: Final = 400


def likely_cards(seen: SeenPage) -> Iterator[Problem]:
    """What looks like questions all over the file, where it gave fewer cards than that."""
    if seen.mode is DeckMode.AUTO:
        yield from _headings(seen)
        yield from _bold_paragraphs(seen)
        yield from _items(seen)
    elif seen.mode in _LEVEL_MODES and not seen.drafts:
        yield from _other_levels(seen)


def _headings(seen: SeenPage) -> Iterator[Problem]:
    """Headings with text below that are no question, though they look like one or others are."""
    page, cards = seen.page, seen.cards
    asked = {draft.lines.start for draft in seen.drafts if draft.kind is Kind.HEADING}
    others: dict[int, list[Heading]] = defaultdict(list)
    asking: Counter[int] = Counter()
    ends = [*(heading.lines.start for heading in page.blocks.headings[1:]), len(page.lines)]
    for heading, end in zip(page.blocks.headings, ends, strict=False):
        start, below = heading.lines
        asking[heading.level] += start in asked
        if not holding(cards, start) and not only_leads_back("\n".join(page.lines[below:end])):
            others[heading.level].append(heading)
    most: list[Heading] = []
    for level, found in others.items():
        alike = _alike(found)
        if asking[level] >= max(_MANY, len(found)):
            yield _by_level(page.file, found, f"do not ask, beside {asking[level]:,} that do")
        elif len(alike) > len(most):
            most = alike
    if len(most) >= _FEW and (len(most) > len(seen.drafts) or asking[most[0].level]):
        yield _by_level(page.file, most, "look like questions")


def _alike(headings: Sequence[Heading]) -> list[Heading]:
    """Those of a level that look like a question, those that may if nearly all of it do."""
    texts = [heading_text(heading.text) for heading in headings]
    sure = [asks(text) or bool(_QUESTION.match(text)) for text in texts]
    maybe = [
        is_sure or bool(_MAYBE_QUESTION.match(text))
        for is_sure, text in zip(sure, texts, strict=True)
    ]
    is_most = sum(maybe) >= max(_MANY, _MOST * len(headings))
    return list(compress(headings, maybe if is_most else sure))


def _by_level(file: str, headings: Sequence[Heading], what: str) -> Problem:
    level = headings[0].level
    which = f"{len(headings):,} headings" if len(headings) > 1 else "one heading"
    hint = f"write `cards: headings` and `level: {level}` between two lines `---` at the top"
    said = what if len(headings) > 1 else what.replace("do not ask", "does not ask")
    return warning(file, headings[0].lines.start, f"{which} at level {level} {said}", hint)


def _bold_paragraphs(seen: SeenPage) -> Iterator[Problem]:
    found = [
        line
        for line, text in seen.free_paragraphs
        if _is_bold(text) and asks(text) and not _NEAR_TAG.match(text)
    ]
    if found:
        are = "a bold paragraph looks like a question"
        if len(found) > 1:
            are = f"{len(found):,} bold paragraphs look like questions"
        hint = "make a heading of each: `## Why?` instead of `**Why?**`"
        yield warning(seen.page.file, found[0], are, hint)


def _items(seen: SeenPage) -> Iterator[Problem]:
    found, others = [], 0
    for item in seen.page.blocks.items:
        if item.top and seen.free[item.lines.start]:
            opening = item_text(seen.page, item).opening
            is_other = opening.startswith("#") or _is_bold(opening) or only_links(opening)
            if "\n" not in opening and not is_other and asks(opening):
                found.append(item.lines.start)
            else:
                others += not is_other
    if len(found) >= max(_FEW, others) and len(found) > len(seen.drafts):
        message = f"{len(found):,} list items look like questions"
        hint = "write `question :: answer`; or `cards: prompts` at the top, for mock interviews"
        yield warning(seen.page.file, found[0], message, hint)


def _other_levels(seen: SeenPage) -> Iterator[Problem]:
    """Where no heading has the level that is wanted, the level that most have."""
    levels = [heading.level for heading in seen.page.blocks.headings]
    if levels and seen.level not in levels:
        level = max(sorted(set(levels), reverse=True), key=levels.count)
        first = levels.index(level)
        count = levels.count(level)
        have = f"{count:,} have level {level}" if count > 1 else f"one has level {level}"
        message = f"no heading has level {seen.level}, but {have}"
        line = seen.page.blocks.headings[first].lines.start
        yield warning(seen.page.file, line, message, f"write `level: {level}` at the top")


def _is_bold(text: str) -> bool:
    return len(text) <= _LONGEST_BOLD and bool(_BOLD.fullmatch(text))
