"""The cards that may be one: what went and has a history, what came and was never answered."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.decks.matching.face import MatchFace, faces
from flashcards.core.decks.matching.reconcile import LEAST_ANSWER, Beside
from flashcards.core.decks.matching.side_by_side import doubted
from flashcards.core.log.card_facts import AboutEdge, Unlinked
from flashcards.core.log.lineage import edge_of
from flashcards.services.work import Work
from flashcards.storage.database.engine import Connection
from flashcards.storage.database.first_reads import first_reads_of
from flashcards.storage.log.faces import faces_before_edits, faces_in_log
from flashcards.storage.log.lineage import edges_among_versions, led_on, open_pairs_from
from flashcards.storage.log.log import facts_about_edges_to
from flashcards.storage.projection.cards import (
    ids_of_orphans,
    living,
    living_answers,
    living_texts,
    unanswered_like,
)
from flashcards.storage.projection.decks import is_any_read
from flashcards.storage.projection.schedules import ids_with_schedule
from flashcards.storage.projection.unsettled import (
    Unsettled,
    became_without_fact,
    came_since,
    drop_unsettled,
    gone_like,
    gone_of,
    gone_since,
    has_unsettled,
    known_gone,
    put_unsettled,
    texts_gone,
)

RECENT: Final = timedelta(days=14)
"""How long after its last place was known a card is looked for among similar texts."""
_BEFORE_ALL: Final = datetime.min.replace(tzinfo=timezone.utc)


class Candidates(NamedTuple):
    """The cards that went, now or before, those that came, and what is known besides.

    `seen` have a history; `became` are those that were not answered when they were matched.
    """

    vanished: list[MatchFace]
    new: list[MatchFace]
    seen: set[CardId]
    became: dict[CardId, CardId]
    beside: Beside


def candidates(
    work: Work,
    vanished: Sequence[MatchFace],
    new: Sequence[MatchFace],
    same_texts: Collection[str],
    brought: Collection[CardId] = (),
) -> Candidates:
    """What a reading found, and what earlier ones left over that belongs to it.

    Orphans whose history was `brought` from elsewhere since are looked for as if they went now.
    """
    connection, since = work.connection, work.moment.now - RECENT
    came = [replace(one.face, came_at=one.at) for one in came_since(connection, since)]
    gone = _gone(connection, [*new, *came], since, brought)
    there = living(connection, {face.id for face in [*came, *(one.face for one in gone)]})
    known = there | {face.id for face in vanished}
    gone = [one for one in gone if one.face.id not in known]
    seen = ids_with_schedule(
        connection, {face.id for face in [*vanished, *new, *came, *(one.face for one in gone)]}
    )
    before_answers = [one.face for one in gone if one.became and one.face.id not in seen]
    on = led_on(connection, (one.face.id for one in gone if one.face.id in seen))
    gone = [
        one for one in gone if one.face.id not in on and (not one.became or one.face.id in seen)
    ]
    news = [replace(face, has_history=face.id in seen) for face in new]
    news += [face for face in came if face.id in there and face.id not in seen]
    come_back = [_aged(one, since, seen) for one in gone if one.face.id in brought]
    news += _unanswered_besides(connection, [*vanished, *come_back], news, seen)
    ids = {face.id for face in news}
    olds = _with_telling(connection, vanished, ids)
    olds += _with_telling(connection, come_back, ids)
    olds += [_aged(one, since, seen) for one in gone if one.face.id not in brought]
    olds = _with_first_read(connection, olds)
    became = {one.face.id: one.became for one in gone if one.became and one.face.id in seen}
    beside = _beside(connection, olds, news, gone, before_answers)
    cut = {*beside.cut, *doubted(come_back, news)} if come_back else beside.cut
    beside = beside._replace(same_texts=same_texts, cut=cut)
    return Candidates(olds, news, seen, became, beside)


def fill_from_log(connection: Connection, cards: Iterable[CardId]) -> None:
    """Give cards that only the log knows a place among those that went: none that is known."""
    wanted = set(cards)
    wanted -= led_on(connection, wanted)
    put_unsettled(
        connection, (Unsettled(*one) for one in faces_in_log(connection, wanted)), gone=True
    )


def keep_orphans(connection: Connection, cards: Collection[CardId]) -> set[CardId]:
    """Keep those of the cards that have a history, but no text here; which those are."""
    if not is_any_read(connection):
        return set()
    seen = ids_with_schedule(connection, cards)
    alone = seen - living(connection, seen)
    fill_from_log(connection, alone - known_gone(connection, alone))
    on = led_on(connection, alone)
    drop_unsettled(connection, on)
    return alone - on


def _gone(
    connection: Connection,
    new: Sequence[MatchFace],
    since: datetime,
    brought: Collection[CardId],
) -> list[Unsettled]:
    if not has_unsettled(connection):
        fill_from_log(connection, ids_of_orphans(connection))
    found = [*gone_since(connection, since), *gone_like(connection, new)]
    found += gone_of(connection, brought)
    return list({one.face.id: one for one in found}.values())


def _aged(one: Unsettled, since: datetime, seen: Collection[CardId]) -> MatchFace:
    has_history = one.face.id in seen
    return replace(one.face, is_recent=one.at >= since, has_history=has_history, went_at=one.at)


def _with_first_read(connection: Connection, some: Sequence[MatchFace]) -> list[MatchFace]:
    first = first_reads_of(connection, [face.id for face in some])
    return [
        replace(face, came_at=first[face.id] or _BEFORE_ALL) if face.id in first else face
        for face in some
    ]


def _unanswered_besides(
    connection: Connection,
    vanished: Iterable[MatchFace],
    new: Iterable[MatchFace],
    seen: Collection[CardId],
) -> list[MatchFace]:
    """The living cards, never answered, with the question or the long answer of one that went."""
    gone = [face for face in vanished if face.id in seen]
    if not gone:
        return []
    questions = {face.question for face in gone}
    answers = {face.answer for face in gone if len(face.answer) >= LEAST_ANSWER}
    known = {face.id for face in new}
    cards = [one for one in unanswered_like(connection, questions, answers) if one.id not in known]
    alone = (next(faces([card])) for card in cards)
    found = [replace(face, is_now=False, is_recent=False) for face in alone]
    return _with_first_read(connection, found)


def _beside(
    connection: Connection,
    olds: Sequence[MatchFace],
    news: Sequence[MatchFace],
    gone: Iterable[Unsettled],
    before_answers: Sequence[MatchFace],
) -> Beside:
    if not olds or not news:
        return Beside()
    # One that came back with its history is no candidate: it tells as any living card does.
    ids = {face.id for face in news if not face.has_history}
    around = {end for face in olds for end in (face.before, face.after) if end is not None}
    joined = set(open_pairs_from(connection, around))
    joined |= {(one.face.id, one.became) for one in gone if one.became}
    questions, answers = living_texts(
        connection, {face.question for face in news}, {face.answer for face in news}, ids
    )
    answers |= texts_gone(connection, news, ids | {face.id for face in olds})[1]
    asked = {face.question for face in olds} & {face.question for face in news}
    edited = [*faces_before_edits(connection, asked), *before_answers]
    lineage = edges_among_versions(connection, (face.id for face in olds if face.question in asked))
    if before_answers:
        lineage |= {(old, new) for old, new, _ in became_without_fact(connection)}
    return Beside(
        questions=questions,
        answers=answers,
        joined=joined,
        cut=_cut(connection, ids),
        alike=living_answers(connection, asked, ids),
        edited=[face for face in edited if face.question in asked],
        lineage=lineage,
    )


def _with_telling(
    connection: Connection, vanished: Sequence[MatchFace], besides: Collection[CardId]
) -> list[MatchFace]:
    """What went, and whether its question and its answer tell it from what is and was there."""
    questions = Counter(face.question for face in vanished)
    answers = Counter(face.answer for face in vanished)
    living_ = living_texts(connection, questions, answers, besides)
    gone = texts_gone(connection, vanished, {face.id for face in vanished})
    shared = living_[0] | gone[0], living_[1] | gone[1]
    return [
        replace(
            face,
            question_tells=face.question_tells
            and questions[face.question] == 1
            and face.question not in shared[0],
            answer_tells=face.answer_tells
            and answers[face.answer] == 1
            and face.answer not in shared[1],
        )
        for face in vanished
    ]


def _cut(connection: Connection, new: Collection[CardId]) -> set[tuple[CardId, CardId]]:
    """Pairs that the learner cut, and those that are joined as it is."""
    by_pair: dict[tuple[CardId, CardId], list[AboutEdge]] = defaultdict(list)
    for fact in facts_about_edges_to(connection, new):
        by_pair[fact.old, fact.card].append(fact)
    return {pair for pair, about in by_pair.items() if _is_settled(about)}


def _is_settled(about: Sequence[AboutEdge]) -> bool:
    edge = edge_of(about)
    if edge is None:
        return any(fact.by_hand and isinstance(fact, Unlinked) for fact in about)
    return edge.until is None
