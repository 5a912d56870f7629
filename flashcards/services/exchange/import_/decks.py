"""Which file of the collection a deck from elsewhere becomes, and what that file then holds."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from flashcards.core.card import CardId
from flashcards.core.decks.matching.merge import (
    DeckMerge,
    DeckTexts,
    Known,
    merged,
    never_known,
)
from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.errors.decks import AlreadyThere
from flashcards.formats.foreign import ForeignDeck, NamedCard
from flashcards.services.exchange.import_.media import MediaPlan
from flashcards.services.exchange.import_.sources import SourceFile
from flashcards.services.exchange.import_.starter import STARTER, is_former_text
from flashcards.services.exchange.import_.targets import TakenNames, names_for
from flashcards.services.log.imports import refuse_in_the_way
from flashcards.services.work import Work
from flashcards.storage.files.deck_files import read_bytes
from flashcards.storage.log import imports
from flashcards.storage.log.imports import ImportedFile
from flashcards.storage.log.lineage import living_continuation
from flashcards.storage.projection.cards import known_card

if TYPE_CHECKING:
    from flashcards.core.decks.parse import ParsedText

_ALIKE: Final = 0.6
"""The share of lines that two versions of one source have in common, at least."""

_MARK: Final = b"\xef\xbb\xbf"
_ASKED: Final = 50


class Fate(StrEnum):
    """What becomes of a deck's file."""

    NEW = "new"
    UPDATED = "updated"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    LEFT = "left"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class PlannedDeck:
    """A deck's file as it is to be: `before` is what is there, `given` what the source gives.

    `content` is None where the learner deleted it, and it stays so; `merge` says what a file that
    was imported before gains; `parsed` is what flash reads in `content`, where that is known;
    `named` are the cards in `given` by what the source calls them.
    """

    path: str
    key: str
    fate: Fate
    given: bytes
    content: bytes | None
    before: bytes | None
    cards: int
    as_is: bool
    merge: DeckMerge | None = None
    parsed: "ParsedText | None" = field(default=None, compare=False, repr=False)
    named: tuple[NamedCard, ...] = ()

    @property
    def is_written(self) -> bool:
        """Whether the file changes."""
        return self.content != self.before

    @property
    def is_first(self) -> bool:
        """Whether the deck was not there before."""
        return self.is_written and self.before is None


