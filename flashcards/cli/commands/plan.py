"""`flash plan`."""

from math import isnan
from typing import TYPE_CHECKING

import click

from flashcards.cli.completion import names_of, plans
from flashcards.cli.days import date_argument, day_said
from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import format_options
from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.output import line_width, show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flashcards.core.study_day import Moment
    from flashcards.services.collection import Collection


class Hours(click.FloatRange):
    """Hours of a day; `nan`, which no range holds and none excludes, is no number of them."""

    def convert(
        self, value: float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number; raises `BadParameter`."""
        hours = float(super().convert(value, param, ctx))
        if isnan(hours):
            self.fail(f"{value!r} is not a valid number of hours.", param, ctx)
        return hours


class ActivityName(click.types.StringParamType):
    """The name of an activity of the plan."""

    def get_missing_message(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """Where the names are found."""
        del param, ctx
        return "`flash plan` shows those that the plan has."


@click.group(invoke_without_command=True)
@format_options
@click.pass_context
def command(context: click.Context, shape: str | None) -> None:
    """Without a verb: shows the whole plan: what is done, what is left, what does not fit.

    flash plans again each day. The weeks of the plan share the days up to the interview. What does
    not fit into a day's minutes moves to later weeks. If it does not fit there, it is left out,
    and the least important first. 1/6 of the minutes is for cards, first those that the week is
    about. The day before the interview is for rest.

    \b
    Example:
      flash plan start 8 --interview 2027-01-15 --hours 2.5
    """
    if context.invoked_subcommand is not None:
        return
    from flashcards.services.followed_plan import plan_now
    from flashcards.views.preparation.plan import plan_view

    invocation = context.ensure_object(Invocation)
    with invocation.history() as collection:
        show(plan_view(plan_now(collection, invocation.clock()), line_width()), shape)


@command.command()
@click.argument("plan", metavar="4|8|12|FILE", shell_complete=plans)
@click.option(
    "--interview", metavar="DATE", help="Its day. Default: the favourite interview, or the last."
)
@click.option("--hours", type=Hours(0.25, 16), help="Hours a day. Default: what the plan says.")
@pass_invocation
def start(invocation: Invocation, plan: str, interview: str | None, hours: float | None) -> None:
    """Follow a plan of 4, 8 or 12 weeks, or your own file, towards an interview.

    The date is also set as the deadline for the cards of the plan. `flash undo` takes back both.

    \b
    Example:
      flash plan start mine.toml --interview 2027-01-15
    """
    from flashcards.services.followed_plan import plan_now
    from flashcards.services.preparation.plan import start_plan
    from flashcards.views.preparation.plan import started_lines

    with invocation.collection() as collection:
        moment = invocation.clock()
        day = None if interview is None else day_said(interview, collection.today(moment))
        start_plan(collection, moment, plan, day, None if hours is None else round(hours * 60))
        begun = started_lines(plan_now(collection, moment), line_width())
        say("\n".join((*begun, *_uncounted(collection, moment), "Next: flash")))


def _uncounted(collection: "Collection", moment: "Moment") -> "Iterator[str]":
    """What is there already, and does not count in the plan."""
    from flashcards.services.exchange.import_.starter import starter_decks
    from flashcards.services.followed_plan import areas_besides
    from flashcards.services.preparation.uncounted import before_plan
    from flashcards.views.preparation.uncounted import uncounted_lines

    starter, today = starter_decks(), collection.today(moment)
    besides = areas_besides(collection, moment, lambda deck: deck not in starter)
    return uncounted_lines(besides, before_plan(collection, moment), today, line_width())


@command.command("show")
@click.argument("activity", type=ActivityName(), shell_complete=names_of("activity"))
@format_options
@pass_invocation
def show_(invocation: Invocation, activity: str, shape: str | None) -> None:
    """All of an activity: what it is and what for, how far it is, what ticks it, how to do it.

    \b
    Example:
      flash plan show theory-aloud
    """
    from flashcards.services.preparation.plan import activity_shown
    from flashcards.services.preparation.today import today
    from flashcards.views.preparation.activity import activity_view
    from flashcards.views.preparation.next_step import step_now

    with invocation.history() as collection:
        moment = invocation.clock()
        record = activity_shown(collection, moment, activity)
        step = step_now(record, today(collection, moment))
        show(activity_view(record, collection.today(moment), line_width(), step), shape)


@command.command(context_settings={"ignore_unknown_options": True})
@click.argument("activity", type=ActivityName(), shell_complete=names_of("activity"))
@click.argument("count", type=click.IntRange(-999, 999), default=1)
@click.option(
    "--minutes", type=click.IntRange(0, 1440), help="How long it took. Default: what is planned."
)
@pass_invocation
def tick(invocation: Invocation, activity: str, count: int, minutes: int | None) -> None:
    """Say that you did an activity, once or COUNT times. A negative COUNT takes some back.

    \b
    Example:
      flash plan tick ml-problems 2 --minutes 80
    """
    from flashcards.cli.day_now import say_next
    from flashcards.services.followed_plan import plan_now
    from flashcards.services.preparation.plan import tick as do
    from flashcards.views.preparation.plan import ticked_lines

    with invocation.collection() as collection:
        moment = invocation.clock()
        done = do(collection, moment, activity, count, minutes)
        for line in ticked_lines(plan_now(collection, moment), done):
            say(line)
        say_next(invocation, collection)


@command.command()
@date_argument()
@pass_invocation
def move(invocation: Invocation, date: str) -> None:
    """Move the interview to another day. The weeks and the deadline move, too.

    \b
    Example:
      flash plan move 2027-02-01
    """
    from flashcards.cli.day_now import say_next
    from flashcards.services.followed_plan import plan_now
    from flashcards.services.preparation.plan import move_plan
    from flashcards.views.preparation.plan import started_lines

    with invocation.collection() as collection:
        moment = invocation.clock()
        move_plan(collection, moment, day_said(date, collection.today(moment)))
        say("\n".join(started_lines(plan_now(collection, moment), line_width())))
        say_next(invocation, collection)


@command.command()
@pass_invocation
def stop(invocation: Invocation) -> None:
    """Stop following the plan. Its deadline is removed.

    If you start a plan on the same day for the same interview, your ticks and mocks still count.

    \b
    Example:
      flash plan stop
    """
    from flashcards.services.preparation.plan import stop_plan
    from flashcards.views.preparation.plan import stopped_line

    with invocation.collection() as collection:
        stopped = stop_plan(collection, invocation.clock())
    say(stopped_line(stopped.name))


@command.command("file")
@click.argument("plan", metavar="4|8|12", shell_complete=plans)
def file_(plan: str) -> None:
    """Print the file of a plan, so that you can change it.

    \b
    Example:
      flash plan file 8 > mine.toml
    """
    from flashcards.services.preparation.plan_file import plan_file

    click.echo(plan_file(plan), nl=False)
