"""The reading list, of one area or of all: told without a collection."""

from flashcards.core.preparation.reading_list import ReadingArea, areas_of_page
from flashcards.errors.reading import UnknownReadingArea
from flashcards.storage.files.manual_pages import manual_page


def reading_areas() -> tuple[ReadingArea, ...]:
    """All of the list, area by area: the tables of the manual's page."""
    return areas_of_page(manual_page("reading"))


def reading_list(area: str | None = None) -> tuple[ReadingArea, ...]:
    """What to read; AREA may be the beginning of a name. Raises `UnknownReadingArea`."""
    every = reading_areas()
    if area is None:
        return every
    begun = area.strip().casefold()
    found = tuple(one for one in every if begun and one.area.startswith(begun))
    if not found:
        raise UnknownReadingArea(area, tuple(one.area for one in every))
    return found


def reading_area_names() -> tuple[str, ...]:
    """The areas that the list has, in order."""
    return tuple(one.area for one in reading_areas())
