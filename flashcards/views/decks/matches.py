"""What a reading made of cards that came, went or changed."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from flashcards.core.card import CardId
from flashcards.core.decks.matching.match import Happened, Match, Nearest, summary
from flashcards.views.text import one_line, plain

_QUESTION_WIDTH = 40


def summary_lines(matches: Iterable[Match]) -> Iterator[str]:
    """One line where something was matched: `3 edited, 1 moved, 2 new`."""
    if said := summary(matches):
        yield f"Decks: {said}."


def match_lines(
    matches: Iterable[Match], nearest: Mapping[CardId, Nearest] = MappingProxyType({})
) -> Iterator[str]:
    """Every card that was matched, a line each; a new one with the orphan that it is most like."""
    for match in matches:
        was = f" (was {match.old[:8]})" if match.old else ""
        gone = (
            "; `flash link` gives its history to another card"
            if match.happened is Happened.ORPHAN
            else ""
        )
        question = one_line(match.question, _QUESTION_WIDTH)
        place = plain(str(match.source))
        yield f"{place}: {match.happened}: {match.card[:8]} {question}{was}{gone}"
        if near := nearest.get(match.card):
            link = f"flash link {near.card[:8]} {match.card[:8]}"
            yield f"  like {one_line(near.question, _QUESTION_WIDTH)}; if it is the same: {link}"
