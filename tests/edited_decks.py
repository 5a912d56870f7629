"""Decks under edits whose truth is known: each card carries what it is about outside of its text.

A history may only follow from a text to a text about the same key. Two texts that no reader could
tell from one edited are left out of judgement: the same question, where it tells its card or
nothing else ever asked it; the same answer, where it is long; a product turned round.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from card_families import FAMILIES, Key

LEAST_ANSWER = 20
"""Characters from which an answer, as decks are specified, tells its card."""

FILES = ("one.md", "two.md", "three/four.md")


class Face(NamedTuple):
    """A card's text."""

    question: str
    answer: str


@dataclass(frozen=True)
class Written:
    """A card as it stands in a file: how it is worded, whose answer it has, what is empty."""

    key: Key
    asked: int = 0
    answered: int = 0
    answer_of: int | None = None
    empty: str = ""

    def face(self, place: int) -> Face:
        """Its text at that place of its file, counted from 1."""
        family = FAMILIES[self.key.family]
        questions, answers = family.questions, family.answers
        thing = family.things[self.key.thing]
        other = thing if self.answer_of is None else family.things[self.answer_of]
        question = questions[self.asked % len(questions)].format(n=place, **thing)
        return Face(question, answers[self.answered % len(answers)].format(n=place, **other))


@dataclass
class Decks:
    """Files of cards, how some of them are hidden, and what each text ever written is about."""

    files: dict[str, list[Written]] = field(default_factory=lambda: {name: [] for name in FILES})
    hidden: dict[str, int] = field(default_factory=dict)
    about: dict[Face, set[Key]] = field(default_factory=dict)
    used: set[Key] = field(default_factory=set)

    def texts(self) -> Iterator[tuple[str, str | None]]:
        """What stands in each file now, None where it is gone; what texts are about is kept."""
        for name, cards in self.files.items():
            faces = [(card, card.face(place)) for place, card in enumerate(cards, start=1)]
            for card, face in faces:
                self.about.setdefault(face, set()).add(card.key)
            text = "\n".join(_markdown(card, face) for card, face in faces)
            yield name, _COVERS[self.hidden[name]](text) if name in self.hidden else text

    def keys_of(self, face: Face) -> set[Key]:
        """What a text is about; one that was cut off is about what it is the beginning of.

        The file may be cut within the tag of the next card, which then belongs to the answer.
        """
        if face in self.about:
            return self.about[face]
        face = face._replace(answer=face.answer.removesuffix("\n\nQ"))
        found = [one for one in self.about if f"{one}".startswith(f"{face}"[:-2])]
        return {key for one in found for key in self.about[one]}

    def is_wrong(self, old: Face, new: Face, chain: Collection[Face] = ()) -> bool:
        """Whether a history was given to a stranger, and a reader of both texts could tell.

        The texts of its `chain` followed each other where nothing else asked so: as one edited.
        """
        were, are = self.keys_of(old), self.keys_of(new)
        if were & are:
            return False
        both = were | are
        asks = all(FAMILIES[key.family].asks for key in both)
        if old.question == new.question:
            followed = both.union(*map(self.keys_of, chain))
            return not (asks or self._among(followed, "question", old))
        if old.answer == new.answer:
            is_long = len(old.answer) >= LEAST_ANSWER
            return not (is_long or self._is_turned(old, new))
        return True

    def _among(self, keys: set[Key], side: str, face: Face) -> bool:
        """Whether that side of a text was never one of a card about anything else."""
        alike = [one for one in self.about if getattr(one, side) == getattr(face, side)]
        return all(self.about[one] <= keys for one in alike)

    def _is_turned(self, old: Face, new: Face) -> bool:
        """Whether it is the same product the other way round, and the first is gone."""
        living = {card.key for cards in self.files.values() for card in cards}
        return sorted(old.question) == sorted(new.question) and not self.keys_of(old) & living


def _markdown(card: Written, face: Face) -> str:
    question = "" if card.empty == "question" else face.question
    answer = "" if card.empty == "answer" else face.answer
    return f"Q: {question}\nA: {answer}\n"


Edit = tuple[str, int, int, int]
"""What is done, to which file, to which card of it, and how."""


def edit(decks: Decks, one: Edit) -> None:
    """Do it; what cannot be done is left."""
    what, file, place, how = one
    name = FILES[file % len(FILES)]
    cards = decks.files[name]
    if what in _TO_FILES:
        _TO_FILES[what](decks, name, how)
    elif what == "insert":
        _insert(decks, cards, place, how)
    elif cards:
        _TO_CARDS[what](decks, cards, place % len(cards), how)


def mend(decks: Decks) -> None:
    """Show what is hidden, and write what is empty; worded anew by the way."""
    decks.hidden.clear()
    for cards in decks.files.values():
        cards[:] = [replace(card, empty="") for card in cards]


def _insert(decks: Decks, cards: list[Written], place: int, how: int) -> None:
    """A new card, about what none was about: of the file's family, or one that the file begins."""
    family = cards[0].key.family if cards else how % len(FAMILIES)
    asked = cards[0].asked if cards else how // len(FAMILIES)
    if (key := _unused(decks, family, how)) is not None:
        cards.insert(place % (len(cards) + 1), Written(key, asked))


