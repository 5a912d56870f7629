"""The Python of the decks runs: each block ends in checks of its own, which hold.

A block may use what the blocks above it in its deck define, as a reader does. They need NumPy and
pandas, which `.[test]` brings.
"""

import ast
import re

import pytest

from decks.theory import DECKS

FENCE = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
BLOCKS = {
    path.stem: blocks
    for path in sorted(DECKS.rglob("*.md"))
    if (blocks := FENCE.findall(path.read_text(encoding="utf-8")))
}
EACH = [
    pytest.param(block, id=f"{deck}-{number}")
    for deck, blocks in BLOCKS.items()
    for number, block in enumerate(blocks, start=1)
]


@pytest.mark.parametrize("block", EACH)
def test_a_block_is_at_most_80_columns_wide_and_checks_itself(block):
    assert max(map(len, block.splitlines())) <= 80
    assert any(isinstance(node, ast.Assert) for node in ast.walk(ast.parse(block)))


@pytest.mark.parametrize("deck", BLOCKS)
def test_the_checks_of_a_decks_blocks_hold(deck):
    pytest.importorskip("numpy")
    pytest.importorskip("pandas")
    defined = {}
    for number, block in enumerate(BLOCKS[deck], start=1):
        exec(compile(block, f"{deck}, block {number}", "exec"), defined)  # noqa: S102  ours
