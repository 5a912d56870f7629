"""Files, folders and the starter decks brought into the collection, whole or not at all."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from flashcards.core.card import Card, Source
from flashcards.core.frozen import dataclass
from flashcards.core.log.collection_facts import Imported
from flashcards.core.problem import Problem
from flashcards.core.study_day import Moment
from flashcards.errors.collections import OutsideCollection
from flashcards.errors.imports import OneSourceOnly
from flashcards.formats.foreign import LeftOut
from flashcards.services.backup import back_up
from flashcards.services.collection import Collection
from flashcards.services.decks.read import read_decks
from flashcards.services.exchange.import_.answers import (
    PlannedAnswers,
    answer_facts,
    planned_answers,
)
from flashcards.services.exchange.import_.decks import DeckPlan, PlannedDeck
from flashcards.services.exchange.import_.history import (
    NO_AGREEMENT,
    NO_HISTORY,
    Agreement,
    PlannedHistory,
    agreement,
    planned_history,
)
from flashcards.services.exchange.import_.history_facts import (
    append_all,
    history_facts,
    parameters_fact,
)
from flashcards.services.exchange.import_.media import LeftMedia
from flashcards.services.exchange.import_.notes import notes_facts
from flashcards.services.exchange.import_.read import (
    ImportWishes,
    OpenSources,
    ReadSource,
    read_all,
)
from flashcards.services.exchange.import_.returned import with_returned
from flashcards.services.exchange.import_.sources import found_sources
from flashcards.services.exchange.import_.targets import folder_below
from flashcards.services.log.imports import FileToBe, put_in_place, refuse_in_the_way, stage
from flashcards.services.log.reschedule import settle_and_reschedule
from flashcards.services.progress import Progress, unheard
from flashcards.services.unswept import unswept
from flashcards.services.work import Work, reading_work, writing_work
from flashcards.storage.database.engine import reading
from flashcards.storage.files.deck_files import is_below, written
from flashcards.storage.files.staging import LaterContent, digest_of
from flashcards.storage.log import imports
from flashcards.storage.log.imports import NO_FACT, ImportedFile
from flashcards.storage.projection.decks import known_problems

if TYPE_CHECKING:
    from flashcards.core.decks.parse import ParsedText

_LONGEST_SOURCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, or would do: each source, each deck, the pictures and sounds, answers.

    `unread` says of files in folders why they could not be read; `wrong` counts what is wrong now
    in decks that were there before and changed.
    """

    sources: tuple[ReadSource, ...]
    unread: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    decks: tuple[PlannedDeck, ...]
    media: tuple[str, ...]
    left_media: LeftMedia
    answers: PlannedAnswers
    history: PlannedHistory = NO_HISTORY
    agreement: Agreement = NO_AGREEMENT
    wrong: int = 0

    @property
    def cards(self) -> int:
        """How many cards the sources have."""
        return sum(deck.cards for deck in self.decks)

    @property
    def problems(self) -> Iterator[Problem]:
        """What is wrong in the sources; in a copy, where it stands now."""
        paths = {deck.key.rpartition("#")[0]: deck.path for deck in self.decks if deck.as_is}
        for source in self.sources:
            file = paths.get(source.file.key, source.file.name)
            for problem in source.foreign.problems:
                yield replace(problem, source=Source(file, problem.source.line))


@dataclass(frozen=True, slots=True)
class _Plan:
    result: ImportResult
    media: dict[str, LaterContent]

    @property
    def written(self) -> list[PlannedDeck]:
        return [deck for deck in self.result.decks if deck.is_written]


@unswept()
def import_sources(
    collection: Collection,
    moment: Moment,
    named: Iterable[str],
    wishes: ImportWishes,
    progress: Progress = unheard,
) -> ImportResult:
    """Bring in what is named, files, folders or `starter`; a dry run only says what would be done.

    It is one act. Raises what cannot be read or written as a `FlashError`; then nothing changed,
    but for `CannotWrite` of a file that is to be put in place: the next opening tries again.
    """
    said = tuple(named)
    with OpenSources(progress) as sources:
        plan = _plan(collection, moment, said, wishes, sources)
        if wishes.dry_run:
            return plan.result
        return _carried_out(collection, moment, said, plan, progress)


def _carried_out(
    collection: Collection, moment: Moment, said: tuple[str, ...], plan: _Plan, progress: Progress
) -> ImportResult:
    history = plan.result.history
    if plan.written or plan.media or plan.result.answers.new or not history.is_empty:
        back_up(collection, moment.now, "before-import")
        with writing_work(collection, moment) as work:
            _commit(work, plan, _called(said), progress)
        put_in_place(collection)
        read_decks(collection, moment.now, progress, dict(_parsed(plan)))
        with reading_work(collection, moment) as work:
            agreed = agreement(work, history)
        return replace(plan.result, wrong=_wrong_now(collection, plan), agreement=agreed)
    if plan.result.decks:
        with writing_work(collection, moment) as work:
            _remember(work, plan, None)
    return plan.result


def _wrong_now(collection: Collection, plan: _Plan) -> int:
    """How much is wrong in the learner's decks that changed, as they were just read."""
    changed = {deck.path for deck in plan.written if deck.merge is not None}
    if not changed:
        return 0
    with reading(collection.engine) as connection:
        found = [one for one in known_problems(connection) if one.source.file in changed]
    return len(set(found).difference(plan.result.problems))


