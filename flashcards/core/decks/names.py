"""Names of decks and tags as a learner says them -> those that there are."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple
from unicodedata import normalize

from flashcards.core.selection import is_at_or_below

_ENDING: Final = ".md"
_HERE: Final = "./"
_JOINT: Final = "/"
_JOINTS_OF_TAGS: Final = ("/", "::")


class NamedDeck(NamedTuple):
    """A deck file's path below the collection, and the deck's name."""

    path: str
    name: str


class UnknownFolder(NamedTuple):
    """A name that is neither a deck's nor a folder's, and the one that is nearest to it."""

    name: str
    near: str | None


def with_folders(names: Iterable[str]) -> set[str]:
    """The names of decks, and of the folders that hold them."""
    found: set[str] = set()
    for name in names:
        parts = name.split(_JOINT)
        found |= {_JOINT.join(parts[:count]) for count in range(1, len(parts) + 1)}
    return found


def unknown_folders(said: Iterable[str], names: Iterable[str]) -> list[UnknownFolder]:
    """Those of the names said that no deck lies in; none while there is no deck."""
    there = with_folders(names)
    unknown = [name for name in said if there and name not in there]
    return [UnknownFolder(name, _nearest(name, there)) for name in unknown]


def folder_unknown(one: UnknownFolder) -> tuple[str, str]:
    """That no deck lies in a folder that a setting names, and what to do."""
    hint = f"did you mean {one.near!r}?" if one.near else "`flash due` lists the decks"
    return f"no deck is in {one.name!r}, which `new_per_folder` names", hint


def _nearest(name: str, there: Iterable[str]) -> str | None:
    """The same but for case or its folder, else what is written most like it."""
    from difflib import get_close_matches

    by_name = {alike(one): one for one in sorted(there, reverse=True)}
    wanted = alike(name).strip(_JOINT)
    ending = [one for one in by_name if one == wanted or one.endswith(f"{_JOINT}{wanted}")]
    found = ending or get_close_matches(wanted, by_name, 1)
    return by_name[found[0]] if found else None


def decks_meant(said: str, decks: Sequence[NamedDeck]) -> tuple[str, ...]:
    """The decks or folders of decks that are meant; none where nothing is called so.

    The first that fits: a name or a folder; the same but for case and Unicode form; a file or a
    folder of files, also as it is called from elsewhere; the beginning of a name, or of its part.
    """
    if any(is_at_or_below(deck.name, said, _JOINT) for deck in decks):
        return (said,)
    meant = alike(said).removeprefix(_HERE).rstrip(_JOINT)
    if not meant:
        return ()
    names = [deck.name for deck in decks]
    for found in (
        _cut(meant, names, is_whole=True),
        (deck.name for deck in decks if _is_file(meant, alike(deck.path))),
        _cut(meant, names),
        (one for name in names for one in _inner(meant, name)),
    ):
        if some := tuple(dict.fromkeys(found)):
            return some
    return ()


def tags_meant(said: str, tags: Iterable[str]) -> tuple[str, ...]:
    """The tags, or tags above others, that are called so but for case and Unicode form."""
    meant = alike(said)
    found: dict[str, None] = {}
    for tag in tags:
        for joint in _JOINTS_OF_TAGS:
            parts = tag.split(joint)
            above = joint.join(parts[: meant.count(joint) + 1])
            if alike(above) == meant:
                found[above] = None
    return tuple(found)


def alike(name: str) -> str:
    """A name as all its spellings have it: whatever the case and the Unicode form."""
    return normalize("NFC", normalize("NFC", name).casefold())


def _cut(meant: str, names: Iterable[str], *, is_whole: bool = False) -> Iterator[str]:
    """The names that begin so, each cut behind as many parts as were said."""
    for name in names:
        above = _JOINT.join(name.split(_JOINT)[: meant.count(_JOINT) + 1])
        if alike(above) == meant or (not is_whole and alike(above).startswith(meant)):
            yield above


def _inner(meant: str, name: str) -> Iterator[str]:
    """The name up to the part that begins so."""
    parts = name.split(_JOINT)
    for start in range(1, len(parts)):
        end = start + meant.count(_JOINT) + 1
        if alike(_JOINT.join(parts[start:end])).startswith(meant):
            yield _JOINT.join(parts[:end])


def _is_file(meant: str, path: str) -> bool:
    """Whether a path, or a folder of it, is meant: by its end, or by a longer way to it."""
    without = path.removesuffix(_ENDING)
    ways = {path, without, *_folders(path)}
    ends = (way for way in (path, without) if way.endswith(f"{_JOINT}{meant}"))
    return (
        meant in ways
        or any(meant.endswith(f"{_JOINT}{way}") for way in ways)
        or next(ends, None) is not None
    )


def _folders(path: str) -> Iterator[str]:
    parts = path.split(_JOINT)[:-1]
    for end in range(1, len(parts) + 1):
        yield _JOINT.join(parts[:end])
