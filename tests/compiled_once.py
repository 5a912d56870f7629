"""SQL is compiled once in a run, not once for each of the thousands of engines that tests open.

SQLAlchemy keeps what it compiled by dialect object, and makes one for each engine; a run of the
program has one engine, a run of the tests thousands of the same kind.
"""

from typing import Any

from sqlalchemy import Engine, event


class _Compiled(dict[Any, Any]):
    """Compiled statements by the kind of database in place of the dialect object of an engine."""

    def get(self, key: Any, default: Any = None, /) -> Any:
        """What was compiled for this kind of database; None if nothing was."""
        return super().get(_by_kind(key), default)

    def __setitem__(self, key: Any, compiled: Any, /) -> None:
        super().__setitem__(_by_kind(key), compiled)


def _by_kind(key: Any) -> tuple[Any, ...]:
    dialect, *statement = key
    return type(dialect), *statement


def share() -> None:
    """From now on, all engines of this process share what was compiled."""
    compiled = _Compiled()
    event.listen(
        Engine, "engine_connect", lambda opened: opened.execution_options(compiled_cache=compiled)
    )
