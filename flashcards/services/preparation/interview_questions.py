"""Questions of real interviews: theirs, kept to be practised, and those to ask them."""

from flashcards.core.card import Card
from flashcards.core.frozen import dataclass
from flashcards.core.log.preparation_facts import InterviewAsked
from flashcards.core.log.stamp import FactId
from flashcards.core.preparation.interviews.interviews import Interview, ahead
from flashcards.core.study_day import Moment
from flashcards.services.collection import Collection
from flashcards.services.decks.add import NewCard, add, add_prompt
from flashcards.services.preparation.interview_lookup import (
    Interviews,
    act,
    as_it_stands,
    latest_held,
    of_one_company,
    refuse_over,
    words,
)
from flashcards.services.work import reading_work, writing_work


@dataclass(frozen=True, slots=True)
class Question:
    """A question of theirs, and the deck it is written into.

    With an answer it becomes a card to be reviewed, without one a prompt for mock interviews.
    """

    text: str
    deck: str
    answer: str | None = None


def note_asked(
    collection: Collection, moment: Moment, name: str, question: Question
) -> tuple[Interview, Card]:
    """Write a question of the latest round held into a deck, and note it with the round.

    Raises `NotHeldYet`, and what writing a card does.
    """
    today, text = collection.today(moment), words("question", question.text)

    def choose(found: Interviews) -> Interview:
        return latest_held(found, today)

    with reading_work(collection, moment) as work:
        choose(of_one_company(work.standing.interviews, name))
    if question.answer is None:
        card = add_prompt(collection, moment, text, question.deck)
    else:
        (card,) = add(collection, moment, NewCard(text, question.answer, deck=question.deck))
    file = card.source.file
    noted = act(
        collection,
        moment,
        name,
        choose,
        lambda stamp, one: InterviewAsked(stamp, one.id, text, deck=file),
    )
    return noted, card


def note_to_ask(
    collection: Collection, moment: Moment, name: str, question: str
) -> tuple[Interview, FactId]:
    """A question to ask them at the next round, and the fact; raises `IsOver` with none ahead."""
    today, text = collection.today(moment), words("question", question)
    with writing_work(collection, moment) as work:
        found = of_one_company(work.standing.interviews, name)
        one = next(iter(ahead(found, today)), None) or refuse_over(found)
        stamp = work.stamp()
        work.append([InterviewAsked(stamp, one.id, text, by_them=False)])
        return as_it_stands(work, one.id), stamp.id
