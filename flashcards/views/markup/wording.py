"""Pieces of text, each with its styles, in the making."""

from collections import Counter, defaultdict
from typing import Final

from flashcards.views.text import plain

Piece = tuple[str, str]
"""A text and its styles, in rich's words."""

ORNAMENTS: Final = " \n\t🌆─•|"
"""What is put beside a text, and says nothing alone."""
PICTURE: Final = "🌆 "
CODE: Final = "bold cyan"
ADDRESS: Final = "bright_blue"
"""What stands before a picture; how code and addresses look."""
_DEEPEST_INDENT: Final = 8
_LONGEST_DATA: Final = 80


class Wording:
    """The text of a card's side in the making; HTML lists go on from paragraph to paragraph."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._styles: Counter[str] = Counter()
        # Where links, pictures and raised texts began, each with its note.
        self._opened: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        self._lists: list[int | None] = []
        self._in_row = False

    def begin(self) -> list[Piece]:
        """Begin a paragraph, heading or cell: its pieces, to which all that follows is added."""
        self._pieces, self._in_row = [], False
        self._styles.clear()
        self._opened.clear()
        return self._pieces

    @property
    def is_at_start(self) -> bool:
        """Whether nothing stands on the line yet."""
        return not self._pieces or self._pieces[-1][0].endswith("\n")

    def add(self, text: str, style: str = "") -> None:
        """Add a text; blanks at the start of a line are none of it."""
        text = plain(text)
        if self.is_at_start:
            text = text.lstrip(" ")
        if text:
            styles = [name for name, depth in self._styles.items() if depth > 0]
            self._pieces.append((text, " ".join(filter(None, [*styles, style]))))

    def add_break(self) -> None:
        """Go on in the next line, unless this one is empty."""
        if not self.is_at_start:
            self.add("\n")

    def add_line(self) -> None:
        """Go on in the next line; above the first one stands none."""
        if self._pieces:
            self.add("\n")

    def turn(self, style: str, by: int) -> None:
        """Begin a style, or end it."""
        self._styles[style] = max(0, self._styles[style] + by)

    def open(self, name: str, note: str = "") -> None:
        """Remember where something began."""
        self._opened[name].append((len(self._pieces), note))

    def close_link(self, name: str, address: str = "", title: str = "") -> None:
        """Say where a link leads, behind its text, unless that says it."""
        if not self._opened[name]:
            return
        start, note = self._opened[name].pop()
        address = _shortened(address or note)
        said = [text for text, _ in self._pieces[start : start + 2]]
        if not said:
            self.add(address, ADDRESS)
        elif address and said != [address]:
            self.add(" (")
            self.add(address, ADDRESS)
            self.add(")")
        if title:
            self.add(f" “{title}”")

    def close_raised(self, name: str) -> None:
        """Put brackets around more than one character above or below the line."""
        if not self._opened[name]:
            return
        start, _ = self._opened[name].pop()
        if sum(len(text) for text, _ in self._pieces[start : start + 2]) > 1:
            mark, style = self._pieces[start - 1]
            self._pieces[start - 1] = (f"{mark}(", style)
            self.add(")")

    def add_item(self) -> None:
        """Begin an item of an HTML list on a line of its own."""
        self.add_break()
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._lists[-1] = number + 1
        depth = min(len(self._lists), _DEEPEST_INDENT) - 1
        self._pieces.append(("  " * depth + ("• " if number is None else f"{number}. "), ""))

    def turn_list(self, first: int | None, *, is_end: bool) -> None:
        """Begin an HTML list, or end one."""
        self.add_break()
        if not is_end:
            self._lists.append(first)
        elif self._lists:
            self._lists.pop()

    def add_cell(self, *, is_end: bool) -> None:
        """Divide the cells of a row."""
        if not is_end and self._in_row:
            self.add("| " if self._pieces and self._pieces[-1][0].endswith(" ") else " | ")
        self._in_row = True

    def add_row(self) -> None:
        """Begin a row on a line of its own."""
        self.add_break()
        self._in_row = False


def _shortened(address: str) -> str:
    """An address as it is written; of data within the text only what kind it is."""
    is_data = address.startswith("data:") and len(address) > _LONGEST_DATA
    return address.partition(",")[0][:_LONGEST_DATA] + "…" if is_data else address
