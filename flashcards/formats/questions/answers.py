"""What of the lines below a question is its answer: labels and wrappers cut, options parted."""

import re
from collections.abc import Sequence
from textwrap import dedent
from typing import Final, NamedTuple

from flashcards.formats.questions.tails import trimmed

_STRONG: Final = r"(?:\*\*|__|\*|<b>|<strong>)?"
_STRONG_END: Final = r"(?:\*\*|__|\*|</b>|</strong>)?"
_LABEL: Final = re.compile(
    rf"(?:\#{{1,6}}[ \t]+)?{_STRONG}(?:>[ ]?)?"
    r"(?:(?:the[ ])?(?:short[ ]|correct[ ])?(?:answers?|ans|solutions?|respuesta|antwort)"
    rf"(?:[ ]?\#?[0-9]{{1,4}})?{_STRONG_END}[ ]?[:.\u2013]+"
    rf"|A{_STRONG_END}[ ]?:|A[0-9]{{1,4}}{_STRONG_END}[ ]?[:.]+){_STRONG_END}(?=\s|$)[ \t]*",
    re.IGNORECASE,
)
_BARE_LABEL: Final = re.compile(
    r"(?:\#{1,6}[ \t]+|\*\*|__|<b>|<strong>)(?:answers?|solutions?)"
    r"(?:\*\*|__|</b>|</strong>)?[ \t]*",
    re.IGNORECASE,
)
_CORRECT: Final = re.compile(
    r"(?:\*\*|__)?(?:correct(?:[ ](?:answer|option|choice))?|right[ ]answer|key|answer[ ]key)"
    r"(?:\*\*|__)?[ ]?(?:[:=]|\bis\b)(?:\*\*|__)?[ ]?(?=[\w(`\"'])",
    re.IGNORECASE,
)
_NOTHING: Final = re.compile(
    r"[\W_]*(?:(?:your[ ]|the[ ]|add[ ]|write[ ])*answers?[ ](?:here|goes[ ]here|coming[ ]soon|"
    r"pending|needed|to[ ]come)|no[ ]answer(?:[ ]yet)?|coming[ ]soon|to[ ]?(?:do|be[ ](?:added|"
    r"completed|done|answered|written))|tbd|tba|todo|n/?a|wip|pending|unanswered|empty"
    r"|help[ ]wanted)?[\W_]*",
    re.IGNORECASE,
)
_COMMENT: Final = re.compile(r"<!--(?:(?!-->).){0,400}-->", re.DOTALL)
_SUMMARY: Final = re.compile(
    r"<details[^<>]*>\s*(?:<p>\s*)?<summary[^<>]*>(?P<said>.{0,500}?)</summary>",
    re.IGNORECASE | re.DOTALL,
)
_DETAILS: Final = re.compile(r"<(/?)details\b[^<>]*>", re.IGNORECASE)
_MARKUP: Final = re.compile(r"<[^<>]*>|[*_`~#]|&nbsp;")
_WORDLESS: Final = re.compile(
    r"\W*(?:(?:click|tap|press)\b.{0,60}|(?:show|see|view|reveal|expand|toggle|open|display|hide|"
    r"check|read|get|the|full|model|sample|possible|suggested|expected|correct|short|long|my|an?)"
    r"?(?:[ ]?(?:/|the|full|model|sample|hide|&|and))*[ ]*(?:answers?|ans|solutions?|explanations?|"
    r"spoilers?|reveal|show|more|details|hints?|code)(?:[ ]?[0-9a-d]{0,4})(?:[ ].{0,30})?)\W*",
    re.IGNORECASE,
)
_OPENING: Final = re.compile(r"\s*<(?:p|div|br\s*/?)>[ \t]*\n?", re.IGNORECASE)
_OPTION: Final = re.compile(
    r"\s*(?:[-*+][ ]+)?(?:\[[ xX]\]\s+|\(?[A-Fa-f1-6]\s?[.):]\s+|\*\*[A-Fa-f][.):])"
)
_TICKED: Final = re.compile(r"^(\s*[-*+][ ]+)\[[xX]\](\s+)(.*)$", re.MULTILINE)
_BOXED: Final = re.compile(r"^\s*[-*+][ ]+\[ \]\s", re.MULTILINE)
_BOX: Final = re.compile(r"^(\s*[-*+][ ]+)\[[ xX]\]\s+", re.MULTILINE)
LABEL_STARTS: Final = frozenset("#*_<>`~aAsSrRtTcCkK")
"""What a line may begin with that says that the answer follows."""

_LONGEST_NOTHING: Final = 60
_LONGEST_SUMMARY: Final = 600
_LONGEST_LABEL: Final = 80
_FEWEST_OPTIONS: Final = 2
_MOST_PROSE: Final = 3


class Opened(NamedTuple):
    """A text parted at its `<details>`: what stands before it, inside, and behind."""

    before: str
    inside: str
    behind: str


class AnswerHalves(NamedTuple):
    """What stands below a question's line: more of the question, and the answer."""

    body: str
    answer: str


