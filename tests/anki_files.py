"""Collections and packages as Anki writes them, small and made by hand, for what it never makes."""

import json
import sqlite3
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BEGAN = 1_600_000_000
DECK = 1_600_000_000_001
BASIC = 1_600_000_000_002

ONE_WAY = (("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),)

_TABLES = """
CREATE TABLE col (id integer primary key, crt integer, mod integer, scm integer, ver integer,
  dty integer, usn integer, ls integer, conf text, models text, decks text, dconf text, tags text);
CREATE TABLE notes (id integer primary key, guid text, mid integer, mod integer, usn integer,
  tags text, flds text, sfld integer, csum integer, flags integer, data text);
CREATE TABLE cards (id integer primary key, nid integer, did integer, ord integer, mod integer,
  usn integer, type integer, queue integer, due integer, ivl integer, factor integer, reps integer,
  lapses integer, left integer, odue integer, odid integer, flags integer, data text);
CREATE TABLE revlog (id integer primary key, cid integer, usn integer, ease integer, ivl integer,
  lastIvl integer, factor integer, time integer, type integer);
"""


def note_type(
    fields: tuple[str, ...] = ("Front", "Back"),
    templates: tuple[tuple[str, str], ...] = (
        ("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"),
    ),
    *,
    is_cloze: bool = False,
) -> dict[str, Any]:
    """A note type as the older schema has it."""
    sides = [
        {"name": f"Card {n + 1}", "ord": n, "qfmt": front, "afmt": back}
        for n, (front, back) in enumerate(templates)
    ]
    names = [{"name": name, "ord": n} for n, name in enumerate(fields)]
    return {"name": "Basic", "type": int(is_cloze), "flds": names, "tmpls": sides}


class OldCollection:
    """A collection of the older schema: notes of one type in one deck, as many as are added."""

    def __init__(self, said: Mapping[str, Any] | None = None, **config: Any) -> None:
        self._said = {"models": {str(BASIC): said or note_type()}, "conf": config}
        self._notes: list[tuple[Any, ...]] = []
        self._cards: list[tuple[Any, ...]] = []
        self.rows: list[tuple[int, ...]] = []
        self.decks = {"1": {"name": "Default", "conf": 1}, str(DECK): {"name": "Deck", "conf": 1}}
        self.version = 11

    def add(
        self, *values: str, cards: int = 1, tags: str = "", deck: int = DECK, **card: Any
    ) -> list[int]:
        """A note with so many cards; their ids."""
        note = BEGAN * 1000 + len(self._notes) * 1000
        said = (note, str(note), BASIC, 0, -1, tags, "\x1f".join(values), "", 0, 0, "")
        self._notes.append(said)
        ids = [note + number for number in range(cards)]
        told = {"type": 0, "queue": 0, "due": 1, "odue": 0, "odid": 0, "flags": 0, "data": ""}
        told |= card
        for number, id_ in enumerate(ids):
            state = told["type"], told["queue"], told["due"], 0, 0, 0, 0, 0
            rest = told["odue"], told["odid"], told["flags"], told["data"]
            self._cards.append((id_, note, deck, number, 0, -1, *state, *rest))
        return ids

    def answer(self, at: int, card: int, ease: int, interval: int, **row: int) -> None:
        """A row of the review log, `at` in seconds."""
        kind, factor = row.get("kind", 1), row.get("factor", 2500)
        id_ = at * 1000 + len(self.rows) % 1000
        self.rows.append((id_, card, -1, ease, interval, 0, factor, row.get("ms", 5000), kind))

    def bytes(self, then: Callable[[sqlite3.Connection], object] | None = None) -> bytes:
        """The SQLite file; `then` is done to it last."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "collection.anki2"
            with closing(sqlite3.connect(path)) as connection:
                self._write(connection)
                if then is not None:
                    then(connection)
                connection.commit()
            return path.read_bytes()

    def _write(self, connection: sqlite3.Connection) -> None:
        connection.executescript(_TABLES)
        said = {"decks": self.decks, "dconf": {}, **self._said}
        texts = [json.dumps(said[name]) for name in ("conf", "models", "decks", "dconf")]
        row = (1, BEGAN, 0, 0, self.version, 0, 0, 0, *texts, "{}")
        for table, rows in (
            ("col", [row]),
            ("notes", self._notes),
            ("cards", self._cards),
            ("revlog", self.rows),
        ):
            for one in rows:
                marks = ", ".join("?" * len(one))
                connection.execute(f"INSERT INTO {table} VALUES ({marks})", one)  # noqa: S608


def package(
    collection: bytes,
    media: Mapping[str, bytes] | None = None,
    name: str = "collection.anki2",
    **members: bytes,
) -> bytes:
    """A package of the older generations; `members` are further files in it."""
    names = {str(n): medium for n, medium in enumerate(media or {})}
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as zip_:
        zip_.writestr(name, collection)
        zip_.writestr("media", json.dumps(names))
        for number, medium in names.items():
            zip_.writestr(number, (media or {})[medium])
        for member, content in members.items():
            zip_.writestr(member, content)
    return buffer.getvalue()


def packed(content: bytes) -> bytes:
    """A frame that does not say how much it holds, as Anki writes it."""
    made = zstd.ZstdCompressor()
    return made.compress(content[:10]) + made.compress(content[10:]) + made.flush()


def varint(number: int) -> bytes:
    """A whole number in as few bytes as it needs."""
    found = bytearray()
    while number > 127:
        found.append((number & 127) | 128)
        number >>= 7
    return bytes([*found, number])


def field(number: int, content: bytes) -> bytes:
    """A field of a message that holds bytes."""
    return varint((number << 3) | 2) + varint(len(content)) + content
