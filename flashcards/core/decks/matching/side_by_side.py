"""Cards that stood in decks at once: one of them did not come for the other."""

from collections.abc import Iterable, Iterator, Sequence

from flashcards.core.card import CardId
from flashcards.core.decks.matching.face import MatchFace
from flashcards.core.decks.matching.opposites import content_words, only_adds_words


def was_there_before(old: MatchFace, new: MatchFace) -> bool:
    """Whether the new one stood there already when the old one came: it is no edit of it.

    One that came later, while the old one still stood, may be an edited copy.
    """
    if new.came_at is None or old.came_at is None or not old.source.file:
        return False
    is_beside = old.went_at is None or new.came_at < old.went_at
    return is_beside and new.came_at <= old.came_at


def doubted(
    brought: Iterable[MatchFace], news: Sequence[MatchFace]
) -> Iterator[tuple[CardId, CardId]]:
    """The pairs of which nobody can tell whether both once stood side by side.

    What no deck here ever had may have lived beside a card that is still there, unanswered: so
    more than one side has to be the same.
    """
    there = [face for face in news if not face.is_now and not face.is_recent]
    for old in brought:
        if not old.source.file:
            yield from ((old.id, new.id) for new in there if not _may_be_edited(old, new))


def _may_be_edited(old: MatchFace, new: MatchFace) -> bool:
    if old.question != new.question:
        return only_adds_words(old.question, new.question)
    return not set(content_words(old.answer)).isdisjoint(content_words(new.answer))
