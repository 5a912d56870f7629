"""A time to answer as decks write it: `90s`, `2m`, `1h`."""

import re
from typing import Final

ALLOWED: Final = "a time from 1s to 24h, like 90s, 2m or 1h"
_WRITTEN: Final = re.compile(r"([0-9]{1,5})([smh])")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600}
_LONGEST_S: Final = 24 * 3600


def seconds(text: str) -> int | None:
    """The time in seconds, None where the text is no time from 1s to 24h."""
    written = _WRITTEN.fullmatch(text.strip())
    if written is None:
        return None
    limit_s = int(written[1]) * _SECONDS[written[2]]
    return limit_s if 1 <= limit_s <= _LONGEST_S else None


def written(limit_s: int) -> str:
    """A time in seconds as decks write it, in the largest unit that it is whole in."""
    unit = next(unit for unit in "hms" if limit_s % _SECONDS[unit] == 0)
    return f"{limit_s // _SECONDS[unit]}{unit}"
