"""Questions -> the text of a deck in flash's forms, which reads back as exactly these cards."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from flashcards.core.card import Card, Kind, Source
from flashcards.core.decks.card_markdown import written
from flashcards.core.decks.sections import heading_text
from flashcards.core.identity import card_id
from flashcards.formats.questions.asked import AskedForm, AskedText
from flashcards.formats.questions.edges import headings_below, without_headings

_SHALLOWEST: Final = 2
_DEEPEST: Final = 4
_TAG: Final = re.compile(r"^( {0,3})(\\*[QACS]:(?!\S))", re.MULTILINE)
_NO_TAG: Final = re.compile(r"[<>,;\s]|-{2,}")
_BLOCK: Final = re.compile(r"\s|`{3}|~{3}|\$\$|[<|>]|[-+*]\s|[0-9]{1,9}[.)]\s")
_PLAIN: Final = re.compile(r"[\w(\"'`\[$\u00bf*_<.@/]")


class PlacedQuestion(NamedTuple):
    """A question below the headings that it stands under, from the outermost."""

    asked: AskedText
    crumbs: tuple[str, ...] = ()


def deck_text(
    front_matter: Sequence[str],
    placed: Sequence[PlacedQuestion],
    *,
    prompts: bool,
    tagged: bool = False,
) -> str:
    """A deck of the questions, each below its headings; as prompts, those without an answer.

    `tagged` writes all cards with tags, which take any text.
    """
    deepest = max((len(one.crumbs) for one in placed), default=0)
    level = min(max(deepest + 1, _SHALLOWEST), _DEEPEST)
    parts: list[str] = []
    above: tuple[str, ...] = ()
    for crumbs, members in groupby(placed, key=lambda one: one.crumbs):
        parts += _headings(above, crumbs[-(level - 1) :], level)
        above = crumbs[-(level - 1) :]
        parts += _section([one.asked for one in members], level, prompts=prompts, tagged=tagged)
    settings = [f"cards: {'prompts' if prompts else 'headings'}"]
    if level != _SHALLOWEST:
        settings.append(f"level: {level}")
    marks = "#" * level + " "
    if not any(part.startswith(marks) for part in parts):
        settings = []
    parts.insert(0, "\n".join(["---", *front_matter, *settings, "---"]))
    return "\n\n".join(parts) + "\n"


def _headings(above: tuple[str, ...], crumbs: tuple[str, ...], _level: int) -> Iterator[str]:
    """The headings that a section needs after those of the section before."""
    same = 0
    while same < min(len(above), len(crumbs)) and above[same] == crumbs[same]:
        same += 1
    if same == len(crumbs) and same:
        same -= 1
    for depth in range(same, len(crumbs)):
        yield f"{'#' * (depth + 1)} {crumbs[depth]}"


def _section(
    asked: Sequence[AskedText], level: int, *, prompts: bool, tagged: bool
) -> Iterator[str]:
    """The cards below one heading: all as headings where all fit, else all with tags."""
    as_headings = prompts or (not tagged and all(map(_fits_heading, asked)))
    for one in asked:
        if one.form is AskedForm.OWN:
            yield one.answer
        elif one.form is AskedForm.SKILL:
            yield _settled(one, _tagged(one, careful=True))
        elif as_headings:
            yield _headed(one, level, prompts=prompts)
        else:
            yield _settled(one, _tagged(one, careful=tagged))


def _headed(one: AskedText, level: int, *, prompts: bool) -> str:
    title = " ".join(one.question.split()) if prompts else one.question
    text = "\n\n".join(part for part in (one.body if prompts else "", one.answer) if part)
    below = _TAG.sub(r"\1\\\2", headings_below(text, level))
    return _settled(one, f"{'#' * level} {title}\n\n{below}".rstrip("\n"))


def _settled(one: AskedText, text: str) -> str:
    tags = [tag for tag in (_NO_TAG.sub("", tag) for tag in one.tags) if tag]
    return f"{text}\n\n<!-- tags: {', '.join(dict.fromkeys(tags))} -->" if tags else text


def _tagged(one: AskedText, *, careful: bool) -> str:
    """A card with tags; carefully, so that it reads back whatever it holds."""
    front = without_headings(f"{one.question}\n\n{one.body}" if one.body else one.question)
    back = without_headings(one.answer)
    skill = one.form is AskedForm.SKILL
    if careful or skill:
        kind = Kind.SELF_ASSESSMENT if skill else Kind.QUESTION
        card = Card(card_id(kind, front, back), kind, front, back, Source("", 1))
        return written(card).rstrip("\n")
    return f"{_behind('Q:', front)}\n{_behind('A:', back)}"


def _behind(tag: str, text: str) -> str:
    """A text behind its tag, or below it where it begins with a block."""
    below = _TAG.sub(r"\1\\\2", text)
    if _BLOCK.match(text):
        return f"{tag}\n\n{below}" if text[0].isspace() else f"{tag}\n{below}"
    return f"{tag} {below}"


def _fits_heading(one: AskedText) -> bool:
    """Whether a question can stand on the line of a heading, as it is, with its answer below."""
    title = one.question
    return (
        one.form is AskedForm.QUESTION
        and not one.body
        and "\n" not in title
        and bool(title.strip())
        and heading_text(title) == title
        and not title.endswith("#")
        and bool(_PLAIN.match(title))
        and "<!--" not in title
    )
