"""A card as it is listed: one flat row, the same in JSON, CSV and tables."""

from datetime import date, datetime

from flashcards.core.card import Kind
from flashcards.core.decks.sides import sides
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.schedule import Policy, State
from flashcards.core.scheduling.replay import retrievability
from flashcards.core.settings import Settings


@dataclass(frozen=True, slots=True)
class CardRow:
    """The row of `flash list --json`, keys in this order; `due_on` is the study day."""

    id: str
    deck: str
    area: str
    kind: Kind
    front: str
    back: str
    file: str | None
    line: int | None
    tags: tuple[str, ...]
    limit_s: int | None
    state: State
    due_on: date | None
    due_at: datetime | None
    last_review_at: datetime | None
    stability: float | None
    difficulty: float | None
    retrievability: float | None
    reps: int
    lapses: int
    suspended: bool
    buried: bool
    leech: bool
    orphan: bool


def card_row(settings: Settings, policy: Policy, known: KnownCard, today: date) -> CardRow:
    """The row of a card as it stands on a study day, under settings and a policy."""
    card, schedule, shown = known.card, known.schedule, sides(known.card)
    return CardRow(
        id=card.id,
        deck=known.deck,
        area=known.area,
        kind=card.kind,
        front=shown.question,
        back=shown.answer,
        file=None if known.orphan else card.source.file,
        line=None if known.orphan else card.source.line,
        tags=known.tags,
        limit_s=known.limit_s,
        state=schedule.state,
        due_on=schedule.due_on,
        due_at=schedule.due_at,
        last_review_at=schedule.last_review_at,
        stability=_rounded(schedule.stability),
        difficulty=_rounded(schedule.difficulty),
        retrievability=_rounded(retrievability(schedule, today, policy)),
        reps=schedule.reps,
        lapses=schedule.lapses,
        suspended=known.suspended,
        buried=known.buried(today),
        leech=schedule.lapses >= settings.leech_lapses,
        orphan=known.orphan,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
