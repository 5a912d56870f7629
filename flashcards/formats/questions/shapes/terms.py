"""Terms and what they mean: `Term` + `: meaning`, `**Term**: meaning`, `## Term` + a paragraph."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from flashcards.formats.questions.answers import answer_of
from flashcards.formats.questions.asked import AskedText
from flashcards.formats.questions.furniture import is_furniture
from flashcards.formats.questions.lines import QuestionBank, Sort, text_of
from flashcards.formats.questions.shapes.headings import Headed
from flashcards.formats.questions.wording import Asking, wording_of

_MEANS: Final = re.compile(r" {0,3}:[ \t]+(\S.*)")
_TERM: Final = re.compile(
    r"(?P<mark>\*\*|__|<(?:b|strong)>)(?P<term>[^*_`<>]{1,80})(?:\*\*|__|</(?:b|strong)>)\s*"
    r"(?P<remark>\([^()]{1,60}\))?\s*"
    r"(?::|\u2013|\u2014|-|=|\u2192|->)\s+(?P<meaning>\S.*)"
)
_INNER: Final = re.compile(r"\*\*(?P<term>[^*:]{1,80}):\*\*\s+(?P<meaning>\S.*)")
_PAIR: Final = re.compile(
    r"(?P<term>[^:\u2013\u2014=]{1,60}?)(?:\s+[-\u2013\u2014=\u2192]\s+|:\s+)(?P<meaning>\S.*)"
)
_GLOSSARY: Final = re.compile(
    r"\b(?:glossary|terms?|terminology|vocabulary|definitions?|dictionary|flash ?cards?|jargon"
    r"|key concepts|acronyms?|abbreviations?|lexicon|glossar|vokabeln)\b",
    re.IGNORECASE,
)
_NO_TERM: Final = re.compile(r"[0-9]{2}|[@,;:]|^v?[0-9]+\.")
_LONGEST_TERM: Final = 60
_MOST_WORDS: Final = 6
_FEWEST: Final = 3
_FEWEST_UNSAID: Final = 5
_TIMES: Final = 5
_SHARE: Final = 0.8
_INSIDE: Final = 2
_NESTED: Final = 4
_SHORT: Final = 2
_MOST_BLANKS: Final = 3
_LONGEST_MEANING: Final = 12


def asked_by_terms(bank: QuestionBank, name: str) -> Iterator[AskedText]:
    """The definitions of a page; those that do not say it themselves only where a title does."""
    yield from _definition_lists(bank)
    yield from _marked_terms(bank, name)
    yield from _pairs(bank, name)


def _definition_lists(bank: QuestionBank) -> Iterator[AskedText]:
    done = 0
    for line in bank.free():
        if line < done or line + 1 >= len(bank.lines):
            continue
        below = line + 1 if bank.lines[line + 1].sort is not Sort.BLANK else line + 2
        is_term = bank.lines[line].sort is Sort.TEXT
        if is_term and below < len(bank.raw) and _MEANS.match(bank.raw[below]):
            term = wording_of(bank.lines[line].content)
            end = below + 1
            while end < len(bank.raw) and (
                _MEANS.match(bank.raw[end])
                or bank.lines[end].indent >= _INSIDE
                or (bank.lines[end].sort is Sort.BLANK and _goes_on(bank, end))
            ):
                end += 1
            text = text_of(bank, below, end, 2)
            meaning = "\n".join(re.sub(r"^ {0,3}:[ \t]+", "", one) for one in text.split("\n"))
            yield AskedText(line, end, "definitions", term.text, answer_of(meaning), term.tags)
            bank.take(line, end)
            done = end


def _goes_on(bank: QuestionBank, line: int) -> bool:
    below = bank.following(line)
    return below - line <= _MOST_BLANKS and (
        below < len(bank.raw)
        and (bool(_MEANS.match(bank.raw[below])) or bank.lines[below].indent >= _INSIDE)
        and bank.lines[below].sort is not Sort.ITEM
    )


def _marked_terms(bank: QuestionBank, name: str) -> Iterator[AskedText]:
    """Items and paragraphs that begin with a marked term, below a title that says `glossary`."""
    says = bool(_GLOSSARY.search(name.replace("-", " ").replace("_", " ")))
    level = 0
    for number, line in enumerate(bank.lines):
        if line.level and line.sort is Sort.HEADING:
            if _GLOSSARY.search(line.content):
                says, level = True, line.level
            elif level and line.level <= level:
                says, level = False, 0
        elif says and line.sort in {Sort.ITEM, Sort.TEXT} and not bank.taken[number]:
            found = _TERM.fullmatch(line.content) or _INNER.fullmatch(line.content)
            if found is not None and line.indent < _NESTED:
                end = number + 1
                while end < len(bank.lines) and (
                    (bank.lines[end].sort is Sort.TEXT and not _TERM.match(bank.lines[end].content))
                    or bank.lines[end].indent > line.indent + 1
                ):
                    end += 1
                below = text_of(bank, number + 1, end, line.column)
                meaning = f"{found['meaning']}\n{below}".strip("\n")
                yield AskedText(
                    number, end, "definitions", found["term"].strip(), answer_of(meaning)
                )
                bank.take(number, end)


def _pairs(bank: QuestionBank, name: str) -> Iterator[AskedText]:
    """The items `word - meaning` of a list below a title that says `vocabulary`: all, or none."""
    says = bool(_GLOSSARY.search(name.replace("-", " ").replace("_", " ")))
    section: list[int] = []
    for number in [*bank.free(), len(bank.lines)]:
        line = bank.lines[number] if number < len(bank.lines) else None
        if line is None or line.level:
            parted = [(one, _PAIR.fullmatch(bank.lines[one].content)) for one in section]
            if len(parted) >= _FEWEST and all(found for _, found in parted):
                for one, found in parted:
                    if found is not None:
                        term, meaning = found["term"].strip(), found["meaning"]
                        yield AskedText(one, one + 1, "definitions", term, meaning)
                        bank.take(one, one + 1)
            section = []
            says = says or (line is not None and bool(_GLOSSARY.search(line.content)))
        elif says and line.sort is Sort.ITEM:
            section.append(number)


def term_headings(bank: QuestionBank, headings: Sequence[Headed], name: str) -> list[Headed]:
    """The headings that are terms with a short meaning below: all of a level, or none.

    They stand below a title that says `glossary`, or there is hardly anything else in the page.
    """
    titles = [one for one in headings if _GLOSSARY.search(one.words.text)]
    says = bool(_GLOSSARY.search(name.replace("-", " ").replace("_", " ")))
    levels: dict[int, list[Headed]] = {}
    for one in headings:
        if not one.listed and not is_furniture(one.words.text) and not bank.taken[one.line]:
            levels.setdefault(one.level, []).append(one)
    for level in sorted(levels, reverse=True):
        members = [one for one in levels[level] if one not in titles]
        below = [one for one in members if says or any(t.line < one.line < t.end for t in titles)]
        rest = sum(one.level > 1 for one in headings) - len(members)
        chosen, fewest = (
            (below, _FEWEST) if below else (members, max(_FEWEST_UNSAID, _TIMES * rest))
        )
        terms = [one for one in chosen if _is_term(bank, one, strict=not below)]
        if len(chosen) >= fewest and len(terms) >= _SHARE * len(chosen):
            return terms
    return []


def _is_term(bank: QuestionBank, one: Headed, *, strict: bool) -> bool:
    if len(one.words.text) > _LONGEST_TERM or len(one.words.text.split()) > _MOST_WORDS:
        return False
    if one.words.asking >= Asking.LIKELY or (strict and _NO_TERM.search(one.words.text)):
        return False
    below = [line for line in bank.lines[one.line + 1 : one.end] if line.sort is not Sort.BLANK]
    if not below or len(below) > _LONGEST_MEANING or any(line.level for line in below):
        return False
    plain = below[0].sort is Sort.TEXT
    return plain and (not strict or (len(below) <= _SHORT and below[0].content[-1:] in ".!)`"))
