"""The reading list, of one area or of all: told without a collection."""

from flashcards.core.preparation.reading_list import ReadingArea
from flashcards.errors.reading import UnknownReadingArea
from flashcards.storage.files.reading_list import reading_areas


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
