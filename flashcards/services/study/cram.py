"""Practice that leaves schedules as they are: all that is selected, whatever is due."""

from flashcards.core.card import CardId
from flashcards.core.frozen import dataclass
from flashcards.core.log.card_facts import Crammed
from flashcards.core.log.stamp import FactId
from flashcards.core.rating import Rating
from flashcards.core.schedule import State
from flashcards.core.selection import EVERYTHING
from flashcards.core.study.queue import Candidate
from flashcards.core.study.review_order import ordered_due
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.deck_names import meant
from flashcards.services.log.append import card_named, introduction
from flashcards.services.study.answer import Grade, rating_of
from flashcards.services.study.review_options import ReviewOptions
from flashcards.services.work import Work, reading_work, writing_work
from flashcards.storage.projection.queue import facing_candidates


@dataclass(frozen=True, slots=True)
class Practised:
    """The fact that was written, and whether the card was forgotten."""

    act: FactId
    again: bool


def cram_queue(work: Work, options: ReviewOptions) -> list[Candidate]:
    """Every card selected, those seen before first; at random unless the options say how."""
    today = work.today
    every = facing_candidates(work.connection, options.selection, today)
    found = [(one, state) for one, state in every if not one.buried]
    seen = [one for one, state in found if state is not State.NEW]
    new = [one for one, state in found if state is State.NEW]
    order, parameters = options.order or "random", work.decisions.parameters
    return ordered_due(seen, today, order, parameters) + (
        ordered_due(new, today, order) if order in {"random", "deck"} else new
    )


def may_cram(collection: Collection, moment: Moment, options: ReviewOptions) -> bool:
    """Whether practice would ask cards of a selection, where the options name no more than that."""
    if options.selection == EVERYTHING or options != ReviewOptions(options.selection):
        return False
    with reading_work(collection, moment) as work:
        return bool(cram_queue(work, ReviewOptions(meant(work, options.selection, is_there=False))))


def cram(collection: Collection, moment: Moment, card: CardId, grade: Grade) -> Practised:
    """Write down an answer that was practice; raises `InvalidRating`."""
    with writing_work(collection, moment) as work:
        known = card_named(work.connection, card)
        rating = rating_of(known, grade.given)
        introduced = introduction(work, known.card)
        score = grade.given if known.highest_rating > Rating.EASY else None
        fact = Crammed(work.stamp(), card, rating, work.today, score, grade.duration_ms)
        work.append([*introduced, fact])
        return Practised(fact.stamp.id, rating is Rating.AGAIN)
