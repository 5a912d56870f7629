"""A question as it was found in a source, before it is written as a card."""

from enum import Enum
from typing import NamedTuple


class AskedForm(Enum):
    """What a question becomes: a card, or a prompt without an answer; a skill; lines as they are.

    `OWN` are lines in flash's own forms; their number of cards is `AskedText.cards`.
    """

    QUESTION = "question"
    SKILL = "skill"
    OWN = "own"


class AskedText(NamedTuple):
    """A question on its lines, from 0, to `end` (excluded), of a shape said in words.

    An empty `answer` is none. `body` is shown below the question: code, options.
    """

    line: int
    end: int
    shape: str
    question: str
    answer: str
    tags: tuple[str, ...] = ()
    form: AskedForm = AskedForm.QUESTION
    body: str = ""
    cards: int = 1


class Gap(NamedTuple):
    """Lines that were not taken although they looked like more than prose, and what they are.

    `may_ask`: a reader may find questions in them, so that their place is said.
    """

    line: int
    end: int
    what: str
    may_ask: bool = False
