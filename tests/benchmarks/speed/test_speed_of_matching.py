"""How long it takes to see which new text is which old card, against comparing all with all."""

from dataclasses import replace
from random import Random
from time import process_time

from benchmarks.measuring import Result, Trial, cpu_seconds_written, medians_in_turn
from benchmarks.synthetic import deck_text
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from flashcards.core.decks.matching.face import faces
from flashcards.core.decks.matching.reconcile import matched
from flashcards.core.decks.matching.similarity import LEAST, similar
from flashcards.core.decks.parse import parse_deck
from flashcards.core.identity import card_id

_CARDS = 10_000
_EDITED = 2_000
_FILES = 50
_TARGET = 0.25
_ORPHANS = 10_000
_TARGET_WITH_ORPHANS = 0.03
_LEAST_FOUND = 0.8
"""An edit within what stands in code may be another card, so it is left to `flash link`."""


def test_two_thousand_edits_among_ten_thousand_cards_are_matched(benchmark, report):
    old, new, living = edited_faces()
    old_texts, new_texts = [face.text for face in old], [face.text for face in new]
    found = matched(old, new, living, similar)
    right = sum(pair.old.source == pair.new.source for pair in found)
    assert right >= _LEAST_FOUND * len(old)
    took, brute = medians_in_turn(
        benchmark,
        Trial(lambda: matched(old, new, living, similar)),
        Trial(lambda: cdist(old_texts, new_texts, scorer=ratio, score_cutoff=LEAST)),
        rounds=5,
        clock=process_time,
    )
    name = f"matching {_EDITED:,} edited among {_CARDS:,} cards"
    report(Result(name, took, brute, "rapidfuzz `cdist` of them", _TARGET, cpu_seconds_written))


def test_orphans_of_ten_years_cost_little(benchmark, report):
    """The same edits beside orphans, a part of them gone so short ago that texts are compared."""
    old, new, living = edited_faces()
    orphans = orphan_faces()
    old = [*old, *orphans]
    old_texts, new_texts = [face.text for face in old], [face.text for face in new]
    took, brute = medians_in_turn(
        benchmark,
        Trial(lambda: matched(old, new, living, similar)),
        Trial(lambda: cdist(old_texts, new_texts, scorer=ratio, score_cutoff=LEAST)),
        rounds=3,
        clock=process_time,
    )
    found = matched(old, new, living, similar)
    assert not {pair.old.id for pair in found} & {face.id for face in orphans}
    name = f"matching the same beside {_ORPHANS:,} orphans of ten years"
    target = _TARGET_WITH_ORPHANS
    report(Result(name, took, brute, "rapidfuzz `cdist` of all", target, cpu_seconds_written))


def orphan_faces():
    """Faces of cards that went over ten years, evenly: 14 days ago and before; seeded."""
    random = Random(2)
    text = deck_text(random, range(_CARDS, _CARDS + _ORPHANS))
    recent = _ORPHANS * 14 // 3_650
    gone = faces(parse_deck(text, "gone.md").cards)
    return [
        replace(face, is_now=False, is_recent=n < recent, has_history=True)
        for n, face in enumerate(gone)
    ]


def edited_faces():
    """Faces of edited cards before and after, and the answers of all others; seeded."""
    random = Random(1)
    share = _CARDS // _FILES
    texts = [deck_text(random, range(n * share, (n + 1) * share)) for n in range(_FILES)]
    decks = [parse_deck(text, f"{n}.md").cards for n, text in enumerate(texts)]
    every = [face for cards in decks for face in faces(cards)]
    chosen = random.sample(range(len(every)), _EDITED)
    old = [every[place] for place in chosen]
    kept = {face.id for face in every} - {face.id for face in old}
    return old, [edited(face, random) for face in old], {f.answer for f in every if f.id in kept}


def edited(face, random):
    """The face with a slip of the pen in the question, and a word more in the answer."""
    question, answer = with_slip(face.question, random), with_word(face.answer, random)
    id_ = card_id(face.kind, question, answer)
    return replace(face, id=id_, digest=id_, question=question, answer=answer)


def with_slip(text, random):
    """The text with a letter of one of its longest words doubled."""
    words = text.split(" ")
    place = max(
        range(len(words)), key=lambda n: (words[n].isalpha(), len(words[n]), random.random())
    )
    middle = len(words[place]) // 2
    words[place] = words[place][: middle + 1] + words[place][middle:]
    return " ".join(words)


def with_word(text, random):
    """The text with one more word somewhere."""
    words = text.split(" ")
    words.insert(random.randint(1, len(words)), "".join(random.choices("aeioustrnl", k=7)))
    return " ".join(words)
