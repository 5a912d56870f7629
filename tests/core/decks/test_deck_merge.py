"""A deck merged three ways: what the source changed comes in, what the learner wrote stays."""

from hypothesis import given
from hypothesis import strategies as st

from flashcards.core.decks.matching.merge import DeckTexts, merged
from flashcards.core.decks.matching.pieces import joined, pieces_of
from flashcards.core.decks.matching.similarity import similar
from flashcards.core.decks.parse import parse_deck

WORDS = ["ridge", "lasso", "entropy", "kernel", "margin", "bias", "variance", "bagging", "stump"]
FORMS = [
    "Q: What is {0}?\nA: {1}",
    "## What is {0}?\n\n{1}",
    "What is {0}? :: {1}",
    "C: {0} is [{1}]",
]
LINES = st.sampled_from(
    ["", "Q: a?", "A: b", "---", "# T", "tags: [x]", "- a :: b", "```", "  ", "<!-- id: x -->", "ä"]
)


def said(name, words):
    """An answer that is like no other word's."""
    return f"{chr(ord('a') + WORDS.index(name)) * 80} {words}"


@st.composite
def decks(draw):
    """A deck, what a learner made of it, and what its source made of it, as lists of cards."""
    names = draw(st.lists(st.sampled_from(WORDS), unique=True, max_size=6))
    form = draw(st.sampled_from(FORMS))
    cards = {name: form.format(name, said(name, "they all say")) for name in names}
    ours, theirs = dict(cards), dict(cards)
    for who, mine in (("me", ours), ("them", theirs)):
        for name in names:
            match draw(st.sampled_from(["keep", "keep", "change", "drop"])):
                case "change":
                    mine[name] = form.format(name, said(name, f"{who} said"))
                case "drop":
                    del mine[name]
        for name in draw(st.lists(st.sampled_from(WORDS), unique=True, max_size=3)):
            if name not in cards:
                mine[name] = form.format(name, said(name, f"{who} said"))
    return cards, ours, theirs


def text_of(cards, front="---\ntags: [a]\n---\n"):
    return front + "# A title\n\n" + "".join(f"{card}\n\n" for card in cards.values())


def merge(base, ours, theirs):
    return merged(DeckTexts(base, ours, theirs), "a.md", similar)


def cards_in(text):
    return {card.id for card in parse_deck(text, "a.md").cards}


@given(st.lists(LINES, max_size=20).map("\n".join))
def test_the_pieces_of_a_text_are_all_of_it(text):
    found = pieces_of(text, "a.md")
    assert joined([*found.front, *found.body]) == text
    assert {id_ for piece in found.body for id_ in piece.cards} == cards_in(text)


@given(decks())
def test_where_one_side_changed_nothing_the_other_is_what_comes_out(drawn):
    base, ours, theirs = map(text_of, drawn)
    assert merge(base, base, theirs).text == theirs
    assert merge(base, ours, base).text == ours
    assert merge(base, ours, ours).text == ours


@given(decks())
def test_every_card_comes_out_as_the_one_who_changed_it_has_it(drawn):
    base, ours, theirs = drawn
    found = cards_in(merge(*map(text_of, drawn)).text)
    for name in base.keys() | ours.keys() | theirs.keys():
        was, mine, new = base.get(name), ours.get(name), theirs.get(name)
        meant = mine if mine != was or new == was else new
        if was is None and mine is not None and new is not None:
            continue  # both added one about it: either or both
        expected = cards_in(text_of({} if meant is None else {name: meant}))
        others = {one for one in (was, mine, new) if one not in {None, meant}}
        assert expected <= found
        assert found.isdisjoint(cards_in(text_of(dict(enumerate(others)))))


@given(decks())
def test_what_was_merged_is_merged_again_without_a_change(drawn):
    base, ours, theirs = map(text_of, drawn)
    once = merge(base, ours, theirs).text
    assert merge(base, once, theirs).text == once
    assert merge(theirs, once, theirs).text == once


@given(decks())
def test_the_counts_are_those_of_the_cards(drawn):
    base, ours, theirs = drawn
    done = merge(*map(text_of, drawn))
    here = cards_in(text_of(ours))
    assert done.new == len(cards_in(done.text) - here) - done.updated
    both = [name for name in base if name in ours and name in theirs]
    changed = [n for n in both if theirs[n] != base[n]]
    assert done.updated == sum(ours[n] == base[n] for n in changed)
    assert done.kept == sum(ours[n] not in {base[n], theirs[n]} for n in changed)
    assert done.gone == sum(n not in theirs and ours.get(n) == base[n] for n in base)
    assert tuple(map(len, done.named)) == (done.new, done.updated, done.kept, done.gone)


def test_the_front_matter_is_merged_key_by_key():
    cards = {"a": "Q: a?\nA: b"}
    base = text_of(cards, "---\ntags: [a]\nlimit: 60s\narea: maths\n---\n")
    ours = text_of(cards, "---\ntags: [a, mine]\nlimit: 60s\narea: maths\nsuspended: true\n---\n")
    theirs = text_of(cards, "---\ntags: [a, b]\nlimit: 90s\nsource: x\n---\n")
    front = merge(base, ours, theirs).text.partition("# A")[0]
    assert front == "---\ntags: [a, mine]\nlimit: 90s\nsuspended: true\nsource: x\n---\n"


def test_without_a_base_what_differs_is_the_learners_unless_the_text_was_known():
    base = text_of({"a": "Q: a?\nA: the old answer", "b": "Q: b?\nA: the old answer, too"})
    ours = base.replace("the old answer, too", "the old answer, in my words")
    theirs = text_of({"a": "Q: a?\nA: the new answer", "b": "Q: b?\nA: the new answer, too"})
    guessed = merge(None, ours, theirs)
    assert (guessed.text, guessed.kept) == (ours, 2)
    known = merged(DeckTexts(None, ours, theirs), "a.md", similar, lambda text: text in base)
    assert (known.updated, known.kept) == (1, 1)
    assert "A: the new answer\n" in known.text
    assert "in my words" in known.text


def test_texts_that_would_swallow_the_learners_cards_are_not_merged():
    base = "Q: a?\nA: b\n\nQ: c?\nA: d\n"
    ours = "Q: a?\nA: b\n\nQ: mine?\nA: yes\n\nQ: c?\nA: d\n"
    theirs = "Q: a?\nA: b\n```\nnever closed\n\nQ: c?\nA: d\n"
    done = merge(base, ours, theirs)
    assert done.is_refused
    assert done.text == ours
