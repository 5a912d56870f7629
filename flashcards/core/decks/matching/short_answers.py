"""Cards that keep a short answer while their question is worded anew.

Such an answer says nothing by itself. Two things do: the words of the question that are not those
of a template, and a run of cards that keeps its answers in their order.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from flashcards.core.card import CardId, Kind
from flashcards.core.decks.matching.face import MatchFace
from flashcards.core.decks.matching.opposites import (
    is_worded_anew,
    moved_numbers,
    only_adds_words,
)

_WORD: Final = re.compile(r"\w+|[-+*/×÷<>%^&|]")
_IS: Final = re.compile(r"['’]s\b")
_LEAST_RUN: Final = 3
"""Cards that make a template, or a run that stands on its own."""

_Two = tuple[MatchFace, MatchFace]
_Key = tuple[Kind, str, tuple[str, ...]]


def told_by_words(
    vanished: Sequence[MatchFace], new: Sequence[MatchFace], taken: Collection[str]
) -> list[_Two]:
    """What has the same answer and, but for the words of a template, the same question.

    A template that has other words may ask something else: then it may only have added some, and
    three or more answers, which nobody else has (`taken`), have to tell the cards of the file.
    """
    olds, news = _by_telling_words(vanished), _by_telling_words(new)
    found = [(olds[key], news[key]) for key in olds.keys() & news.keys()]
    pairs = [(old[0], one[0]) for old, one in found if len(old) == len(one) == 1]
    same = [(old, one) for old, one in pairs if is_worded_anew(old.question, one.question)]
    return same + _under_more_words(pairs, taken)


def _under_more_words(pairs: Sequence[_Two], taken: Collection[str]) -> list[_Two]:
    by_file: dict[str, list[_Two]] = defaultdict(list)
    for old, one in pairs:
        is_here = old.source.file == one.source.file and old.answer not in taken
        if is_here and only_adds_words(old.question, one.question):
            by_file[one.source.file].append((old, one))
    runs = [some for some in by_file.values() if len(some) >= _LEAST_RUN]
    return [
        two for some in runs for two in some if not is_worded_anew(two[0].question, two[1].question)
    ]


def told_by_run(
    vanished: Sequence[MatchFace],
    new: Sequence[MatchFace],
    joined: Collection[tuple[CardId, CardId]],
    taken: Collection[str],
) -> Iterator[_Two]:
    """Runs of cards between the same neighbours that keep their answers in order.

    An answer that others have too (`taken`) tells nothing, nor does a run that asks other things.
    """
    runs = defaultdict(list)
    for run in _runs(new):
        runs[run[0].source.file, tuple(face.answer for face in run)].append(run)
    for old in _runs(vanished):
        answers = tuple(face.answer for face in old)
        for run in runs.get((old[0].source.file, answers), ()):
            ends = ((old[0].before, run[0].before), (old[-1].after, run[-1].after))
            is_there = all(one == other or (one, other) in joined for one, other in ends)
            is_held = len(run) >= _LEAST_RUN or ends != ((None, None), (None, None))
            kinds = [face.kind for face in old] == [face.kind for face in run]
            if is_there and is_held and kinds and not taken_among(answers, taken):
                two = list(zip(old, run, strict=True))
                if _asks_the_same(two):
                    yield from two


def _asks_the_same(run: Sequence[_Two]) -> bool:
    """Whether a run's questions only got words, or were counted anew: all by the same step.

    One or two cards with another number beside the same neighbours are other cards.
    """
    if all(only_adds_words(old.question, one.question) for old, one in run):
        return True
    steps = {moved_numbers(old.question, one.question) for old, one in run}
    return len(run) >= _LEAST_RUN and len(steps) == 1 and None not in steps


def taken_among(answers: Sequence[str], taken: Collection[str]) -> bool:
    """Whether one of the answers is another's too."""
    return not set(answers).isdisjoint(taken)


def words(text: str) -> tuple[str, ...]:
    """The words and signs of a text, letter case and punctuation aside."""
    return tuple(_WORD.findall(_IS.sub(" is", text.casefold())))


def template_words(questions: Collection[tuple[str, ...]]) -> frozenset[str]:
    """The words that half of the questions have, and at least three; of two, both."""
    least = max(min(_LEAST_RUN, len(questions)), len(questions) / 2, 2)
    counts = Counter(word for one in questions for word in set(one))
    return frozenset(word for word, count in counts.items() if count >= least)


def _by_telling_words(faces: Sequence[MatchFace]) -> Mapping[_Key, list[MatchFace]]:
    found: dict[_Key, list[MatchFace]] = defaultdict(list)
    asked = [(face, words(face.question)) for face in faces if face.kind is not Kind.CLOZE]
    template = template_words([question for _, question in asked])
    for face, question in asked:
        telling = tuple(word for word in question if word not in template)
        if telling:
            found[face.kind, face.answer, telling].append(face)
    return found


def _runs(faces: Sequence[MatchFace]) -> Iterator[list[MatchFace]]:
    """The faces in runs of neighbours, each as long as can be; a cloze is none."""
    by_id = {face.id: face for face in faces if face.source.file and face.kind is not Kind.CLOZE}
    for face in by_id.values():
        if face.before is None or face.before not in by_id:
            run, seen = [face], {face.id}
            while (after := run[-1].after) in by_id and after not in seen:
                run.append(by_id[after])
                seen.add(after)
            yield run
