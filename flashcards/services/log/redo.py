"""Giving back what was undone: the same act appended anew, at its old place in the log."""

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import DueSet, Regraded
from flashcards.core.log.collection_facts import Adopted, Imported
from flashcards.core.log.facts import ACTS, SESSION_ACTS, Fact, Undo
from flashcards.core.log.stamp import FactId
from flashcards.core.study_day import Moment
from flashcards.errors.cards import NothingToRedo
from flashcards.services.collection import Collection
from flashcards.services.log.append import card_named
from flashcards.services.log.imports import NO_FILES, files_again, put_in_place
from flashcards.services.log.reschedule import reschedule_many
from flashcards.services.log.say_anew import say_anew, swap
from flashcards.services.log.undo import LearnersAct, card_now, known_now
from flashcards.services.progress import Progress, unheard
from flashcards.services.unswept import unswept
from flashcards.services.work import Work, writing_work
from flashcards.storage.database.engine import reading
from flashcards.storage.log.acts import (
    due_days_undone_with,
    is_standing,
    latest_undo,
    said_anew_of,
    taken_back_by,
    undo_of,
    whole_act,
)
from flashcards.storage.log.lineage import living_continuation


@unswept()
def redo(collection: Collection, moment: Moment, progress: Progress = unheard) -> LearnersAct:
    """Give back the last act that was undone on this machine; raises `NothingToRedo`."""
    with writing_work(collection, moment) as work:
        latest = _latest(work, ACTS)
        given = give_back(work, latest, progress)
        first, files = given[0], NO_FILES
        if isinstance(first, Imported):
            files = files_again(work, latest.undoes, first.stamp.id)
        cards = {fact.card for fact in given if fact.card is not None}
        done = LearnersAct(first, len(cards), known_now(work, first.card), files)
    put_in_place(collection)
    return done


def next_in_session(collection: Collection) -> LearnersAct | None:
    """The act that `redo_in_session` would give back; None where there is none."""
    with reading(collection.engine) as connection:
        found = latest_undo(connection, SESSION_ACTS)
        if found is None:
            return None
        first = taken_back_by(connection, found)[0]
        card = CardId(first.card or "")
        now = living_continuation(connection, card) or card
        return LearnersAct(first, 1, card_named(connection, now))


def redo_in_session(collection: Collection, moment: Moment) -> tuple[Fact, CardId]:
    """Give back the last act of a session that was undone; its first fact, and the card now.

    Raises `NothingToRedo`.
    """
    with writing_work(collection, moment) as work:
        first = give_back(work, _latest(work, SESSION_ACTS))[0]
        return first, card_now(work, CardId(first.card or ""))


def redo_act(collection: Collection, moment: Moment, act: FactId) -> tuple[Fact, CardId]:
    """Give back one act, whenever it was undone; its first fact, and the card now.

    Raises `NothingToRedo` where it counts already.
    """
    with writing_work(collection, moment) as work:
        connection = work.connection
        is_there = is_standing(connection, act) or said_anew_of(connection, act) is not None
        undo = None if is_there else undo_of(connection, act)
        if undo is None:
            raise NothingToRedo
        first = give_back(work, undo)[0]
        return first, card_now(work, CardId(first.card or ""))


def give_back(work: Work, undo: Undo, progress: Progress = unheard) -> list[Fact]:
    """Say all anew that was taken back with an act; the facts that say it."""
    undone = taken_back_by(work.connection, undo)
    regraded = undone[0]
    changes = _other_grade(work, regraded) if isinstance(regraded, Regraded) else {}
    given = say_anew(work, undone, **changes)
    first = given[0]
    if isinstance(first, Adopted) and first.reverts:
        work.append(_due_days_away(work, first))
    cards = list(dict.fromkeys(fact.card for fact in given if fact.card is not None))
    changed = any(isinstance(fact, Adopted) for fact in given)
    reschedule_many(work, cards, progress, parameters_changed=changed)
    return given


def _latest(work: Work, kinds: tuple[type[Fact], ...]) -> Undo:
    found = latest_undo(work.connection, kinds)
    if found is None:
        raise NothingToRedo
    return found


def _other_grade(work: Work, regraded: Regraded) -> dict[str, FactId]:
    """Give the answer its other grade again; what the act is to name."""
    review = said_anew_of(work.connection, regraded.review) or regraded.review
    return {"review": review, "instead": swap(work, review, regraded.instead) or regraded.instead}


def _due_days_away(work: Work, reversion: Adopted) -> list[Undo]:
    """The undos of the due days that came back when going back to parameters was undone."""
    undone = due_days_undone_with(work.connection, reversion)
    act = undone[0].part_of if undone else None
    living = [] if act is None else whole_act(work.connection, act)
    moved = [fact for fact in living if isinstance(fact, DueSet)]
    return [Undo(work.stamp(), fact.card, fact.stamp.id) for fact in moved]
