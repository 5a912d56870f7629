"""What suspending, resuming, burying and resetting have in common."""

from collections.abc import Callable

from flashcards.cli.invocation import Invocation
from flashcards.cli.terminal.messages import say
from flashcards.core.card import CardId
from flashcards.core.log.stamp import FactId
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.card_names import living_cards
from flashcards.views.study.acts import acted_line

Act = Callable[[Collection, Moment, CardId], FactId]


def act_on(invocation: Invocation, names: tuple[str, ...], act: Act, done: str) -> None:
    """Do the act to each named card, all of them found before the first is touched."""
    with invocation.collection() as collection:
        named = [living_cards(collection, name) for name in names]
        found = dict.fromkeys(known.card.id for cards in named for known in cards)
        for card in found:
            act(collection, invocation.clock(), card)
    say(acted_line(done, len(found)))
