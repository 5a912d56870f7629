"""Skills that the learner rates, and what a weak one asks for: more of its area.

The rule: an area's weight is the share of its rated skills that stand below 4. Each place of a
queue adds half of it (shared between the weak areas) to what is owed to the area; where a whole
place is owed, the area's next card comes before its turn. So at most every other card is one
brought forward, the others keep their order, and without a weak skill nothing changes.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Final

from flashcards.core.frozen import dataclass
from flashcards.core.known_card import KnownCard
from flashcards.core.preparation.evidence import ENOUGH
from flashcards.core.study.queue import Candidate

# What is owed while an area has no card within reach is not saved up to take the queue over later.
_MOST_OWED: Final = Fraction(2)
_FARTHEST: Final = 2_000
"""So many places ahead a weak area's next card is looked for."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A rating that counts, 1 to 5; `over_s` is how far it was over time, 0 without a limit."""

    on: date
    score: int
    note: str = ""
    over_s: int = 0


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill, the area it belongs to, and its ratings in order."""

    known: KnownCard
    area: str
    ratings: tuple[Rated, ...] = ()

    @property
    def latest(self) -> int | None:
        """The last score; None where it was never rated."""
        return self.ratings[-1].score if self.ratings else None

    @property
    def change(self) -> int | None:
        """By how much the last score differs from the one before."""
        if len(self.ratings) < 2:  # noqa: PLR2004 - two have a difference
            return None
        return self.ratings[-1].score - self.ratings[-2].score

    def is_below(self, score: int = ENOUGH) -> bool:
        """Whether it was rated, and last below a score."""
        return self.latest is not None and self.latest < score


def area_of(known: KnownCard, areas: Collection[str]) -> str:
    """The area that a skill belongs to: the first that one of its tags names, else its deck's."""
    return next((tag for tag in known.tags if tag in areas), known.area)


def weights(skills: Iterable[Skill]) -> dict[str, Fraction]:
    """The share of each area's rated skills that stand below 4; areas without any left out."""
    rated: defaultdict[str, list[bool]] = defaultdict(list)
    for skill in skills:
        if skill.ratings:
            rated[skill.area].append(skill.is_below())
    return {area: Fraction(sum(own), len(own)) for area, own in rated.items() if any(own)}


def dealt(
    candidates: Iterable[Candidate], areas: Mapping[str, str], weak: Mapping[str, Fraction]
) -> Iterator[Candidate]:
    """The candidates with more of weak areas in front, read only as far as they are taken.

    `areas` are those of decks; the places between are those of the order that was given.
    """
    here = {area for area in areas.values() if area in weak}
    if not here:
        yield from candidates
        return
    owed = dict.fromkeys(sorted(here), Fraction())
    waiting = _Waiting(candidates, areas)
    while waiting:
        for area in owed:
            owed[area] = min(_MOST_OWED, owed[area] + weak[area] / (2 * len(owed)))
        yield _owed(owed, waiting) or waiting.next()


def _owed(owed: dict[str, Fraction], waiting: "_Waiting") -> Candidate | None:
    """The next card of the area that is owed most, a whole place at least."""
    for area in sorted(owed, key=lambda one: (-owed[one], one)):
        found = waiting.next_of(area) if owed[area] >= 1 else None
        if found is not None:
            owed[area] -= 1
            return found
    return None


class _Waiting:
    """What is not dealt yet; of the stream, as much as was looked at, never more than is in reach.

    Each area has its own line, so that its next card is not searched for among all others.
    """

    def __init__(self, candidates: Iterable[Candidate], areas: Mapping[str, str]) -> None:
        self._stream, self._areas = enumerate(candidates), areas
        self._seen: deque[tuple[int, Candidate]] = deque()
        self._lines: defaultdict[str | None, deque[tuple[int, Candidate]]] = defaultdict(deque)
        self._taken: set[int] = set()
        """Of what was seen, those that came before their turn."""

    def __bool__(self) -> bool:
        while self._seen and self._seen[0][0] in self._taken:
            self._taken.discard(self._seen.popleft()[0])
        return bool(self._seen) or self._look_on()

    def next(self) -> Candidate:
        """The first in order."""
        _, found = self._seen.popleft()
        self._lines[self._areas.get(found.deck)].popleft()
        return found

    def next_of(self, area: str) -> Candidate | None:
        """The first of an area, if there is one within reach."""
        line = self._lines[area]
        while not line and len(self._seen) - len(self._taken) < _FARTHEST and self._look_on():
            pass
        if not line:
            return None
        number, found = line.popleft()
        self._taken.add(number)
        return found

    def _look_on(self) -> bool:
        """Look at one more; whether there was one."""
        one = next(self._stream, None)
        if one is None:
            return False
        self._seen.append(one)
        self._lines[self._areas.get(one[1].deck)].append(one)
        return True
