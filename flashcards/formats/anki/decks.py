"""A collection's cards as decks: a file a deck of Anki's, notes in their order, settings on top."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from flashcards.core.decks.media import media_references, names_media
from flashcards.core.decks.parse import parsed_text
from flashcards.core.setting_rules import CARDS_A_DAY, MAXIMUM_INTERVAL, RETENTION, STEPS, Rule
from flashcards.core.settings import Settings
from flashcards.formats.anki.cards import NoteText, NoteWriter, Turned
from flashcards.formats.anki.collection import AnkiCard, AnkiCollection, AnkiDeck, Preset
from flashcards.formats.foreign import ForeignDeck, NamedCard, Wishes
from flashcards.formats.questions.made import quoted
from flashcards.formats.rows import deck_path

if TYPE_CHECKING:
    from flashcards.core.card import CardId

_MINUTES_OF_DAY: Final = 1_440
_MINUTES_OF_HOUR: Final = 60
_ANKIS_REVIEWS: Final = (100, 200)
"""What older and newer versions give a new preset."""

_TAGS: Final = ("Q:", "C:")
_SOURCE: Final = "Anki"
"""Packages of one collection are called differently each time; their decks are the same."""

_DEFAULT: Final = AnkiDeck("Default")


class DeckWriter:
    """Writes the decks of a collection, and counts what it met on the way.

    Written quickly, the decks may not read back `is_as_meant`; then they are to be written surely.
    """

    def __init__(
        self, collection: AnkiCollection, wishes: Wishes, *, is_sure: bool = False
    ) -> None:
        self._collection, self._wishes = collection, wishes
        types = collection.note_types.items()
        self._writers = {id_: NoteWriter(one, is_sure=is_sure) for id_, one in types}
        self.is_as_meant = True
        self.turned: Counter[Turned] = Counter()
        self.repeated = 0
        self.blank = 0
        self.lost = 0
        self._names: dict[CardId, list[str]] = {}
        self._texts: dict[str, list[str]] = {}
        self._wanted: dict[str, set[CardId]] = {}
        self._homes: dict[str, int] = {}
        self._done = 0
        self._total = len({(card.home, card.note) for card in collection.cards})

    @property
    def damaged(self) -> list[str]:
        """The note types with templates that cannot be read."""
        types = self._collection.note_types
        return [types[id_].name for id_, one in self._writers.items() if one.renderer.damaged]

    def decks(self) -> tuple[ForeignDeck, ...]:
        """All decks that have cards."""
        heads: dict[str, str] = {}
        by_home = sorted(self._collection.cards, key=lambda card: (card.home, card.note))
        for home, cards in groupby(by_home, lambda card: card.home):
            deck = self._collection.decks.get(home, _DEFAULT)
            path = self._path(deck)
            heads.setdefault(path, self._head(deck))
            self._homes.setdefault(path, home)
            self._write(path, deck.name, list(cards))
        made = [self._deck(path, head) for path, head in sorted(heads.items())]
        return tuple(deck for deck in made if deck.cards)

    def _path(self, deck: AnkiDeck) -> str:
        path, wished = deck_path(deck.name) or "deck", self._wishes.deck
        if not wished:
            return f"{path}.md"
        homes = {card.home for card in self._collection.cards}
        return f"{wished}.md" if len(homes) == 1 else f"{wished}/{path}.md"

    def _write(self, path: str, deck: str, cards: Sequence[AnkiCard]) -> None:
        texts = self._texts.setdefault(path, [])
        for note_id, group in groupby(cards, lambda card: card.note):
            self._done += 1
            if self._wishes.progress is not None:
                self._wishes.progress(self._done, self._total)
            own = sorted(group, key=lambda card: card.number)
            note = self._collection.notes.get(note_id)
            writer = None if note is None else self._writers.get(note.type)
            if note is None or writer is None:
                self.lost += len(own)
                continue
            told: set[int] = set()
            for one in writer.texts(note, own, deck):
                told.update(id_ for id_ in one.cards if id_ is not None)
                if not self._stands(path, one):
                    self.turned.update(one.turned)
                    text = one.text.text
                    text += f"\n\n<!-- tags: {one.tags} -->" if one.tags else ""
                    texts.append(_apart(text, texts))
            self.blank += len({card.id for card in own} - told)

    def _stands(self, path: str, one: NoteText) -> bool:
        """Note what the cards of a text are called; whether all of them were written before."""
        known = [id_ in self._names for id_ in one.text.ids]
        if not all(known):
            self._wanted.setdefault(path, set()).update(one.text.ids)
        for id_, name in zip(one.text.ids, one.cards, strict=True):
            names = self._names.setdefault(id_, [])
            self.repeated += bool(names) and name is not None
            names += [] if name is None else [str(name)]
        return all(known)

    def _deck(self, path: str, head: str) -> ForeignDeck:
        body = "\n\n".join(self._texts[path])
        text = f"{head}\n\n{body}\n".encode("utf-8", "replace").decode()
        parsed = parsed_text(text, path)
        media: tuple[str, ...] = ()
        if names_media(body):
            lines = body.split("\n")
            media = tuple(dict.fromkeys(one.path for one in media_references(lines)))
        key = deck_key(self._homes[path])
        self.is_as_meant &= self._wanted.get(path, set()) == {card.id for card in parsed.cards}
        named = tuple(
            NamedCard(card.source.line, tuple(self._names.get(card.id, ())))
            for card in parsed.cards
        )
        content = text.encode()
        return ForeignDeck(
            path, content, len(named), media=media, parsed=parsed, named=named, key=key
        )

    def _head(self, deck: AnkiDeck) -> str:
        preset = self._collection.presets.get(deck.preset, Preset(""))
        lines = [f"source: {quoted(self._wishes.source or _SOURCE)}", *_settings(deck, preset)]
        return "\n".join(["---", *lines, "---"])


def deck_key(deck: int) -> str:
    """What a deck of Anki's is told by, whatever package it comes in."""
    return f"anki:{deck}"


