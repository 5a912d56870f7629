"""What an import read, how, and what became of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from flashcards.core.card import Card
from flashcards.core.decks.matching.merge import DeckMerge
from flashcards.core.decks.sides import sides
from flashcards.formats.foreign import AskingAnswers, Foreign, LeftOut, ReadShape
from flashcards.services.exchange.import_.decided import Decided
from flashcards.services.exchange.import_.decks import Fate, PlannedDeck
from flashcards.services.exchange.import_.history import Agreement
from flashcards.services.exchange.import_.media import LeftMedia
from flashcards.services.exchange.import_.run import ImportResult
from flashcards.views.decks.check import problem_lines
from flashcards.views.text import counted, one_line, plain

_WIDTH: Final = 79
_SHOWN: Final = 3
_PRESET_WIDTH: Final = 40
_MOST_LINES: Final = 8


def imported_lines(result: ImportResult, *, dry_run: bool = False) -> Iterator[str]:
    """How each source was read, what is wrong in it, what stayed behind, and what was written.

    There is always a line: cards of flash's own that come back from Anki may bring nothing.
    """
    said = False
    for line in _found_lines(result, dry_run=dry_run):
        said = True
        yield line
    if not said:
        yield "Nothing new: all that is in it is here already."
    if dry_run:
        yield "Nothing was changed: this was a dry run."


def _found_lines(result: ImportResult, *, dry_run: bool) -> Iterator[str]:
    yield from problem_lines(result.problems)
    many = len(result.sources) > 1
    told = [one for one in result.sources if _has_to_say(one.foreign)]
    for source in told[:_MOST_LINES]:
        name = f"{plain(source.file.name)}: " if many else ""
        yield from (f"{name}{line}" for line in _read_lines(source.foreign))
    if len(told) > _MOST_LINES:
        yield f"and {counted(len(told) - _MOST_LINES, 'more file')} are read in the same way."
    for failure in result.unread[:_SHOWN]:
        yield plain(failure)
    if len(result.unread) > _SHOWN:
        yield f"and {counted(len(result.unread) - _SHOWN, 'more file')} cannot be read."
    if result.left_out:
        yield f"Not imported: {_listed(_left_in_folder(one) for one in result.left_out)}."
    yield from _media_lines(result)
    yield from _deck_lines(result.decks, dry_run=dry_run)
    yield from _answer_lines(result)
    yield from _history_lines(result, dry_run=dry_run)
    if result.wrong:
        of = counted(result.wrong, "more problem" if list(result.problems) else "problem")
        yield f"{of} in the decks that changed: see `flash check`."


def first_card_lines(cards: Sequence[Card]) -> Iterator[str]:
    """What the first cards ask and answer, in short."""
    for number, card in enumerate(cards, 1):
        shown = sides(card)
        yield one_line(f"{number}. {shown.question}", _WIDTH)
        answer = one_line(shown.answer, _WIDTH - 3) or "(answer it aloud)"
        yield f"   {answer}"


def _has_to_say(foreign: Foreign) -> bool:
    is_converted = foreign.shapes and not _is_copied(foreign)
    return bool(
        is_converted or foreign.notes or foreign.left_out or foreign.advice or foreign.encoding
    )


def _is_copied(foreign: Foreign) -> bool:
    """Whether it was in flash's own forms: then there is nothing to guess."""
    return bool(foreign.decks) and all(deck.as_is for deck in foreign.decks)


def _read_lines(foreign: Foreign) -> Iterator[str]:
    if foreign.encoding:
        yield f"The text is written in {plain(foreign.encoding)}, not in UTF-8."
    if foreign.shapes and not _is_copied(foreign):
        first, *more = foreign.shapes
        others = "".join(f"; {shape.found:,} more as {_said(shape)}" for shape in more)
        yield f"Read as {_said(first)}: {_counts(first)}{others}."
    if foreign.left_out:
        yield f"Left out: {_listed(_left(one) for one in foreign.left_out)}."
    if foreign.asking.answers:
        yield _asking(foreign.asking)
    if foreign.advice:
        yield plain(foreign.advice)
    yield from map(plain, foreign.notes)


