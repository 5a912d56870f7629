"""A deck's text merged three ways, card by card: as a source had it, as it stands, as it is now.

What only the source changed is taken; what the learner changed stays, whatever the source did.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.decks.matching.face import faces
from flashcards.core.decks.matching.merged_cards import MergedCards
from flashcards.core.decks.matching.pieces import TextPiece, TextPieces, joined, pieces_of
from flashcards.core.decks.matching.reconcile import Similar, matched
from flashcards.core.frozen import dataclass

_KEY_ENDS: Final = (":", "=")


@dataclass(frozen=True, slots=True)
class DeckMerge:
    """The text that came out, and how many cards in it are new, and were updated.

    `kept` are those that both changed and that stay as the learner wrote them, `gone` those that
    the source no longer has and the learner had not changed. `is_refused`: together the texts
    would read as other cards, so that all of it stays as it was. `named` are these cards.
    """

    text: str
    new: int = 0
    updated: int = 0
    kept: int = 0
    gone: int = 0
    is_refused: bool = False
    named: MergedCards = field(default_factory=MergedCards)


Known = Callable[[str], bool]
"""Whether a text is one that the source had earlier: then the learner did not write it."""


def never_known(text: str) -> bool:
    """Nothing is known of what a source had earlier."""
    del text
    return False


class DeckTexts(NamedTuple):
    """What a source had, if it is known; what the learner has; what the source has now.

    With LF line ends, and without a byte-order mark.
    """

    base: str | None
    ours: str
    theirs: str


def merged(
    texts: DeckTexts, file: str, similar: Similar, is_former: Known = never_known
) -> DeckMerge:
    """The learner's text with what the source changed.

    Where no base is known, what differs counts as the learner's, unless `is_former` knows it.
    """
    base, ours, theirs = texts
    if theirs in {ours, base}:
        return DeckMerge(ours)
    here, there = pieces_of(ours, file), pieces_of(theirs, file)
    if base is None:
        to_here = _pairs(there, here, similar)
        was = _guessed(here, there, to_here, is_former)
    else:
        before, to_here = pieces_of(base, file), _same_texts(there, here)
        was = _Before(before, _pairs(before, here, similar), _pairs(before, there, similar))
    weave = _Weave(here, there, was, to_here)
    body = list(weave.body())
    front = _front(was.pieces.front, here.front, there.front)
    text = theirs if base == ours else joined([*front, *body])
    counts = weave.new, weave.updated, weave.kept, weave.gone
    meant = {id_ for piece in body for id_ in piece.cards}
    if meant - {card.id for card in pieces_of(text, file).cards}:
        return DeckMerge(ours, is_refused=True)
    return DeckMerge(text, *counts, named=weave.named({**_asks(here), **_asks(there)}))


def _asks(pieces: TextPieces) -> dict[CardId, str]:
    return {card.id: card.front for card in pieces.cards}


@dataclass(frozen=True, slots=True)
class _Before:
    """The pieces that the source had, and by their places where each is here and there.

    Those that are only `guessed` do not say whether the source changed.
    """

    pieces: TextPieces
    here: Mapping[int, int]
    there: Mapping[int, int]
    guessed: bool = False


def _guessed(
    here: TextPieces, there: TextPieces, to_here: Mapping[int, int], is_former: Known
) -> _Before:
    """As if the source had had what is in both, and here what it is known to have had."""
    shared = list(to_here.items())
    body = [
        here.body[ours] if is_former(here.body[ours].text) else there.body[theirs]
        for theirs, ours in shared
    ]
    places = [ours for _, ours in shared]
    taken = set(places)
    gone = [n for n, one in enumerate(here.body) if n not in taken and is_former(one.text)]
    pieces = TextPieces(there.front, (*body, *(here.body[place] for place in gone)), ())
    return _Before(
        pieces,
        dict(enumerate([*places, *gone])),
        {number: theirs for number, (theirs, _) in enumerate(shared)},
        guessed=True,
    )


class _Weave:
    """The learner's pieces in their order, with what came from the source between them."""

    def __init__(
        self, here: TextPieces, there: TextPieces, was: _Before, to_here: Mapping[int, int]
    ) -> None:
        self.new = self.updated = self.kept = self.gone = 0
        self._touched: dict[str, list[CardId]] = defaultdict(list)
        self._here, self._there, self._was = here.body, there.body, was.pieces.body
        self._before_of = {ours: before for before, ours in was.here.items()}
        self._now_of, self._is_guessed = was.there, was.guessed
        self._added = self._additions(was, to_here)

    def _additions(self, was: _Before, to_here: Mapping[int, int]) -> dict[int, list[TextPiece]]:
        """What the source added, by the place here after which it belongs; -1 is the top."""
        before_of = {theirs: before for before, theirs in was.there.items()}
        living = {id_ for piece in self._here for id_ in piece.cards}
        added: dict[int, list[TextPiece]] = defaultdict(list)
        place = -1
        for theirs, piece in enumerate(self._there):
            before = before_of.get(theirs)
            ours = to_here.get(theirs) if before is None else was.here.get(before)
            if ours is not None:
                place = ours
            elif before is None and not (piece.cards and living.issuperset(piece.cards)):
                added[place].append(piece)
                new = [id_ for id_ in dict.fromkeys(piece.cards) if id_ not in living]
                self.new += len(new)
                self._touched["new"] += new
        return added

    def named(self, asks: Mapping[CardId, str]) -> MergedCards:
        """What the cards ask that were touched so far."""
        return MergedCards(
            **{fate: tuple(asks[id_] for id_ in ids) for fate, ids in self._touched.items()}
        )

    def body(self) -> Iterator[TextPiece]:
        """All pieces of the text that comes out."""
        yield from self._added.get(-1, ())
        for place, piece in enumerate(self._here):
            if (kept := self._kept(place, piece)) is not None:
                yield _followed(kept, self._added.get(place, ()))
            yield from self._added.get(place, ())

    def _kept(self, place: int, ours: TextPiece) -> TextPiece | None:
        """What stands where a piece of the learner's stood; None where it is gone."""
        number = self._before_of.get(place)
        if number is None:
            return ours
        before = self._was[number]
        theirs = self._there[self._now_of[number]] if number in self._now_of else None
        if before.text == ours.text:
            if theirs is None:
                self.gone += len(ours.cards)
                self._touched["gone"] += ours.cards
                return None
            if theirs.text != ours.text:
                changed = _changed(theirs, ours)
                self.updated += len(changed)
                self._touched["updated"] += changed
                return theirs._replace(gap=theirs.gap or ours.gap)
        elif theirs is not None and theirs.text != ours.text:
            has_changed = self._is_guessed or theirs.text != before.text
            kept = ours.cards if has_changed else ()
            self.kept += len(kept)
            self._touched["kept"] += kept
        return ours


