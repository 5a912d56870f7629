"""Acts said anew: what an undo took back, appended once more at its place in the log."""

from collections.abc import Sequence
from typing import Any, Final

from flashcards.core.card import CardId
from flashcards.core.log.anew import said_anew
from flashcards.core.log.card_facts import Redated, Review
from flashcards.core.log.collection_facts import Together
from flashcards.core.log.facts import Fact, Undo, Unknown
from flashcards.core.log.misdated import as_given, redatings
from flashcards.core.log.outranked import outranked
from flashcards.core.log.stamp import FactId
from flashcards.services.work import Work
from flashcards.storage.log.acts import (
    came_with,
    is_standing,
    said_anew_of,
    taken_back_by,
    undo_of,
    whole_act,
)
from flashcards.storage.log.log import history_of

_NAMING: Final = ("plan", "interview", "review")
"""The fields in which an act names an earlier one."""


def say_anew(work: Work, undone: Sequence[Fact], **changes: Any) -> list[Fact]:
    """Append facts of one act anew, its first with changes."""
    first = _anew(work, undone[0], **changes)
    act = first.stamp.id
    parts = undone[1:]
    if isinstance(first, Together):
        given = [first, *(_anew(work, fact) for fact in parts)]
    else:
        given = [first, *(_anew(work, fact, **_part_of(fact, act)) for fact in parts)]
    work.append(given)
    return given


def settle_for_good(work: Work, card: CardId) -> None:
    """Undo what a later grade outranks anyway, so that one version of each answer is left."""
    known = history_of(work.connection, card)
    lost = outranked(known, {fact.undoes for fact in known if isinstance(fact, Undo)})
    if lost:
        work.append([Undo(work.stamp(), f.card, f.stamp.id) for f in known if f.stamp.id in lost])


def _part_of(fact: Fact, act: FactId) -> dict[str, str]:
    """What says that a fact is part of an act; an imported answer says it as its source."""
    return {"source": came_with(act)} if isinstance(fact, Review) else {"part_of": act}


def swap(work: Work, act: FactId, undone: FactId) -> FactId | None:
    """Undo an act, as it stands now, and say one anew that was undone; the fact that says it.

    None where the act does not stand, however it was said: then nothing is done.
    """
    connection = work.connection
    facts = whole_act(connection, act)
    if not facts and (anew := said_anew_of(connection, act)) is not None:
        facts = whole_act(connection, anew)
    undo = undo_of(connection, undone)
    if not facts or undo is None:
        return None
    work.append([Undo(work.stamp(), fact.card, fact.stamp.id) for fact in facts])
    return say_anew(work, taken_back_by(connection, undo))[0].stamp.id


def _anew(work: Work, fact: Fact, **changes: Any) -> Fact:
    """The fact anew; where it names another that was said anew itself, it names that one."""
    if isinstance(fact, (Undo, Unknown)):
        raise TypeError(fact)
    for name in _NAMING:
        named = getattr(fact, name, None)
        if named is not None and not is_standing(work.connection, named):
            changes = {name: said_anew_of(work.connection, named) or named, **changes}
    return said_anew(_as_given(work, fact) if isinstance(fact, Review) else fact, **changes)


def _as_given(work: Work, review: Review) -> Review:
    """The answer at the instant that holds for it: a redating names the id that it had."""
    known = history_of(work.connection, review.card)
    undone = {fact.undoes for fact in known if isinstance(fact, Undo)}
    told = [f for f in known if isinstance(f, Redated) and f.stamp.id not in undone]
    return as_given(review, redatings(told))
