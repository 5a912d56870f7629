"""What suspending, resuming, burying and resetting have in common."""

from collections.abc import Callable

from flashcards.cli.invocation import Invocation
from flashcards.cli.terminal.messages import say
from flashcards.core.card import CardId
from flashcards.core.log.stamp import FactId
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.lookup import find_card
from flashcards.views.study.acts import acted_line

Act = Callable[[Collection, Moment, CardId], FactId]


def act_on(invocation: Invocation, names: tuple[str, ...], act: Act, done: str) -> None:
    """Do the act to each named card, all of them found before the first is touched."""
    with invocation.collection() as collection:
        found = [find_card(collection, name) for name in names]
        for known in found:
            act(collection, invocation.clock(), known.card.id)
    say(acted_line(done, len(found)))
