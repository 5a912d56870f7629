"""What an act on cards came to."""

from datetime import date

from flashcards.views.text import counted, one_line

_NAME_WIDTH = 40


def acted_line(done: str, cards: int, already: int = 0, what: str = "") -> str:
    """How many cards were `Suspended`, or whatever was done; others were `what` `already`."""
    if not cards:
        all_of_them = "the card was" if already == 1 else f"all {already:,} cards were"
        return f"Nothing is changed: {all_of_them} {what}."
    back = "it" if cards == 1 else "all of them"
    others = f" {already:,} {'was' if already == 1 else 'were'} {what}." if already else ""
    return f"{done} {counted(cards, 'card')}; `flash undo` takes {back} back.{others}"


def many_question(verb: str, cards: int, already: int = 0, what: str = "") -> str:
    """Whether all cards that a query finds are meant, `suspend` them or whatever it is."""
    others = f" ({already:,} {'is' if already == 1 else 'are'} {what})" if already else ""
    return f"{verb.capitalize()} {counted(cards, 'card')}?{others}"


def several_question(name: str, cards: int) -> str:
    """Whether all cards of a place are meant."""
    return f"{counted(cards, 'card')} are at {one_line(name, _NAME_WIDTH)}. All of them?"


def due_set_line(cards: int, day: date) -> str:
    """How many cards are due when."""
    are = "card is" if cards == 1 else "cards are"
    return f"{cards:,} {are} due on {day}; `flash undo` takes it back."


def date_decides_line(on: date, cards: int) -> str:
    """That a date ahead asks the cards when it wants to."""
    they_are = "it is" if cards == 1 else "they are"
    return f"But until {on:%d %B} the plan for that date decides when {they_are} asked."
