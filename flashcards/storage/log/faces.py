"""Cards as the log introduced them, for those whose text no deck here has had."""

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from flashcards.core.card import CardId, Kind, Source
from flashcards.core.decks.matching.face import MatchFace
from flashcards.core.decks.sides import GAP
from flashcards.core.identity import identity_kind, normalised
from flashcards.storage.database.batches import batched
from flashcards.storage.database.tables import edges, facts

_NOWHERE = Source("", 0)


def faces_in_log(
    connection: Connection, cards: Collection[CardId]
) -> Iterator[tuple[MatchFace, datetime]]:
    """Each card that was introduced, and the instant of the last fact about it."""
    for some in batched(sorted(cards)):
        mine = facts.c.card_id.in_(some)
        latest = select(facts.c.card_id, func.max(facts.c.at)).where(mine)
        rows = connection.execute(latest.group_by(facts.c.card_id))
        last_at: dict[str, Any] = {row[0]: row[1] for row in rows}
        query = select(facts.c.card_id, facts.c.body).where(mine, facts.c.kind == "introduced")
        rows = connection.execute(query.order_by(facts.c.id.desc()))
        said = {row[0]: row[1] for row in rows}
        for card, body in said.items():
            yield _face(CardId(card), json.loads(body)), last_at[card]


def faces_before_edits(connection: Connection, questions: Collection[str]) -> Iterator[MatchFace]:
    """Each text that asked one of the questions until it was edited into another."""
    if not questions:
        return
    edited = select(facts.c.card_id, facts.c.body).where(
        facts.c.card_id.in_(select(edges.c.old)), facts.c.kind == "introduced"
    )
    for card, body in connection.execute(edited):
        face = _face(CardId(card), json.loads(body))
        if face.question in questions:
            yield face


def _face(card: CardId, said: dict[str, Any]) -> MatchFace:
    kind = identity_kind(Kind(said["kind"]))
    question, answer = normalised(said["front"]), normalised(said["back"])
    if kind is Kind.CLOZE:
        before, gap, after = question.partition(GAP)
        answer = answer[len(before) : len(answer) - len(after)] if gap else answer
    return MatchFace(card, card, kind, question, answer, _NOWHERE, is_now=False)
