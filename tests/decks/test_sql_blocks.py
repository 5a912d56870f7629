"""The SQL of the decks runs, and gives the rows that stand below each query after `--`."""

import re
import sqlite3

import pytest

from decks.theory import DECKS

FENCE = re.compile(r"^```sql\n(.*?)^```$", re.DOTALL | re.MULTILINE)
STATEMENT = re.compile(r"(.+?;)\n((?:-- [^\n]*\n)*)", re.DOTALL)
BLOCKS = [
    pytest.param(block, id=f"{path.stem}-{number}")
    for path in sorted(DECKS.rglob("*.md"))
    for number, block in enumerate(FENCE.findall(path.read_text(encoding="utf-8")), start=1)
]


def shown(row):
    return ", ".join("NULL" if cell is None else str(cell) for cell in row)


@pytest.mark.parametrize("block", BLOCKS)
def test_each_query_gives_the_rows_that_stand_below_it(block):
    with sqlite3.connect(":memory:") as database:
        checked = 0
        for statement, told in STATEMENT.findall(block):
            rows = database.execute(statement).fetchall()
            assert told.splitlines() == [f"-- {shown(row)}" for row in rows]
            checked += len(rows)
    database.close()
    assert checked
    assert STATEMENT.sub("", block).strip() == ""


@pytest.mark.parametrize("block", BLOCKS)
def test_sql_is_at_most_80_columns_wide(block):
    assert max(map(len, block.splitlines())) <= 80
