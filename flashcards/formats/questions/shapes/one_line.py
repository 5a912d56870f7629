"""`front::back` lines, with blanks around the colons or without, as note-taking programs write."""

import re
from collections.abc import Iterator
from typing import Final

from flashcards.formats.questions.asked import AskedText
from flashcards.formats.questions.lines import QuestionBank, Sort

_LINE: Final = re.compile(
    r"(?P<front>[^:`<>\[\](){};/\\|]{1,199}?[\w?!.*_])(?P<blank>[ ]?)(?P<mark>:{2,3})(?!:)"
    r"[ ]?(?P<back>[\w*_$(\u00bf\"][^`]*)"
)
_SHARE: Final = 0.4


def asked_by_one_lines(bank: QuestionBank) -> Iterator[AskedText]:
    """The lines and items with a question before `::`; `:::` asks both ways. They are taken."""
    free = [number for number in bank.free() if bank.lines[number].sort in {Sort.TEXT, Sort.ITEM}]
    parted = [
        (number, found)
        for number in free
        if "::" in (text := bank.lines[number].content) and (found := _LINE.fullmatch(text))
    ]
    is_list = len(parted) > 1 and len(parted) >= _SHARE * len(free)
    for number, found in parted:
        front, back = found["front"].strip(), found["back"].strip()
        # `std::vector` in a text is none.
        if found["blank"] or front.endswith("?") or is_list:
            yield AskedText(number, number + 1, "`::` lines", front, back)
            if found["mark"] == ":::":
                yield AskedText(number, number + 1, "`::` lines", back, front)
            bank.take(number, number + 1)