def _asking(found: AskingAnswers) -> str:
    """That answers hold questions, which are not asked."""
    is_one = found.answers == 1
    hold = "1 answer holds" if is_one else f"{found.answers:,} answers hold"
    own = "its" if is_one else "their"
    where = f" ({_lines(found.lines)})" if found.lines else ""
    return f"{hold} questions of {own} own{where}: to be asked, they must stand like the others."


def _said(shape: ReadShape) -> str:
    return one_line(shape.said, _WIDTH)


def _counts(shape: ReadShape) -> str:
    """`63 questions, 61 answered, 2 without an answer (lines 92, 117)`."""
    found = counted(shape.found, "question")
    if shape.answered == shape.found:
        return f"{found}, all answered" if shape.found else found
    if not shape.answered:
        return f"{found}, none answered"
    empty = shape.found - shape.answered
    lines = f" ({_lines(shape.empty)})" if shape.empty else ""
    return f"{found}, {shape.answered:,} answered, {empty:,} without an answer{lines}"


def _lines(numbers: Sequence[int]) -> str:
    """`line 92`, `lines 92, 117 and 12 more`."""
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    shown = ", ".join(str(one) for one in numbers[:_MOST_LINES])
    more = len(numbers) - _MOST_LINES
    return f"lines {shown}{f' and {more:,} more' if more > 0 else ''}"


def _left(one: LeftOut) -> str:
    what = one_line(one.what, _WIDTH)
    if one.may_ask:
        return f"{what} ({_lines(one.lines)})"
    return what if one.count == 1 else f"{what} ({one.count:,})"


def _left_in_folder(one: LeftOut) -> str:
    return counted(one.count, one_line(one.what, _WIDTH))


def _listed(parts: Iterator[str]) -> str:
    found = list(parts)
    more = len(found) - _MOST_LINES
    return ", ".join([*found[:_MOST_LINES], *([f"and {more:,} more"] if more > 0 else [])])


def _media_lines(result: ImportResult) -> Iterator[str]:
    if result.media:
        media = len(result.media)
        named = "picture or sound" if media == 1 else "pictures or sounds"
        yield f"{media:,} {named} beside the decks."
    yield from _left_media(result.left_media)


def _left_media(left: LeftMedia) -> Iterator[str]:
    for names, what in (
        (left.missing, "Not found"),
        (left.outside, "Outside the source's folder, so not copied"),
        (left.differs, "Not copied, as another file is in its place"),
        (left.on_the_web, "On the web, so not copied"),
    ):
        if each := list(dict.fromkeys(names)):
            shown = ", ".join(one_line(name, 60) for name in each[:_SHOWN])
            more = f" and {len(each) - _SHOWN:,} more" if len(each) > _SHOWN else ""
            yield f"{what}: {shown}{more}."


def _deck_lines(decks: Sequence[PlannedDeck], *, dry_run: bool) -> Iterator[str]:
    fates = Counter(deck.fate for deck in decks)
    if not decks:
        return
    copied = [deck for deck in decks if deck.is_written and deck.merge is None and deck.as_is]
    made = [deck for deck in decks if deck.is_written and deck.merge is None and not deck.as_is]
    parts = [f"{counted(len(copied), 'file')} {_done('copied', dry_run=dry_run)}"] if copied else []
    if made:
        parts.append(f"{counted(len(made), 'deck')} {_done('made', dry_run=dry_run)}")
    if updated := fates[Fate.UPDATED]:
        parts.append(f"{counted(updated, 'deck')} {_done('updated', dry_run=dry_run)}")
    if already := fates[Fate.UNCHANGED]:
        parts.append(f"{already:,} already there" if parts else _as_was(already))
    there = [deck for deck in decks if deck.fate is not Fate.DELETED]
    cards = counted(sum(deck.cards for deck in there), "card")
    if parts:
        yield f"{', '.join(parts)}: {cards}{_where(made)}."
    for deck in decks:
        if deck.fate is Fate.LEFT:
            yield f"{plain(deck.path)} stays as it is: the new text would change your own cards."
    if deleted := len(decks) - len(there):
        is_not = "is not" if deleted == 1 else "are not"
        yield f"{counted(deleted, 'deck')} that you deleted {is_not} written again."
    yield from _merge_lines(decks, dry_run=dry_run)


def _done(verb: str, *, dry_run: bool) -> str:
    return f"would be {verb}" if dry_run else verb


