"""What a file of another tool comes to: decks to write, and how it was read, to be said."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from flashcards.core.problem import Problem
from flashcards.core.rating import Rating

if TYPE_CHECKING:
    from flashcards.core.decks.parse import ParsedText


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the learner said about a file to read; None is a guess.

    `name` is the file's own name, with its ending; `deck` the name of the deck that comes out;
    `level` the heading level that asks; `cards` a mode, as the key in front matter; `columns` which
    column holds what (`front`, `back`, `tags`, `deck`, ...: its name, or its number from 1);
    `source` what the front matter says the deck comes from, `name` where it is None.
    """

    name: str
    deck: str | None = None
    level: int | None = None
    cards: str | None = None
    columns: tuple[tuple[str, str], ...] | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ForeignDeck:
    """A deck to write: its file's name (ends in `.md`, `/` parts folders), its bytes, its cards.

    `as_is`: the source was in flash's forms, and these are its bytes. `media` are the files that
    its text names, as written, each once; those on the web are not among them. `parsed` is what
    flash reads in these very bytes, where it was read for the guess.
    """

    name: str
    content: bytes
    cards: int
    as_is: bool = False
    media: tuple[str, ...] = ()
    parsed: "ParsedText | None" = field(default=None, compare=False, repr=False)


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


@dataclass(frozen=True, slots=True)
class Foreign:
    """What a file came to: decks, answers, how it was read, what was left out, what is wrong.

    `encoding` names how the text was written where it was not UTF-8. `advice` is a sentence that
    says what was seen and what would help, where there is neither a card nor an answer.
    """

    decks: tuple[ForeignDeck, ...] = ()
    reviews: tuple[ForeignReview, ...] = ()
    shapes: tuple[ReadShape, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    advice: str = ""

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
    takes all bytes, and raises a `FlashError` for what it cannot read at all.
    """

    said: str
    endings: tuple[str, ...]
    takes: Callable[[bytes], bool]
    read: Callable[[bytes, Wishes], Foreign]
