"""A card together with what its deck and its history say of it."""

from dataclasses import field
from datetime import date
from functools import lru_cache

from flashcards.core.card import Card, Kind, Occasion, occasion_of
from flashcards.core.deck import DeckSettings
from flashcards.core.frozen import dataclass
from flashcards.core.schedule import Overrides, Schedule, State


def overrides_for(occasion: Occasion, of_deck: Overrides) -> Overrides:
    """What of its policy is set for a card that is asked so, in a deck that sets so much itself.

    An exercise has no steps: what takes half an hour is not done again ten minutes later.
    """
    return of_deck.without_steps if occasion is Occasion.EXERCISE else of_deck


@dataclass(frozen=True, slots=True)
class KnownCard:
    """A card in its deck, with its schedule; an orphan has history but stands in no deck.

    `sibling_studied`: a card cut from the same place was answered today, this one was not.
    """

    card: Card
    deck: str
    area: str
    settings: DeckSettings = field(default_factory=DeckSettings)
    schedule: Schedule = field(default_factory=Schedule)
    orphan: bool = False
    sibling_studied: bool = False

    @property
    def tags(self) -> tuple[str, ...]:
        """The deck's tags, then the card's own, each once."""
        return _each_once(self.settings.tags, self.card.tags)

    @property
    def limit_s(self) -> int | None:
        """Seconds to answer in: the card's own, else the deck's."""
        return self.settings.limit_s if self.card.limit_s is None else self.card.limit_s

    @property
    def occasion(self) -> Occasion:
        """When it is asked if nobody names it."""
        return occasion_of(self.card.kind, self.limit_s)

    @property
    def overrides(self) -> Overrides:
        """What of its policy is set for it: by its deck, and that an exercise has no steps."""
        return overrides_for(self.occasion, self.settings.policy)

    @property
    def suspended(self) -> bool:
        """Whether the card, or its whole deck, is not asked."""
        return self.schedule.suspended or self.settings.suspended

    @property
    def highest_rating(self) -> int:
        """The top of the scale this card is graded on."""
        return 5 if self.card.kind is Kind.SELF_ASSESSMENT else 4

    @property
    def is_asked(self) -> bool:
        """Whether the daily review asks it: prompts are for mock interviews."""
        return self.card.kind is not Kind.PROMPT

    def buried(self, today: date) -> bool:
        """Whether the card is put off for the study day, by the learner or for a sibling."""
        return self.sibling_studied or self.schedule.buried_on == today

    def is_due(self, today: date) -> bool:
        """Whether the card is in review and its day has come."""
        due_on = self.schedule.due_on
        return self.schedule.state is State.REVIEW and due_on is not None and due_on <= today


@lru_cache(maxsize=256)
def _each_once(of_deck: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    """The tags of many cards are few."""
    return tuple(dict.fromkeys(of_deck + own))
