"""What suspending, resuming, burying and resetting have in common."""

import sys
from collections.abc import Sequence
from typing import NamedTuple, Protocol

import click

from flashcards.cli.invocation import Invocation
from flashcards.cli.terminal.messages import say
from flashcards.core.card import CardId
from flashcards.core.known_card import KnownCard
from flashcards.core.log.stamp import FactId
from flashcards.core.study_day import Moment
from flashcards.errors.cards import NameIsNoCard, NoCardMeant, SayYes, UnknownCard
from flashcards.services.collection import Collection
from flashcards.services.decks.card_names import living_cards, several_cards
from flashcards.services.study.acts import changed_by
from flashcards.views.study.acts import acted_line, many_question, several_question


class Act(Protocol):
    """What is done to cards, all in one act."""

    def __call__(self, collection: Collection, moment: Moment, *cards: CardId) -> FactId:
        """Do it; the first fact of the act."""


class CardAct(NamedTuple):
    """An act, the verb that says it: `suspend`, `Suspended`, and what cards may be already."""

    act: Act
    verb: str
    past: str
    already: str


def act_on(
    invocation: Invocation,
    words: tuple[str, ...],
    done: CardAct,
    *,
    is_sure: bool,
    takes_all: bool = True,
) -> None:
    """Do the act to each named card, and to all of a place, or to all that a query finds.

    All are found before the first is touched. Several of a place are meant where `takes_all`.
    """
    with invocation.collection() as collection:
        if is_query(words):
            found = _queried(invocation, collection, words)
        else:
            found = _named(invocation, collection, words, takes_all=takes_all or is_sure)
        found = list({known.card.id: known for known in found}.values())
        changed = changed_by(done.act, found, collection.today(invocation.clock()))
        asks = is_query(words) and len(found) > 1 and not is_sure
        if asks and not _are_all_meant(done, len(found), len(changed)):
            return
        if changed:
            done.act(collection, invocation.clock(), *(known.card.id for known in changed))
        already = len(found) - len(changed)
        say(acted_line(done.past, len(changed), already, done.already))


def _named(
    invocation: Invocation, collection: Collection, words: tuple[str, ...], *, takes_all: bool
) -> list[KnownCard]:
    """The cards that are named; who says the name of a deck instead is told the query for it."""
    try:
        return chosen_cards(collection, words, takes_all=takes_all)
    except UnknownCard as unknown:
        from flashcards.services.decks.no_match import filter_meant

        meant = filter_meant(collection, invocation.clock(), unknown.name)
        if meant is None:
            raise
        raise NameIsNoCard(unknown.name, meant) from None


def is_query(words: Sequence[str]) -> bool:
    """Whether the words are a query, as of `flash list`; else each names a card."""
    from flashcards.core.decks.search.filters import FILTERS
    from flashcards.core.decks.search.terms import filters_of, is_filtering, parsed

    return any(
        is_filtering(word) and {one.key for one in filters_of(parsed([word]))} <= FILTERS.keys()
        for word in words
    )


def _queried(
    invocation: Invocation, collection: Collection, words: tuple[str, ...]
) -> list[KnownCard]:
    """The cards that the query finds; raises `NoCardMeant`."""
    from flashcards.core.decks.query import Query
    from flashcards.services.decks.no_match import no_match
    from flashcards.services.decks.search import cards_matching
    from flashcards.views.decks.cards import no_card_line

    moment, query = invocation.clock(), Query(words)
    found = cards_matching(collection, moment, query)
    if not found:
        raise NoCardMeant(no_card_line(no_match(collection, moment, query)))
    return found


def _are_all_meant(done: CardAct, cards: int, changed: int) -> bool:
    """Whether all cards that a query finds are meant; raises `SayYes` where nobody can be asked."""
    if not _asks():
        raise SayYes(done.verb, cards)
    question = many_question(done.verb, changed, cards - changed, done.already)
    if not changed or click.confirm(question, default=False):
        return True
    say("Nothing is changed.")
    return False


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
    return _asks() and click.confirm(several_question(name, len(found)), default=False)


def _asks() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
