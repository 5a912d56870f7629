"""How much the study day still takes, and what later ones do."""

from collections import Counter
from collections.abc import Iterable, Mapping

from flashcards.core.card import CardId
from flashcards.core.study.queue import Allowance, Limits, is_within
from flashcards.services.work import Work
from flashcards.storage.projection.counts import deck_limits, studied_by_deck
from flashcards.storage.read_models.time_spent import quick_spent_on

_MS_A_MINUTE = 60_000


# What is used of a limit is counted from the log, not from the session: a second terminal, or
# another machine after a sync, finds the rest of the day and not a day of its own.


def day_limits(work: Work) -> Allowance:
    """The day's rest for the collection, and for the decks that have limits of their own.

    Skills and exercises use up nothing of the collection's.
    """
    connection, settings, today = work.connection, work.collection.settings, work.today
    of_new, of_reviews = deck_limits(connection)
    first, again = studied_by_deck(connection, today)
    reviews, minutes = settings.reviews_per_day, settings.minutes_per_day
    spent = Counter[CardId]() if minutes is None else quick_spent_on(connection, today)
    return Allowance(
        Limits(
            max(0, settings.new_per_day - first.quick),
            _rest(of_new, first.by_deck),
            _rest(settings.new_per_folder, _in_folders(settings.new_per_folder, first.by_deck)),
        ),
        Limits(
            None if reviews is None else max(0, reviews - again.quick),
            _rest(of_reviews, again.by_deck),
        ),
        None if minutes is None else ms_left(minutes, spent) / _MS_A_MINUTE,
    )


def later_limits(work: Work) -> Allowance:
    """What a day takes of which nothing is used."""
    settings = work.collection.settings
    of_new, of_reviews = deck_limits(work.connection)
    return Allowance(
        Limits(settings.new_per_day, of_new, settings.new_per_folder),
        Limits(settings.reviews_per_day, of_reviews),
        settings.minutes_per_day,
    )


def ms_left(minutes: int, spent: Counter[CardId]) -> float:
    """What is left of a day's minutes, in milliseconds, after those spent on each card."""
    return max(0.0, minutes * _MS_A_MINUTE - spent.total())


def _rest(limits: Mapping[str, int], done: Mapping[str, int]) -> dict[str, int]:
    return {deck: max(0, limit - done.get(deck, 0)) for deck, limit in limits.items()}


def _in_folders(folders: Iterable[str], done: Mapping[str, int]) -> dict[str, int]:
    return {
        folder: sum(count for deck, count in done.items() if is_within(deck, folder))
        for folder in folders
    }
