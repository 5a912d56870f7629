"""What a page holds besides questions: contents, licence, contact, badges, links to elsewhere."""

import re
from collections.abc import Iterator
from typing import Final

from flashcards.formats.questions.asked import Gap
from flashcards.formats.questions.lines import QuestionBank, Sort
from flashcards.formats.questions.wording import wording_of

_KINDS: Final = {
    "contents": r"(?:table of )?contents?|toc|index|quick links|navigation|menu|jump to.{0,20}",
    "licence": r"licen[sc]e|copyright|legal",
    "contact": r"contact(?: us| me)?|follow (?!the |these |your |an? )\S+(?: \S+){0,3}"
    r"|connect with.{0,20}|social.{0,20}|about (?:the )?"
    r"(?:author|me|us)|authors?|maintainers?|stay in touch",
    "how to contribute": r"contribut(?:ing|ors?|ions?)(?: guide(?:lines)?)?|how to contribute|"
    r"pull requests?",
    "support": r"support(?: us| me| the project)?|sponsors?|donat(?:e|ions?)|backers?|star history|"
    r"buy me.{0,20}",
    "references": r"references?|resources?|further reading|see also|useful links|links|credits?|"
    r"acknowledge?ments?|sources?|bibliography",
    "questions for the interviewer": r"(?:\w+ )?questions (?:(?:to|you (?:can|should)) ask|for) "
    r"(?:(?:your|the|an|them|your future)\b ?)*(?:interviewers?|employers?|them)?(?: at the end)?",
    "checklist": r"(?:(?:day|night|morning|interview|final|packing|travel|last|pre|weekly|daily"
    r"|study|prep\w*|logistics|quick|before|of|on|the|minute|your|my)\W+)*check-?lists?",
    "notices": r"disclaimer|changelog|translations?|installation|usage",
}
_HEADING: Final = re.compile(
    "|".join(f"(?P<k{number}>{words})" for number, words in enumerate(_KINDS.values())),
    re.IGNORECASE,
)
_NAMES: Final = tuple(_KINDS)
_CONTENTS: Final = "contents"
_CHECKLIST: Final = "checklist"
_LINK: Final = re.compile(
    r"!?\[(?:[^\[\]]|\[[^\[\]]*\]|!\[[^\[\]]*\]\([^()]*\))*\]\(([^()\s]*)[^()]*\)"
)
_LINE_OF_LINKS: Final = re.compile(r"[\W\d_]*")
_FEWEST: Final = 3
_NESTED: Final = 4


def furniture(heading: str) -> str | None:
    """What a heading introduces if it is the page's own and no topic: `licence`, `contact`."""
    words = heading.strip(" :*_#-\u2013").strip()
    words = re.sub(r"^[^\w]+|[^\w]+$", "", words)
    found = _HEADING.fullmatch(words)
    if found is None:
        return None
    return _NAMES[next(n for n in range(len(_NAMES)) if found[f"k{n}"])]


def is_furniture(heading: str) -> bool:
    """Whether a heading introduces a part of the page that holds no questions."""
    return furniture(heading) is not None


def contents_of(bank: QuestionBank) -> Iterator[Gap]:
    """The runs of list items and rows that are links into the page, at least three."""
    run: list[int] = []
    for number in bank.free():
        line = bank.lines[number]
        if line.sort in {Sort.ITEM, Sort.ROW}:
            if _is_link_in(line.content):
                run.append(number)
            elif line.sort is Sort.ITEM or (run and _has_words(line.content)):
                yield from _gap(run)
                run = []
        elif line.sort not in {Sort.BLANK, Sort.ROW} and run:
            yield from _gap(run)
            run = []
    yield from _gap(run)


def _gap(run: list[int]) -> Iterator[Gap]:
    if len(run) >= _FEWEST:
        yield Gap(run[0], run[-1] + 1, _contents(len(run)))


def _has_words(content: str) -> bool:
    return bool(content.replace("|", "").strip(" -:*"))


def _is_link_in(content: str) -> bool:
    """Whether a line is nothing but a link to an anchor of the page."""
    links = list(_LINK.finditer(content)) if "](#" in content else []
    if not links or not all(link[1].startswith("#") for link in links):
        return False
    return bool(_LINE_OF_LINKS.fullmatch(_LINK.sub("", content)))


def is_link_only(content: str) -> bool:
    """Whether a line is links and nothing else, wherever they lead."""
    if "](" not in content and "<http" not in content and "://" not in content:
        return False
    rest = re.sub(r"<?https?://\S+>?", "", _LINK.sub("", content))
    return bool(_LINE_OF_LINKS.fullmatch(rest))


def own_parts(bank: QuestionBank) -> Iterator[Gap]:
    """The sections whose heading says that they are the page's own: licence, contact."""
    headed = [
        (number, line.level)
        for number, line in enumerate(bank.lines)
        if line.level and line.sort is Sort.HEADING and not line.depth and line.indent < _NESTED
    ]
    end = -1
    for index, (number, level) in enumerate(headed):
        words = wording_of(bank.lines[number].content)
        what = furniture(words.text) if words.number is None else None
        if what is None or number < end or bank.taken[number]:
            continue
        below = (line for line, other in headed[index + 1 :] if other <= level)
        end = next(below, len(bank.lines))
        if what == _CHECKLIST and any(line.sort is Sort.ROW for line in bank.lines[number:end]):
            continue  # a table to rate oneself in
        links = sum(_is_link_in(line.content) for line in bank.lines[number:end])
        yield Gap(number, end, _contents(links) if what == _CONTENTS and links else what)


def _contents(links: int) -> str:
    return f"{_CONTENTS} ({links} links)"
