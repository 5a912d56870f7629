"""What an answer without a session came to."""

from collections.abc import Iterator
from datetime import date

from flashcards.core.schedule import Leech
from flashcards.core.study_day import Moment
from flashcards.services.study.answer import Answered
from flashcards.views.study.live_session import leech_line
from flashcards.views.study.points import said_line
from flashcards.views.text import until
from flashcards.views.view import View


def answered_view(done: Answered, moment: Moment, today: date) -> View:
    """The card's new schedule."""
    schedule, review = done.schedule, done.review
    document = {
        "card": review.card,
        "review": review.stamp.id,
        "state": schedule.state,
        "stability": schedule.stability,
        "difficulty": schedule.difficulty,
        "due_on": schedule.due_on,
        "due_at": schedule.due_at,
    }
    return View(_lines(done, moment, today), document=document)


def _lines(done: Answered, moment: Moment, today: date) -> Iterator[str]:
    schedule, review = done.schedule, done.review
    again = until(schedule.due_on, schedule.due_at, moment.now, max(today, review.studied_on))
    yield f"{review.card[:8]} comes again {again}."
    if done.said is not None:
        yield f"{said_line(len(done.said.points), done.said.of)}."
    if done.leech:
        yield leech_line(Leech(review.card, schedule.lapses, schedule.suspended))
