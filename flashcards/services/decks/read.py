"""Decks read into the database: only what changed, in one transaction."""

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flashcards.core.card import Card, CardId, Kind
from flashcards.core.deck import Deck
from flashcards.core.decks import PARSER_VERSION
from flashcards.core.decks.natural_order import path_key
from flashcards.services.collection import Collection, Reading
from flashcards.services.decks.all_cores import ReadDeck, deck_of, decks_in
from flashcards.services.progress import Amount, Progress, unheard
from flashcards.storage.database.engine import Connection, reading, writing
from flashcards.storage.database.first_reads import put_first_reads
from flashcards.storage.files.deck_files import DeckFile, deck_files, read_deck_file
from flashcards.storage.projection.decks import (
    FileRecord,
    distrust_files,
    file_records,
    forget_files,
    put_deck,
    put_problems,
    refresh_new,
    sharing_files,
    touch_file,
)
from flashcards.storage.projection.snapshot import cards_before

if TYPE_CHECKING:
    from flashcards.core.decks.matching.match import Match
    from flashcards.core.decks.parse import ParsedText
    from flashcards.services.log.reconcile import Turnover
    from flashcards.services.work import Work

NOT_PARSED: "Final[Mapping[str, ParsedText]]" = {}
"""Nothing was parsed before."""


def deck_files_of(collection: Collection) -> dict[str, DeckFile]:
    """The deck files that are there now, by path."""
    return {file.path: file for file in deck_files(collection.root)}


def is_as_read(connection: Connection, found: dict[str, DeckFile]) -> bool:
    """Whether the database has all of these files as they are, and no others."""
    known = file_records(connection)
    return known.keys() <= found.keys() and all(_is_as_known(f, known) for f in found.values())


def are_read(collection: Collection) -> bool:
    """Whether the database has all decks as they are now."""
    with reading(collection.engine) as connection:
        return is_as_read(connection, deck_files_of(collection))


def read_decks(
    collection: Collection,
    now: datetime,
    progress: Progress = unheard,
    parsed: "Mapping[str, ParsedText]" = NOT_PARSED,
) -> Reading:
    """Bring the database up to the deck files; `parsed` are texts that were, by their digests."""
    found = deck_files_of(collection)
    with reading(collection.engine) as connection:
        if is_as_read(connection, found):
            return Reading()
    from flashcards.services.work import within

    with writing(collection.engine) as connection:
        return _read_changed(within(connection, collection, now), found, progress, parsed)


def read_within(work: "Work", progress: Progress = unheard, *, anew: bool = False) -> Reading:
    """The same in a transaction that is open; `anew` reads every file, whatever is known of it."""
    if anew:
        distrust_files(work.connection)
    found = deck_files_of(work.collection)
    return _read_changed(work, found, progress)


def read_for_brought(work: "Work") -> "tuple[Match, ...]":
    """Read the decks if a history has come from elsewhere that one of their cards may have."""
    from flashcards.services.log.brought_orphans import is_any_brought

    return read_within(work).matches if is_any_brought(work.connection) else ()


def _read_changed(
    work: "Work",
    found: dict[str, DeckFile],
    progress: Progress,
    parsed: "Mapping[str, ParsedText]" = NOT_PARSED,
) -> Reading:
    from flashcards.services.log.reconcile import Turnover
    from flashcards.services.log.reschedule import reschedule_stale
    from flashcards.storage.projection.unsettled import has_unsettled

    connection, collection = work.connection, work.collection
    known = file_records(connection)
    suspects = [file for file in found.values() if not _is_as_known(file, known)]
    changed = {file.path for file in suspects if _has_changed(connection, collection, file, known)}
    stale = sorted(_with_sharing(connection, changed | _gone(known, found)), key=path_key)
    turnover, stories = Turnover(), list[Card]()
    is_first = not known and not has_unsettled(connection)
    decks = _decks(collection.root, [found[path] for path in stale if path in found], parsed)
    with cards_before(connection, known.keys() & set(stale)) as cards_of, closing(decks):
        forget_files(connection, known.keys() & set(stale))
        for done, path in enumerate(stale, start=1):
            before = cards_of(path) if path in known else ()
            after: Sequence[Card] = ()
            digest = ""
            if path in found:
                after, digest = _put(connection, found[path], before, next(decks))
            stories += [card for card in after if card.kind is Kind.STORY]
            if not is_first:
                there = known.get(path)
                is_same_text = there is not None and there.digest == digest
                turnover.note(before, after, is_same_text=is_same_text)
            progress(done, Amount(len(stale), "files"))
    matches = _matched(work, turnover, is_first=is_first, is_changed=bool(stale))
    edited = {one.card: one.old for one in matches if one.old is not None}
    put_first_reads(connection, stale, work.moment.now, edited)
    _note_whole(work, stories, edited, is_first=is_first)
    reschedule_stale(work, stale)
    refresh_new(connection, stale)
    return Reading(len(stale), matches)


