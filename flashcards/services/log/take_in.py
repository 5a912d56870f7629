"""Facts from elsewhere taken in: the union of two logs, and what follows for the schedules."""

from collections.abc import Iterable

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import AboutEdge, Introduced
from flashcards.core.log.facts import Fact, Undo
from flashcards.core.log.order import union
from flashcards.core.log.stamp import FOLLOWED
from flashcards.services.log.reschedule import reschedule_many
from flashcards.services.progress import Progress, unheard
from flashcards.services.standing import telling
from flashcards.services.work import Work
from flashcards.storage.database.batches import batched
from flashcards.storage.log import exchange, log
from flashcards.storage.log.lineage import beside, put_edges
from flashcards.storage.log.machine import machine, renew_machine
from flashcards.storage.log.outranked import settle_outranked
from flashcards.storage.log.undos import cards_of_undone
from flashcards.storage.projection.decks import refresh_new


def take_in(work: Work, found: Iterable[Fact], progress: Progress = unheard) -> int:
    """Add the facts that are not here, and replay what they touch; how many were new.

    Taking the same in again changes nothing, nor does the order in which logs are taken in.
    """
    connection, before = work.connection, work.decisions
    here = machine(connection)
    count, touched, linked, tells = 0, set[CardId](), list[AboutEdge](), False
    for some in batched(found):
        there = exchange.known(connection, (fact.stamp.id for fact in some))
        new = union(fact for fact in some if fact.stamp.id not in there)
        tells = bool(telling(connection, new)) or tells
        log.unite(connection, new)
        count += len(new)
        touched |= {f.card for f in new if f.card and not isinstance(f, (Introduced, Undo))}
        touched |= cards_of_undone(connection, (fact for fact in new if isinstance(fact, Undo)))
        linked += [fact for fact in new if isinstance(fact, AboutEdge)]
        if any(one.stamp.machine == here and one.stamp.clock > FOLLOWED for one in new):
            renew_machine(connection)  # somebody else writes in this one's name
    if not count:
        return 0
    from flashcards.services.log.candidates import keep_orphans

    for card in {fact.card for fact in linked}:
        put_edges(connection, log.facts_of(connection, card))
    touched |= beside(connection, (fact.old for fact in linked))
    if tells:
        work.refold()
    settle_outranked(connection, touched)
    changed = work.decisions.parameters != before.parameters
    reschedule_many(work, sorted(touched), progress, parameters_changed=changed)
    refresh_new(connection)
    keep_orphans(connection, touched)
    if linked:
        from flashcards.services.log.reconcile import separate_living

        separate_living(work)
    return count
