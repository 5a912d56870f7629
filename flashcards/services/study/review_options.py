"""What the learner asked of a session."""

from dataclasses import field

from flashcards.core.frozen import dataclass
from flashcards.core.selection import Selection


@dataclass(frozen=True, slots=True)
class ReviewOptions:
    """Which cards, and at most how many in all, new ones, and minutes; in which order.

    `ahead_days` asks what falls due within so many days; `cram` asks all that is selected, and
    leaves schedules as they are. None is what the settings say.
    """

    selection: Selection = field(default_factory=Selection)
    cards: int | None = None
    new: int | None = None
    minutes: float | None = None
    order: str | None = None
    ahead_days: int = 0
    cram: bool = False
