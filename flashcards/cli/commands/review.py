"""`flash review`."""

from typing import TYPE_CHECKING

import click

from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import QueryCommand, chosen, deck_arguments, selecting
from flashcards.cli.terminal.messages import say
from flashcards.core.setting_rules import REVIEW_ORDERS

if TYPE_CHECKING:
    from flashcards.cli.clock import Clock
    from flashcards.cli.dialogues.review.ways import Ways
    from flashcards.core.study.session import Session
    from flashcards.core.study_day import Moment
    from flashcards.services.collection import Collection
    from flashcards.services.preparation.today import Today
    from flashcards.services.study.review_options import ReviewOptions


class OneOrTheOther(click.UsageError):
    """Practice has no days ahead."""

    def __init__(self) -> None:
        super().__init__("--cram asks everything already: leave out --ahead.")


@click.command(cls=QueryCommand)
@deck_arguments
@click.option("--limit", type=click.IntRange(min=1), help="Ask at most N different cards.")
@click.option("--new", type=click.IntRange(min=0), help="Ask at most N new cards.")
@click.option("--minutes", type=click.IntRange(0, 1440), help="Stop after N minutes.")
@selecting("tag", "area")
@click.option(
    "--order",
    type=click.Choice(REVIEW_ORDERS),
    metavar="ORDER",
    help="The order of due cards: see above.",
)
@click.option(
    "--ahead",
    type=click.IntRange(0, 365),
    default=0,
    help="Also ask what is due in the next N days.",
)
@click.option("--cram", is_flag=True, help="Practise all these cards. Their schedules stay.")
@click.option("--type", "typed", is_flag=True, help="Type the answers.")
@click.option("--binary", is_flag=True, help="Two grades: 1 forgot, 2 knew.")
@click.option("--plain", is_flag=True, help="Line by line, without a screen.")
@pass_invocation
def command(
    invocation: Invocation,
    deck: tuple[str, ...],
    limit: int | None,
    new: int | None,
    minutes: int | None,
    tag: tuple[str, ...],
    area: tuple[str, ...],
    order: str | None,
    ahead: int,
    *,
    cram: bool,
    typed: bool,
    binary: bool,
    plain: bool,
) -> None:
    """Without DECK: cards of all decks. DECK is a deck, a file, the beginning of a name, or words
    of a query as in `flash list`.

    At a terminal: Space shows the answer, 1 to 4 grade it, ? lists the keys. In a pipe, a line is
    one word: empty or `space` shows the answer, a number grades it, u undoes, s skips, - buries,
    ! suspends, q quits. Where answers are typed, any other line is one; `type 4` types a 4.

    ORDER is due, retrievability-ascending, retrievability-descending, overdueness, catch-up (first
    the cards where 1 minute helps most), random or deck.

    \b
    Example:
      flash review theory --limit 20
    """
    from flashcards.cli.dialogues.review.ways import Ways
    from flashcards.cli.exchange import synced
    from flashcards.services.study.review_options import ReviewOptions

    if cram and ahead:
        raise OneOrTheOther
    options = ReviewOptions(chosen(deck, area, tag), limit, new, minutes, order, ahead, cram)
    clock = invocation.clock
    with invocation.collection(says_matches=True) as collection, synced(collection, clock):
        _hold(invocation, collection, options, Ways(plain, binary, typed))


def _hold(
    invocation: Invocation, collection: "Collection", options: "ReviewOptions", ways: "Ways"
) -> None:
    """Hold the session, then say what it came to."""
    from flashcards.cli.day_now import day_now
    from flashcards.cli.dialogues.review.run import run_session
    from flashcards.cli.plan_ticks import say_ticked
    from flashcards.cli.session_end import say_end
    from flashcards.cli.unseen import ask_unseen
    from flashcards.services.study.session import has_cards, has_new_waiting, start
    from flashcards.views.study.live_session import closing

    clock, first = invocation.clock, invocation.first
    moment = clock() if first is None else first.moment
    begun = start(collection, moment, options)
    if invocation.checks:
        _check(invocation, collection, begun, ways, moment)
    session = run_session(collection, clock, begun, ways, first)
    new_waiting = has_new_waiting(collection, clock(), options)
    crams = begun.shown is None and _crams(collection, clock, options)
    if begun.shown is None and not has_cards(collection):
        say(_no_cards())
    else:
        say(closing(session, new_waiting=new_waiting, may_cram=crams))
    say_end(collection, clock, session)
    day = day_now(collection, clock) if invocation.may_show_first else None
    plan = day.plan.now if day is not None and day.plan is not None else None
    say_ticked(collection, clock(), session, plan)
    if ask_unseen(collection, clock, session, day):
        day = day_now(collection, clock)
    if day is not None:
        _say_offer(day, new_waiting=new_waiting and bool(session.answered))
    _keep(invocation, collection, options, ways)


def _no_cards() -> str:
    from flashcards.views.study.due import NO_CARDS

    return NO_CARDS


def _keep(
    invocation: Invocation, collection: "Collection", options: "ReviewOptions", ways: "Ways"
) -> None:
    """Keep what the next session in these words begins with, where it may be shown."""
    words = invocation.begun.words
    if words is not None and (invocation.may_show_first or invocation.checks):
        from flashcards.cli.dialogues.review.first_frame import keep_first

        keep_first(collection, invocation.clock(), options, ways, words)


def _check(
    invocation: Invocation,
    collection: "Collection",
    begun: "Session",
    ways: "Ways",
    moment: "Moment",
) -> None:
    """Hold what was kept against what the session begins with."""
    words = invocation.begun.words
    if words is not None:
        from flashcards.cli.dialogues.review.first_frame import check_first

        check_first(collection, moment, begun, ways, words)


def _say_offer(day: "Today", *, new_waiting: bool) -> None:
    """Say what `flash` would name now, or else what more there is to learn today."""
    from flashcards.views.preparation.offer import offer_line

    line = offer_line(day, new_waiting=new_waiting)
    if line is not None:
        say(line)


def _crams(collection: "Collection", clock: "Clock", options: "ReviewOptions") -> bool:
    """Whether what is selected could be practised; asked only where nothing is due."""
    from flashcards.services.study.cram import may_cram

    return may_cram(collection, clock(), options)
