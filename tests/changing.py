"""What a learner does to a collection between two looks: answers, acts, edits, settings, gaps."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from collections_on_disk import THREE, deck
from hypothesis import strategies as st

from flashcards.core.study_day import Moment
from flashcards.errors.base import FlashError
from flashcards.services.collection import Collection
from flashcards.services.log.rebuild import rebuild
from flashcards.services.log.undo import undo
from flashcards.services.opening.open import open_collection
from flashcards.services.place import Place
from flashcards.services.study.acts import bury, reset, resume, set_due, suspend
from flashcards.services.study.answer import Grade, answer
from flashcards.storage.database.engine import reading
from flashcards.storage.projection.cards import known_cards

GAPS = st.sampled_from([0, 1, 9, 11, 30, 600, 1_440, 30_000]).map(lambda m: timedelta(minutes=m))
BACK = timedelta(minutes=-5)
ZONES = st.sampled_from(["UTC", "UTC", "Europe/Berlin", "Asia/Tokyo"]).map(ZoneInfo)
GRADES = st.tuples(st.just("answer"), st.integers(1, 4))
ACTS = GRADES | st.sampled_from(["undo", "suspend", "resume", "bury", "reset", "set-due"]).map(
    lambda what: (what, 0)
)
EDITS = st.tuples(
    st.sampled_from(["edit", "second deck", "no deck", "settings", "off", "rebuild"]),
    st.integers(0, 3),
)
STEPS = st.tuples(ACTS | EDITS | st.just(("nothing", 0)), GAPS | st.just(BACK), ZONES)
TEXTS = [THREE, "Q: one?\nA: 1\n", f"{THREE}\nQ: four?\nA: 4\n", "no card\n"]
SETTINGS = [
    "",
    'new_per_day = 1\nmixing = "new-first"\n',
    'rollover_hour = 9\nnew_order = "random"\nminutes_per_day = 1\n',
    'learning_steps = ["30m"]\nreview_order = "retrievability-ascending"\n',
]


def act(collection: Collection, moment: Moment, what: str, grade: int) -> None:
    """One act of the learner, or what a repair does."""
    with reading(collection.engine) as connection:
        cards = [known.card.id for known in known_cards(connection)]
    card = cards[grade % len(cards)]
    match what:
        case "answer":
            answer(collection, moment, card, Grade(grade, 1_000))
        case "undo":
            undo(collection, moment)
        case "set-due":
            set_due(collection, moment, [card], collection.today(moment) + timedelta(days=1))
        case "rebuild":
            rebuild(collection)
        case "suspend" | "resume" | "bury" | "reset":
            {"suspend": suspend, "resume": resume, "bury": bury, "reset": reset}[what](
                collection, moment, card
            )


def change(root: Path, moment: Moment, what: str, number: int, age: int) -> None:
    """Do it; what cannot be done changes nothing."""
    match what:
        case "edit":
            deck(root, TEXTS[number], age_s=age)
        case "second deck":
            deck(root, "Q: again?\nA: yes\n", "more.md", age)
        case "no deck":
            (root / "more.md").unlink(missing_ok=True)
        case "settings":
            (root / "flash.toml").write_text(SETTINGS[number])
        case "off":
            (root / "flash.toml").write_text("quick_start = false\n")
        case "nothing":
            pass
        case _:
            try:
                with open_collection(Place.at(root), moment.now) as collection:
                    act(collection, moment, what, number)
            except (FlashError, ZeroDivisionError):
                pass