def first_cards(result: ImportResult, most: int) -> list[Card]:
    """The first cards that the decks have."""
    from flashcards.core.decks.parse import parse_deck

    found: list[Card] = []
    for deck in result.decks:
        if len(found) < most:
            found += parse_deck(deck.given.decode("utf-8", "replace"), deck.path).cards
    return found[:most]


def _plan(
    collection: Collection,
    moment: Moment,
    named: tuple[str, ...],
    wishes: ImportWishes,
    sources: OpenSources,
) -> _Plan:
    into = None if wishes.into is None else folder_below(collection.root, wishes.into)
    found = found_sources(named, wishes.format)
    by_place = {os.path.realpath(file.path): file for file in reversed(found.files)}
    files = list(by_place.values())[::-1]
    _refuse_one_for_many(wishes, len(files))
    read = list(read_all(collection, files, replace(wishes, zone=moment.zone), sources))
    with reading_work(collection, moment) as work:
        plan = DeckPlan(work, into, overwrite=wishes.overwrite)
        decks = list(_planned_decks(collection, plan, read))
        answers = planned_answers(work, [said for one in read for said in one.foreign.reviews])
        told = [one.foreign.history for one in read if one.foreign.history is not None]
        back = [one.foreign.returned for one in read if one.foreign.returned is not None]
        history = with_returned(work, planned_history(work, told, decks), back)
    media = plan.media
    for path in media.wanted:
        refuse_in_the_way(collection.root, path)
    result = ImportResult(
        tuple(read),
        tuple(sources.unread),
        found.left_out(media.brought),
        tuple(decks),
        tuple(media.wanted),
        media.left,
        answers,
        history,
    )
    return _Plan(result, media.wanted)


def _planned_decks(
    collection: Collection, plan: DeckPlan, read: Iterable[ReadSource]
) -> Iterator[PlannedDeck]:
    """The decks of all sources; raises what is in the way of one."""
    for one in read:
        for deck in one.foreign.decks:
            planned = plan.planned(deck, one.file, one.foreign.files)
            _refuse_outside(collection, planned.path)
            if planned.content is not None:
                refuse_in_the_way(collection.root, planned.path)
            yield planned


def _refuse_one_for_many(wishes: ImportWishes, files: int) -> None:
    """What is said of one file cannot be meant of several."""
    for option, said in (("--deck", wishes.deck), ("--map", wishes.columns)):
        if said is not None and files > 1:
            raise OneSourceOnly(option, files)


def _refuse_outside(collection: Collection, path: str) -> None:
    if not is_below(collection.root / path, collection.root):
        raise OutsideCollection(path)


def _called(named: Iterable[str]) -> str:
    """The sources by their names: where they are on this machine is nobody else's business."""
    return ", ".join(written(PurePath(one).name or one) for one in named)[:_LONGEST_SOURCE]


def _commit(work: Work, plan: _Plan, said: str, progress: Progress) -> None:
    """Everything that an import is, in one transaction: its facts, its files aside, the journal."""
    answers = plan.result.answers.new
    paths = tuple(sorted([*(deck.path for deck in plan.written), *plan.media]))
    history = plan.result.history
    fact = Imported(work.stamp(), said, paths, len(answers) + history.answers)
    work.append([fact])
    parameters = parameters_fact(work, history, fact.stamp.id)
    work.append([*parameters, *notes_facts(work, history.notes, fact.stamp.id)])
    given = answer_facts(work, answers, fact.stamp.id)
    coming = chain(given, history_facts(work, history, fact.stamp.id))
    count = len(given) + len(history.deeds)
    cards, rivals = append_all(work, coming, history.about, count)
    if cards:
        changed = bool(parameters)
        settle_and_reschedule(work, cards, progress, parameters_changed=changed, rivals=rivals)
    _remember(work, plan, fact)
    stage(work, _wanted(plan))


def _parsed(plan: _Plan) -> "Iterator[tuple[str, ParsedText]]":
    """What was parsed to plan it, by the digests of the texts."""
    for deck in plan.written:
        if deck.parsed is not None and deck.content is not None:
            yield digest_of(deck.content), deck.parsed


def _wanted(plan: _Plan) -> Iterator[FileToBe]:
    for deck in plan.written:
        before = None if deck.before is None else digest_of(deck.before)
        yield FileToBe(deck.path, before, deck.content)
    for path, content in plan.media.items():
        yield FileToBe(path, None, content)


def _remember(work: Work, plan: _Plan, fact: Imported | None) -> None:
    """Write down what each source gave, so that it is known next time; and what was there."""
    texts: dict[str, bytes] = {}
    known = imports.latest_files(work.connection)
    files: list[ImportedFile] = []
    for deck in plan.result.decks:
        if deck.content is None:
            continue
        base, after = digest_of(deck.given), digest_of(deck.content)
        before = None if deck.before is None else digest_of(deck.before)
        there = known.get(deck.path)
        if not deck.is_written and there is not None and there.base == base:
            continue
        texts[base] = deck.given
        if deck.is_written and deck.before is not None and before is not None:
            texts[before] = deck.before
        act = NO_FACT if fact is None or not deck.is_written else fact.stamp.id
        clock = work.stamp().clock if fact is None else fact.stamp.clock
        files.append(ImportedFile(act, deck.path, clock, deck.key, base, before, after))
    for path, content in plan.media.items():
        if fact is not None:
            stamp, after = fact.stamp, content.digest
            files.append(ImportedFile(stamp.id, path, stamp.clock, "", None, None, after))
    imports.keep_texts(work.connection, texts)
    imports.remember(work.connection, files)
