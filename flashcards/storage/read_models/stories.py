"""Stories that are only headings yet: cards in a deck, but nothing that can be told."""

from sqlalchemy import ColumnElement, case, null

from flashcards.core.card import Kind
from flashcards.storage.database.tables import cards


def story_text() -> ColumnElement[str | None]:
    """What a card says where it is a story; null for any other."""
    return case((cards.c.kind == Kind.STORY.value, cards.c.back), else_=null())


def is_to_be_told(story: str | None) -> bool:
    """Whether there is something to tell; a card that is no story always has."""
    if story is None:
        return True
    from flashcards.core.preparation.stories import is_begun

    return is_begun(story)
