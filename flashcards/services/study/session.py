"""The daily session's use cases; a terminal and a web page drive the same ones."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from flashcards.core.card import CardId
from flashcards.core.known_card import KnownCard
from flashcards.core.log.card_facts import Crammed, Review, Said
from flashcards.core.log.facts import Fact
from flashcards.core.log.stamp import FactId
from flashcards.core.rating import Rating
from flashcards.core.schedule import Schedule
from flashcards.core.study import session as core
from flashcards.core.study.remaining import Learning, Step, Waiting
from flashcards.core.study.session import Session
from flashcards.core.study.timing import revealed_ms, taken_ms
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.deck_names import meant
from flashcards.services.decks.read import read_decks
from flashcards.services.study.outside_changes import Facing, faced, outside_change, up_to_date
from flashcards.services.study.queue import todays_queue
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.work import Work, reading_work, writing_work
from flashcards.storage.database.engine import reading
from flashcards.storage.log.acts import answers_given_back
from flashcards.storage.log.lineage import living_continuation
from flashcards.storage.log.log import last_clock
from flashcards.storage.projection import cards, queue
from flashcards.storage.projection.decks import card_and_deck_counts
from flashcards.storage.read_models.points_said import said_with


def start(collection: Collection, moment: Moment, options: ReviewOptions) -> Session:
    """Today's session: learning steps, due cards, then new ones; raises `UnknownDeck`."""
    with reading_work(collection, moment) as work:
        options = replace(options, selection=meant(work, options.selection))
        if options.cram:
            return core.started(_cramming(work, options), moment.now)
        found = todays_queue(work, options)
        since, given_back = last_clock(work.connection), answers_given_back(work.connection)
    waiting = found.waiting(collection.settings.mixing)
    session = Session(
        *_first(waiting, found.steps, options.cards),
        ends_at=_end(moment.now, options.minutes),
        since=since,
        places=found.places,
        foreseen=found.foreseen,
        given_back=given_back,
    )
    return core.started(session, moment.now)


def _cramming(work: Work, options: ReviewOptions) -> Session:
    from flashcards.services.study.cram import cram_queue

    found = cram_queue(work, options)
    waiting = tuple(one.card for one in found[: options.cards])
    return Session(Waiting(waiting), ends_at=_end(work.moment.now, options.minutes), crams=True)


def asking(collection: Collection, moment: Moment, waiting: Sequence[CardId]) -> Session:
    """A session of these cards, in this order."""
    with reading(collection.engine) as connection:
        since, given_back = last_clock(connection), answers_given_back(connection)
    session = Session(Waiting(tuple(waiting)), since=since, given_back=given_back)
    return core.started(session, moment.now)


def has_new_waiting(collection: Collection, moment: Moment, options: ReviewOptions) -> bool:
    """Whether the day's number, not the options, keeps back cards that were never answered."""
    if options.cram or (options.new, options.cards, options.minutes) != (None, None, None):
        return False
    with reading_work(collection, moment) as work:
        chosen = meant(work, options.selection, is_there=False)
        return any(True for _ in queue.new_candidates(work.connection, chosen, work.today))


def has_cards(collection: Collection) -> bool:
    """Whether any deck has a card."""
    with reading(collection.engine) as connection:
        return card_and_deck_counts(connection)[0] > 0


def shown_card(collection: Collection, session: Session) -> KnownCard | None:
    """The card in front of the learner, with its schedule; None where the session is over.

    None, too, where the card's text has gone meanwhile.
    """
    if session.shown is None:
        return None
    with reading(collection.engine) as connection:
        known = cards.known_card(connection, session.shown.card)
    return None if known is None or known.orphan else known


def face(collection: Collection, moment: Moment, session: Session) -> Facing:
    """The card that the session comes to, under the text it has now.

    One that was answered or put to rest elsewhere, or whose text has gone, is passed over.
    """
    with reading_work(collection, moment) as work:
        return faced(work, session)


def preview(
    collection: Collection, moment: Moment, session: Session, known: KnownCard
) -> dict[int, Schedule]:
    """The schedule that each grade would give; in practice the one the card has."""
    with reading_work(collection, moment) as work:
        return preview_within(work, session, known)


def preview_within(work: Work, session: Session, known: KnownCard) -> dict[int, Schedule]:
    """The same in a transaction that is open."""
    from flashcards.services.study.answer import Grade, foreseen

    grades = range(1, known.highest_rating + 1)
    if session.crams:
        return dict.fromkeys(grades, known.schedule)
    schedules = foreseen(work, known, map(Grade, grades))
    return dict(zip(grades, schedules, strict=True))


def grade(
    collection: Collection, moment: Moment, session: Session, given: int, note: str = ""
) -> Session:
    """Grade the shown card: written and durable before the next one is shown.

    The session as it is where the card was dealt with elsewhere meanwhile: `face` says how.
    """
    from flashcards.services.study.answer import Grade, answer_within

    if session.shown is None:
        return session
    duration_ms = taken_ms(session.shown, moment.now)
    said = Grade(given, duration_ms, "review", revealed_ms(session.shown), note)
    if session.crams:
        from flashcards.services.study.cram import cram

        practised = cram(collection, moment, session.shown.card, said)
        return core.crammed(session, moment.now, practised.act, again=practised.again)
    with writing_work(collection, moment) as work:
        session, card = up_to_date(work.connection, session, session.shown.card)
        if outside_change(work.connection, session, work.today) is not None:
            return replace(session, leech=None)
        done = answer_within(work, card, replace(said, said=session.said))
    act = done.review.stamp.id
    after = core.answered(session, moment.now, done.schedule, act, leech=done.leech)
    return core.with_points(after, _counted(done.said))


