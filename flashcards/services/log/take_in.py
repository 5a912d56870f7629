"""Facts from elsewhere taken in: the union of two logs, and what follows for the schedules."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from flashcards.core.card import CardId
from flashcards.core.decisions import Decisions
from flashcards.core.log.card_facts import AboutEdge, Introduced
from flashcards.core.log.facts import Undo
from flashcards.core.log.stamp import FOLLOWED
from flashcards.services.log.reschedule import settle_and_reschedule
from flashcards.services.policies import forget_policy
from flashcards.services.progress import Progress, unheard
from flashcards.services.standing import telling
from flashcards.services.work import Work
from flashcards.storage.database import properties
from flashcards.storage.database.batches import batched
from flashcards.storage.database.bulk import drop_card_index
from flashcards.storage.database.engine import Connection
from flashcards.storage.log import exchange, log
from flashcards.storage.log.entries import Entry, PlainAnswer, id_of, unite
from flashcards.storage.log.lineage import beside, put_edges
from flashcards.storage.log.machine import machine, renew_machine
from flashcards.storage.log.undos import cards_of_undone
from flashcards.storage.projection.cards import ids_of_orphans
from flashcards.storage.projection.decks import refresh_new

AT_ONCE: Final = 20_000
"""Facts of one transaction where more are taken in: about 20 MB."""

_MANY_TIMES: Final = 4
"""To make an index anew is worth it for one new fact of so many; it is for one of ten."""

_UNSETTLED: Final = "taken in, not settled"


@dataclass(slots=True)
class Intake:
    """What was taken in so far, and what has to follow; `before` is what held without it.

    `of` is how many facts were here when it began, where that was asked.
    """

    new: int = 0
    of: int | None = None
    before: Decisions | None = None
    touched: set[CardId] = field(default_factory=set)
    linked: list[AboutEdge] = field(default_factory=list)
    tells: bool = False


def take_in(work: Work, found: Iterable[Entry], progress: Progress = unheard) -> int:
    """Add the facts that are not here, and replay what they touch; how many were new.

    Taking the same in again changes nothing, nor does the order in which logs are taken in.
    """
    intake = Intake()
    for some in batched(found):
        put(work, some, intake)
    settle(work, intake, progress)
    return intake.new


def stage(work: Work, some: list[Entry], intake: Intake, told: str) -> None:
    """Add a part of what is taken in, in a transaction of its own.

    A part is a union, too, so whoever is stopped goes on from there. What follows for the
    schedules is left for the end: until then they count as made by another policy, so that the
    next opening makes them anew, and knows what was `told`.
    """
    if intake.of is None:
        intake.of = log.fact_count(work.connection)
    if _MANY_TIMES * (intake.new + len(some)) >= intake.of:
        drop_card_index(work.connection)
    put(work, some, intake)
    forget_policy(work.connection)
    properties.say(work.connection, _UNSETTLED, told)


def unsettled(connection: Connection) -> str | None:
    """What was told of facts that are here and that nothing has followed from yet."""
    return properties.said(connection, _UNSETTLED)


def put(work: Work, some: list[Entry], intake: Intake) -> None:
    """Add those of some facts that are not here."""
    connection = work.connection
    there = exchange.known(connection, map(id_of, some))
    new = list({id_of(one): one for one in some if id_of(one) not in there}.values())
    if not new:
        return
    answers = [one for one in new if isinstance(one, PlainAnswer)]
    facts = [one for one in new if not isinstance(one, PlainAnswer)]
    intake.before = intake.before or work.decisions
    intake.tells = bool(telling(connection, facts)) or intake.tells
    unite(connection, new)
    intake.new += len(new)
    intake.touched |= {one.card for one in answers}
    intake.touched |= {f.card for f in facts if f.card and not isinstance(f, (Introduced, Undo))}
    intake.touched |= cards_of_undone(connection, (one for one in facts if isinstance(one, Undo)))
    intake.linked += [fact for fact in facts if isinstance(fact, AboutEdge)]
    late = {one.machine for one in answers if one.clock > FOLLOWED}
    late |= {one.stamp.machine for one in facts if one.stamp.clock > FOLLOWED}
    if machine(connection) in late:
        renew_machine(connection)  # somebody else writes in this one's name


def settle(work: Work, intake: Intake, progress: Progress) -> None:
    """Let follow what has to for schedules, and for cards that have no text here."""
    if unsettled(work.connection) is not None:
        settle_all(work, progress)
    elif intake.new:
        _settle(work, intake, progress)


def _settle(work: Work, intake: Intake, progress: Progress) -> None:
    from flashcards.services.log.brought_orphans import note_brought
    from flashcards.services.log.candidates import keep_orphans
    from flashcards.services.log.reconcile import separate_living

    connection = work.connection
    for card in {fact.card for fact in intake.linked}:
        put_edges(connection, log.facts_of(connection, card))
    touched = intake.touched | beside(connection, (fact.old for fact in intake.linked))
    if intake.tells:
        work.refold()
    changed = intake.before is None or work.decisions.parameters != intake.before.parameters
    settle_and_reschedule(work, touched, progress, parameters_changed=changed)
    refresh_new(connection)
    note_brought(connection, keep_orphans(connection, touched))
    if intake.linked:
        separate_living(work)


def settle_all(work: Work, progress: Progress) -> None:
    """The same for all cards there are, whoever took in what."""
    from flashcards.services.log.brought_orphans import note_brought
    from flashcards.services.log.candidates import keep_orphans
    from flashcards.services.log.rebuild import rebuild_within
    from flashcards.services.log.reconcile import separate_living

    rebuild_within(work, progress)
    kept = keep_orphans(work.connection, ids_of_orphans(work.connection))
    note_brought(work.connection, kept)
    separate_living(work)
    properties.drop(work.connection, _UNSETTLED)
