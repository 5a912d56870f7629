"""Whether a row is an answer with nothing odd about it, as nearly all rows of a long log are."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from flashcards.core.log.limits import LONGEST_ID
from flashcards.core.log.record import VERSION
from flashcards.core.log.stamp import CREDIBLE, clock_at
from flashcards.storage.database.tables import microseconds_of

UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
CARD: Final = re.compile(rf"[^\s\x00-\x1f\x7f]{{1,{LONGEST_ID}}}")
MACHINE: Final = re.compile(rf"[0-9A-Za-z_-]{{1,{LONGEST_ID}}}")
FIRST_MS: Final = 946_684_800_000
"""The year 2000: no fact of this program is older."""

DAY: Final = timedelta(days=1)
_LAST_DAY: Final = 1_000_000
"""Days after 1970: long before the last day that a fact may name."""

_DAY_S: Final = 86_400
_LONGEST_MS: Final = 2**62


def sound_answers(now: datetime) -> Callable[[Mapping[str, Any]], bool]:
    """What tells of a row whether looking at it closely would find nothing at all.

    It says so of no other row, and takes a fraction of the time: nothing is made of the values.
    """
    last_at = microseconds_of(now) or 0
    last_clock = min(clock_at(now), CREDIBLE)

    def is_sound(row: Mapping[str, Any]) -> bool:
        if (row["kind"], row["undoes"], row["body"]) != ("review", None, None):
            return False
        limits = (
            (row["version"], VERSION, VERSION),
            (row["at"], 0, last_at),
            (row["clock"], 0, last_clock),
            (row["rating"], 1, 4),
            (row["studied_on"], 0, _LAST_DAY),
            (row["utc_offset_s"], 1 - _DAY_S, _DAY_S - 1),
        )
        if not all(type(one) is int and least <= one <= most for one, least, most in limits):
            return False
        rare = (
            (row["score"], 1, 5),
            (row["duration_ms"], 0, _LONGEST_MS),
            (row["due_on"], 0, _LAST_DAY),
        )
        return all(
            one is None or (type(one) is int and least <= one <= most) for one, least, most in rare
        ) and _are_named_well(row, last_at)

    return is_sound


def _are_named_well(row: Mapping[str, Any], last_at: int) -> bool:
    """Whether all texts are texts, and the ids of the form that this program gives them."""
    id_, machine, card, source = row["id"], row["machine"], row["card_id"], row["source"]
    if not (type(id_) is type(machine) is type(card) is type(source) is str):
        return False
    if not (UUID.fullmatch(id_) and MACHINE.fullmatch(machine) and CARD.fullmatch(card)):
        return False
    return FIRST_MS <= int(id_[:8] + id_[9:13], 16) <= last_at // 1_000
