"""The rows of a collection's tables, of schema 18."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha1, sha256
from html import unescape
from typing import Any, Final

from flashcards.formats.anki.out.card_rows import standing
from flashcards.formats.anki.out.note_types import note_type_rows
from flashcards.formats.anki.out.options import deck_kind, options_message
from flashcards.formats.anki.out.outgoing import Outgoing, OutgoingNote, OutgoingOptions
from flashcards.formats.anki.out.tables import SCHEMA
from flashcards.formats.anki.own_notes import OwnTypes

Rows = Iterator[tuple[Any, ...]]

_DEFAULT: Final = "Default"
_FIRST_ID: Final = 1_100_000_000_000
_FIRST_PRESET: Final = 1_764_000_000_011
_IDS: Final = 1 << 38
"""Numbers that look like instants of some nine years, which no collection has used."""

_CHANGED: Final = -1
"""What has not been synced yet."""

_TAG: Final = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
_NO_OPTIONS: Final = OutgoingOptions()


class Numbers:
    """Numbers made of names: the same name has the same number next time; no two have one."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def of(self, name: str) -> int:
        """The number of a name that had none yet."""
        found = int.from_bytes(sha256(name.encode("utf-8", "replace")).digest()[:8], "big") % _IDS
        found += _FIRST_ID
        while found in self._taken:
            found += 1
        self._taken.add(found)
        return found


class PackageRows:
    """All rows of what goes to Anki, by their tables; `answers` counts those that were taken."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing
        self._now_s = int(outgoing.now.timestamp())
        self._now_ms = self._now_s * 1000
        self._cards: dict[str, int] = {}
        self.answers = 0
        self._numbers = Numbers()
        self._note_numbers = Numbers()

    def tables(self) -> Iterator[tuple[str, Rows]]:
        """Each table with its rows; the cards come before the review log, which names them."""
        outgoing = self._outgoing
        notes = [(note, self._note_numbers.of(note.name)) for note in outgoing.notes]
        began_s = int(outgoing.day_began.timestamp())
        yield "col", iter([(1, began_s, self._now_ms, self._now_ms, SCHEMA, *(0,) * 3, *("",) * 5)])
        yield "config", self._config()
        types = [*(one.value for one in OwnTypes), *(note.type for note in outgoing.notes)]
        yield from note_type_rows(list(dict.fromkeys(types)))
        yield "deck_config", self._options()
        yield "decks", self._decks()
        yield "notes", (self._note(note, id_) for note, id_ in notes)
        yield "cards", self._card_rows(notes)
        yield "revlog", self._revlog()
        tags = {tag.casefold(): tag for note in outgoing.notes for tag in note.tags}
        yield "tags", ((tag, _CHANGED, 0, None) for tag in tags.values())

    def _config(self) -> Rows:
        said = {
            "creationOffset": self._outgoing.minutes_west,
            "localOffset": self._outgoing.minutes_west,
            "rollover": self._outgoing.rollover_hour,
            "schedVer": 2,
            "sched2021": True,
            "fsrs": True,
            "curDeck": 1,
            "activeDecks": [1],
            "nextPos": sum(len(note.cards) for note in self._outgoing.notes) + 1,
            "collapseTime": 1200,
        }
        return (
            (key, _CHANGED, self._now_s, json.dumps(value).encode()) for key, value in said.items()
        )

    def _options(self) -> Rows:
        yield 1, _DEFAULT, 0, 0, options_message(_NO_OPTIONS)
        for number, (options, id_) in enumerate(self._presets.items(), 1):
            name = "flash" if number == 1 else f"flash {number}"
            yield id_, name, self._now_s, _CHANGED, options_message(options)

    @cached_property
    def _presets(self) -> Mapping[OutgoingOptions, int]:
        """The options by their numbers; Anki's own preset stays as it is."""
        every = dict.fromkeys(self._outgoing.options.values())
        return {one: _FIRST_PRESET + number for number, one in enumerate(every)}

    @cached_property
    def _deck_ids(self) -> Mapping[str, int]:
        """All decks by their names, those above others too."""
        names: dict[str, None] = {}
        for deck in dict.fromkeys(note.deck for note in self._outgoing.notes):
            parts = deck.split("::")
            names |= dict.fromkeys("::".join(parts[:n]) for n in range(1, len(parts) + 1))
        numbers, found = Numbers(), {_DEFAULT: 1}
        folded = {_DEFAULT.casefold(): 1}
        for name in names:
            if name.casefold() not in folded:
                folded[name.casefold()] = numbers.of(f"deck {name}")
            found[name] = folded[name.casefold()]
        return found

    def _decks(self) -> Rows:
        done: set[int] = set()
        for name, id_ in self._deck_ids.items():
            if id_ in done:
                continue
            done.add(id_)
            options = self._outgoing.options.get(name)
            preset = 1 if options is None else self._presets[options]
            kept = name.replace("::", "\x1f")
            yield id_, kept, self._now_s, _CHANGED, b"\x08\x01\x10\x01", deck_kind(preset)

    def _note(self, note: OutgoingNote, id_: int) -> tuple[Any, ...]:
        first = note.fields[0]
        if "<" in first or "&" in first:
            first = unescape(_TAG.sub("", first))
        first = first.strip()
        made = sha1(first.encode("utf-8", "replace"), usedforsecurity=False).digest()
        digest = int.from_bytes(made[:4], "big")
        tags = f" {' '.join(note.tags)} " if note.tags else ""
        edited = self._now_s if note.edited_s is None else note.edited_s
        kept = edited, _CHANGED, tags, "\x1f".join(note.fields), first, digest, 0, ""
        return id_, note.name, note.type.id, *kept

    def _card_rows(self, notes: Sequence[tuple[OutgoingNote, int]]) -> Rows:
        for place, (note, note_id) in enumerate(notes, 1):
            deck = self._deck_ids[note.deck]
            options = self._outgoing.options.get(note.deck, _NO_OPTIONS)
            for card in note.cards:
                id_ = self._numbers.of(f"{note.name} {card.number}")
                self._cards[card.id] = id_
                *kept, data = standing(card.schedule, options, place, self._outgoing)
                lead = id_, note_id, deck, card.number, self._now_s, _CHANGED
                yield *lead, *kept, 0, 0, card.flag, data

    def _revlog(self) -> Rows:
        numbers = self._cards
        answers = 0
        for id_, card, ease, interval, last, factor, taken, kind in self._outgoing.rows:
            if number := numbers.get(card):
                answers += ease > 0
                yield id_, number, _CHANGED, ease, interval, last, factor, taken, kind
        self.answers = answers
