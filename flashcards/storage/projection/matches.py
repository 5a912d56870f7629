"""What the last reading that changed anything made of new and vanished cards."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from flashcards.core.card import CardId, Source
from flashcards.core.decks.matching.match import Happened, Match
from flashcards.storage.database.tables import matches


def put_matches(connection: Connection, found: Sequence[Match]) -> None:
    """Replace what was matched last."""
    connection.execute(delete(matches))
    rows = [
        {
            "position": position,
            "kind": match.happened.value,
            "card_id": match.card,
            "old": match.old,
            "path": match.source.file,
            "line": match.source.line,
            "question": match.question,
        }
        for position, match in enumerate(found)
    ]
    if rows:
        connection.execute(insert(matches), rows)


def last_matches(connection: Connection) -> list[Match]:
    """What was matched last, in order."""
    rows = connection.execute(select(matches).order_by(matches.c.position))
    return [
        Match(
            Happened(row.kind),
            CardId(row.card_id),
            Source(row.path, row.line),
            row.question,
            row.old and CardId(row.old),
        )
        for row in rows
    ]