def _as_was(count: int) -> str:
    return f"{counted(count, 'file')} already there, nothing new"


def _where(made: Sequence[PlannedDeck]) -> str:
    """The files of decks that did not have one, where they are few."""
    few = 0 < len(made) <= _SHOWN
    return f", in {', '.join(plain(deck.path) for deck in made)}" if few else ""


def _merge_lines(decks: Sequence[PlannedDeck], *, dry_run: bool) -> Iterator[str]:
    """`4 new, 2 updated, 1 kept as you wrote it`, and what is removed; a dry run names cards."""
    merges = [deck.merge for deck in decks if deck.merge is not None and not deck.merge.is_refused]
    new, updated = sum(one.new for one in merges), sum(one.updated for one in merges)
    kept, gone = sum(one.kept for one in merges), sum(one.gone for one in merges)
    parts = [f"{new:,} new"] if new else []
    parts += [f"{updated:,} updated"] if updated else []
    parts += [f"{kept:,} kept as you wrote {'it' if kept == 1 else 'them'}"] if kept else []
    parts += [f"{gone:,} {_done('removed', dry_run=dry_run)}"] if gone else []
    if parts:
        yield f"Cards: {', '.join(parts)}."
    if gone:
        yield "What the source no longer has is removed; its answers stay in the history."
    if dry_run:
        yield from _named_lines(merges)


def _named_lines(merges: Sequence[DeckMerge]) -> Iterator[str]:
    """The first cards of each fate, by what they ask."""
    for place, said in enumerate(("New", "Updated", "Kept", "Removed")):
        asks = [ask for one in merges for ask in one.named[place]]
        yield from (f"{said}: {one_line(ask, _WIDTH - len(said) - 2)}" for ask in asks[:_SHOWN])
        if len(asks) > _SHOWN:
            yield f"{said}: and {len(asks) - _SHOWN:,} more."


def _answer_lines(result: ImportResult) -> Iterator[str]:
    answers = result.answers
    if answers.new:
        unknown = answers.unknown_cards
        without = f", {unknown:,} of them in no deck" if unknown else ""
        of = counted(answers.cards, "card")
        yield f"{counted(len(answers.new), 'answer')} of {of}{without}."
    if answers.repeated:
        yield f"Told again in the source: {counted(answers.repeated, 'answer')}, not counted twice."
    if answers.known:
        yield f"Already here: {counted(answers.known, 'answer')}."


def _history_lines(result: ImportResult, *, dry_run: bool) -> Iterator[str]:
    """What of the source's history came along, and how memory compares with what it had."""
    history = result.history
    if history.deeds:
        others = len(history.deeds) - history.answers
        cards = counted(len({card for card, _ in history.deeds}), "card")
        more = f", {counted(others, 'other act')}" if others else ""
        yield f"{counted(history.answers, 'answer')}{more} of {cards}."
    for what, count in _put_aside(history.decided):
        if count:
            yield f"{what} there since: {counted(count, 'card')}."
    if history.known:
        yield f"Already here: {counted(history.known, 'answer')} and other acts."
    if history.unanswered:
        yield (
            f"New here: {counted(history.unanswered, 'card')} in review there without an answer."
        )
    if history.whose:
        name = one_line(history.whose, _PRESET_WIDTH)
        yield (
            f"FSRS now uses the parameters of the preset {name}."
            if history.parameters
            else (
                f"The FSRS parameters of the preset {name} were not taken: you have a history here;"
                " `flash optimize` fits one set to all."
            )
        )
    if not dry_run:
        yield from _agreement_lines(result.agreement)


def _put_aside(told: Sequence[Decided]) -> Iterator[tuple[str, int]]:
    """What was decided of cards without an answer, and of how many."""
    yield "Suspended", sum(len(one.suspended) for one in told)
    yield "Resumed", sum(len(one.resumed) for one in told)
    yield "Buried", sum(len(one.buried) for one in told)


def _agreement_lines(found: Agreement) -> Iterator[str]:
    if found.by_fsrs:
        yield (
            f"Memory: {found.alike:,} of {counted(found.by_fsrs, 'card')} with FSRS there are"
            " the same here to 1 %."
        )
    if found.replayed:
        cards = counted(found.replayed, "card")
        yield f"Memory: calculated from the answers for {cards} with another schedule there."
