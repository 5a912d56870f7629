"""The first question of a session as it was last found, with how it is shown."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from flashcards.core.study_day import Moment, study_day_start
from flashcards.services.place import Place
from flashcards.services.study.kept.validity import keeps, kept, may_keep

if TYPE_CHECKING:
    from collections.abc import Callable

    from flashcards.services.collection import Collection
    from flashcards.services.study.live_session import LiveSession
    from flashcards.services.study.review_options import ReviewOptions

_KEY: Final = "question"


class KeptQuestion(NamedTuple):
    """The card that is asked first, and what is shown of it: values of JSON."""

    card: str
    shown: list[Any]


def kept_question(place: Place, moment: Moment, asked: list[Any]) -> KeptQuestion | None:
    """What a session begins with now that is asked for so; None where that is not surely known."""
    match kept(place, moment, _KEY):
        case [list(found), str(card), list(shown)] if found == asked:
            return KeptQuestion(card, shown)
        case _:
            return None


def keep_question(
    collection: "Collection",
    moment: Moment,
    options: "ReviewOptions",
    asked: list[Any],
    shown: "Callable[[LiveSession], list[Any]]",
) -> None:
    """Keep what a session begins with that is asked for so, now and when the next day begins."""
    from flashcards.core.selection import QueriedSelection

    if options.cram or isinstance(options.selection, QueriedSelection):
        return  # what they ask may change at any instant
    if collection.settings.sync_in_sessions:
        return  # what other machines wrote may change it
    if not may_keep(collection) or kept_question(collection.place, moment, asked) is not None:
        return
    rollover, today = collection.settings.rollover_hour, collection.today(moment)
    tomorrow, day_after = (
        study_day_start(today + timedelta(days=days), moment.zone, rollover) for days in (1, 2)
    )
    with keeps(collection, _KEY) as say:
        for now, day_ends in ((moment, tomorrow), (Moment(tomorrow, moment.zone), day_after)):
            live = _begun(collection, now, options)
            until = min((day_ends, *_steps_after(now.now, live)))
            if live.known is not None and not live.passed and now.now < until:
                say([asked, live.known.card.id, shown(live)], now, until, None)


def _begun(collection: "Collection", moment: Moment, options: "ReviewOptions") -> "LiveSession":
    from flashcards.services.study.live_session import LiveSession
    from flashcards.services.study.session import start

    return LiveSession.of(collection, lambda: moment, start(collection, moment, options))


def _steps_after(now: datetime, live: "LiveSession") -> list[datetime]:
    """The instants at which a learning step may come first."""
    from flashcards.core.study.session import LEARN_AHEAD

    steps = (at for one in live.session.learning for at in (one.due_at - LEARN_AHEAD, one.due_at))
    return [at for at in steps if at > now]