def skip(moment: Moment, session: Session) -> Session:
    """Leave the shown card for another session; writes nothing."""
    return core.put_aside(session, moment.now, None)


def siblings(collection: Collection, session: Session) -> tuple[CardId, ...]:
    """The other cards that stand where the shown one does."""
    known = shown_card(collection, session)
    if known is None:
        return ()
    source = known.card.source
    with reading(collection.engine) as connection:
        there = cards.ids_at(connection, source.file, source.line)
    return tuple(card for card in there if card != known.card.id)


def bury(
    collection: Collection, moment: Moment, session: Session, others: Sequence[CardId] = ()
) -> Session:
    """Put the shown card, and others, off until the next study day."""
    from flashcards.services.study import acts

    return _put_aside(collection, moment, session, acts.bury, others)


def suspend(
    collection: Collection, moment: Moment, session: Session, others: Sequence[CardId] = ()
) -> Session:
    """Ask the shown card, and others, no more until they are resumed."""
    from flashcards.services.study import acts

    return _put_aside(collection, moment, session, acts.suspend, others)


def _put_aside(
    collection: Collection,
    moment: Moment,
    session: Session,
    act: Callable[[Collection, Moment, CardId], FactId],
    others: Sequence[CardId],
) -> Session:
    if session.shown is None or _is_changed_outside(collection, moment, session):
        return session
    facts = {card: act(collection, moment, card) for card in others}
    fact = act(collection, moment, session.shown.card)
    return core.put_aside(session, moment.now, fact, facts)


def undo(collection: Collection, moment: Moment, session: Session) -> Session:
    """The session before its last act, or with the last card of an earlier one shown again.

    Raises `NothingToUndo` where the log holds no act of this machine's sessions any more.
    """
    from flashcards.services.log.undo import undo_act, undo_in_session

    if session.before is None:
        act, card = undo_in_session(collection, moment)
        return core.taken_back(core.recalled(session, card, moment.now), card, act)
    for done in (*session.besides, session.act):
        if done is not None:
            undo_act(collection, moment, done)
    return core.undone(session)


def redo(collection: Collection, moment: Moment, session: Session) -> Session:
    """The session after the act that was undone last is given back: of this one, else an earlier.

    Raises `NothingToRedo`.
    """
    from flashcards.services.log.redo import redo_act, redo_in_session

    if not session.ahead:
        return _with_given_back(collection, moment, session, *redo_in_session(collection, moment))
    last, session = session.ahead[-1], core.without_last_ahead(session)
    if last.act is None:
        return core.put_aside(core.recalled(session, last.card, moment.now), moment.now, None)
    fact, card = redo_act(collection, moment, last.act)
    return _with_given_back(collection, moment, session, fact, card)


def _with_given_back(
    collection: Collection, moment: Moment, session: Session, fact: Fact, card: CardId
) -> Session:
    """The session as it is after the act that a fact says once more."""
    now, act = moment.now, fact.stamp.id
    session = core.recalled(session, card, now)
    with reading(collection.engine) as connection:
        known = cards.known_card(connection, card)
        said = said_with(connection, fact) if isinstance(fact, Review) else None
    match fact:
        case Review() if known is not None:
            after = core.answered(session, now, known.schedule, act)
            return core.with_points(after, _counted(said))
        case Crammed():
            return core.crammed(session, now, act, again=fact.rating is Rating.AGAIN)
        case _:
            return core.put_aside(session, now, act)


def _counted(said: Said | None) -> core.PointsCount:
    return core.NO_POINTS if said is None else core.PointsCount(len(said.points), said.of)


def reread(collection: Collection, moment: Moment, session: Session) -> Session:
    """The session after the learner edited a deck: the card that now stands there is shown."""
    known = shown_card(collection, session)
    read_decks(collection, moment.now)
    if known is None or session.shown is None:
        return session
    source = known.card.source
    with reading(collection.engine) as connection:
        now = living_continuation(connection, known.card.id)
        there = [now] if now else cards.ids_at(connection, source.file, source.line)
    if not there:
        return core.put_aside(session, moment.now, None)
    return session if there[0] == session.shown.card else core.replaced(session, there[0])


def _is_changed_outside(collection: Collection, moment: Moment, session: Session) -> bool:
    with reading(collection.engine) as connection:
        return outside_change(connection, session, collection.today(moment)) is not None


def _first(
    waiting: tuple[CardId, ...], steps: tuple[Step, ...], most: int | None
) -> tuple[Waiting, Learning]:
    if most is not None:
        waiting, steps = waiting[: max(0, most - len(steps))], steps[:most]
    return Waiting(waiting), Learning.of(steps)


def _end(now: datetime, minutes: float | None) -> datetime | None:
    return None if minutes is None else now + timedelta(minutes=minutes)
