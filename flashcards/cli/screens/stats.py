"""How the learner has done."""

from flashcards.cli.output import standard_output
from flashcards.cli.table import Column, show_table
from flashcards.formats.rows import write_csv, write_json
from flashcards.services.stats import Stats, StatsRow

_COLUMNS = (
    Column("period", lambda row: row.period, 6),
    Column("reviews", lambda row: row.reviews, 7, right=True),
    Column("cards", lambda row: row.cards, 6, right=True),
    Column("minutes", lambda row: row.minutes, 7, right=True),
    Column("retention", lambda row: percent(row.true_retention), 9, right=True),
    Column("deck", lambda row: row.deck or "(all)"),
)


def show_stats(figures: Stats, shape: str | None) -> None:
    """The figures as one JSON object, or as rows of CSV or a table."""
    if shape == "json":
        write_json(figures, standard_output())
    elif shape == "csv":
        write_csv(StatsRow, figures.rows, standard_output())
    else:
        show_table(_COLUMNS, figures.rows)


def percent(share: float | None) -> str:
    """`91.3%`; a dash where there is nothing to share."""
    return "–" if share is None else f"{share:.1%}"
