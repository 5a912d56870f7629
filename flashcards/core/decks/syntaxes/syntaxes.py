"""All syntaxes, in the order in which a page is searched.

What a tag holds is no other card. Without a tag, what one syntax finds is not looked at by those
after it. So a line that two could read belongs to the first.
"""

from collections.abc import Sequence
from typing import Final

from flashcards.core.decks.syntaxes.cloze import CLOZE
from flashcards.core.decks.syntaxes.heading import ASKING_HEADING, HEADING_OF_LEVEL
from flashcards.core.decks.syntaxes.one_line import ONE_LINE
from flashcards.core.decks.syntaxes.prompt import PROMPT
from flashcards.core.decks.syntaxes.skill import LISTED_SKILL, RATED_SKILL, TAGGED_SKILL
from flashcards.core.decks.syntaxes.story import STORY
from flashcards.core.decks.syntaxes.syntax import Syntax
from flashcards.core.decks.syntaxes.tagged import TAGGED

SYNTAXES: Final[Sequence[Syntax]] = (
    TAGGED,
    TAGGED_SKILL,
    CLOZE,
    ASKING_HEADING,
    ONE_LINE,
    RATED_SKILL,
    HEADING_OF_LEVEL,
    PROMPT,
    STORY,
    LISTED_SKILL,
)
