"""New cards written at the end of a deck file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from flashcards.core.card import Card, CardId, Kind, Source
from flashcards.core.decks.duplicates import ASKING
from flashcards.core.frozen import dataclass
from flashcards.core.identity import card_id
from flashcards.core.problem import Problem, Severity
from flashcards.core.study_day import Moment
from flashcards.errors.collections import OutsideCollection
from flashcards.errors.decks import InvalidCard, NoCard, WouldChangeCards
from flashcards.errors.files import CannotRead
from flashcards.errors.interviews import TakesNone
from flashcards.services.collection import Collection
from flashcards.services.decks.read import read_decks
from flashcards.services.log.append import card_named
from flashcards.storage.database.engine import reading, writing
from flashcards.storage.database.last_addition import Addition, put_addition
from flashcards.storage.files.deck_files import read_deck_file
from flashcards.storage.files.whole_file import write_text
from flashcards.storage.log.log import last_clock
from flashcards.storage.projection.cards import asking_alike, known_of_kind, living

INBOX: Final = "inbox"
"""The deck of cards that were given none."""

STORIES: Final = "behavioural/stories"
"""The deck of stories that were given none."""

_PARTS: Final = ("Situation", "Task", "Action", "Result", "Learning")


@dataclass(frozen=True, slots=True)
class NewCard:
    """What the learner wants to remember; the answer may hold many lines of Markdown."""

    question: str
    answer: str
    tags: tuple[str, ...] = ()
    deck: str = INBOX


def add(collection: Collection, moment: Moment, new: NewCard) -> list[Card]:
    """Write the card and read its deck, with tags or as a heading like its neighbours.

    One that is there already stays there, in whichever deck. Raises `InvalidCard` where it would
    not read back, `WouldChangeCards` where another would not.
    """
    path = _path(collection.root, new.deck)
    card = card_of(new, path)
    return _written(collection, moment, path, [card.id], lambda text: _forms(card, text))


def add_markdown(collection: Collection, moment: Moment, markdown: str, deck: str) -> list[Card]:
    """Write cards in whatever syntax a deck has, below a rule where needed; raises as `add`.

    Where all of them are there already, nothing is written.
    """
    path = _path(collection.root, deck)
    ids = [card.id for card in cards_in(markdown, path)]
    form = markdown.strip() + "\n"
    return _written(collection, moment, path, ids, lambda _: [form, f"---\n\n{form}"])


def cards_in(markdown: str, path: str) -> tuple[Card, ...]:
    """The cards of a text that is to be added; raises `InvalidCard` or `NoCard`."""
    from flashcards.core.decks.parse import parse_deck

    alone = parse_deck(markdown, path)
    _refuse_mistakes(alone.problems)
    if not alone.cards:
        raise NoCard
    return alone.cards


def there_already(collection: Collection, cards: Iterable[Card]) -> set[CardId]:
    """Those of the cards that some deck has."""
    with reading(collection.engine) as connection:
        return living(connection, [card.id for card in cards])


def asked_already(collection: Collection, card: Card) -> Card | None:
    """A card with the same question and another answer."""
    if card.kind not in ASKING:
        return None
    with reading(collection.engine) as connection:
        alike = asking_alike(connection, ASKING)
    mine = [one for one in alike if one.front.casefold() == card.front.casefold()]
    return next((one for one in mine if one.back != card.back), None)


def add_prompt(collection: Collection, moment: Moment, question: str, deck: str) -> Card:
    """Write a question for mock interviews into a deck of prompts, made where there is none.

    One that some deck asks already stays there. Raises `InvalidCard`, or `TakesNone` where the
    deck has other cards.
    """
    forms = [f"{mark} {question}\n" for mark in ("##", "-", "#", "###", "####", "#####", "######")]
    return _headed(collection, moment, deck, "prompts", forms)


def add_story(collection: Collection, moment: Moment, title: str, deck: str) -> tuple[Card, bool]:
    """Write the headings of a story, to be told there; the card, and whether it is new.

    One of that title, told or not, stays as it is, in whichever deck. Raises as `add_prompt`.
    """
    with reading(collection.engine) as connection:
        for known in known_of_kind(connection, Kind.STORY):
            if known.card.front.casefold() == title.casefold():
                return known.card, False
    parts = "".join(f"\n### {part}\n" for part in _PARTS)
    return _headed(collection, moment, deck, "stories", [f"## {title}\n{parts}"]), True


def add_begun(collection: Collection, moment: Moment, path: str, head: str, card: str) -> Card:
    """Write a card at the end of a deck file, which begins with so much where there is none.

    Raises as `add`.
    """
    path = _path(collection.root, path)
    ids = [one.id for one in cards_in(card, path)]
    forms = [card, f"---\n\n{card}"]
    begun = f"{head}\n{card}"
    return _written(collection, moment, path, ids, lambda text: forms if text else [begun])[0]


def _headed(
    collection: Collection, moment: Moment, deck: str, mode: str, forms: Sequence[str]
) -> Card:
    """The card in the first of the forms that the deck takes; the first alone in a new one."""
    from flashcards.core.decks.parse import parse_deck

    path = _path(collection.root, deck)
    begun = f"---\ncards: {mode}\n---\n\n{forms[0]}"
    alone = parse_deck(begun, path)
    _refuse_mistakes(alone.problems)
    ids = [alone.cards[0].id]
    with reading(collection.engine) as connection:
        if living(connection, ids):
            return card_named(connection, ids[0]).card
    try:
        return _written(collection, moment, path, ids, lambda text: forms if text else [begun])[0]
    except WouldChangeCards:
        raise TakesNone(path, mode) from None


def _written(
    collection: Collection,
    moment: Moment,
    path: str,
    ids: Sequence[CardId],
    forms_for: Callable[[str], Iterable[str]],
) -> list[Card]:
    text = _text(collection.root, path)
    with reading(collection.engine) as connection:
        is_there = living(connection, ids) == set(ids)
    if not is_there:
        write_text(collection.root / path, _longer(path, text, ids, forms_for(text)))
        read_decks(collection, moment.now)
        with writing(collection.engine) as connection:
            put_addition(connection, Addition(path, len(ids), last_clock(connection)))
    with reading(collection.engine) as connection:
        return [card_named(connection, id_).card for id_ in ids]


def card_of(new: NewCard, path: str) -> Card:
    """The card that is wanted, in a deck file."""
    question, answer = new.question.strip(), new.answer.strip("\n").rstrip()
    id_ = card_id(Kind.QUESTION, question, answer)
    return Card(id_, Kind.QUESTION, question, answer, Source(path, 1), tags=new.tags)


def _longer(path: str, text: str, ids: Sequence[CardId], forms: Iterable[str]) -> str:
    """The text with the new cards at its end, in the first form that leaves the others alone."""
    from flashcards.core.decks.parse import parse_deck

    before = parse_deck(text, path)
    expected = {card.id for card in before.cards}.union(ids)
    fresh: list[Problem] = []
    for form in forms:
        longer = f"{text.rstrip()}\n\n{form}" if text.strip() else form
        after = parse_deck(longer, path)
        fresh += [problem for problem in after.problems if problem not in before.problems]
        if {card.id for card in after.cards} == expected:
            return longer
    _refuse_mistakes(fresh)
    raise WouldChangeCards(path)


def _refuse_mistakes(problems: Iterable[Problem]) -> None:
    for problem in problems:
        if problem.severity is Severity.ERROR:
            raise InvalidCard(problem.message, problem.hint)


def _forms(card: Card, text: str) -> Iterator[str]:
    """The card with tags, and as a heading like those of the deck's last heading question."""
    from flashcards.core.decks.card_markdown import written
    from flashcards.core.decks.parse import parse_deck

    yield written(card)
    cards = parse_deck(text, card.source.file).cards
    asking = [one for one in cards if one.kind is Kind.HEADING]
    if asking:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        line = lines[asking[-1].source.line - 1].lstrip()
        marks = line[: len(line) - len(line.lstrip("#"))]
        yield f"{marks} {card.front}\n\n{written(card).partition('A:')[2].lstrip()}"


def _path(root: Path, deck: str) -> str:
    """The deck's file below the collection; raises `OutsideCollection`."""
    path = PurePosixPath(deck if deck.endswith(".md") else f"{deck}.md")
    if path.is_absolute() or not (root / path).resolve().is_relative_to(root):
        raise OutsideCollection(deck)
    return path.as_posix()


def _text(root: Path, path: str) -> str:
    """What the deck file holds now; raises `CannotRead` where that is not UTF-8."""
    if not (root / path).exists():
        return ""
    content = read_deck_file(root, path)
    if content.problem is not None:
        raise CannotRead(root / path, content.problem.message)
    return content.text or ""
