"""What is said of sending cards to Anki."""

from collections.abc import Iterator
from pathlib import Path

from flashcards.services.exchange.anki.export import SentToAnki
from flashcards.views.text import counted

_MOST_NAMED = 3


def sent_lines(sent: SentToAnki, file: Path) -> Iterator[str]:
    """What went into the package, what did not, and what to do with it."""
    notes, cards = counted(sent.notes, "note"), counted(sent.cards, "card")
    yield f"{file.name}: {notes} with {cards}, {counted(sent.answers, 'answer')}."
    if sent.media:
        yield f"With pictures and sounds: {sent.media:,}."
    for what, count in sent.left.items():
        yield f"Left here: {count:,} {what}."
    if sent.missing:
        named = ", ".join(sent.missing[:_MOST_NAMED])
        more = len(sent.missing) - _MOST_NAMED
        rest = f", and {more:,} more" if more > 0 else ""
        yield f"Not found, so not sent: {named}{rest}. `flash check` says where they are named."
    for deck in sent.joined:
        yield f"The deck {deck} has another name in Anki, where `::` divides decks."
    yield "In Anki: File > Import. Tick the learning progress and the deck presets there."
    yield "Cards that Anki has already get new texts, but keep the schedule they have there."
    yield "Answers that you give in Anki come back with `flash import`: see `flash help anki`."
