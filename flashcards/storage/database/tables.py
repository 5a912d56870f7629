"""The tables, as the newest version of the program has them.

Instants are microseconds and days are days, both since 1970-01-01 UTC, so that they sort, compare
and travel between databases as integers. `facts` is the truth; every other table is a projection
of it or of the deck files, but for `about` and those of `kept_tables.py`.
"""

from datetime import date, datetime, timedelta, timezone
from typing import Final

from sqlalchemy import (
    REAL,
    BigInteger,
    CheckConstraint,
    Column,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.types import TypeEngine

SCHEMA_VERSION: Final = "0008"
"""The newest revision in `migrations/versions`."""

BESIDES_REVIEWS: Final = "kind NOT IN ('review', 'introduced')"
"""Facts that a schedule cannot be made without looking at, other than reviews."""

EPOCH: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)
_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
TEXT: Final[TypeEngine[str]] = Text().with_variant(Text(collation="C"), "postgresql")
"""Sorted by bytes everywhere; PostgreSQL would sort as its machine's language does."""

WHOLE: Final = BigInteger().with_variant(Integer, "sqlite")
_REAL: Final[TypeEngine[float]] = Double().with_variant(REAL, "sqlite")
MICROSECOND: Final = timedelta(microseconds=1)


def microseconds_of(at: datetime | None) -> int | None:
    """The number that is stored for an instant."""
    return None if at is None else (at - EPOCH) // MICROSECOND


def number_of(day: date | None) -> int | None:
    """The number that is stored for a day."""
    return None if day is None else day.toordinal() - _EPOCH_DAY


