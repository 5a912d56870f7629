"""A fact said anew after an undo: at its old place in the log, under an id of its own."""

import hashlib
import json
from dataclasses import replace
from typing import Any, TypeVar

from flashcards.core.log.fact import CardFact, CollectionFact
from flashcards.core.log.record import record
from flashcards.core.log.stamp import FactId, fact_id

F = TypeVar("F", bound=CardFact | CollectionFact)

_ENTROPY_BYTES = 10


def said_anew(fact: F, by: str = "", **changes: Any) -> F:
    """The same fact, but for the changes, under another id.

    Machine, instant and clock stay: so it counts where it counted, before a reset or an edit that
    came about after it. The id follows from what is said: two copies of a database that give the
    same act back write one fact, not two. What acts `by` themselves are facts of their own.
    """
    changed = replace(fact, **changes)
    said = json.dumps(record(changed), ensure_ascii=False).encode("utf-8", "surrogatepass")
    entropy = hashlib.sha256(said + by.encode()).digest()[:_ENTROPY_BYTES]
    id_: FactId = fact_id(fact.stamp.at, entropy)
    return replace(changed, stamp=replace(changed.stamp, id=id_))
