"""Three real banks read version by version: no history is given to a stranger."""

import pytest
from benchmarks.edit_histories import BANKS, DATA, table, walked
from benchmarks.measuring import Result

LEAST_KEPT = {"headings": 18, "details": 1_695, "bold": 67}
"""Edits whose history was kept before orphans were matched in every reading."""


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.name)
def test_no_history_is_given_to_a_stranger_and_more_are_kept_than_before(bank, report):
    if not DATA.exists():
        pytest.skip(f"{DATA} is missing")
    found = walked(bank, lambda _: None)
    print(table({bank.name: found}), end="\n\n")  # noqa: T201 - pytest -s shows it
    assert found.wrong == []
    least = LEAST_KEPT[bank.name]
    name = f"histories to be kept, {bank.name}"
    report(Result(name, least, found.kept, f"kept of {found.edits:,}", 1, "{:.0f}".format))
