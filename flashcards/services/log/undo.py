"""Taking back what the learner did, act by act, without limit."""

from collections.abc import Sequence
from dataclasses import replace

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.log.card_facts import DueSet, Regraded, Review
from flashcards.core.log.collection_facts import Adopted, Imported, Together
from flashcards.core.log.facts import ACTS, SESSION_ACTS, Fact, Undo
from flashcards.core.log.record import kind_of
from flashcards.core.log.stamp import FactId
from flashcards.core.study_day import Moment
from flashcards.errors.cards import NothingToUndo
from flashcards.services.collection import Collection
from flashcards.services.log.append import card_named
from flashcards.services.log.imports import NO_FILES, FilesBack, files_back, put_in_place
from flashcards.services.log.reschedule import reschedule_many
from flashcards.services.log.say_anew import settle_for_good, swap
from flashcards.services.progress import Progress, unheard
from flashcards.services.unswept import unswept
from flashcards.services.work import Work, writing_work
from flashcards.storage.database.engine import reading
from flashcards.storage.database.last_addition import last_addition
from flashcards.storage.log.acts import (
    act_with,
    cards_decided_after,
    due_days_undone_with,
    latest_act,
    said_anew_of,
    whole_act,
)
from flashcards.storage.log.lineage import living_continuation, living_continuations
from flashcards.storage.log.log import last_clock


@dataclass(frozen=True, slots=True)
class LearnersAct:
    """What was taken back or given back, by its first fact, and how many cards it was about.

    `known` is the card as it stands now where that fact is about one; `files` are what an import
    wrote.
    """

    fact: Fact
    cards: int
    known: KnownCard | None
    files: FilesBack = NO_FILES

    @property
    def act(self) -> str:
        """What it was: the kind of its facts; where due days were set, the verb that did."""
        if isinstance(self.fact, Together):
            return self.fact.act
        return getattr(self.fact, "why", kind_of(self.fact))

    @property
    def rating(self) -> int | None:
        """The grade of an answer, as it was given."""
        fact = self.fact
        return (fact.score or int(fact.rating)) if isinstance(fact, Review) else None


@dataclass(frozen=True, slots=True)
class AddedSince:
    """So many cards were written into a deck file; and the act before, which undo takes back."""

    file: str
    cards: int
    act: LearnersAct


@unswept()
def undo(collection: Collection, moment: Moment, progress: Progress = unheard) -> LearnersAct:
    """Take back this machine's last act, all of it; raises `NothingToUndo`."""
    with writing_work(collection, moment) as work:
        fact, cards = _latest(work, ACTS, progress)
        files = files_back(work, fact.stamp.id) if isinstance(fact, Imported) else NO_FILES
        done = LearnersAct(fact, cards, known_now(work, fact.card), files)
    put_in_place(collection)
    return done


def added_since(collection: Collection) -> AddedSince | None:
    """The cards that were added after the last act; None where that came later, or none is left."""
    with reading(collection.engine) as connection:
        added, latest = last_addition(connection), latest_act(connection)
        if added is None or latest is None or added.clock < last_clock(connection):
            return None
        facts = whole_act(connection, act_with(connection, latest))
        cards = {fact.card for fact in facts if fact.card is not None}
        card = facts[0].card
        now = None if card is None else living_continuation(connection, card) or card
        known = None if now is None else card_named(connection, now)
        return AddedSince(added.file, added.cards, LearnersAct(facts[0], len(cards), known))


def last_in_session(collection: Collection) -> LearnersAct | None:
    """The act that `undo_in_session` would take back; None where there is none."""
    with reading(collection.engine) as connection:
        latest = latest_act(connection, SESSION_ACTS)
        if latest is None or latest.card is None:
            return None
        now = living_continuation(connection, latest.card) or latest.card
        return LearnersAct(latest, 1, card_named(connection, now))


def undo_in_session(collection: Collection, moment: Moment) -> tuple[FactId, CardId]:
    """Take back the last act of a session on this machine; it, and its card as that is now.

    Raises `NothingToUndo`; what was done outside sessions stays.
    """
    with writing_work(collection, moment) as work:
        fact, _ = _latest(work, SESSION_ACTS, unheard)
        return fact.stamp.id, card_now(work, CardId(fact.card or ""))


def undo_act(collection: Collection, moment: Moment, act: FactId) -> None:
    """Take back one act, whenever it was done, and what was done with it."""
    with writing_work(collection, moment) as work:
        take_back(work, act)


def take_back(work: Work, act: FactId, progress: Progress = unheard) -> list[CardId]:
    """Undo the act that begins with a fact, with one undo a fact; the cards it was about.

    Where the act was said anew meanwhile, that is what is undone.
    """
    connection = work.connection
    facts = whole_act(connection, act) or whole_act(
        connection, said_anew_of(connection, act) or act
    )
    return _take_back(work, facts, progress)


def _take_back(work: Work, facts: Sequence[Fact], progress: Progress) -> list[CardId]:
    """Undo all facts of an act; the cards it was about."""
    for fact in facts:
        if isinstance(fact, Regraded):
            settle_for_good(work, fact.card)
    undos = [Undo(work.stamp(), fact.card, fact.stamp.id) for fact in facts]
    work.append(undos, is_all_new=True)
    for fact in facts:
        if isinstance(fact, Adopted) and fact.reverts:
            work.append(_due_days_again(work, fact))
        if isinstance(fact, Regraded):
            swap(work, fact.instead, fact.review)
    cards = list(dict.fromkeys(fact.card for fact in facts if fact.card is not None))
    changed = any(isinstance(fact, Adopted) for fact in facts)
    reschedule_many(work, cards, progress, parameters_changed=changed)
    return cards


def _latest(work: Work, kinds: tuple[type[Fact], ...], progress: Progress) -> tuple[Fact, int]:
    """The first fact of the act, and how many cards it was about."""
    latest = latest_act(work.connection, kinds)
    if latest is None:
        raise NothingToUndo
    facts = whole_act(work.connection, act_with(work.connection, latest))
    return facts[0], len(_take_back(work, facts, progress))


def card_now(work: Work, card: CardId) -> CardId:
    """The card that a card's history leads to."""
    return living_continuation(work.connection, card) or card


def known_now(work: Work, card: CardId | None) -> KnownCard | None:
    """That card, for a fact that is about one."""
    return None if card is None else card_named(work.connection, card_now(work, card))


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