def _apart(text: str, before: Sequence[str]) -> str:
    """The text, below a rule where it is a line that the card above would take for its own."""
    is_line = not text.startswith(_TAGS)
    return f"---\n\n{text}" if is_line and before and before[-1].startswith(_TAGS) else text


def _settings(deck: AnkiDeck, preset: Preset) -> Iterator[str]:
    """What the deck's options say that is not so here anyway, and may be said here."""
    usual = Settings()
    retention = deck.retention or preset.retention
    said: tuple[tuple[str, object, Rule], ...] = (
        ("retention", None if retention is None else round(retention, 3), RETENTION),
        ("learning_steps", _steps(preset.learning_steps), STEPS),
        ("relearning_steps", _steps(preset.relearning_steps), STEPS),
        ("maximum_interval_days", preset.maximum_interval_days, MAXIMUM_INTERVAL),
        ("new_per_day", preset.new_per_day, CARDS_A_DAY),
        ("reviews_per_day", _unusual(preset.reviews_per_day), CARDS_A_DAY),
    )
    for key, value, rule in said:
        if value is None or rule.read(value) is None:
            continue
        as_set = tuple(value) if isinstance(value, list) else value
        if as_set != getattr(usual, key):
            told = f"[{', '.join(value)}]" if isinstance(value, list) else value
            yield f"{key}: {told}"


def _unusual(reviews: int | None) -> int | None:
    """A limit that somebody chose: what Anki gives to all is no choice, and here there is none."""
    return None if reviews in _ANKIS_REVIEWS else reviews


def _steps(minutes: Sequence[float] | None) -> list[str] | None:
    return None if minutes is None else [_duration(one) for one in minutes]


def _duration(minutes: float) -> str:
    for size, unit in ((_MINUTES_OF_DAY, "d"), (_MINUTES_OF_HOUR, "h"), (1, "m")):
        if minutes >= size and minutes % size == 0:
            return f"{int(minutes // size)}{unit}"
    return f"{max(1, round(minutes * 60))}s"