def _unused(decks: Decks, family: int, how: int) -> Key | None:
    """A key of a family that no card was about, which is about to be used; None without one."""
    things = range(len(FAMILIES[family].things))
    free = [key for thing in things if (key := Key(family, thing)) not in decks.used]
    if not free:
        return None
    decks.used.add(free[how % len(free)])
    return free[how % len(free)]


def _replace_one(decks: Decks, cards: list[Written], place: int, how: int) -> None:
    """Put a card of its family that none was about where a card stood, in the same words."""
    key = _unused(decks, cards[place].key.family, how)
    if key is not None:
        cards[place] = replace(cards[place], key=key, answer_of=None)


def _replace_all(decks: Decks, cards: list[Written], place: int, how: int) -> None:
    """Each card by its twin, half a family on, if none was about that; else it is taken out."""
    found = list[Written]()
    for card in cards:
        things = len(FAMILIES[card.key.family].things)
        twin = Key(card.key.family, (card.key.thing + things // 2) % things)
        if twin not in decks.used:
            decks.used.add(twin)
            found.append(Written(twin, card.asked + how % 2))
    cards[:] = found


def _reword(_: Decks, cards: list[Written], place: int, how: int) -> None:
    cards[place] = replace(cards[place], asked=how, empty="")


def _reword_run(_: Decks, cards: list[Written], place: int, how: int) -> None:
    cards[place:] = [replace(card, asked=how, empty="") for card in cards[place:]]


def _reword_all(_: Decks, cards: list[Written], place: int, how: int) -> None:
    cards[:] = [replace(card, asked=how, empty="") for card in cards]


def _answer(_: Decks, cards: list[Written], place: int, how: int) -> None:
    cards[place] = replace(cards[place], answered=how, empty="")


def _swap(_: Decks, cards: list[Written], place: int, how: int) -> None:
    """Give two cards each the other's answer; where a number asks, they change places."""
    other = how % len(cards)
    one, two = cards[place], cards[other]
    if _is_numbered(one) or not _asks(one):
        cards[place], cards[other] = two, one
    else:
        cards[place], cards[other] = _with_answer(one, two), _with_answer(two, one)


def _shift(_: Decks, cards: list[Written], place: int, how: int) -> None:
    """Give each card from there on the answer of the one after it, the last that of the first."""
    run = cards[place:]
    if not _is_numbered(run[0]) and _asks(run[0]):
        turned = [*run[1:], run[0]]
        cards[place:] = [_with_answer(one, two) for one, two in zip(run, turned, strict=True)]


def _with_answer(card: Written, other: Written) -> Written:
    if card.key.family != other.key.family:
        return card
    whose = other.key.thing if other.answer_of is None else other.answer_of
    return replace(card, answer_of=whose)


def _is_numbered(card: Written) -> bool:
    return "{n}" in FAMILIES[card.key.family].questions[0]


def _asks(card: Written) -> bool:
    return FAMILIES[card.key.family].asks


def _delete(_: Decks, cards: list[Written], place: int, how: int) -> None:
    del cards[place]


def _move(decks: Decks, cards: list[Written], place: int, how: int) -> None:
    other = decks.files[FILES[how % len(FILES)]]
    if other is not cards and (not other or _same_family(other[0], cards[place])):
        other.insert(how % (len(other) + 1), cards.pop(place))


def _same_family(one: Written, other: Written) -> bool:
    return one.key.family == other.key.family


def _copy(decks: Decks, cards: list[Written], place: int, how: int) -> None:
    """The same card in another file, too, under the words that it has."""
    other = decks.files[FILES[how % len(FILES)]]
    if other is not cards and (not other or _same_family(other[0], cards[place])):
        other.insert(how % (len(other) + 1), cards[place])


def _empty(_: Decks, cards: list[Written], place: int, how: int) -> None:
    cards[place] = replace(cards[place], empty=("question", "answer")[how % 2])


def _hide(decks: Decks, name: str, how: int) -> None:
    decks.hidden[name] = how % len(_COVERS)


def _show(decks: Decks, name: str, how: int) -> None:
    decks.hidden.pop(name, None)


_COVERS: Sequence[Callable[[str], str | None]] = (
    lambda _: None,
    lambda _: "",
    lambda text: f"---\ncards: none\n---\n{text}",
    lambda text: f"```\n{text}",
    lambda text: f"<!--\n{text}\n-->\n",
    lambda text: text[: len(text) // 2],
)
_Change = Callable[[Decks, list[Written], int, int], None]
_TO_CARDS: dict[str, _Change] = {
    "replace one": _replace_one,
    "replace all": _replace_all,
    "reword": _reword,
    "reword a run": _reword_run,
    "reword all": _reword_all,
    "answer anew": _answer,
    "swap": _swap,
    "shift": _shift,
    "delete": _delete,
    "move": _move,
    "copy": _copy,
    "empty": _empty,
}
_TO_FILES: dict[str, Callable[[Decks, str, int], None]] = {"hide": _hide, "show": _show}
EDITS: Sequence[str] = (*_TO_CARDS, *_TO_FILES, "insert")