def _followed(piece: TextPiece, added: Sequence[TextPiece]) -> TextPiece:
    """A piece with room below it for what now follows."""
    if not added or len(piece.gap) > 1:
        return piece
    goes_on = added[0].text[:1] == piece.text[:1] and "\n" not in added[0].text
    return piece._replace(gap="\n" if goes_on else "\n\n")


def _changed(theirs: TextPiece, ours: TextPiece) -> Sequence[CardId]:
    """The cards that a new text of a piece changes."""
    changed = [id_ for id_ in dict.fromkeys(theirs.cards) if id_ not in ours.cards]
    return changed or theirs.cards[:1]


def _pairs(one: TextPieces, other: TextPieces, similar: Similar) -> dict[int, int]:
    """Which piece is which: the same texts in order, then the same or matched cards, then place."""
    found = _same_texts(one, other)
    taken = set(found.values())
    where = _places(other.body)
    became = _became(one, other, similar)
    for number, piece in enumerate(one.body):
        if number in found:
            continue
        places = [where.get(became.get(id_, id_)) for id_ in piece.cards]
        place = next((one for one in places if one is not None and one not in taken), None)
        if place is not None:
            found[number] = place
            taken.add(place)
    return found | _between(one.body, other.body, found)


def _same_texts(one: TextPieces, other: TextPieces) -> dict[int, int]:
    texts, others = ([piece.text for piece in pieces.body] for pieces in (one, other))
    found: dict[int, int] = {}
    for block in SequenceMatcher(None, texts, others, autojunk=False).get_matching_blocks():
        found |= {block.a + n: block.b + n for n in range(block.size)}
    return found


def _places(pieces: Sequence[TextPiece]) -> dict[CardId, int]:
    return {id_: place for place, piece in enumerate(pieces) for id_ in piece.cards}


def _became(one: TextPieces, other: TextPieces, similar: Similar) -> dict[CardId, CardId]:
    """The cards of one text that are cards of the other with a changed text."""
    were, are = {card.id for card in one.cards}, {card.id for card in other.cards}
    old = [face for face in faces(one.cards) if face.id not in are]
    new = [face for face in faces(other.cards) if face.id not in were]
    return {pair.old.id: pair.new.id for pair in matched(old, new, (), similar)}


def _between(
    one: Sequence[TextPiece], other: Sequence[TextPiece], found: Mapping[int, int]
) -> dict[int, int]:
    """Prose that stands alone between the same neighbours in both."""
    back = {place: number for number, place in found.items()}
    pairs: dict[int, int] = {}
    for number, piece in enumerate(one):
        if number in found or piece.cards:
            continue
        place = found[number - 1] + 1 if number - 1 in found else 0 if number == 0 else None
        if place is None or place >= len(other) or place in back or other[place].cards:
            continue
        after = found.get(number + 1, len(other) if number + 1 == len(one) else None)
        if after == place + 1:
            pairs[number] = place
    return pairs


def _front(
    before: Sequence[TextPiece], ours: Sequence[TextPiece], theirs: Sequence[TextPiece]
) -> Sequence[TextPiece]:
    """The front matter merged key by key; all of it where only one side has any."""
    if not ours or not theirs or ours[0].text != theirs[0].text:
        return ours or (theirs if not before else ours)
    was, now = _by_key(before), _by_key(theirs)
    here = _by_key(ours)
    kept = [_key_now(key, piece, was, now) for key, piece in here.items()]
    new = [piece for key, piece in now.items() if key not in here and key not in was]
    return [ours[0], *(piece for piece in kept if piece is not None), *new, ours[-1]]


def _key_now(
    key: str, ours: TextPiece, was: Mapping[str, TextPiece], now: Mapping[str, TextPiece]
) -> TextPiece | None:
    """A key as it stands after a merge; None where the source took back what it had said."""
    if key in was and was[key].text == ours.text:
        return now.get(key)
    return ours


def _by_key(pieces: Sequence[TextPiece]) -> dict[str, TextPiece]:
    """The entries of front matter between its fences, by their keys."""
    return {_key(piece.text): piece for piece in pieces[1:-1]}


def _key(text: str) -> str:
    ends = [place for end in _KEY_ENDS if (place := text.find(end)) > 0]
    return text[: min(ends)].strip() if ends else text
