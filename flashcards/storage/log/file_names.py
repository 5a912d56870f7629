"""What the log files of a machine are called: one a month, so that a finished one rests for ever.

Versions before wrote a single file a machine, `<machine>.jsonl`; it is read, and grows no more.
The names lie flat in one folder, since those versions look into no other.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from flashcards.core.log.stamp import MachineId

SUFFIX: Final = ".jsonl"
_MONTH: Final = r"\d{4}-\d{2}"


def name_for(machine: MachineId, now: datetime) -> str:
    """The file that a machine appends to in the month (UTC) it is: `<machine>-2026-11.jsonl`."""
    return f"{machine}-{now:%Y-%m}{SUFFIX}"


def is_of(machines: Iterable[MachineId], name: str) -> bool:
    """Whether one of the machines has written the file, in any month or before there were such."""
    ids = "|".join(map(re.escape, machines))
    return re.fullmatch(f"(?:{ids})(?:-{_MONTH})?{re.escape(SUFFIX)}", name) is not None
