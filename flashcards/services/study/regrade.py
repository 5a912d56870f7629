"""Another grade for an answer that was given: it keeps its place, and what came after it stays."""

from dataclasses import replace

from flashcards.core.card import CardId
from flashcards.core.known_card import KnownCard
from flashcards.core.log.anew import said_anew
from flashcards.core.log.card_facts import Regraded, Reset, Review
from flashcards.core.log.facts import Undo
from flashcards.core.log.order import came_about, counting
from flashcards.core.rating import Rating
from flashcards.core.schedule import is_marked
from flashcards.core.study_day import Moment
from flashcards.errors.cards import NothingToRegrade
from flashcards.services.collection import Collection
from flashcards.services.log.append import card_named
from flashcards.services.log.reschedule import reschedule, reschedule_continuations
from flashcards.services.log.say_anew import settle_for_good
from flashcards.services.study.answer import Answered, leech_at_rest, next_schedule, rating_of
from flashcards.services.work import Work, writing_work
from flashcards.storage.log.acts import whole_act
from flashcards.storage.log.log import history_of

_SHORT = 8


def regrade(collection: Collection, moment: Moment, card: CardId, given: int) -> Answered:
    """Give a card's last answer another grade, as an act that one undo takes back.

    The answer is undone and said anew, at its old time: so every version counts it alike. The grade
    that it has changes nothing. Raises
    `InvalidRating`, or `NothingToRegrade` for a card without an answer that counts.
    """
    with writing_work(collection, moment) as work:
        settle_for_good(work, card)
        known = card_named(work.connection, card)
        rating, last = rating_of(known, given), _last_answer(work, card)
        score = given if known.highest_rating > Rating.EASY else None
        if (rating, score) == (last.rating, last.score):
            return Answered(last, known.schedule)
        taken_back = whole_act(work.connection, last.stamp.id)
        undos = [Undo(work.stamp(), fact.card, fact.stamp.id) for fact in taken_back]
        work.append(undos)
        reschedule(work, card)
        before = card_named(work.connection, card)
        draft = replace(last, rating=rating, score=score, due_on=None)
        review = _chosen(work, before, draft, undos[0].stamp.id)
        work.append([review])
        reschedule_continuations(work, last.card)
        reschedule(work, last.card)
        schedule = reschedule(work, card)
        settings = collection.settings
        leech = is_marked(before.schedule.lapses, schedule.lapses, settings.leech_lapses)
        done = leech_at_rest(work, Answered(review, schedule, leech))
        work.append([Regraded(work.stamp(), last.card, last.stamp.id, review.stamp.id)])
        return done


def _last_answer(work: Work, card: CardId) -> Review:
    """The latest answer that no undo and no reset took away, as it counts."""
    facts = counting(history_of(work.connection, card))
    resets = [came_about(fact) for fact in facts if isinstance(fact, Reset)]
    answers = [fact for fact in facts if isinstance(fact, Review)]
    if resets:
        answers = [fact for fact in answers if came_about(fact) > max(resets)]
    if not answers:
        raise NothingToRegrade(card[:_SHORT])
    return answers[-1]


def _chosen(work: Work, before: KnownCard, draft: Review, by: str) -> Review:
    """The answer said anew, with the due day that it would have been given."""
    after = next_schedule(work, before, draft, work.policy(before.overrides))
    return said_anew(draft, by, due_on=None if after.in_steps else after.due_on)
