"""The exercise that is being done in the page."""

from contextlib import ExitStack
from dataclasses import dataclass, field

from flashcards.services.preparation.live_exercise import LiveExercise


@dataclass(slots=True)
class HeldExercise:
    """The exercise that is being done in the page; while it is, none other begins."""

    name: str
    live: LiveExercise
    hold: ExitStack = field(default_factory=ExitStack)
    message: str = ""

    @property
    def mark(self) -> str:
        """What a form must have stood beside to count."""
        return f"{self.live.phase}-{self.live.is_done}"
