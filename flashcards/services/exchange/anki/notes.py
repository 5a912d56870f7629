"""Cards as notes of Anki; those that came from there as what they were, by their own names."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from flashcards.core.card import CardId
from flashcards.core.known_card import KnownCard
from flashcards.formats.anki.own_notes import OwnTypes, SentType, said_ids, several
from flashcards.services.exchange.anki.kept_names import KeptName, KeptNames
from flashcards.services.exchange.anki.media import SentMedia
from flashcards.services.exchange.anki.siblings import Siblings

Fields = Callable[[OwnTypes, KnownCard, Sequence[bool], SentMedia], tuple[str, ...] | None]
"""Makes a note's fields but the last, of one of its cards and which of its numbers are there;
None where a card would ask nothing in Anki."""

_GAP: Final = re.compile(r"\{\{c([0-9]+)::")
_AS_IT_CAME: Final = 0
_THERE: Final = (True,)


class MadeNote(NamedTuple):
    """A note's type and fields, and its cards by their numbers; `edited_s` as it goes to Anki."""

    type: SentType
    fields: tuple[str, ...]
    cards: Mapping[int, KnownCard]
    edited_s: int | None = None


def grouped(every: Iterable[Siblings], names: KeptNames) -> Iterator[tuple[str, list[Siblings]]]:
    """Siblings with the name of the note in Anki that they are, those of one note together."""
    groups: list[tuple[str, list[Siblings]]] = []
    by_name: dict[str, list[Siblings]] = {}
    for siblings in every:
        kept = next((name for one in siblings.present if (name := names.of(one.card.id))), None)
        if kept is None:
            groups.append(("", [siblings]))
        elif kept.note in by_name:
            by_name[kept.note].append(siblings)
        else:
            by_name[kept.note] = [siblings]
            groups.append((kept.note, by_name[kept.note]))
    return iter(groups)


class NoteMaker:
    """Makes notes of siblings."""

    def __init__(self, fields: Fields, names: KeptNames, media: SentMedia) -> None:
        self._fields, self._names, self._media = fields, names, media

    def made(self, name: str, group: Sequence[Siblings]) -> MadeNote | None:
        """The note; None where it would ask nothing."""
        if name and (asked := self._names.asked(name)):
            cards = [one for siblings in group for one in siblings.present]
            kept = [(self._names.of(one.card.id), one) for one in cards]
            made = (
                self._cloze(name, group, kept)
                if self._names.type(name).is_cloze
                else self._question(name, kept)
            )
            if made is not None:
                fields, by_number = made
                values = dict(zip(asked, fields, strict=False))
                said = tuple(
                    values.get(n, value) for n, value in enumerate(self._names.fields(name))
                )
                return MadeNote(self._names.type(name), said, by_number, _edited_s(kept))
        return self._own(group[0]) if len(group) == 1 else self._several(group)

    def _own(self, siblings: Siblings) -> MadeNote | None:
        """As a note of flash's own."""
        there = [one is not None for one in siblings.cards]
        fields = self._fields(siblings.type, siblings.present[0], there, self._media)
        if fields is None:
            return None
        ids = said_ids([None if one is None else one.card.id for one in siblings.cards])
        cards = {number: one for number, one in enumerate(siblings.cards) if one is not None}
        return MadeNote(siblings.type.value, (*fields, ids), cards)

    def _several(self, group: Sequence[Siblings]) -> MadeNote | None:
        """As a note that asks each of its cards by itself."""
        cards = [one for siblings in group for one in siblings.present]
        made = [(one, self._sides(one)) for one in cards]
        asking = [(one, sides) for one, sides in made if sides is not None]
        if not asking:
            return None
        ids = said_ids(one.card.id for one, _ in asking)
        where = next((sides[2] for _, sides in asking), "")
        fields = (*(side for _, sides in asking for side in sides[:2]), where, ids)
        numbered = {number: one for number, (one, _) in enumerate(asking)}
        return MadeNote(several(len(asking)), fields, numbered)

    def _sides(self, card: KnownCard) -> tuple[str, ...] | None:
        return self._fields(OwnTypes.QUESTION, card, _THERE, self._media)

    def _question(
        self, name: str, kept: Sequence[tuple[KeptName | None, KnownCard]]
    ) -> tuple[tuple[str, ...], Mapping[int, KnownCard]] | None:
        """Question and answer; None where the second card does not ask the other way round."""
        cards = {one.number: card for one, card in kept if one is not None and one.note == name}
        sides = {number: self._sides(card) for number, card in cards.items()}
        if len(cards) != len(kept) or not cards.keys() <= {0, 1}:
            return None
        asked = [
            said[:2] if number == 0 else said[1::-1]
            for number, said in sides.items()
            if said is not None
        ]
        is_one = len(set(asked)) == 1 and len(asked) == len(cards)
        return (asked[0], cards) if is_one else None

    def _cloze(
        self,
        name: str,
        group: Sequence[Siblings],
        kept: Sequence[tuple[KeptName | None, KnownCard]],
    ) -> tuple[tuple[str, ...], Mapping[int, KnownCard]] | None:
        """A cloze with the numbers that its gaps have in Anki; new ones get the next."""
        siblings = group[0]
        if len(group) > 1 or siblings.type is not OwnTypes.CLOZE:
            return None
        there = [one is not None for one in siblings.cards]
        fields = self._fields(siblings.type, siblings.present[0], there, self._media)
        if fields is None:
            return None
        known = {card.card.id: one.number for one, card in kept if one and one.note == name}
        numbers = _numbers([None if one is None else one.card.id for one in siblings.cards], known)
        text = _GAP.sub(lambda gap: f"{{{{c{numbers[int(gap[1]) - 1] + 1}::", fields[0])
        cards = {numbers[n]: one for n, one in enumerate(siblings.cards) if one is not None}
        return (text,), cards


def _numbers(cards: Sequence[CardId | None], known: Mapping[CardId, int]) -> dict[int, int]:
    """The numbers of a note's cards in Anki, by their numbers here, each once."""
    found: dict[int, int] = {}
    for here, card in enumerate(cards):
        number = None if card is None else known.get(card)
        if number is not None and number not in found.values():
            found[here] = number
    following = max(found.values(), default=-1)
    for here, card in enumerate(cards):
        if card is not None and here not in found:
            following += 1
            found[here] = following
    return found


def _edited_s(kept: Sequence[tuple[KeptName | None, KnownCard]]) -> int | None:
    """When the note's text became another; long ago where it is as it came."""
    at = [one.edited_at for one, _ in kept if one and one.edited_at]
    if at:
        return int(max(at).timestamp())
    return _AS_IT_CAME if all(one is not None for one, _ in kept) else None
