"""What an ignore file keeps out, line by line as git reads it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from flashcards.core.decks.files.wildcards import Malformed, Wild, wild_name, wild_path

_PLAIN: Final = re.compile(rb"[^*?\[\\]*")
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


class IgnoreRule(NamedTuple):
    """A line of an ignore file: it speaks of what begins so and goes on as `rest`, which ends so.

    Without a slash in it (`is_name`) it speaks of names, in whatever folder.
    """

    is_name: bool
    beginning: bytes
    ending: bytes
    rest: Wild
    only_folders: bool
    takes_back: bool


def ignore_rules(content: bytes) -> tuple[IgnoreRule, ...]:
    """The rules of an ignore file, the last one first; lines that mean nothing are passed over."""
    lines = content.removeprefix(_BYTE_ORDER_MARK).split(b"\n")
    return tuple(_rules(reversed(lines)))


def is_ignored(rules: Sequence[IgnoreRule], path: bytes, *, is_folder: bool) -> bool:
    """Whether the last rule that speaks of a path, seen from the file's folder, keeps it out."""
    name = path[path.rfind(b"/") + 1 :]
    for is_name, beginning, ending, rest, only_folders, takes_back in rules:
        text = name if is_name else path
        if not (text.endswith(ending) and text.startswith(beginning)):
            continue
        left = text[len(beginning) :]
        if (is_folder or not only_folders) and (left if is_name else (*left.split(b"/"),)) in rest:
            return not takes_back
    return False


def _rules(lines: Iterator[bytes]) -> Iterator[IgnoreRule]:
    for line in lines:
        if not line.startswith(b"#"):
            try:
                yield _rule(_pattern(line))
            except Malformed:
                continue


def _pattern(line: bytes) -> bytes:
    """The line without its end, and without the blanks before it but for an escaped one."""
    text = line.removesuffix(b"\r").partition(b"\0")[0]
    kept = text.rstrip(b" ")
    is_escaped = (len(kept) - len(kept.rstrip(b"\\"))) % 2
    return text[: len(kept) + is_escaped]


def _rule(pattern: bytes) -> IgnoreRule:
    """The rule in a pattern; raises `Malformed`. As in git, its rest is read as a whole pattern."""
    wanted = pattern.removeprefix(b"!")
    path = wanted.removesuffix(b"/")
    is_name = b"/" not in path
    path = path if is_name else path.removeprefix(b"/")
    plain = _PLAIN.match(path)
    beginning = plain[0] if plain else b""
    rest = (wild_name if is_name else wild_path)(path[len(beginning) :])
    marks = wanted.endswith(b"/"), pattern.startswith(b"!")
    return IgnoreRule(is_name, beginning, rest.ending, rest, *marks)
