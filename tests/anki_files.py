"""Collections and packages as Anki writes them, small and made by hand, for what it never makes."""

import json
import sqlite3
import struct
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
        self._said: dict[str, Any] = {"models": {str(BASIC): said or note_type()}, "conf": config}
        self._notes: list[tuple[Any, ...]] = []
        self._cards: list[tuple[Any, ...]] = []
        self.rows: list[tuple[int, ...]] = []
        self.decks = {"1": {"name": "Default", "conf": 1}, str(DECK): {"name": "Deck", "conf": 1}}
        self.presets: dict[str, Any] = {}
        self.version = 11

    def add(
        self, *values: str, cards: int = 1, tags: str = "", deck: int = DECK, **card: Any
    ) -> list[int]:
        """A note with so many cards; their ids."""
        note = BEGAN * 1000 + len(self._notes) * 1000
        said = (note, str(note), BASIC, 0, -1, tags, "\x1f".join(values), "", 0, 0, "")
        self._notes.append(said)
        ids = [note + number for number in range(cards)]
        told = {
            "type": 0,
            "queue": 0,
            "due": 1,
            "odue": 0,
            "odid": 0,
            "flags": 0,
            "data": "",
            "mod": 0,
        }
        told |= card
        for number, id_ in enumerate(ids):
            state = told["type"], told["queue"], told["due"], 0, 0, 0, 0, 0
            rest = told["odue"], told["odid"], told["flags"], told["data"]
            self._cards.append((id_, note, deck, number, told["mod"], -1, *state, *rest))
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
        said = {"decks": self.decks, "dconf": self.presets, **self._said}
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


_NEWER_TABLES = """
UPDATE col SET ver = 18, conf = '', models = '', decks = '', dconf = '';
CREATE TABLE config (KEY text primary key, usn integer, mtime_secs integer, val blob) without rowid;
CREATE TABLE notetypes (id integer primary key, name text, mtime_secs integer, usn integer,
  config blob);
CREATE TABLE fields (ntid integer, ord integer, name text COLLATE unicase, config blob,
  primary key (ntid, ord)) without rowid;
CREATE TABLE templates (ntid integer, ord integer, name text COLLATE unicase, mtime_secs integer,
  usn integer, config blob, primary key (ntid, ord)) without rowid;
CREATE TABLE decks (id integer primary key, name text COLLATE unicase, mtime_secs integer,
  usn integer, common blob, kind blob);
CREATE TABLE deck_config (id integer primary key, name text COLLATE unicase, mtime_secs integer,
  usn integer, config blob);
"""


def number(field_: int, value: int) -> bytes:
    """A field of a message that holds a whole number."""
    return varint(field_ << 3) + varint(value)


def reals(field_: int, *values: float) -> bytes:
    """A field of a message that holds a list of numbers with points."""
    return field(field_, struct.pack(f"<{len(values)}f", *values))


def as_newer(connection: sqlite3.Connection) -> None:
    """Give a collection of the older schema the newer one."""
    connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    row = connection.execute("SELECT conf, models, decks, dconf FROM col").fetchone()
    config, types, decks, presets = map(json.loads, row)
    connection.executescript(_NEWER_TABLES)
    put = connection.execute
    for key, value in config.items():
        put("INSERT INTO config VALUES (?, 0, 0, ?)", (key, json.dumps(value).encode()))
    for id_, said in types.items():
        kind = number(1, said["type"]) + number(9, said.get("originalStockKind", 0))
        put("INSERT INTO notetypes VALUES (?, ?, 0, 0, ?)", (int(id_), said["name"], kind))
        for one in said["flds"]:
            put("INSERT INTO fields VALUES (?, ?, ?, '')", (int(id_), one["ord"], one["name"]))
        for one in said["tmpls"]:
            sides = field(1, one["qfmt"].encode()) + field(2, one["afmt"].encode())
            values = (int(id_), one["ord"], one["name"], sides)
            put("INSERT INTO templates VALUES (?, ?, ?, 0, 0, ?)", values)
    for id_, said in decks.items():
        title = said["name"].replace("::", "\x1f")
        kind = field(1, number(1, said["conf"]))
        put("INSERT INTO decks VALUES (?, ?, 0, 0, '', ?)", (int(id_), title, kind))
    for id_, said in presets.items():
        steps = reals(1, *said["new"]["delays"]) + reals(2, *said["lapse"]["delays"])
        limits = number(9, said["new"]["perDay"]) + number(10, said["rev"]["perDay"])
        most = number(16, said["rev"]["maxIvl"]) + reals(6, *said.get("fsrsParams6", ()))
        content = steps + limits + most
        put("INSERT INTO deck_config VALUES (?, ?, 0, 0, ?)", (int(id_), said["name"], content))
