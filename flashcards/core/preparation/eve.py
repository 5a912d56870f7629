"""The eve of an interview, as the manual's page on it says: what to check, and the last advice."""

import re
from typing import Final

from flashcards.core.frozen import dataclass

_CHECKS: Final = "The last week"
_ADVICE: Final = "The last advice"
_CHECK: Final = re.compile(r"(?m)^- \*\*(.+?)\.\*\*")


@dataclass(frozen=True, slots=True)
class Eve:
    """What is to be checked, by name, and the last advice before an interview."""

    checks: tuple[str, ...]
    advice: str


def eve_of_page(page: str) -> Eve:
    """The eve as a page in Markdown says it, in its sections of these names; else empty."""
    sections = dict(part.split("\n", 1) for part in page.split("\n## ")[1:])
    checks = _CHECK.findall(sections.get(_CHECKS, ""))
    return Eve(tuple(checks), " ".join(sections.get(_ADVICE, "").split()))
