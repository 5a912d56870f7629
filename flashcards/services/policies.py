"""The policy in use: settings, the deck's own, and the parameters that were adopted."""

from dataclasses import replace

from flashcards.core.decisions import Decisions
from flashcards.core.schedule import AS_COLLECTION, Overrides, Policy
from flashcards.services import standing as holding
from flashcards.services.collection import Collection
from flashcards.storage import about
from flashcards.storage.database import Connection

_POLICY = "policy"
_REPLAY = 2
"""Counts up where replay takes in more of a log than before: what was kept unread counts then."""


def standing(connection: Connection) -> Decisions:
    """What the learner decided for the whole collection, as the log stands."""
    return holding.standing(connection).decisions


def policy_of(
    connection: Connection, collection: Collection, overrides: Overrides = AS_COLLECTION
) -> Policy:
    """The policy of a deck that sets so much itself."""
    return policy_under(collection, standing(connection), overrides)


def policy_under(collection: Collection, decided: Decisions, overrides: Overrides) -> Policy:
    """The policy of a deck under what is decided for the collection."""
    policy = collection.settings.policy.overridden(overrides)
    return replace(policy, parameters=decided.parameters)


def stamp_policy(connection: Connection, collection: Collection) -> None:
    """Write down that all schedules are made with the policy in use."""
    about.say(connection, _POLICY, _mark(connection, collection))


def is_policy_of_schedules(connection: Connection, collection: Collection) -> bool:
    """Whether all schedules were made with the policy in use."""
    return about.said(connection, _POLICY) == _mark(connection, collection)


def _mark(connection: Connection, collection: Collection) -> str:
    return f"{_REPLAY} {policy_of(connection, collection)!r}"
