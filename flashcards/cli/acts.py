"""What suspending, resuming, burying and resetting have in common."""

import sys
from collections.abc import Callable, Sequence

import click

from flashcards.cli.invocation import Invocation
from flashcards.cli.terminal.messages import say
from flashcards.core.card import CardId
from flashcards.core.known_card import KnownCard
from flashcards.core.log.stamp import FactId
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.card_names import living_cards, several_cards
from flashcards.views.study.acts import acted_line, several_question

Act = Callable[[Collection, Moment, CardId], FactId]


def act_on(invocation: Invocation, names: tuple[str, ...], act: Act, done: str) -> None:
    """Do the act to each named card, and to all of a place, found before the first is touched."""
    with invocation.collection() as collection:
        found = [known for name in names for known in living_cards(collection, name)]
        _act_on_all(invocation, collection, found, act, done)


def act_on_chosen(
    invocation: Invocation, names: tuple[str, ...], act: Act, done: str, *, takes_all: bool
) -> None:
    """The same; of several cards of a place only where all of them are said to be meant."""
    with invocation.collection() as collection:
        found = chosen_cards(collection, names, takes_all=takes_all)
        _act_on_all(invocation, collection, found, act, done)


def chosen_cards(
    collection: Collection, names: tuple[str, ...], *, takes_all: bool
) -> list[KnownCard]:
    """The cards that are named; whether several of a place are meant is asked at a terminal.

    Raises `SeveralCards` where they are not, or nobody can be asked.
    """
    chosen: list[KnownCard] = []
    for name in names:
        found = living_cards(collection, name)
        if len(found) > 1 and not takes_all and not _are_meant(name, found):
            raise several_cards(name, found, or_all=True)
        chosen += found
    return chosen


def _are_meant(name: str, found: Sequence[KnownCard]) -> bool:
    asks = sys.stdin.isatty() and sys.stdout.isatty()
    return asks and click.confirm(several_question(name, len(found)), default=False)


def _act_on_all(
    invocation: Invocation, collection: Collection, found: Sequence[KnownCard], act: Act, done: str
) -> None:
    cards = dict.fromkeys(known.card.id for known in found)
    for card in cards:
        act(collection, invocation.clock(), card)
    say(acted_line(done, len(cards)))
