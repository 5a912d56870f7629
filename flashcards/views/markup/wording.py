"""Pieces of text, each with its styles, in the making."""

import re
from collections import Counter, defaultdict
from typing import Final

from flashcards.views.markup.blocks import Look, StyledText
from flashcards.views.markup.found import Finder
from flashcards.views.text import plain

ORNAMENTS: Final = " \n\t🌆─•|"
"""What is put beside a text, and says nothing alone."""
_PICTURE: Final = "🌆 "
"""What stands before a picture."""
_PICTURES: Final = frozenset({"picture", "img"})
_RAISED: Final = {"sup": ("^", "raised"), "sub": ("_", "lowered")}
"""What stands before raised and lowered text, and its style on a page."""
_RUBY: Final = re.compile(
    r"\{([々〆\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]++)\|([^{}\n]*+)\}"
)
_BRACKETS: Final = frozenset("()（）【】")
_DEEPEST_INDENT: Final = 8
_LONGEST_DATA: Final = 80


class Wording:
    """The text of a card's side in the making; HTML lists go on from paragraph to paragraph."""

    def __init__(self, finder: Finder, look: Look) -> None:
        self._finder, self._look = finder, look
        self._pieces: list[StyledText] = []
        self._styles: Counter[str] = Counter()
        # Where links, pictures and raised texts began, each with its note.
        self._opened: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        self._lists: list[int | None] = []
        self._in_row = self._in_reading = False

    def begin(self) -> list[StyledText]:
        """Begin a paragraph, heading or cell: its texts, to which all that follows is added."""
        self._pieces, self._in_row, self._in_reading = [], False, False
        self._styles.clear()
        self._opened.clear()
        return self._pieces

    @property
    def is_at_start(self) -> bool:
        """Whether nothing stands on the line yet."""
        return not self._pieces or self._pieces[-1].text.endswith("\n")

    def add(self, text: str, style: str = "") -> None:
        """Add a text; blanks at the start of a line are none of it."""
        text = plain(text)
        if self.is_at_start:
            text = text.lstrip(" ")
        if text and not (self._styles["bracket"] and text.strip() in _BRACKETS):
            self._pieces += self._finder.parts(text, self._style(style))

    def add_words(self, text: str) -> None:
        """Add text that is no code; `{漢字|かな}` reads 漢字(かな)."""
        if "{" in text:
            text = _RUBY.sub(lambda ruby: f"{ruby[1]}({ruby[2].replace('|', '')})", text)
        self.add(text)

    def add_formula(self, said: StyledText) -> None:
        """Add a formula as it is said."""
        text = self._finder.without_signs(said.text)
        style = self._finder.style(self._style(said.style))
        self._pieces.append(StyledText(text, style, said.rows))

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

    def _style(self, style: str) -> str:
        styles = [name for name, depth in self._styles.items() if depth > 0]
        return " ".join(filter(None, [*styles, style]))

    def turn_reading(self, *, is_end: bool) -> None:
        """Begin how characters are read, in brackets behind them, or end it."""
        if self._in_reading:
            self.add(")")
        self._in_reading = not is_end
        if self._in_reading:
            self.add("(")

    def open(self, name: str, note: str = "") -> None:
        """Remember where something began."""
        self._opened[name].append((len(self._pieces), note))

    def begin_picture(self) -> None:
        """Say that what follows is a picture, where it is not shown."""
        if not self._look.is_page:
            self.add(_PICTURE)

    def add_address(self, address: str) -> None:
        """Add an address that stands for itself."""
        start = len(self._pieces)
        self.add(address, "address")
        if self._look.is_page:
            self._lead(start, address)

    def close_link(self, name: str, address: str = "", title: str = "") -> None:
        """Say where a link leads, behind its text, unless that says it."""
        if not self._opened[name]:
            return
        start, note = self._opened[name].pop()
        if self._look.is_page and name != "abbr":
            self._keep_link(name, start, address or note, title)
            return
        address = _shortened(address or note)
        said = [one.text for one in self._pieces[start : start + 2]]
        if not said:
            self.add(address, "address")
        elif address and said != [address]:
            self.add(" (")
            self.add(address, "address")
            self.add(")")
        if title:
            self.add(f" “{title}”")

    def _keep_link(self, name: str, start: int, address: str, title: str) -> None:
        """Let the texts lead to an address; those of a picture are what it is called."""
        if name in _PICTURES:
            called = "".join(one.text for one in self._pieces[start:]).strip() or title
            self._pieces[start:] = [StyledText(called, self._style("picture"), (), address)]
            return
        if len(self._pieces) == start:
            self.add(address, "address")
        self._lead(start, address)

    def _lead(self, start: int, address: str) -> None:
        self._pieces[start:] = [
            one if one.target else one._replace(style=f"{one.style} link".strip(), target=address)
            for one in self._pieces[start:]
        ]

    def begin_raised(self, name: str) -> None:
        """Begin text that is raised or lowered."""
        mark, style = _RAISED[name]
        if self._look.is_page:
            self.turn(style, 1)
        else:
            self.add(mark)
        self.open(name)

    def close_raised(self, name: str) -> None:
        """Raise or lower the characters, or put brackets around more than one of them."""
        if not self._opened[name]:
            return
        start, _ = self._opened[name].pop()
        if self._look.is_page:
            self.turn(_RAISED[name][1], -1)
            return
        raised = self._raised(name, start) if self._look.formulas == "signs" else None
        if raised is not None:
            self._pieces[start - 1 :] = [self._pieces[start]._replace(text=raised)]
            return
        if sum(len(one.text) for one in self._pieces[start : start + 2]) > 1:
            mark = self._pieces[start - 1]
            self._pieces[start - 1] = mark._replace(text=f"{mark.text}(")
            self.add(")")

    def _raised(self, name: str, start: int) -> str | None:
        if len(self._pieces) != start + 1:
            return None
        from flashcards.core.formulas.alphabet import UNICODE

        script = self._pieces[start].text.replace("-", "−")
        return UNICODE.raised(script) if name == "sup" else UNICODE.lowered(script)

    def add_item(self) -> None:
        """Begin an item of an HTML list on a line of its own."""
        self.add_break()
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._lists[-1] = number + 1
        depth = min(len(self._lists), _DEEPEST_INDENT) - 1
        marker = "• " if number is None else f"{number}. "
        self._pieces.append(StyledText("  " * depth + marker))

    def turn_list(self, first: int | None, *, is_end: bool) -> None:
        """Begin an HTML list, or end one."""
        self.add_break()
        if not is_end:
            self._lists.append(first)
        elif self._lists:
            self._lists.pop()

    def add_cell(self, *, is_end: bool) -> None:
        """Divide the cells of a row, and what stands before them."""
        if not is_end and (self._in_row or not self.is_at_start):
            self.add("| " if self._pieces and self._pieces[-1].text.endswith(" ") else " | ")
        self._in_row = True

    def add_row(self) -> None:
        """Begin a row on a line of its own."""
        self.add_break()
        self._in_row = False


def _shortened(address: str) -> str:
    """An address as it is written; of data within the text only what kind it is."""
    is_data = address.startswith("data:") and len(address) > _LONGEST_DATA
    return address.partition(",")[0][:_LONGEST_DATA] + "…" if is_data else address
