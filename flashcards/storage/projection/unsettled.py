"""Cards that went, at their last place, and cards that came: what later readings may match."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select

from flashcards.core.card import CardId, Kind, Source
from flashcards.core.decks.matching.face import MatchFace
from flashcards.core.decks.matching.reconcile import LEAST_ANSWER
from flashcards.storage.database.batches import batched
from flashcards.storage.database.kept_tables import unsettled
from flashcards.storage.database.tables import schedules

_KEY_BYTES: Final = 8
MOST_EARLIER: Final = 10_000
"""How many earlier texts of cards that were never answered are kept beyond the latest days."""


class Unsettled(NamedTuple):
    """A card that went or came, and `at` what instant; `became` what it became without a fact."""

    face: MatchFace
    at: datetime
    became: CardId | None = None


def put_unsettled(connection: Connection, found: Iterable[Unsettled], *, gone: bool) -> None:
    """Write down cards that went, or that came, in place of what was known of them."""
    rows = [_row(one, gone=gone) for one in found]
    drop_unsettled(connection, [row["card_id"] for row in rows])
    if rows:
        connection.execute(insert(unsettled), rows)


def drop_unsettled(connection: Connection, cards: Iterable[CardId]) -> None:
    """Forget cards that are matched, or there again."""
    for some in batched(cards):
        connection.execute(delete(unsettled).where(unsettled.c.card_id.in_(some)))


def prune_unsettled(connection: Connection, since: datetime, most: int = MOST_EARLIER) -> None:
    """Forget what came before an instant and was never answered, and the oldest earlier texts.

    Another machine may have answered a text that was edited before anybody answered it here: so
    such texts stay, up to so many.
    """
    nothing = unsettled.c.card_id.not_in(select(schedules.c.card_id))
    came = (unsettled.c.gone == 0, unsettled.c.at < since)
    connection.execute(delete(unsettled).where(*came, nothing))
    earlier = (unsettled.c.gone == 1, unsettled.c.at < since, unsettled.c.became.is_not(None))
    times = select(unsettled.c.at).where(*earlier, nothing).order_by(unsettled.c.at.desc())
    last = connection.execute(times.offset(most).limit(1)).scalar()
    if last is not None:
        too_old = unsettled.c.at <= last
        connection.execute(delete(unsettled).where(*earlier, nothing, too_old))


def texts_gone(
    connection: Connection, faces: Collection[MatchFace], besides: Collection[CardId]
) -> tuple[set[str], set[str]]:
    """Those of the questions, and of the answers, that other cards had when they went for good."""
    by_question = {_key(face.kind, face.question): face.question for face in faces}
    by_answer = {_key(face.kind, face.answer): face.answer for face in faces}
    found: tuple[set[str], set[str]] = (set(), set())
    for column, texts, into in (
        (unsettled.c.question_key, by_question, found[0]),
        (unsettled.c.answer_key, by_answer, found[1]),
    ):
        for some in batched(texts):
            query = select(column, unsettled.c.card_id).where(column.in_(some))
            last = (unsettled.c.gone == 1, unsettled.c.became.is_(None))
            rows = connection.execute(query.where(*last))
            into |= {texts[key] for key, card in rows if card not in besides}
    return found


def has_unsettled(connection: Connection) -> bool:
    """Whether any card is kept."""
    return connection.execute(select(unsettled.c.card_id).limit(1)).first() is not None


def gone_with_history(connection: Connection) -> list[MatchFace]:
    """The cards that went and have a history, whenever."""
    seen = select(schedules.c.card_id)
    query = select(unsettled).where(unsettled.c.gone == 1, unsettled.c.card_id.in_(seen))
    return [_unsettled(row).face for row in connection.execute(query)]


def came_since(connection: Connection, since: datetime) -> list[Unsettled]:
    """The cards that came since an instant and were not matched."""
    query = select(unsettled).where(unsettled.c.gone == 0, unsettled.c.at >= since)
    return [_unsettled(row) for row in connection.execute(query)]


def gone_since(connection: Connection, since: datetime) -> list[Unsettled]:
    """The cards whose last place was known since an instant."""
    query = select(unsettled).where(unsettled.c.gone == 1, unsettled.c.at >= since)
    return [_unsettled(row) for row in connection.execute(query)]


def became_without_fact(connection: Connection) -> list[tuple[CardId, CardId, datetime]]:
    """Earlier texts of what was never answered, what each became, and when, in that order."""
    columns = unsettled.c.card_id, unsettled.c.became, unsettled.c.at
    query = select(*columns).where(unsettled.c.became.is_not(None))
    rows = connection.execute(query.order_by(unsettled.c.at, unsettled.c.card_id))
    return [(CardId(old), CardId(new), at) for old, new, at in rows]


def known_gone(connection: Connection, ids: Collection[CardId]) -> set[CardId]:
    """Those of the cards that are kept as gone."""
    found: set[CardId] = set()
    for some in batched(ids):
        query = select(unsettled.c.card_id).where(unsettled.c.card_id.in_(some))
        found |= {
            CardId(card)
            for card in connection.execute(query.where(unsettled.c.gone == 1)).scalars()
        }
    return found


def gone_like(connection: Connection, new: Collection[MatchFace]) -> list[Unsettled]:
    """The cards that went, whenever, and share their text, question or long answer with one."""
    digests = {face.digest for face in new} | {face.id for face in new}
    questions = {_key(face.kind, face.question) for face in new}
    long = (
        face for face in new if len(face.answer) >= LEAST_ANSWER and face.kind is not Kind.CLOZE
    )
    answers = {_key(face.kind, face.answer) for face in long}
    found = [
        *_gone_where(connection, digests, unsettled.c.digest.in_),
        *_gone_where(connection, {face.digest for face in new}, unsettled.c.card_id.in_),
        *_gone_where(connection, questions, unsettled.c.question_key.in_),
        *_gone_where(connection, answers, unsettled.c.answer_key.in_),
    ]
    return list({one.face.id: one for one in found}.values())


def gone_of(connection: Connection, cards: Collection[CardId]) -> list[Unsettled]:
    """Those of the cards that went, whenever."""
    return list(_gone_where(connection, cards, unsettled.c.card_id.in_))


def _gone_where(
    connection: Connection, values: Collection[str], is_in: Callable[[Any], ColumnElement[bool]]
) -> Iterator[Unsettled]:
    for some in batched(values):
        query = select(unsettled).where(unsettled.c.gone == 1, is_in(some))
        yield from map(_unsettled, connection.execute(query))


def _key(kind: Kind, text: str) -> str:
    told = f"{kind.value}\n{text}".encode("utf-8", "surrogatepass")
    return blake2b(told, digest_size=_KEY_BYTES).hexdigest()


def _row(one: Unsettled, *, gone: bool) -> dict[str, Any]:
    face = one.face
    return {
        "card_id": face.id,
        "gone": int(gone),
        "at": one.at,
        "became": one.became,
        "digest": face.digest,
        "kind": face.kind.value,
        "question": face.question,
        "answer": face.answer,
        "question_key": _key(face.kind, face.question),
        "answer_key": _key(face.kind, face.answer),
        "question_tells": int(face.question_tells),
        "answer_tells": int(face.answer_tells),
        "path": face.source.file,
        "line": face.source.line,
        "number": face.number,
        "card_before": face.before,
        "card_after": face.after,
    }


def _unsettled(row: Row[Any]) -> Unsettled:
    face = MatchFace(
        CardId(row.card_id),
        CardId(row.digest),
        Kind(row.kind),
        row.question,
        row.answer,
        Source(row.path, row.line),
        row.card_before and CardId(row.card_before),
        row.card_after and CardId(row.card_after),
        row.number,
        is_now=False,
        question_tells=bool(row.question_tells),
        answer_tells=bool(row.answer_tells),
    )
    return Unsettled(face, row.at, row.became and CardId(row.became))
