"""How the learner has done."""

from flashcards.cli.terminal.output import standard_output
from flashcards.formats.rows import write_csv, write_json
from flashcards.services.statistics.stats import Stats


def show_stats(figures: Stats, section: str, shape: str | None) -> None:
    """All of the figures as one JSON object; a section as rows of CSV, or as a screen."""
    from flashcards.views.statistics.sections import SECTIONS, show_all

    if shape == "json":
        write_json(figures, standard_output())
    elif section == "all":
        show_all(figures)
    elif shape == "csv":
        chosen = SECTIONS[section]
        write_csv(chosen.row, chosen.rows(figures), standard_output())
    else:
        SECTIONS[section].show(figures)


def percent(share: float | None) -> str:
    """`91.3%`; a dash where there is nothing to share."""
    return "–" if share is None else f"{share:.1%}"
