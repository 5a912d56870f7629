"""The policy in use: settings, the deck's own, and the parameters that were adopted."""

from dataclasses import replace

from flashcards.core.decisions import Decisions
from flashcards.core.schedule import Overrides, Policy
from flashcards.services.collection import Collection
from flashcards.storage.database import properties
from flashcards.storage.database.engine import Connection

_POLICY = "policy"
_REPLAY = 4
"""Counts up where replay makes other schedules of a log than before, or takes in more of it."""


def policy_under(collection: Collection, decided: Decisions, overrides: Overrides) -> Policy:
    """The policy of a deck under what is decided for the collection."""
    policy = collection.settings.policy.overridden(overrides)
    return replace(policy, parameters=decided.parameters)


def stamp_policy(connection: Connection, policy: Policy) -> None:
    """Write down that all schedules are made with the policy in use."""
    properties.say(connection, _POLICY, _mark(policy))


def forget_policy(connection: Connection) -> None:
    """Let all schedules count as made with another policy: the next opening makes them anew."""
    properties.drop(connection, _POLICY)


def is_policy_of_schedules(connection: Connection, policy: Policy) -> bool:
    """Whether all schedules were made with the policy in use."""
    return properties.said(connection, _POLICY) == _mark(policy)


def _mark(policy: Policy) -> str:
    return f"{_REPLAY} {policy!r}"
