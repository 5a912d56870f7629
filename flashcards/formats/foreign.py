"""What a file of another tool comes to: decks to write, and how it was read, to be said."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import field
from datetime import date, datetime, timezone, tzinfo
from enum import StrEnum
from typing import IO, TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from flashcards.core.frozen import dataclass
from flashcards.core.problem import Problem
from flashcards.core.rating import Rating

if TYPE_CHECKING:
    from flashcards.core.decks.parse import ParsedText


class ForeignTables(Protocol):
    """The tables of another program's database, opened to be read; storage knows how.

    What it asks for and cannot read raises a `FlashError`.
    """

    def columns(self, table: str) -> tuple[str, ...]:
        """The names of a table's columns; none where there is no such table."""

    def rows(self, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """All rows of a table, with these columns, in the order of its key."""


OpenTables = Callable[[Iterable[bytes] | None], AbstractContextManager[ForeignTables]]
"""Opens a database that comes in pieces; without any, the file that is read is one itself."""


KnownAs = Callable[[str, str, int], str | None]
"""Of a deck by its key, a note by its name and the number of a card in it, the card's id here."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the learner said about a file to read; None is a guess.

    `name` is the file's own name, with its ending; `deck` the name of the deck that comes out;
    `level` the heading level that asks; `cards` a mode, as the key in front matter; `columns` which
    column holds what (`front`, `back`, `tags`, `deck`, ...: its name, or its number from 1);
    `source` what the front matter says the deck comes from, `name` where it is None.

    Nor said by the learner: `is_known` says whether a card of that id is in the collection, or was;
    `known_as` which card the one is that lies in a deck of that key, in a note of that name, by its
    number there, where it went there from here; `open_file` opens the file itself, for as long as
    what is read of it is used; `open_tables` opens a database, where one is read;
    `zone` is where the learner is, for sources that do not say; `progress` is told how many of how
    many texts are read.
    """

    name: str
    deck: str | None = None
    level: int | None = None
    cards: str | None = None
    columns: tuple[tuple[str, str], ...] | None = None
    source: str | None = None
    open_file: Callable[[], IO[bytes]] | None = field(default=None, compare=False, repr=False)
    open_tables: OpenTables | None = field(default=None, compare=False, repr=False)
    zone: tzinfo = timezone.utc
    is_known: Callable[[str], bool] | None = field(default=None, compare=False, repr=False)
    known_as: KnownAs | None = field(default=None, compare=False, repr=False)
    progress: Callable[[int, int], None] | None = field(default=None, compare=False, repr=False)


class NamedCard(NamedTuple):
    """A card in a deck's text: its line, from 1, and what its source calls it, each name once.

    Without a name it is not in the source; with several it stands there several times.
    """

    line: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForeignDeck:
    """A deck to write: its file's name (ends in `.md`, `/` parts folders), its bytes, its cards.

    `as_is`: the source was in flash's forms, and these are its bytes. `media` are the files that
    its text names, as written, each once; those on the web are not among them. `parsed` is what
    flash reads in these very bytes, where it was read for the guess. `named` are its cards in
    their order, where the source has names for them. `key` is what the source tells the deck by,
    whatever file it comes in.
    """

    name: str
    content: bytes
    cards: int
    as_is: bool = False
    media: tuple[str, ...] = ()
    parsed: "ParsedText | None" = field(default=None, compare=False, repr=False)
    named: tuple[NamedCard, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class ReadShape:
    """A way in which a source asks, in words (`headings of level 4`), and how often it does.

    `found` are the questions, `answered` those with an answer, `empty` the lines, from 1, of those
    without one; none for a page, whose lines nobody sees.
    """

    said: str
    found: int
    answered: int
    empty: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that looked like more than prose, and was not taken: contents, licence, links.

    `lines` are where it begins, from 1. `may_ask`: a reader may find questions there.
    """

    what: str
    count: int = 1
    lines: tuple[int, ...] = ()
    may_ask: bool = False


class AskingAnswers(NamedTuple):
    """How many answers hold questions of their own, and the lines, from 1, of what asks them."""

    answers: int = 0
    lines: tuple[int, ...] = ()


_NONE_ASKS: Final = AskingAnswers()


@dataclass(frozen=True, slots=True)
class ForeignReview:
    """An answer given elsewhere, not yet a fact: `card` as its source calls the card, `at` in UTC.

    `duration_ms` is the thinking time, None where unknown; `line` the source's own, from 1.
    """

    card: str
    rating: Rating
    at: datetime
    line: int
    duration_ms: int | None = None


class DeedKind(StrEnum):
    """What was done with a card elsewhere."""

    ANSWERED = "answered"
    CRAMMED = "crammed"
    RESET = "reset"
    MOVED = "moved"


class ForeignDeed(NamedTuple):
    """Something that was done with a card, as its source dates it; `card` is the source's name.

    `rating` is of an answer; `due_on` the day it was put off to, None where a learning step
    follows.
    """

    card: str
    kind: DeedKind
    at: datetime
    studied_on: date
    utc_offset_s: int = 0
    rating: Rating | None = None
    duration_ms: int | None = None
    due_on: date | None = None


class ForeignState(NamedTuple):
    """How a card stands in its source now; `due_on` is None where it is new or in steps.

    `since` is when it came to stand so, None where that is not known; `decided`: without an answer.
    `memory` are stability in days and difficulty, where FSRS counts with the history's parameters.
    """

    due_on: date | None = None
    suspended: bool = False
    buried: bool = False
    memory: tuple[float, float] | None = None
    since: datetime | None = None
    decided: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether nothing is said of the card."""
        return not (self.due_on or self.suspended or self.buried or self.memory)


@dataclass(frozen=True, slots=True)
class ForeignNotes:
    """Notes of one type as their source calls them, to go back there as what they were.

    `fields` and `templates` are the type's. `asked` are the numbers of the fields that are a card's
    question and answer, or a cloze, and no more; none where no field is. `notes` are the names of
    each note's cards by their numbers, empty for none; `kept` is what other fields hold.
    """

    type: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str, str], ...]
    is_cloze: bool
    asked: tuple[int, ...]
    notes: Mapping[str, tuple[str, ...]]
    kept: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ForeignHistory:
    """What a collection knows of its cards: all that was done, in order, and how each stands.

    `parameters` are FSRS's, empty for none; `whose` says whose they are.
    """

    deeds: tuple[ForeignDeed, ...] = ()
    states: Mapping[str, ForeignState] = field(default_factory=dict)
    parameters: tuple[float, ...] = ()
    whose: str = ""
    notes: tuple[ForeignNotes, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignReturn:
    """What was done elsewhere with cards that went there from here: their ids by their names."""

    cards: Mapping[str, str] = field(default_factory=dict)
    history: ForeignHistory = field(default_factory=ForeignHistory)


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a file came to: decks, answers, how it was read, what was left out, what is wrong.

    `encoding` names how the text was written where it was not UTF-8. `advice` is a sentence that
    says what was seen and what would help, where there is neither a card nor an answer. `files` are
    the pictures and sounds that lie in the source itself, by their names; None where they lie
    beside it. `history` is what a whole collection knows of its cards, `returned` what it knows of
    cards that came from here; `notes` are sentences.
    """

    decks: tuple[ForeignDeck, ...] = ()
    reviews: tuple[ForeignReview, ...] = ()
    shapes: tuple[ReadShape, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    advice: str = ""
    files: Mapping[str, bytes] | None = field(default=None, repr=False)
    history: ForeignHistory | None = field(default=None, repr=False)
    notes: tuple[str, ...] = ()
    returned: ForeignReturn | None = field(default=None, repr=False)
    asking: AskingAnswers = _NONE_ASKS

    @property
    def cards(self) -> int:
        """How many cards flash reads in the decks."""
        return sum(deck.cards for deck in self.decks)

    @property
    def media(self) -> tuple[str, ...]:
        """The files that the decks name, as written, each once."""
        return tuple(dict.fromkeys(name for deck in self.decks for name in deck.media))


class FormatReader(NamedTuple):
    """A format that is read: what it is called in a sentence, its files' endings, and its reader.

    `takes` says from a file's first bytes whether they look like it, whatever the name; `read`
    takes all bytes, and raises a `FlashError` for what it cannot read at all. One that `opens` the
    file takes its first bytes alone.
    """

    said: str
    endings: tuple[str, ...]
    takes: Callable[[bytes], bool]
    read: Callable[[bytes, Wishes], Foreign]
    opens: bool = False