class DeckPlan:
    """Decks from elsewhere planned one after the other, so that none takes another's place."""

    def __init__(self, work: Work, into: PurePosixPath | None, *, overwrite: bool) -> None:
        self._work, self._into, self._overwrite = work, into, overwrite
        self._root = work.collection.root
        self._taken = TakenNames(self._root)
        self._latest = imports.latest_files(work.connection)
        self._by_key: dict[str, ImportedFile] = {}
        for one in sorted(self._latest.values(), key=lambda file: file.clock):
            self._by_key[one.source] = one
        self._planned: set[str] = set()
        self.media = MediaPlan(self._root, self._taken)

    def planned(
        self, deck: ForeignDeck, source: SourceFile, files: Mapping[str, bytes] | None = None
    ) -> PlannedDeck:
        """The deck's file as it is to be; raises `AlreadyThere` where it is somebody else's.

        `files` are the pictures and sounds that lie in the source itself.
        """
        key = deck.key or f"{source.key}#{deck.name if source.key != STARTER else source.name}"
        path = self._path(deck, source, key)
        self._taken.take(path)
        self._planned.add(path)
        given = self.media.content_of(deck, source, path, files)
        place = self._root / path
        before = read_bytes(place) if place.is_file() else None
        known = self._latest.get(path) or self._by_key.get(key)
        fate, content, merge = self._fate(path, given, before, known, source)
        parsed = deck.parsed if content == deck.content else None
        if parsed is None and deck.named and content == given and given != before:
            from flashcards.core.decks.parse import parsed_text

            parsed = parsed_text(given.decode("utf-8", "replace"), path)
        made = fate, given, content, before
        return PlannedDeck(path, key, *made, deck.cards, deck.as_is, merge, parsed, deck.named)

    def _path(self, deck: ForeignDeck, source: SourceFile, key: str) -> str:
        if source.key == STARTER:
            return self._taken.spelled(((self._into or PurePosixPath()) / source.name).as_posix())
        text = deck.content.decode("utf-8", "replace")
        known = self._by_key.get(key)
        if known is not None and self._is_at_hand(known, deck.content):
            return self._now_at(known)
        folder = (self._into or PurePosixPath()) / PurePosixPath(source.name).parent
        for name in names_for(source, deck.name, text):
            path = (folder / name).as_posix()
            if self._taken.is_free(path):
                return path
            spelled = self._taken.spelled(path)
            if spelled not in self._planned and self._is_its(spelled, deck.content):
                return spelled
        raise AssertionError  # names come without end

    def _is_at_hand(self, known: ImportedFile, content: bytes) -> bool:
        """Whether what was imported before is the same source, and wanted where it went."""
        if known.path in self._planned:
            return False
        if self._into is not None and not PurePosixPath(known.path).is_relative_to(self._into):
            return False
        base = imports.text_of(self._work.connection, known.base)
        return base is None or is_alike(base, content, _ALIKE / 6)

    def _now_at(self, known: ImportedFile) -> str:
        """Where the deck is now: where it was put, or where most of its cards have gone."""
        if (self._root / known.path).is_file():
            return known.path
        base = imports.text_of(self._work.connection, known.base)
        if base is not None:
            from flashcards.core.decks.parse import parse_deck

            cards = parse_deck(base.decode("utf-8", "replace"), known.path).cards[:_ASKED]
            found = [self._living(card.id) for card in cards]
            files = Counter(one.card.source.file for one in found if one and not one.orphan)
            for path, count in files.most_common(1):
                if count * 2 > len(cards) and path not in self._planned:
                    return path
        return known.path

    def _living(self, card: CardId) -> KnownCard | None:
        """The card that one of the source is now: the learner may have edited it."""
        now = living_continuation(self._work.connection, card) or card
        return known_card(self._work.connection, now)

    def _is_its(self, path: str, content: bytes) -> bool:
        """Whether a file that is there is of the same source; raises `AlreadyThere` if nobody's.

        Raises `InTheWay` for a link to nothing: what it led to may come back.
        """
        there = self._root / path
        if not there.is_file():
            if there.is_symlink() and not there.exists():
                refuse_in_the_way(self._root, path)
            return False
        now = read_bytes(there)
        if now == content:
            return True
        known = self._latest.get(path)
        if known is None:
            if self._overwrite or is_alike(now, content, _ALIKE):
                return True
            raise AlreadyThere(path)
        if _stands(known.source):
            return False
        base = imports.text_of(self._work.connection, known.base)
        return base is not None and is_alike(base, content, _ALIKE)

    def _fate(
        self,
        path: str,
        given: bytes,
        before: bytes | None,
        known: ImportedFile | None,
        source: SourceFile,
    ) -> tuple[Fate, bytes | None, DeckMerge | None]:
        is_starter = source.key == STARTER
        if before is None and is_starter and known is not None and not self._overwrite:
            return Fate.DELETED, None, None
        if before is None:
            return Fate.NEW, given, None
        if before == given:
            return Fate.UNCHANGED, before, None
        if self._overwrite:
            return Fate.REPLACED, given, None
        if known is None and not is_starter and not is_alike(before, given, _ALIKE):
            raise AlreadyThere(path)
        base = None if known is None else imports.text_of(self._work.connection, known.base)
        return _merged(path, base, before, given, is_former_text if is_starter else never_known)


def _merged(
    path: str, base: bytes | None, before: bytes, given: bytes, is_former: Known
) -> tuple[Fate, bytes, DeckMerge | None]:
    """What the learner's file becomes; it stays where one of the texts cannot be read."""
    from flashcards.core.decks.matching.similarity import similar

    try:
        ours, theirs = _text(before), _text(given)
        was = None if base is None else _text(base)
    except UnicodeDecodeError:
        return Fate.LEFT, before, None
    merge = merged(DeckTexts(was, ours, theirs), path, similar, is_former)
    if merge.is_refused:
        return Fate.LEFT, before, merge
    if merge.text == ours:
        return Fate.UNCHANGED, before, merge
    if before == base:
        return Fate.UPDATED, given, merge
    return Fate.UPDATED, _bytes(merge.text, before), merge


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _bytes(text: str, like: bytes) -> bytes:
    """The text with the line ends and the mark of the learner's file."""
    ends = text.replace("\n", "\r\n") if b"\r\n" in like else text
    return (_MARK if like.startswith(_MARK) else b"") + ends.encode()


def _stands(key: str) -> bool:
    """Whether the source that a file came from is still where it was: then another is another."""
    source = Path(key.rpartition("#")[0])
    return source.is_absolute() and source.exists()


def is_alike(one: bytes, other: bytes, share: float) -> bool:
    """Whether so large a share of the lines of the shorter text stands in the longer, too."""
    lines, others = set(_lines(one)), set(_lines(other))
    return len(lines & others) >= share * min(len(lines), len(others))


def _lines(content: bytes) -> Iterator[bytes]:
    return (line.strip() for line in content.splitlines() if line.strip())
