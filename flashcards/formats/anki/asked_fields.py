"""Which fields of a note hold what its cards ask, and nothing else: those can be written back."""

from collections.abc import Collection
from functools import cache
from typing import Final

from flashcards.formats.anki.collection import NoteType
from flashcards.formats.anki.markdown import MARKS, side_markdown
from flashcards.formats.anki.notes import NoteRenderer

_PROBE: Final = "<b>field</b> {} word[sound]"
"""What a field holds in its place: a filter that leaves nothing as it is changes it, too."""


class AskedFields:
    """The fields of the notes of one type, found by rendering notes that hold their numbers."""

    def __init__(self, type_: NoteType, renderer: NoteRenderer) -> None:
        self._type, self._renderer = type_, renderer
        self.of = cache(self._of)

    def _of(self, filled: frozenset[int], cards: frozenset[int]) -> tuple[int, ...]:
        """Of notes with these fields filled, and these cards: question and answer, or the cloze.

        None where a side shows anything else beside a field, or several of them.
        """
        if self._type.is_cloze:
            return self._cloze(filled)
        first = self._sides(filled, 0)
        if not first or any(self._sides(filled, one) != _turned(first, one) for one in cards):
            return ()
        return first

    def _sides(self, filled: Collection[int], card: int) -> tuple[int, ...]:
        probes = {side_markdown(_PROBE.format(number)): number for number in filled}
        sides = self._renderer.sides(self._said(filled, _PROBE), card)
        if sides is None:
            return ()
        found = [probes.get(side_markdown(side)) for side in sides]
        return tuple(one for one in found if one is not None) if None not in found else ()

    def _cloze(self, filled: Collection[int]) -> tuple[int, ...]:
        probe = f"{{{{c1::{_PROBE}}}}}".replace("{{", "{{{{").replace("}}", "}}}}")
        marked = self._renderer.marked(self._said(filled, probe), None)
        if marked is None or side_markdown(marked.extra):
            return ()
        shown = side_markdown(marked.front, in_cloze=True)
        wanted = (f"{MARKS[0]}{_PROBE.format(one)}{MARKS[2]}" for one in filled)
        alike = (shown == side_markdown(probe, in_cloze=True) for probe in wanted)
        return tuple(one for one, is_it in zip(filled, alike, strict=True) if is_it)

    def _said(self, filled: Collection[int], probe: str) -> dict[str, str]:
        names = enumerate(self._type.fields)
        return {name: probe.format(number) for number, name in names if number in filled}


def _turned(sides: tuple[int, ...], card: int) -> tuple[int, ...]:
    """What the cards of a note ask: the second the other way round, others nothing."""
    return {0: sides, 1: sides[::-1]}.get(card, ())
