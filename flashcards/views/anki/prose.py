"""Prose as HTML without a parser: paragraphs, lists of one level, words in bold.

Most sides of cards are no more than that, and ten thousand notes are parsed for seconds.
"""

import re
from typing import Final

_LETTER: Final = r"[^\W\d_]"
_SIGNS: Final = r"(?:[^\W_]|[ ,;.?!'()/%–—-])"
_BOLD: Final = r"(?<= )\*\*[^\W_](?:[^\W_]| (?=[^\W_]))*+\*\*(?=[ ,.;?!]|$)"
_LINE: Final = rf"{_LETTER}(?:{_SIGNS}|{_BOLD})*+(?<! )"
_PARAGRAPH: Final = rf"{_LINE}(?:\n{_LINE})*+"
_LIST: Final = rf"- {_LINE}(?:\n- {_LINE})*+"
_PROSE: Final = re.compile(
    rf"(?:{_PARAGRAPH}|{_LIST}(?=\n\n[^-]|\Z))(?:\n\n(?:{_PARAGRAPH}|{_LIST}(?=\n\n[^-]|\Z)))*+",
    re.MULTILINE,
)
_WORDS: Final = re.compile(r"\*\*([^*]+)\*\*")


def prose_html(text: str) -> str | None:
    """The HTML of prose; None where the text is more than that."""
    if _PROSE.fullmatch(text) is None:
        return None
    made = _WORDS.sub(r"<strong>\1</strong>", text)
    first, *others = made.split("\n\n")
    if not others and not first.startswith("- "):
        return first.replace("\n", " ")
    return "".join(map(_block, (first, *others)))


def _block(made: str) -> str:
    if made.startswith("- "):
        items = "".join([f"<li>{one}\n</li>" for one in made[2:].split("\n- ")])
        return f"<ul>{items}</ul>"
    return f"<p>{made.replace(chr(10), ' ')}</p>"