def day_of(number: int) -> date:
    """The day that is stored as that number."""
    return date.fromordinal(number + _EPOCH_DAY)


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored as microseconds since 1970."""

    impl = WHOLE
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """To the database."""
        del dialect
        return microseconds_of(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        del dialect
        return None if value is None else EPOCH + timedelta(microseconds=value)


class Day(TypeDecorator[date]):
    """A calendar day, stored as days since 1970."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> int | None:
        """To the database."""
        del dialect
        return number_of(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> date | None:
        """From the database."""
        del dialect
        return None if value is None else day_of(value)


metadata: Final = MetaData()

about = Table(
    "about",
    metadata,
    Column("key", TEXT, primary_key=True),
    Column("value", TEXT, nullable=False),
    sqlite_strict=True,
)
"""What the database knows of itself: `machine`, the id its facts are stamped with."""

facts = Table(
    "facts",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("kind", TEXT, nullable=False),
    Column("version", WHOLE, nullable=False),
    Column("machine", TEXT, nullable=False),
    Column("at", Instant, nullable=False),
    Column("clock", WHOLE, nullable=False),
    Column("card_id", TEXT),
    Column("rating", Integer, CheckConstraint("rating BETWEEN 1 AND 4")),
    Column("score", Integer, CheckConstraint("score BETWEEN 1 AND 5")),
    Column("duration_ms", WHOLE, CheckConstraint("duration_ms >= 0")),
    Column("studied_on", Day),
    Column("utc_offset_s", WHOLE),
    Column("due_on", Day),
    Column("source", TEXT),
    Column("undoes", TEXT),
    Column("body", TEXT),
    Index("facts_by_card", "card_id", "at", "clock", "id"),
    Index("facts_by_clock", "clock"),
    Index("facts_undone", "undoes", sqlite_where=text("undoes IS NOT NULL")),
    Index("facts_besides", "card_id", sqlite_where=text(BESIDES_REVIEWS)),
    sqlite_strict=True,
)
"""The log. Reviews, read by the hundred thousand, have columns; other kinds say it in `body`."""

schedules = Table(
    "schedules",
    metadata,
    Column("card_id", TEXT, primary_key=True),
    Column("state", TEXT, nullable=False),
    Column("step", WHOLE),
    Column("stability", _REAL),
    Column("difficulty", _REAL),
    Column("due_on", Day),
    Column("due_at", Instant),
    Column("first_studied_on", Day),
    Column("last_studied_on", Day),
    Column("last_review_at", Instant),
    Column("reps", Integer, nullable=False),
    Column("lapses", Integer, nullable=False),
    Column("suspended", Integer, CheckConstraint("suspended IN (0, 1)"), nullable=False),
    Column("buried_on", Day),
    Column("policy", TEXT),
    Index("schedules_by_due", "state", "due_on"),
    Index("schedules_by_first", "first_studied_on"),
    Index("schedules_by_last", "last_studied_on"),
    Index("schedules_overridden", "card_id", sqlite_where=text("policy IS NOT NULL")),
    Index("schedules_suspended", "suspended", sqlite_where=text("suspended = 1")),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What the facts of each card come to: a projection of `facts`.

`policy` is the deck's policy that the schedule was made with, as JSON; null for the collection's.
"""

files = Table(
    "files",
    metadata,
    Column("path", TEXT, primary_key=True),
    Column("size", WHOLE, nullable=False),
    Column("mtime_ns", WHOLE, nullable=False),
    Column("digest", TEXT, nullable=False),
    Column("parser_version", Integer, nullable=False),
    Column("deck", TEXT, nullable=False),
    Column("area", TEXT, nullable=False),
    Column("tags", TEXT, nullable=False),
    Column("limit_s", WHOLE),
    Column("new_per_day", WHOLE),
    Column("suspended", Integer, CheckConstraint("suspended IN (0, 1)"), nullable=False),
    Column("reviews_per_day", WHOLE),
    Column("policy", TEXT),
    Column("sort_key", TEXT, nullable=False, server_default=""),
    Column("new_key", TEXT, nullable=False, server_default=""),
    Index("files_in_order", "sort_key", unique=True),
    Index("files_with_new", "new_key", unique=True),
    sqlite_strict=True,
)
"""Each deck file as last read; `policy` is what it sets of its policy itself, as JSON.

Listed by `sort_key`; new cards wait by `new_key`. Unique: else SQLite sorts all cards each time.
"""

cards = Table(
    "cards",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("path", TEXT, ForeignKey("files.path", ondelete="CASCADE"), nullable=False),
    Column("line", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("front", TEXT, nullable=False),
    Column("back", TEXT, nullable=False),
    Column("breadcrumb", TEXT, nullable=False),
    Column("tags", TEXT, nullable=False),
    Column("limit_s", WHOLE),
    Column("span_start", Integer),
    Column("span_end", Integer),
    Column("new", Integer, CheckConstraint("new IN (0, 1)"), nullable=False),
    Index("cards_in_order", "path", "position"),
    Index("cards_new", "path", "position", sqlite_where=text("new = 1")),
    Index("cards_counted", "path", "kind", "new"),
    sqlite_strict=True,
)
"""The living cards, each at its first place; `new` until first answered."""

duplicates = Table(
    "duplicates",
    metadata,
    Column("path", TEXT, ForeignKey("files.path", ondelete="CASCADE"), primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("card_id", TEXT, primary_key=True),
    Column("same_text", Integer, CheckConstraint("same_text IN (0, 1)"), nullable=False),
    Index("duplicates_by_card", "card_id"),
    sqlite_strict=True,
)
"""Further places of cards that stand more than once, or of an id pinned to different texts."""

problems = Table(
    "problems",
    metadata,
    Column("path", TEXT, nullable=False),
    Column("line", Integer, nullable=False),
    Column("severity", TEXT, nullable=False),
    Column("message", TEXT, nullable=False),
    Column("hint", TEXT, nullable=False),
    Index("problems_in_order", "path", "line"),
    sqlite_strict=True,
)
"""What is wrong in each deck file as last read."""

edges = Table(
    "edges",
    metadata,
    Column("old", TEXT, primary_key=True),
    Column("new", TEXT, primary_key=True),
    Column("until_clock", WHOLE),
    Column("until_id", TEXT),
    Index("edges_by_new", "new"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Which text became which, and where in the log an edge was closed: a projection of `facts`."""

outranked = Table(
    "outranked",
    metadata,
    Column("id", TEXT, primary_key=True),
    Column("card_id", TEXT, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Answers that a later grade for the same one outranks, and their parts; what came with an import
and was known: made of `facts`."""

standing = Table(
    "standing",
    metadata,
    Column("part", TEXT, primary_key=True),
    Column("id", TEXT, primary_key=True),
    Column("body", TEXT, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""What the facts without a card come to, as JSON: `decisions`, and each plan, mock, round by id."""

matches = Table(
    "matches",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("kind", TEXT, nullable=False),
    Column("card_id", TEXT, nullable=False),
    Column("old", TEXT),
    Column("path", TEXT, nullable=False),
    Column("line", Integer, nullable=False),
    Column("question", TEXT, nullable=False),
    sqlite_strict=True,
)
"""What the last reading that changed anything made of new and vanished cards."""
