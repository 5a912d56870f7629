"""`flash interview`."""

import click

from flashcards.cli.completion import names_of
from flashcards.cli.days import date_argument, day_said
from flashcards.cli.invocation import Invocation, pass_invocation
from flashcards.cli.options import format_options
from flashcards.cli.terminal.messages import say
from flashcards.cli.terminal.output import line_width, show

_RANKS = click.Choice(("warm-up", "ordinary", "favourite"))
_COMPANY = click.argument("company", shell_complete=names_of("company"))
_OUTCOMES = click.Choice(
    ("passed", "failed", "offer", "withdrawn", "waiting", "accepted", "declined")
)


@click.group(invoke_without_command=True)
@format_options
@click.pass_context
def command(context: click.Context, shape: str | None) -> None:
    """Without a verb: shows all rounds by day, what to do for them today, and whether their order
    is good: first 1 or 2 warm-ups, the favourite in the middle, a day of rest before each.

    COMPANY is the beginning of its name, also with a round: acme/onsite.

    \b
    Example:
      flash interview add Acme onsite 2027-01-15 --rank favourite
    """
    if context.invoked_subcommand is not None:
        return
    from flashcards.services.preparation.interview import interviews
    from flashcards.views.preparation.interviews.cycle import cycle_view

    invocation = context.ensure_object(Invocation)
    with invocation.history() as collection:
        cycle = interviews(collection, invocation.clock())
        show(cycle_view(cycle, line_width()), shape)


@command.command()
@_COMPANY
@click.argument("round_", metavar="ROUND")
@date_argument()
@click.option("--rank", type=_RANKS, help="Default: as the company's other rounds.")
@click.option("--held", is_flag=True, help="It is over: you can note its outcome.")
@pass_invocation
def add(
    invocation: Invocation, company: str, round_: str, date: str, rank: str | None, *, held: bool
) -> None:
    """Note a round at a company: ROUND is what it is called, DATE its day.

    \b
    Example:
      flash interview add Beta "phone screen" +3 --rank warm-up
    """
    from flashcards.cli.day_now import say_next
    from flashcards.core.preparation.interviews.interviews import Rank
    from flashcards.services.preparation.interview import NewInterview, add_interview, interviews
    from flashcards.views.preparation.interviews.interview import added_lines

    with invocation.collection() as collection:
        moment = invocation.clock()
        day = day_said(date, collection.today(moment), is_past=held)
        new = NewInterview(company, round_, day, Rank(rank) if rank else None, held)
        before = interviews(collection, moment)
        added = add_interview(collection, moment, new)
        after = interviews(collection, moment)
        say("\n".join(added_lines(added, before, after, line_width())))
        if added.on >= after.today:
            say_next(invocation, collection)


@command.command("show")
@_COMPANY
@pass_invocation
def show_(invocation: Invocation, company: str) -> None:
    """Show the rounds at a company, with notes, questions and offers.

    \b
    Example:
      flash interview show acme
    """
    from flashcards.services.preparation.interview import interviews_at
    from flashcards.views.preparation.interviews.interview import round_lines

    with invocation.history() as collection:
        say("\n".join(round_lines(interviews_at(collection, company), line_width())))


@command.command()
@_COMPANY
@date_argument()
@pass_invocation
def move(invocation: Invocation, company: str, date: str) -> None:
    """Move a round to another day.

    \b
    Example:
      flash interview move acme/onsite 2027-01-22
    """
    from flashcards.cli.day_now import say_next
    from flashcards.services.preparation.interview import interviews, move_interview
    from flashcards.views.preparation.interviews.interview import added_lines

    with invocation.collection() as collection:
        moment = invocation.clock()
        day = day_said(date, collection.today(moment))
        before = interviews(collection, moment)
        moved = move_interview(collection, moment, company, day)
        after = interviews(collection, moment)
        say("\n".join(added_lines(moved, before, after, line_width())))
        say_next(invocation, collection)


