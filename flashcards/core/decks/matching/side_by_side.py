"""Cards that stood in decks at once: one of them did not come for the other."""

from flashcards.core.decks.matching.face import MatchFace


def was_there_before(old: MatchFace, new: MatchFace) -> bool:
    """Whether the new one stood there already when the old one came: it is no edit of it.

    One that came later, while the old one still stood, may be an edited copy.
    """
    if new.came_at is None or old.came_at is None or not old.source.file:
        return False
    is_beside = old.went_at is None or new.came_at < old.went_at
    return is_beside and new.came_at <= old.came_at
