"""What a new database is made of: tables, indexes, and triggers that keep the log's promises."""

from functools import cache
from typing import Final

from sqlalchemy import DDL, Dialect, create_mock_engine, event
from sqlalchemy.schema import ExecutableDDLElement

from flashcards.storage.database import kept_tables  # noqa: F401 - tables
from flashcards.storage.database.tables import facts, metadata

TRIGGERS: Final = {
    "sqlite": (
        """CREATE TRIGGER facts_stay BEFORE UPDATE ON facts
    BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END""",
        """CREATE TRIGGER facts_remain BEFORE DELETE ON facts
    BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END""",
        """CREATE TRIGGER facts_come_once BEFORE INSERT ON facts
    WHEN EXISTS (SELECT 1 FROM facts WHERE id = NEW.id) BEGIN SELECT RAISE(IGNORE); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE integrity_constraint_violation USING MESSAGE = 'facts are never ' || TG_ARGV[0];
    END $$""",
        """CREATE TRIGGER facts_stay BEFORE UPDATE ON facts
    FOR EACH ROW EXECUTE FUNCTION refuse('changed')""",
        """CREATE TRIGGER facts_remain BEFORE DELETE ON facts
    FOR EACH ROW EXECUTE FUNCTION refuse('deleted')""",
        """CREATE TRIGGER facts_remain_all BEFORE TRUNCATE ON facts
    EXECUTE FUNCTION refuse('deleted')""",
        """CREATE FUNCTION come_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RETURN CASE WHEN EXISTS (SELECT 1 FROM facts WHERE id = NEW.id) THEN NULL ELSE NEW END;
    END $$""",
        """CREATE TRIGGER facts_come_once BEFORE INSERT ON facts
    FOR EACH ROW EXECUTE FUNCTION come_once()""",
    ),
}
"""Promises kept by the database itself, whoever writes to it.

Made with the table of facts; the last of each stops INSERT OR REPLACE, too.
"""

for _dialect, _statements in TRIGGERS.items():
    for _statement in _statements:
        _ddl: ExecutableDDLElement = DDL(_statement)  # type: ignore[no-untyped-call]
        event.listen(facts, "after_create", _ddl.execute_if(dialect=_dialect))


def statements(dialect: Dialect) -> tuple[str, ...]:
    """What makes all of it, in order; compiled once a process for each kind of database."""
    return _compiled(f"{dialect.name}+{dialect.driver}")


@cache
def _compiled(driver: str) -> tuple[str, ...]:
    made: list[str] = []

    def note(statement: ExecutableDDLElement, _parameters: object) -> None:
        made.append(str(statement.compile(dialect=listed.dialect)))

    listed = create_mock_engine(f"{driver}://", note)
    metadata.create_all(listed, checkfirst=False)
    return tuple(made)