@command.command()
@_COMPANY
@pass_invocation
def remove(invocation: Invocation, company: str) -> None:
    """Remove a round that does not take place.

    \b
    Example:
      flash interview remove acme/onsite
    """
    from flashcards.services.preparation.interview import remove_interview
    from flashcards.views.preparation.interviews.interview import removed_line

    with invocation.collection() as collection:
        removed = remove_interview(collection, invocation.clock(), company)
        say(removed_line(removed))


@command.command()
@_COMPANY
@click.argument("how", type=_OUTCOMES)
@click.option("--note", default="", help="What you want to remember.")
@pass_invocation
def outcome(invocation: Invocation, company: str, how: str, note: str) -> None:
    """Note how a round ended. If you note it again, the last one counts.

    \b
    Example:
      flash interview outcome acme passed --note "design was deep"
    """
    from flashcards.core.preparation.interviews.interviews import Outcome
    from flashcards.services.preparation.interview import tell_outcome
    from flashcards.views.preparation.interviews.interview import outcome_lines

    with invocation.collection() as collection:
        told = tell_outcome(collection, invocation.clock(), company, Outcome(how), note)
        say("\n".join(outcome_lines(told, line_width())))


@command.command()
@_COMPANY
@click.argument("question")
@click.option(
    "-d",
    "--deck",
    help="Default: `asked`, with --answer `theory/asked-cards`.",
    shell_complete=names_of("deck"),
)
@click.option("--answer", help="A good answer. The question becomes a card for review.")
@pass_invocation
def asked(
    invocation: Invocation,
    company: str,
    question: str,
    deck: str | None,
    answer: str | None,
) -> None:
    """Keep a QUESTION that they asked: for mock interviews, or as a card.

    A deck in a folder, like design/asked, has that area: its mock interviews ask the question.

    \b
    Example:
      flash interview asked acme "Design the ranking of a feed." -d design/asked
    """
    from flashcards.services.preparation.interview_questions import Question, note_asked
    from flashcards.views.preparation.interviews.interview import asked_line

    where = deck or ("asked" if answer is None else "theory/asked-cards")
    with invocation.collection() as collection:
        noted = note_asked(
            collection, invocation.clock(), company, Question(question, where, answer)
        )
        say(asked_line(*noted))


@command.command()
@_COMPANY
@click.argument("question")
@pass_invocation
def ask(invocation: Invocation, company: str, question: str) -> None:
    """Keep a QUESTION that you want to ask. You see it on the day before and on the day.

    \b
    Example:
      flash interview ask acme "How is a model's effect measured here?"
    """
    from flashcards.cli.plan_ticks import say_ticked
    from flashcards.core.study.session import of_one_act
    from flashcards.services.preparation.interview_questions import note_to_ask
    from flashcards.views.preparation.interviews.interview import to_ask_line

    with invocation.collection() as collection:
        moment = invocation.clock()
        noted, act = note_to_ask(collection, moment, company, question)
        say(to_ask_line(noted))
        say_ticked(collection, moment, of_one_act(act))


@command.command()
@_COMPANY
@click.option("--answer-by", metavar="DATE", help="Default: in 7 business days.")
@click.option("--what", default="", help="What is offered.")
@pass_invocation
def offer(invocation: Invocation, company: str, answer_by: str | None, what: str) -> None:
    """Note an offer, and until when they want an answer.

    \b
    Example:
      flash interview offer acme --answer-by 2027-01-29 --what "800k in 4 years"
    """
    from flashcards.services.preparation.interview import note_offer
    from flashcards.views.preparation.interviews.interview import offer_lines

    with invocation.collection() as collection:
        moment = invocation.clock()
        today = collection.today(moment)
        by = None if answer_by is None else day_said(answer_by, today)
        offered = note_offer(collection, moment, company, by, what)
        say("\n".join(offer_lines(*offered, today, line_width())))
