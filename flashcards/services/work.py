"""An open transaction on a collection: what holds in it, and the one door to the log."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timezone
from functools import cached_property

from flashcards.core.decisions import Decisions
from flashcards.core.log.card_facts import Regraded
from flashcards.core.log.facts import Fact, Undo
from flashcards.core.log.stamp import Stamp
from flashcards.core.schedule import AS_COLLECTION, Overrides, Policy
from flashcards.core.standing import Standing
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.policies import policy_under
from flashcards.services.standing import advance, folded, refold, telling
from flashcards.storage.database import engine
from flashcards.storage.database.bulk import many_facts
from flashcards.storage.database.engine import Connection
from flashcards.storage.database.memory import remembered
from flashcards.storage.log import log
from flashcards.storage.log.outranked import is_contested, settle_outranked
from flashcards.storage.projection.standing import STANDING, stored_standing


class Work:
    """A transaction, the collection it is about, and when: what holds is read once, if asked for.

    Where it writes, facts go in by `append` alone, so that what holds is never behind the log.
    """

    def __init__(self, connection: Connection, collection: Collection, moment: Moment) -> None:
        self.connection, self.collection, self.moment = connection, collection, moment
        self._standing: Standing | None = None
        self._is_stored = False
        self._stamps = log.stamps(connection, moment.now)

    @cached_property
    def today(self) -> date:
        """The study day it is."""
        return self.collection.today(self.moment)

    @property
    def standing(self) -> Standing:
        """What holds besides the cards."""
        if self._standing is None:
            stored = remembered(self.connection, STANDING, lambda: stored_standing(self.connection))
            self._is_stored = stored is not None
            self._standing = stored or folded(self.connection)
        return self._standing

    @property
    def decisions(self) -> Decisions:
        """What the learner decided for the whole collection."""
        return self.standing.decisions

    def policy(self, overrides: Overrides = AS_COLLECTION) -> Policy:
        """The policy of a deck that sets so much itself."""
        return policy_under(self.collection, self.decisions, overrides)

    def stamp(self) -> Stamp:
        """The stamp of a fact that happens now, after all that this database has seen."""
        return next(self._stamps)

    def stamp_at(self, at: datetime) -> Stamp:
        """The same, of what happened at another instant."""
        return self._stamps.at(at)

    def append(self, facts: Sequence[Fact], *, is_all_new: bool = False) -> None:
        """Add facts to the log, and bring what holds up to them.

        Faster by the thousand where it `is_all_new`, with ids just made, and no query is open.
        """
        changing = telling(self.connection, facts)
        before = self.standing if changing else None
        with many_facts(self.connection, len(facts) if is_all_new else 0):
            log.append(self.connection, facts)
        regrading = {
            fact.card for fact in facts if fact.card and isinstance(fact, (Undo, Regraded))
        }
        if regrading and is_contested(self.connection):
            settle_outranked(self.connection, regrading)
        if before is None:
            return
        if self._is_stored:
            self._standing = advance(self.connection, before, changing)
        else:
            self.refold()

    def refold(self) -> None:
        """Make what holds anew from the log."""
        self._standing, self._is_stored = refold(self.connection), True


def within(connection: Connection, collection: Collection, now: datetime) -> Work:
    """The work of a transaction that is open, for what depends on no time zone."""
    return Work(connection, collection, Moment(now, timezone.utc))


@contextmanager
def reading_work(collection: Collection, moment: Moment) -> Iterator[Work]:
    """A transaction that sees one state of the collection."""
    with engine.reading(collection.engine) as connection:
        yield Work(connection, collection, moment)


@contextmanager
def writing_work(collection: Collection, moment: Moment) -> Iterator[Work]:
    """A transaction that is durable when the block ends, and never happened if it fails."""
    with engine.writing(collection.engine) as connection:
        yield Work(connection, collection, moment)
