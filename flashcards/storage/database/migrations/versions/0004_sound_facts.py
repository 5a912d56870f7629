"""Clocks that say nothing, and undos that are none, no longer count: as they are read since."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from flashcards.core.log.stamp import CREDIBLE, counted_clock
from flashcards.storage.database.schema import TRIGGERS
from flashcards.storage.database.tables import EPOCH

revision = "0004"
down_revision = "0003"

_facts = sa.table(
    "facts",
    sa.column("id", sa.Text),
    sa.column("kind", sa.Text),
    sa.column("version", sa.BigInteger),
    sa.column("at", sa.BigInteger),
    sa.column("clock", sa.BigInteger),
    sa.column("undoes", sa.Text),
    sa.column("body", sa.Text),
)
_about = sa.table("about", sa.column("key", sa.Text))
_MADE_ANEW = ("policy", "log")
"""What says that schedules are as the log has them, and that files hold all facts."""


def upgrade() -> None:
    """Facts stay in their order; where any was mended, what is made of them is made anew."""
    connection = op.get_bind()
    clocks, undos = dict(_clocks(connection)), list(_no_undos(connection))
    if not clocks and not undos:
        return
    with _unprotected(connection):
        for id_, clock in clocks.items():
            connection.execute(sa.update(_facts).where(_facts.c.id == id_).values(clock=clock))
        for id_ in undos:
            connection.execute(sa.update(_facts).where(_facts.c.id == id_).values(undoes=None))
    connection.execute(sa.delete(_about).where(_about.c.key.in_(_MADE_ANEW)))


def _clocks(connection: sa.Connection) -> Iterator[tuple[str, int]]:
    """The facts whose clock is not to be believed, and the one that counts for each."""
    query = sa.select(_facts.c.id, _facts.c.clock, _facts.c.at).where(_facts.c.clock > CREDIBLE)
    for id_, clock, at in connection.execute(query):
        with suppress(OverflowError):  # no instant at all: that is for `flash doctor`
            yield id_, counted_clock(clock, EPOCH + timedelta(microseconds=at))


def _no_undos(connection: sa.Connection) -> Iterator[str]:
    """The facts that name another one as undone, and are no undo that this version knows."""
    columns = (_facts.c.id, _facts.c.kind, _facts.c.version, _facts.c.body)
    query = sa.select(*columns).where(_facts.c.undoes.is_not(None))
    for id_, kind, version, body in connection.execute(query):
        if kind != "undo" or version > 1 or _keys(body) != {"undoes"}:
            yield id_


def _keys(body: str | None) -> set[str]:
    """What a body says; that of an undo where it cannot be read."""
    try:
        return set(json.loads(body or ""))
    except (TypeError, ValueError):
        return {"undoes"}


@contextmanager
def _unprotected(connection: sa.Connection) -> Iterator[None]:
    """The trigger that keeps facts as they are set aside, within the upgrade's transaction."""
    is_sqlite = connection.dialect.name == "sqlite"
    aside = "DROP TRIGGER facts_stay" if is_sqlite else "ALTER TABLE facts DISABLE TRIGGER USER"
    back = TRIGGERS["sqlite"][0] if is_sqlite else "ALTER TABLE facts ENABLE TRIGGER USER"
    connection.exec_driver_sql(aside)
    yield
    connection.exec_driver_sql(back)
