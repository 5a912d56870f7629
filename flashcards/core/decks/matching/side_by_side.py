"""Cards that stood in decks at once: one of them did not come for the other."""

from flashcards.core.decks.matching.face import MatchFace


def stood_beside(old: MatchFace, new: MatchFace) -> bool:
    """Whether the new one had been read before the old one was missed: a copy of it at best."""
    if new.came_at is None or not old.source.file:
        return False
    return old.went_at is None or new.came_at < old.went_at


def was_there_before(old: MatchFace, new: MatchFace) -> bool:
    """Whether the new one stood there when the old one came: it is no copy of it either."""
    if new.came_at is None or old.came_at is None:
        return False
    return stood_beside(old, new) and new.came_at <= old.came_at
