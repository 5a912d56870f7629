"""What columns and keys are called that hold a question, an answer, tags."""

import re
from typing import Final

_NAMES: Final = {
    "front": "front question questions q prompt term word ask cue title problem expression"
    " pregunta frage recto text",
    "back": "back answer answers a definition meaning response solution translation description"
    " value explanation antwort respuesta verso reply",
    "tags": "tags tag topic topics category categories subject labels label difficulty level",
    "deck": "deck deckname set collection chapter",
    "extra": "extra hint hints notes note example examples remark remarks comment rationale"
    " context",
}
_ROLES: Final = {name: role for role, names in _NAMES.items() for name in names.split()}


def role_of(name: str) -> str | None:
    """What a column of that name holds, one of `front`, `back`, `tags`, `deck`, `extra`."""
    words = re.sub(r"[^\w]+|_", " ", name.lower()).split()
    return _ROLES.get("".join(words)) or next((_ROLES[one] for one in words if one in _ROLES), None)
