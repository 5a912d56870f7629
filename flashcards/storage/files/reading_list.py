"""The reading list: a page of the manual, which the program and its readers share."""

from importlib import resources
from typing import Final

from flashcards.core.preparation.reading_list import ReadingArea, areas_of_page

_PAGE: Final = ("manual", "reading.md")


def reading_areas() -> tuple[ReadingArea, ...]:
    """All of the list, area by area."""
    return areas_of_page(resources.files("flashcards").joinpath(*_PAGE).read_text("utf-8"))