def _matched(
    work: "Work", turnover: "Turnover", *, is_first: bool, is_changed: bool
) -> "tuple[Match, ...]":
    from flashcards.services.log.brought_orphans import take_brought
    from flashcards.services.log.reconcile import reconcile

    brought = take_brought(work.connection, is_first=is_first)
    if not brought and (is_first or not is_changed):
        return ()
    return reconcile(work, turnover, brought)


def _note_whole(
    work: "Work", stories: Sequence[Card], edited: Mapping[CardId, CardId], *, is_first: bool
) -> None:
    """Remember when each story is first seen whole; told ones of a first reading were before."""
    if not (stories or edited):
        return
    from flashcards.core.preparation.stories import is_written
    from flashcards.storage.database.whole_stories import put_whole_stories
    from flashcards.storage.projection.schedules import ids_with_schedule

    whole = {story.id for story in stories if is_written(story.back)}
    if is_first:
        whole -= ids_with_schedule(work.connection, whole)
    put_whole_stories(work.connection, whole, work.moment.now, edited)


def _gone(known: Iterable[str], found: Mapping[str, DeckFile]) -> set[str]:
    """The known files that are there no more; those in folders that cannot be seen are kept."""
    unseen = tuple(f"{path}/" for path, file in found.items() if file.is_folder)
    return {path for path in known if path not in found and not path.startswith(unseen)}


def _is_as_known(file: DeckFile, known: dict[str, FileRecord]) -> bool:
    there = known.get(file.path)
    return (
        there is not None
        and file.mtime_ns >= 0
        and (file.mtime_ns, file.size) == (there.mtime_ns, there.size)
        and there.parser_version == PARSER_VERSION
    )


def _has_changed(
    connection: Connection, collection: Collection, file: DeckFile, known: dict[str, FileRecord]
) -> bool:
    """Whether the bytes differ; a file that cannot be read keeps the cards it had."""
    there = known.get(file.path)
    if there is None or there.parser_version != PARSER_VERSION:
        return True
    content = read_deck_file(collection.root, file.path)
    if content.problem is not None:
        put_problems(connection, file.path, (content.problem,))
    elif content.digest != there.digest:
        return True
    touch_file(connection, file, content.digest)
    return False


def _with_sharing(connection: Connection, paths: set[str]) -> set[str]:
    """The files, and those that share cards with them: a card may move to its next place."""
    stale: set[str] = set()
    while fresh := paths - stale:
        stale |= fresh
        paths = sharing_files(connection, fresh)
    return stale


def _decks(
    root: Path, files: Sequence[DeckFile], parsed: "Mapping[str, ParsedText]"
) -> Generator[ReadDeck]:
    """The decks of the files; of those whose text was parsed, what that came to."""
    if not parsed:
        yield from decks_in(root, files)
        return
    for file in files:
        content = read_deck_file(root, file.path)
        known = parsed.get(content.digest)
        deck = deck_of(content, file.path) if known is None else known.deck_at(file.path)
        yield ReadDeck(content, deck)


def _put(
    connection: Connection, file: DeckFile, before: Sequence[Card], read: ReadDeck
) -> tuple[Sequence[Card], str]:
    """Put what a file holds, of which nothing is known; its cards and digest."""
    content = read.content
    deck = _with_known(read.deck, before, content.text or "")
    put_deck(connection, deck, file, content.digest, PARSER_VERSION)
    return deck.cards, content.digest


def _with_known(deck: Deck, before: Sequence[Card], text: str) -> Deck:
    """The deck with the cards that an error hides; with all it had, if it cannot be read surely."""
    if not before:
        return deck
    from flashcards.core.decks.matching.broken_places import still_standing
    from flashcards.core.decks.matching.taken_ids import rightful

    there = {card.id for card in deck.cards}
    if deck.is_uncertain:
        kept = [card for card in before if card.id not in there]
    else:
        kept = still_standing(before, deck, text)
    own = rightful(before, deck, text)
    if not kept and not own:
        return deck
    cards = [*(own.get(card.id, card) for card in deck.cards), *kept]
    return replace(deck, cards=tuple(sorted(cards, key=_line)))


def _line(card: Card) -> int:
    return card.source.line
