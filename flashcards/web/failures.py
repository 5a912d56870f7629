"""What is in the way of a page, as a page: what is wrong, and what to do."""

import sys
import traceback
from typing import Final

from flashcards.errors.base import FlashError
from flashcards.errors.cards import AmbiguousCard, UnknownCard, UnknownDeck
from flashcards.errors.decks import NoSuchDeckFile
from flashcards.views.text import plain
from flashcards.web.exchange import Response, Status
from flashcards.web.layout import message_page
from flashcards.web.words import with_links

_NOT_FOUND: Final = (AmbiguousCard, NoSuchDeckFile, UnknownCard, UnknownDeck)
"""An address that names nothing, or more than one thing."""


def failure_page(failure: Exception) -> Response:
    """The page of a failure; a mistake of ours is told where `flash web` was started."""
    if isinstance(failure, FlashError):
        return _said(failure)
    traceback.print_exception(failure, file=sys.stderr)
    said = "Something is wrong in flash itself. What you answered before is saved."
    where = "The terminal with flash web says more."
    return Response.page(message_page("That did not work", said, where), Status.FAILED)


def _said(failure: FlashError) -> Response:
    sentence = with_links(plain(str(failure)))
    if isinstance(failure, _NOT_FOUND):
        return Response.page(message_page("Not found", sentence), Status.NOT_FOUND)
    return Response.page(message_page("That did not work", sentence), Status.FAILED)
