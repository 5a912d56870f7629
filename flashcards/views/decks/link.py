"""Histories that were led on to another card, or cut from it."""

from flashcards.services.decks.link import Linked
from flashcards.views.text import counted

_ID_DIGITS = 8


def linked_line(done: Linked) -> str:
    """Which card's history goes on in which, and how many answers that makes."""
    new, old = done.new[:_ID_DIGITS], done.old[:_ID_DIGITS]
    return f"{new} goes on where {old} was: {counted(done.reps, 'answer')}."


def cut_line(cut: Linked) -> str:
    """Which history a card no longer has, and how many answers are left."""
    new, old = cut.new[:_ID_DIGITS], cut.old[:_ID_DIGITS]
    return f"{new} has nothing of {old} any more: {counted(cut.reps, 'answer')} left."
