"""The table of all results in `tests/benchmarks/README.md`, which a run brings up to date."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.measuring import Result, table

README: Final = Path(__file__).with_name("README.md")
_BEGIN: Final = "<!-- the table of results begins -->"
_END: Final = "<!-- the table of results ends -->"
_HEAD: Final = 2


def write_results(results: Sequence[Result]) -> None:
    """Put the results into the file's table; rows of what was not measured stay."""
    README.write_text(updated(README.read_text(encoding="utf-8"), results), encoding="utf-8")


def updated(text: str, results: Sequence[Result]) -> str:
    """The text with each result in the row of the same name and yardstick, or at the end."""
    before, _, rest = text.partition(_BEGIN)
    old, _, after = rest.partition(_END)
    head, rows = _read(old)
    new_head, measured = _read(table(results))
    lines = "\n".join([*(new_head or head), *(rows | measured).values()])
    return f"{before}{_BEGIN}\n\n{lines}\n\n{_END}{after}"


def _read(text: str) -> tuple[list[str], dict[tuple[str, str], str]]:
    """The two lines above the rows, and each row by what it measures against what."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return lines[:_HEAD], {_key(line): line for line in lines[_HEAD:]}


def _key(row: str) -> tuple[str, str]:
    _, name, _, yardstick, *_ = row.split("|")
    return name.strip(), yardstick.partition(":")[2].strip()
