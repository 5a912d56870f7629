"""The files of an import read, each by the reader of its format."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import timezone, tzinfo
from pathlib import PurePosixPath

from flashcards.core.frozen import dataclass
from flashcards.errors.base import FlashError
from flashcards.errors.imports import BadlyNamed, OverItself
from flashcards.formats.foreign import Foreign, ForeignDeck, KnownAs, Wishes
from flashcards.formats.readers import READERS
from flashcards.services.collection import Collection
from flashcards.services.exchange.import_.returned import known_as, known_here
from flashcards.services.exchange.import_.sources import SourceFile, sample_of
from flashcards.services.exchange.import_.starter import STARTER
from flashcards.services.progress import Amount, Progress, in_units
from flashcards.storage.copies.foreign_database import opener
from flashcards.storage.files.deck_files import is_below, opened_file, read_bytes, written


@dataclass(frozen=True, slots=True)
class ImportWishes:
    """What the learner said about an import; None is a guess.

    `format` is the name of a reader, `into` a folder of the collection; the rest as a reader's
    `Wishes`. `zone` is where the learner is, for sources that do not say.
    """

    format: str | None = None
    cards: str | None = None
    level: int | None = None
    deck: str | None = None
    columns: tuple[tuple[str, str], ...] | None = None
    into: str | None = None
    overwrite: bool = False
    dry_run: bool = False
    zone: tzinfo = timezone.utc


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A file that was read, and what it came to."""

    file: SourceFile
    foreign: Foreign


class OpenSources(ExitStack):
    """Files that stay open as long as pictures may be read from them, and why some are `unread`."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress
        self.unread: list[str] = []


def read_all(
    collection: Collection,
    files: Sequence[SourceFile],
    wishes: ImportWishes,
    sources: OpenSources,
) -> Iterator[ReadSource]:
    """What the files come to; of one in a folder that cannot be read it is noted why.

    Progress is by files; where there is one, by what is in it.
    """
    known = known_here(collection), known_as(collection)
    for number, file in enumerate(files, 1):
        if len(files) > 1:
            sources.progress(number, Amount(len(files), "files"))
        inside = in_units(sources.progress, "notes") if len(files) == 1 else None
        try:
            _refuse_odd_name(file)
            _refuse_own(collection, file)
            yield ReadSource(file, _read(file, wishes, known, inside, sources))
        except FlashError as failure:
            if not file.is_in_folder:
                raise
            sources.unread.append(str(failure))


def _read(
    file: SourceFile,
    wishes: ImportWishes,
    known: tuple[Callable[[str], bool], KnownAs],
    progress: Callable[[int, int], None] | None,
    sources: OpenSources,
) -> Foreign:
    if file.key == STARTER:
        return _starter_deck(file)
    said = Wishes(
        PurePosixPath(file.name).name,
        wishes.deck,
        wishes.level,
        wishes.cards,
        wishes.columns,
        open_file=lambda: sources.enter_context(opened_file(file.path)),
        open_tables=opener(file.path),
        zone=wishes.zone,
        is_known=known[0],
        known_as=known[1],
        progress=progress,
    )
    reader = READERS[file.format]
    content = sample_of(file.path) if reader.opens else read_bytes(file.path)
    found = reader.read(content, said)
    return _in_utf8(found) if found.encoding else found


def _in_utf8(found: Foreign) -> Foreign:
    """Decks that are copied from another encoding are in UTF-8 here: flash reads no other."""
    decks: list[ForeignDeck] = []
    for deck in found.decks:
        with suppress(LookupError, UnicodeDecodeError):
            if deck.as_is and not _is_utf8(deck.content):
                text = deck.content.decode(found.encoding).removeprefix("\ufeff")
                deck = replace(deck, content=text.encode())  # noqa: PLW2901
        decks.append(deck)
    return replace(found, decks=tuple(decks))


def _starter_deck(source: SourceFile) -> Foreign:
    """A deck that comes with flash: byte for byte, whatever a reader would make of it."""
    from flashcards.core.decks.parse import parsed_text

    content = read_bytes(source.path)
    parsed = parsed_text(content.decode(), source.name)
    made = ForeignDeck(source.name, content, len(parsed.cards), as_is=True, parsed=parsed)
    return Foreign((made,))


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _refuse_odd_name(file: SourceFile) -> None:
    """What is not text can be kept nowhere: in no deck's name, and in no database."""
    if written(file.name) != file.name:
        raise BadlyNamed(written(str(file.path)))


def _refuse_own(collection: Collection, file: SourceFile) -> None:
    """A deck of the collection is no source for it."""
    if file.path.suffix == ".md" and is_below(file.path, collection.root):
        raise OverItself(file.path)
