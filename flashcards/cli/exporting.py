"""What `flash export` writes."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TextIO

from flashcards.core.study_day import Moment
from flashcards.formats.rows import json_value, write_csv, write_json, write_json_rows
from flashcards.services.collection import Collection

Export = Callable[[Collection, Moment, str, TextIO], None]


def _due(collection: Collection, moment: Moment, shape: str, out: TextIO) -> None:
    from flashcards.services.decks.list import card_rows
    from flashcards.services.decks.rows import CardRow
    from flashcards.services.study.due import due
    from flashcards.views.study.due import DUE_CARDS

    rows = card_rows(collection, moment, DUE_CARDS)
    if shape == "csv":
        write_csv(CardRow, rows, out)
    else:
        write_json({**json_value(due(collection, moment)), "cards": list(rows)}, out)


def _cards(collection: Collection, moment: Moment, shape: str, out: TextIO) -> None:
    from flashcards.core.decks.query import Query
    from flashcards.services.decks.list import card_rows
    from flashcards.services.decks.rows import CardRow

    _write(CardRow, card_rows(collection, moment, Query()), shape, out)


def _reviews(collection: Collection, moment: Moment, shape: str, out: TextIO) -> None:
    from flashcards.services.statistics.reviews import ReviewRow, review_rows

    del moment
    _write(ReviewRow, review_rows(collection), shape, out)


def _stats(collection: Collection, moment: Moment, shape: str, out: TextIO) -> None:
    from flashcards.services.statistics.stats import StatsRow, stats

    figures = stats(collection, moment)
    if shape == "csv":
        write_csv(StatsRow, figures.rows, out)
    else:
        write_json(figures, out)


def _write(row_type: type, rows: Iterable[object], shape: str, out: TextIO) -> None:
    if shape == "csv":
        write_csv(row_type, rows, out)
    else:
        write_json_rows(rows, out)


EXPORTS: Final[Mapping[str, Export]] = {
    "due": _due,
    "cards": _cards,
    "reviews": _reviews,
    "stats": _stats,
}
"""`due` as JSON is `flash due --json` with the due cards' rows as `cards`."""
