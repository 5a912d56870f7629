"""Stretches of a text that stand out, found again in what is made of the text."""

from typing import Final

from flashcards.views.markup.blocks import Marking, StyledText

_SIGNS: Final = (("⸢", "⸣"), ("⸤", "⸥"), ("⦑", "⦒"), ("⟬", "⟭"), ("⧼", "⧽"), ("⸨", "⸩"))
"""Rare brackets; to Markdown they are punctuation, as the brackets of a deletion are."""
_NONE: Final = ("\0", "\0")


class Finder:
    """Puts signs around stretches of a source, and takes them out of the texts made of it."""

    def __init__(self, marked: Marking | None, *, brackets: bool = False) -> None:
        self._marked = marked
        self._signs = _NONE
        self._brackets = ("[", "]") if brackets else ("", "")
        self.is_inside = False

    def prepared(self, source: str) -> str:
        """The source with signs around each stretch, if there are any that it does not hold."""
        if self._marked is None:
            return source
        free = (signs for signs in _SIGNS if not any(sign in source for sign in signs))
        self._signs = next(free, _NONE)
        if self._signs == _NONE:
            return source
        first, last = self._signs
        pieces: list[str] = []
        place = 0
        for start, end in self._marked.spans:
            pieces += (source[place:start], first, source[start:end], last)
            place = end
        return "".join([*pieces, source[place:]])

    def without_signs(self, text: str) -> str:
        """A text as it is without the signs."""
        return text.replace(self._signs[0], "").replace(self._signs[1], "")

    def parts(self, text: str, style: str) -> list[StyledText]:
        """A text with its style, what is in a stretch with that of the stretch, too."""
        first, last = self._signs
        if not self.is_inside and (self._marked is None or first not in text):
            return [StyledText(text, style)] if text else []
        found = []
        while text:
            if self.is_inside:
                inside, sign, text = text.partition(last)
                found.append(self._found(f"{inside}{self._brackets[1] if sign else ''}", style))
                self.is_inside = not sign
            else:
                before, sign, text = text.partition(first)
                found.append(StyledText(before, style))
                self.is_inside = bool(sign)
                found.append(self._found(self._brackets[0] if sign else "", style))
        return [one for one in found if one.text]

    def style(self, style: str) -> str:
        """A style, with that of the stretches where this is inside one."""
        return f"{style} {self._marked.style}".strip() if self.is_inside and self._marked else style

    def _found(self, text: str, style: str) -> StyledText:
        more = self._marked.style if self._marked else ""
        return StyledText(text, f"{style} {more}".strip())
