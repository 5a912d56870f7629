"""An act taken back whole: every fact of it, and the schedules without it."""

from dataclasses import replace

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import DueSet
from flashcards.core.log.collection_facts import Adopted
from flashcards.core.log.facts import Undo
from flashcards.core.log.stamp import FactId
from flashcards.services.log.bringing_up import bring_up
from flashcards.services.progress import Progress, unheard
from flashcards.services.work import Work
from flashcards.storage.log.acts import cards_decided_after, due_days_undone_with, whole_act
from flashcards.storage.log.lineage import living_continuations


def take_back(work: Work, act: FactId, progress: Progress = unheard) -> list[CardId]:
    """Undo the act that begins with a fact, with one undo a fact; the cards it was about."""
    facts = whole_act(work.connection, act)
    work.append([Undo(work.stamp(), fact.card, fact.stamp.id) for fact in facts])
    for fact in facts:
        if isinstance(fact, Adopted) and fact.reverts:
            work.append(_due_days_again(work, fact))
    cards = list(dict.fromkeys(fact.card for fact in facts if fact.card is not None))
    changed = any(isinstance(fact, Adopted) for fact in facts)
    bring_up(work, cards, progress, parameters_changed=changed)
    return cards


def _due_days_again(work: Work, reversion: Adopted) -> list[DueSet]:
    """The due days that the way back took back, but for cards decided on since, said once more.

    An undo stands for ever, so what it took back has to be said anew, as part of the same act.
    """
    undone = due_days_undone_with(work.connection, reversion)
    if not undone:
        return []
    decided = cards_decided_after(work.connection, reversion)
    now = living_continuations(work.connection)
    return [
        replace(fact, stamp=work.stamp())
        for fact in undone
        if decided.isdisjoint((fact.card, now.get(fact.card, fact.card)))
    ]
