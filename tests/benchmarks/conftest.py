"""Benchmarks: collections made once a run, and a table of all results at its end."""

from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.measuring import Result, table
from benchmarks.speed_table import write_results
from benchmarks.synthetic import Size, make_collection

_RESULTS = pytest.StashKey[list[Result]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--write-table`, for a run on a machine that does nothing else."""
    line = "put the results into the table of tests/benchmarks/README.md"
    parser.addoption("--write-table", action="store_true", help=line)


def pytest_configure(config: pytest.Config) -> None:
    """Collect this folder after all, where it was named: other runs never load this file."""
    config.option.ignore = [
        path for path in config.option.ignore or () if path != "tests/benchmarks"
    ]
    config.stash[_RESULTS] = []


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print all results, and put them into the table if that was asked for."""
    results = terminalreporter.config.stash[_RESULTS]
    if results:
        terminalreporter.section("flash")
        terminalreporter.write_line(table(results))
        if terminalreporter.config.getoption("--write-table"):
            write_results(results)


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Puts results into the table; then asserts that those with a target reach it."""
    kept = request.config.stash[_RESULTS]

    def add(*results: Result) -> None:
        kept.extend(results)
        missed = [result for result in results if not result.is_reached]
        assert not missed, table(missed)

    return add


@pytest.fixture(scope="session")
def collection_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Size], Path]:
    """The folder of a collection of a size, read and with a history; made when first asked for."""
    made: dict[Size, Path] = {}

    def folder(size: Size) -> Path:
        if size not in made:
            made[size] = tmp_path_factory.mktemp(f"cards-{size.cards}-")
            make_collection(made[size], size)
        return made[size]

    return folder
