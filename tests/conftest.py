"""Settings of every test, and a data folder that is not the learner's."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import compiled_once
import pytest
from databases import SERVER
from forking import Parent
from hypothesis import settings
from in_memory import folder_in_memory
from postgres_server import reason_against, server

THOROUGHNESS = int(os.environ.get("FLASH_THOROUGHNESS", "1"))
settings.register_profile("flash", deadline=None, max_examples=15 * THOROUGHNESS)
settings.load_profile("flash")
compiled_once.share()

_RUN = pytest.StashKey[ExitStack]()
_NEW_OBJECTS = 20_000


def pytest_addoption(parser: pytest.Parser) -> None:
    line = "live through the simulated preparation in 2, 4, 8 or 12 weeks; may come several times"
    weeks = {"action": "append", "type": int, "choices": (2, 4, 8, 12)}
    parser.addoption("--weeks", help=line, **weeks)
    parser.addoption("--kills", type=int, default=3, help="how often the crash test kills flash")
    parser.addoption(
        "--postgres",
        action="store_true",
        help="run the tests of storage and services on a PostgreSQL server of the run's own",
    )


def pytest_configure(config: pytest.Config) -> None:
    line = "only_sqlite(reason): what is tested exists in SQLite alone; left out with --postgres"
    config.addinivalue_line("markers", line)
    if not any("benchmarks" in one for one in config.args):
        _write_to(folder_in_memory())
        _keep_bytecode(config)
    if not config.getoption("--postgres") or SERVER in os.environ:
        return
    if reason := reason_against():
        message = f"No PostgreSQL to test on: {reason}."
        raise pytest.UsageError(message)
    config.stash[_RUN] = ExitStack()
    os.environ[SERVER] = config.stash[_RUN].enter_context(server()).host


def _write_to(folder: Path | None) -> None:
    if folder is not None:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(folder))


def _keep_bytecode(config: pytest.Config) -> None:
    """Where Python is to keep none beside modules, runs have theirs in pytest's cache.

    To compile all that is collected, each worker takes three times as long as to load it.
    """
    if sys.dont_write_bytecode and hasattr(config, "cache"):
        sys.pycache_prefix = sys.pycache_prefix or str(config.cache.mkdir("bytecode"))
        sys.dont_write_bytecode = False


def pytest_unconfigure(config: pytest.Config) -> None:
    if _RUN in config.stash:
        del os.environ[SERVER]
        config.stash[_RUN].close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--postgres`, what cannot run there is left out, and counted as deselected."""
    if not config.getoption("--postgres"):
        return
    left_out = [item for item in items if item.get_closest_marker("only_sqlite")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def pytest_collection_finish() -> None:
    """What was collected lives as long as the run: nobody looks for garbage in it.

    Nor after every 700 new objects in what a test has loaded: a twentieth of the time went there.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)


@pytest.fixture(autouse=True, scope="session")
def _away_from_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What flash keeps outside collections goes to a folder of the run; it checks itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.setenv("FLASH_CHECKS", "1")
        yield


@pytest.fixture(autouse=True, scope="session")
def _compiled_once() -> Iterator[None]:
    """Processes that tests start find the bytecode that the run keeps."""
    with pytest.MonkeyPatch.context() as patch:
        if sys.pycache_prefix and os.environ.get("PYTHONDONTWRITEBYTECODE"):
            patch.delenv("PYTHONDONTWRITEBYTECODE")
            patch.setenv("PYTHONPYCACHEPREFIX", sys.pycache_prefix)
        yield
        Parent.end()
