"""Questions and answers that say so: `Q:` and `A:`, bold or not, numbered or not."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from flashcards.formats.questions.answers import answer_of, halves_of, is_labelled
from flashcards.formats.questions.asked import AskedText
from flashcards.formats.questions.lines import QuestionBank, Sort, text_of
from flashcards.formats.questions.wording import wording_of

_MARKS: Final = r"(?:[>\s]*(?:[-*+][ ]+|[0-9]{1,4}[.)][ ]+)?(?:\*\*|__|<b>|<strong>)?[ ]?)"
_ASKS: Final = re.compile(
    rf"(?P<marks>{_MARKS})(?:question|ques|frage|pregunta|q|Q)[ ]?(?:no\.?[ ]?)?\#?[0-9]{{0,4}}[ ]?"
    r"(?:[\[(](?P<level>easy|medium|hard|beginner|intermediate|advanced|expert|junior|mid|senior)[\])]"
    r"[ ]?)?[:.)](?:\*\*|__|</b>|</strong>)?(?=\s|$|[A-Z\u00c0-\u024f`*_])\s*",
    re.IGNORECASE,
)
_ANSWERS: Final = re.compile(
    rf"{_MARKS}(?:answer|ans|solution|antwort|respuesta|a)[ ]?\#?[0-9]{{0,4}}[ ]?[:.)-]"
    r"(?:\*\*|__|</b>|</strong>)?(?=\s|$|[A-Z`*_])\s*",
    re.IGNORECASE,
)
_INLINE: Final = re.compile(
    r"(?P<asks>.{1,600}?)(?:\s{0,9}<br\s*/?>\s*|(?<=[?*_])\s+)(?:\*\*|__|<b>)?"
    r"(?:answer|ans|a)[ ]?[0-9]{0,4}[ ]?:(?:\*\*|__|</b>)?\s+(?P<answers>\S.*)",
    re.IGNORECASE,
)
_BOLD_ITEM: Final = re.compile(r"\*\*(?P<asks>[^*]{2,600})\*\*[ ]+(?P<answers>\w.*)")
_OWN: Final = re.compile(r" {0,3}[CS]:(?=\s)|[^`]*\S ::?: \S|[^`]*\S :: \S")
_FEWEST: Final = 2
_BEFORE: Final = " \t>-*+_0123456789.)"
_STARTS: Final = frozenset("<qQfFpPaAsSrR")
_WORD: Final = re.compile(r"ans|solution|antwort|respuesta", re.IGNORECASE)


class _Label(NamedTuple):
    line: int
    asks: bool
    end: int
    level: str | None = None


def asked_by_labels(bank: QuestionBank) -> Iterator[AskedText]:
    """The questions that are labelled so; their lines are taken."""
    labels = list(_labels(bank))
    says = any(not one.asks or bank.raw[one.line].startswith("Q:") for one in labels)
    if not says and len(labels) < _FEWEST:
        return
    for index, one in enumerate(labels):
        if not one.asks:
            continue
        following = labels[index + 1] if index + 1 < len(labels) else None
        stop = _stop(bank, one.line + 1, len(bank.lines) if following is None else following.line)
        if following is not None and not following.asks and following.line == stop:
            after = labels[index + 2].line if index + 2 < len(labels) else len(bank.lines)
            end = _stop(bank, stop + 1, after)
            yield _paired(bank, one, following, end)
            bank.take(one.line, end)
        elif not _is_bold(bank, one):
            yield _single(bank, one, stop)
            bank.take(one.line, stop)


def _labels(bank: QuestionBank) -> Iterator[_Label]:
    for number, line in enumerate(bank.lines):
        if line.sort not in {Sort.TEXT, Sort.ITEM} or bank.taken[number] or line.depth:
            continue
        raw = bank.raw[number]
        if raw.lstrip(_BEFORE)[:1] not in _STARTS:
            continue
        if (found := _ASKS.match(raw)) is not None and len(found[0]) < len(raw.rstrip()) + 1:
            yield _Label(number, asks=True, end=found.end(), level=found["level"])
        elif (found := _ANSWERS.match(raw)) is not None and _is_answer(found[0]):
            yield _Label(number, asks=False, end=found.end())


def _is_bold(bank: QuestionBank, label: _Label) -> bool:
    """Whether a label and its question are bold, so that the question ends where the bold does."""
    raw = bank.raw[label.line]
    is_open = raw[: label.end].count("**") % 2 == 1
    return is_open and bank.lines[label.line].sort is Sort.TEXT and "**" in raw[label.end :]


def _is_answer(label: str) -> bool:
    """Whether a label is one, and no option: `A)` and `A.` are options, `A:` and `A1.` are not."""
    if _WORD.search(label):
        return True
    return ":" in label or any(char.isdigit() for char in label.partition("A")[2])


def _stop(bank: QuestionBank, start: int, end: int) -> int:
    for line in range(start, end):
        one = bank.lines[line]
        if bank.taken[line] or (one.sort is Sort.HEADING and not one.depth):
            return line
        if one.sort is Sort.TEXT and _OWN.match(bank.raw[line]):
            return line
    return end


def _paired(bank: QuestionBank, asks: _Label, answers: _Label, end: int) -> AskedText:
    question = _behind(bank, asks, answers.line)
    title, _, body = question.partition("\n")
    title, body = (title, body) if title.strip() else (body.strip(), "")
    words = wording_of(title)
    if body and not body.startswith("\n") and "\n" not in body.strip():
        words, body = wording_of(f"{title} {body.strip()}"), ""
    answer = answer_of(_behind(bank, answers, end))
    return AskedText(
        asks.line, end, "`Q:` and `A:`", words.text, answer, words.tags, body=body.strip("\n")
    )


def _single(bank: QuestionBank, asks: _Label, end: int) -> AskedText:
    """A question whose answer is not labelled: the paragraphs below its first one."""
    stop = asks.line + 1
    while stop < end and bank.lines[stop].sort is Sort.TEXT and not is_labelled(bank.raw[stop]):
        if bank.raw[stop - 1].rstrip("*_ ").endswith("?"):
            break
        stop += 1
    text = " ".join(_behind(bank, asks, stop).split("\n"))
    if (bold := _BOLD_ITEM.fullmatch(text)) is not None:
        words, rest = wording_of(bold["asks"]), text_of(bank, stop, end)
        answer = answer_of(f"{bold['answers']}\n{rest}")
        return AskedText(asks.line, end, "`Q:` and `A:`", words.text, answer, words.tags)
    if (inline := _INLINE.fullmatch(text)) is not None:
        words, rest = wording_of(inline["asks"]), text_of(bank, stop, end)
        answer = answer_of(f"{inline['answers']}\n{rest}")
        return AskedText(asks.line, end, "`Q:` and `A:`", words.text, answer, words.tags)
    words = wording_of(text)
    body, answer = halves_of(text_of(bank, stop, end, _indent(bank, stop, end)))
    return AskedText(asks.line, end, "`Q:` and `A:`", words.text, answer, words.tags, body=body)


def _indent(bank: QuestionBank, line: int, end: int) -> int:
    first = bank.following(line)
    return bank.lines[first].indent if first < end else 0


def _behind(bank: QuestionBank, label: _Label, end: int) -> str:
    """The text behind a label to a line, with what is bold around both made even."""
    first = bank.raw[label.line][label.end :].rstrip()
    opening = bank.raw[label.line][: label.end]
    first = f"({label.level}) {first}" if label.level else first
    if opening.count("**") % 2 and first.endswith("**"):
        first = first[:-2]
    elif opening.count("**") % 2 and first.count("**") % 2:
        first = f"**{first}"
    below = text_of(bank, label.line + 1, end, _indent(bank, label.line + 1, end))
    gap = "\n\n" if below and not bank.raw[label.line + 1].strip() else "\n"
    return f"{first}{gap}{below}".strip("\n") if below else first