def answer_of(text: str) -> str:
    """The answer in a text below a question; empty where there is none."""
    answer = trimmed(text)
    opened = opened_details(answer)
    if opened is not None and not opened.before.strip() and not trimmed(opened.behind):
        answer = opened.inside
    answer = trimmed(_unlabelled(trimmed(answer)))
    return "" if is_nothing(answer) else answer


def halves_of(text: str) -> AnswerHalves:
    """The text below a question parted where its answer begins: at `<details>`, a label, a tick."""
    opened = opened_details(text)
    if opened is not None and not answer_of(opened.behind):
        return AnswerHalves(trimmed(opened.before), answer_of(opened.inside))
    lines = text.split("\n")
    at = _labelled_line(lines)
    if at and _is_body(lines[:at], picks=bool(_CORRECT.match(lines[at].strip()))):
        return AnswerHalves(trimmed("\n".join(lines[:at])), _solution("\n".join(lines[at:])))
    if "[ ]" in text and _BOXED.search(text) and _TICKED.search(text):
        return _ticked(text)
    return AnswerHalves("", answer_of(text))


def is_nothing(text: str) -> bool:
    """Whether a text says only that there is no answer yet."""
    text = _COMMENT.sub("", text) if "<!--" in text else text
    return len(text) < _LONGEST_NOTHING and bool(_NOTHING.fullmatch(text)) and "`" not in text


def is_labelled(line: str) -> bool:
    """Whether a line begins with what says that the answer follows."""
    bare = line.strip()[:_LONGEST_LABEL]
    return bool(_LABEL.match(bare) or _BARE_LABEL.fullmatch(bare))


def opened_details(text: str) -> Opened | None:
    """The text parted at its first `<details>` whose summary says only that the answer is there."""
    if "<details" not in text.lower():
        return None
    summary = _SUMMARY.search(text)
    if summary is None or not is_wordless(summary["said"]):
        return None
    depth, start, after = 1, len(text), len(text)
    for tag in _DETAILS.finditer(text, summary.end()):
        depth += -1 if tag[1] else 1
        if depth == 0:
            start, after = tag.span()
            break
    inside = _OPENING.sub("", text[summary.end() : start], count=1)
    return Opened(text[: summary.start()], dedent(inside).strip("\n"), text[after:])


def is_wordless(summary: str) -> bool:
    """Whether a summary says nothing but where the answer is."""
    said = _MARKUP.sub("", summary).strip()
    return not said or (len(said) < _LONGEST_LABEL and bool(_WORDLESS.fullmatch(said)))


def is_wordless_details(lines: Sequence[str], line: int) -> bool:
    """Whether a `<details>` begins on a line whose summary says only that the answer is there."""
    if not lines[line].lstrip()[:9].lower().startswith("<details"):
        return False
    summary = _SUMMARY.search("\n".join(lines[line : line + 4])[:_LONGEST_SUMMARY])
    return summary is not None and is_wordless(summary["said"])


def _unlabelled(text: str) -> str:
    first, _, below = text.partition("\n")
    label = _LABEL.match(first) or _BARE_LABEL.fullmatch(first)
    if label is None:
        return text
    rest = first[label.end() :].strip()
    if first.startswith("#") and rest:
        return text
    if rest.strip("*_"):
        return f"{rest}\n{below}".strip("\n")
    return below.strip("\n")


def _solution(text: str) -> str:
    return answer_of(_CORRECT.sub("", text, count=1) if _CORRECT.match(text) else text)


def _labelled_line(lines: Sequence[str]) -> int | None:
    """The first line, outside code, from which on the answer stands."""
    in_code = False
    for number, line in enumerate(lines):
        bare = line.strip()[:_LONGEST_LABEL]
        if bare[:1] not in LABEL_STARTS:
            continue
        if bare.startswith(("```", "~~~")):
            in_code = not in_code
        elif not in_code and (is_labelled(bare) or _CORRECT.match(bare)):
            return number
    return None


def _is_body(lines: Sequence[str], *, picks: bool) -> bool:
    """Whether lines go on with a question: code, options or little text.

    `picks`: what follows names one of several options, so that there have to be some.
    """
    prose, options, in_code = 0, 0, False
    for line in lines:
        bare = line.strip()
        if bare.startswith(("```", "~~~")):
            in_code = not in_code
        elif bare and not in_code:
            is_option = bool(_OPTION.match(line))
            options += is_option
            prose += not is_option
    if picks and options < _FEWEST_OPTIONS:
        return False
    most = 3 * _MOST_PROSE if options >= _FEWEST_OPTIONS else _MOST_PROSE
    return prose <= most


def _ticked(text: str) -> AnswerHalves:
    """Options with boxes, of which those that are ticked answer."""
    right = "\n".join(one[3].strip() for one in _TICKED.finditer(text))
    last = max(one.end() for pattern in (_TICKED, _BOXED) for one in pattern.finditer(text))
    end = text.find("\n", last)
    options, behind = (text, "") if end < 0 else (text[:end], text[end:])
    explanation = answer_of(behind)
    answer = f"{right}\n\n{explanation}" if explanation else right
    return AnswerHalves(trimmed(_BOX.sub(r"\1", options)), answer)
