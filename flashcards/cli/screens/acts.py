"""What an act on a card came to."""

from collections.abc import Callable

import click

from flashcards.cli.invocation import Invocation
from flashcards.cli.output import standard_output
from flashcards.cli.text import counted, one_line, until
from flashcards.core.card import CardId
from flashcards.core.log import FactId
from flashcards.core.sides import sides
from flashcards.core.study_day import Moment
from flashcards.formats.rows import write_json
from flashcards.services.answer import Answered
from flashcards.services.collection import Collection
from flashcards.services.selecting import find_card
from flashcards.services.undo import Undone

_QUESTION_WIDTH = 50

Act = Callable[[Collection, Moment, CardId], FactId]


def act_on(invocation: Invocation, names: tuple[str, ...], act: Act, done: str) -> None:
    """Do the act to each named card, all of them found before the first is touched."""
    with invocation.collection() as collection:
        found = [find_card(collection, name) for name in names]
        for known in found:
            act(collection, invocation.clock(), known.card.id)
    back = "it back" if len(found) == 1 else "them back, one by one"
    click.echo(f"{done} {counted(len(found), 'card')}; `flash undo` takes {back}.")


def undone_line(undone: Undone) -> str:
    """What was taken back, and of which card."""
    question = sides(undone.known.card).question
    grade = "" if undone.rating is None else f" ({undone.rating})"
    return f"Undone: {undone.act}{grade} of {one_line(question, _QUESTION_WIDTH)}"


def show_answered(done: Answered, moment: Moment, *, as_json: bool) -> None:
    """The card's new schedule."""
    schedule, review = done.schedule, done.review
    if as_json:
        document = {
            "card": review.card,
            "review": review.stamp.id,
            "state": schedule.state,
            "stability": schedule.stability,
            "difficulty": schedule.difficulty,
            "due_on": schedule.due_on,
            "due_at": schedule.due_at,
        }
        write_json(document, standard_output())
        return
    again = until(schedule.due_on, schedule.due_at, moment.now, review.studied_on)
    click.echo(f"{review.card[:8]} comes again {again}.")
