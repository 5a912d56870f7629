"""Queries as learners write them: forgiving text, filters, `or`, `-`, brackets, quotes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flashcards.core.card import Card, Kind, Source
from flashcards.core.decks.query import Query
from flashcards.core.decks.search.filters import QueryInput, RecentGrade
from flashcards.core.decks.search.folding import Haystack, folded
from flashcards.core.decks.search.terms import (
    AllOf,
    AnyOf,
    NotSo,
    SoughtText,
    is_filtering,
    parsed,
)
from flashcards.core.known_card import KnownCard
from flashcards.core.schedule import Schedule, State
from flashcards.errors.cards import EmptyText, InvalidFilter, UnknownFilter, UnknownQueryWord

TODAY = date(2026, 1, 5)
CARD = Card("ab", Kind.QUESTION, "What is it?", "A thing.", Source("t/s.md", 3), tags=("ml/trees",))
KNOWN = KnownCard(CARD, "theory/My Deck", "theory")
SCHEDULE = Schedule(
    State.REVIEW,
    stability=4.5,
    difficulty=6.0,
    due_on=TODAY + timedelta(2),
    first_studied_on=TODAY - timedelta(30),
    last_studied_on=TODAY - timedelta(6),
    reps=9,
    lapses=4,
)
SEEN = replace(KNOWN, schedule=SCHEDULE)
TOLD = QueryInput(
    TODAY, recall=lambda _: 0.8, grades={"ab": [RecentGrade(TODAY - timedelta(6), 1)]}
)


def holds(*words, known=SEEN):
    query = Query(words)
    query.check()
    return query.admits(known, TODAY, TOLD)


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("the bias-variance trade-off", "bias variance"),
        ("the bias-variance trade-off", "TRADEOFF"),
        ("a trade off", "trade-off"),
        ("a tradeoff", "trade-off"),
        ("minus \u2212 and en\u2013dash", "en-dash"),
        ("naïve Bayes", "naive bayes"),
        ("naive", "nai\u0308ve"),
        ("Łódź, Øre, Straße", "lodz, ore, strasse"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("किताब", "किताब"),
        ("Ｆｕｌｌ　ｗｉｄｔｈ １２", "full width 12"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("한글", "\u1112\u1161\u11ab"),
        ("don\u2019t", "don't"),
        ("soft\u00adhyphen", "softhyphen"),
        ("over\ntwo  lines", "over two lines"),
        ("the [mean] value", "the mean value"),
        ("a **bold** word", "bold word"),
        ("<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>へ", "東京へ"),
        ("<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>へ", "とうきょう"),
        ("<ruby>漢字<rp>(</rp><rt>かんじ<rp>)</rp></ruby>", "漢字"),
        ("{東京|とうきょう}へ{行|い}く", "東京へ行く"),
        ("{漢字|かん|じ}", "かんじ"),
    ],
)
def test_text_is_found_however_it_is_written(text, sought):
    assert Haystack(text).holds(sought)
    assert Query((sought,)).admits(replace(KNOWN, card=replace(CARD, back=text)), TODAY)


@pytest.mark.parametrize(("text", "sought"), [("かき", "がき"), ("a b", "ab"), ("x", "---")])
def test_text_that_is_another_is_not_found(text, sought):
    assert not Haystack(text).holds(sought)


NEEDLES = st.text(st.sampled_from("abAÄ\u0308 -[*\n\u2013"), max_size=6)


@given(st.text(st.sampled_from("abAÄ\u0308 -[*\n\u2013"), max_size=20), NEEDLES)
def test_what_is_found_stands_there_or_does_so_folded_with_its_hyphens_as_blanks_or_left_out(
    text, sought
):
    def forms(said):
        plain = folded(said).strip()
        blanks = " ".join(plain.replace("-", " ").split())
        return {plain, plain.replace("-", ""), blanks}

    stands = sought.casefold() in text.casefold()
    so_folded = any(form and form in one for form in forms(sought) for one in forms(text))
    assert Haystack(text).holds(sought) == (stands or so_folded)


@given(st.text())
def test_every_text_is_found_in_itself_in_either_form(text):
    from unicodedata import normalize

    assert Haystack(text).holds(text)
    for form in ("NFC", "NFD"):
        assert Haystack(text).holds(normalize(form, text)) or not folded(text).strip()


@pytest.mark.parametrize(
    "words",
    [
        ("thing", "or", "nothing"),
        ("nothing", "OR", "thing"),
        ("nothing or thing",),
        ("nothing", "or", "thing", "is:review"),
        ("(nothing or thing) is:review",),
        ("(nothing", "or", "thing)", "is:review"),
        ("-nothing",),
        ("-is:new",),
        ("-(is:new or nothing)",),
        ("-tag:other is:review",),
        ("tag:ml",),
        ("tag:ML/Trees",),
        ("tag:ml/*",),
        ("tag:m*",),
        ("-tag:none",),
        ("deck:theory/My Deck",),
        ('deck:"theory/my deck" is:review',),
        ("deck:theory thing",),
        ("deck:THEORY is:review thing",),
        ("is:review and thing",),
        ("what is it",),
        ("front:what", "back:thing"),
        ('"what is it" tag:ml',),
        ("rated:7",),
        ("rated:7:1",),
        ("introduced:31",),
        ("prop:lapses>3",),
        ("prop:s<5", "prop:s>=4.5", "prop:d=6", "prop:r<0.9", "prop:due<=2", "prop:ivl=8"),
        ("prop:reps!=8",),
        ("is:learn or is:REVIEW",),
        ("or",),
    ],
)
def test_queries_that_hold(words):
    card = replace(CARD, back="A thing. or")
    assert holds(*words, known=replace(SEEN, card=card))


@pytest.mark.parametrize(
    "words",
    [
        ("nothing", "or", "what", "is:new"),
        ("(nothing or thing) is:new",),
        ("-thing",),
        ("-(thing or nothing)",),
        ("tag:m",),
        ("tag:trees",),
        ("tag:none",),
        ("deck:theory/my",),
        ("rated:6",),
        ("rated:7:3",),
        ("introduced:30",),
        ("prop:lapses>4",),
        ("prop:s<4.5",),
        ("front:thing",),
        ("is it what",),
    ],
)
def test_queries_that_do_not_hold(words):
    assert not holds(*words)


def test_what_was_never_answered_has_no_figures():
    for word in ("rated:9", "introduced:9", "prop:s<99", "prop:due<99", "prop:ivl<99"):
        assert not Query((word,)).admits(KNOWN, TODAY)
    assert Query(("prop:reps=0",)).admits(KNOWN, TODAY)


def test_words_before_a_colon_that_mean_nothing_are_named():
    with pytest.raises(UnknownFilter, match=r"`tags:` is not a filter: .*tag:.* '\"tags:x\"'"):
        holds("tags:x")
    with pytest.raises(UnknownFilter, match="`state:`"):
        holds("is:new (thing or -state:old)")
    with pytest.raises(UnknownQueryWord, match="`is:old` is not a filter"):
        holds("-is:old")


@pytest.mark.parametrize(
    "word", ["rated:x", "rated:7:9", "introduced:7:1", "prop:s", "prop:x>1", "kind:card"]
)
def test_values_that_mean_nothing_are_named(word):
    with pytest.raises(InvalidFilter, match=f"`{word}` is not a filter: write it as in"):
        holds(word)


@pytest.mark.parametrize(
    "text", ["std::vector", "https://a.b", "C:\\Users", "Note: a thing", "f(x)", "--gpus", ")", "-",
             '"tags:x"', "tags\\:x"],
)  # fmt: skip
def test_text_with_such_signs_is_text(text):
    card = replace(CARD, back=f"see {text.strip(chr(34)).replace(chr(92) + ':', ':')} there")
    if text == "C:\\Users":
        card = replace(CARD, back=f"see {text}")
    assert holds(text, known=replace(SEEN, card=card))
    assert not holds(text, known=SEEN) or text in "-)"


PHRASES = st.text(st.characters(exclude_characters='"\\', exclude_categories=["Cs"]), min_size=1)


@given(PHRASES)
@example("git commit -m")
@example("tag:x or -is:due (y)")
def test_what_stands_in_double_quotes_is_one_phrase_wherever_it_stands(text):
    quoted = f'"{text}"'
    for words in [
        (quoted,),
        (quoted, "is:due"),
        ("is:due", "or", quoted),
        ("is:x", f"-({quoted})"),
    ]:
        found = list(leaves(parsed(words)))
        assert SoughtText(text) in found
        assert len(found) == len([word for word in words if word != "or"])
    assert list(leaves(parsed([f"is:due {quoted} -{quoted}"])))[1:] == [SoughtText(text)] * 2
    assert is_filtering(quoted)


def leaves(term):
    """The texts and filters of a term, in their order."""
    match term:
        case AllOf(terms) | AnyOf(terms):
            for one in terms:
                yield from leaves(one)
        case NotSo(one):
            yield from leaves(one)
        case _:
            yield term


@pytest.mark.parametrize(
    "said",
    ["git commit -m", "what is it", "ls -l -a", 'he said "yes" aloud', "a - b", "notes -old"],
)
def test_one_argument_of_plain_text_is_a_phrase_with_options_in_it_too(said):
    assert parsed([said]) == SoughtText(said)
    assert not is_filtering(said)


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("-git commit", 2),
        ("git -is:new", 2),
        ("git or -m", 2),
        ('"git commit" -m', 2),
        ("-(a b)", 2),
    ],
)
def test_one_argument_is_taken_apart_where_it_asks_more_than_text(said, count):
    assert len(list(leaves(parsed([said])))) == count
    assert is_filtering(said)


@pytest.mark.parametrize(
    ("word", "filters"),
    [("is:due", True), ("-x", True), ("or", True), ('"x"', True), ("deck:My Deck", True),
     ("theory", False), ("my deck", False), ("theory/a-b", False), ("or/else", False)],
)  # fmt: skip
def test_words_that_filter_are_told_from_names(word, filters):
    assert is_filtering(word) is filters


WORDS = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.lists(
            st.sampled_from(
                [
                    "(",
                    ")",
                    "-",
                    " ",
                    "or",
                    '"',
                    "is:",
                    "is:due",
                    "tag:*",
                    "deck:",
                    "a",
                    "prop:s<",
                    "9",
                ]
            ),
            max_size=12,
        ).map("".join),
    ),
    max_size=5,
)


@given(WORDS)
def test_any_words_are_a_query(words):
    query = Query(tuple(words))
    assert query.admits(SEEN, TODAY, TOLD) in {True, False}
    try:
        query.check()
    except (EmptyText, InvalidFilter, UnknownFilter, UnknownQueryWord) as named:
        assert str(named)


@given(st.lists(st.sampled_from(['""', " ", "", '-""', 'front:""', "back:' '", "bias", "is:due"])))
def test_a_text_without_a_letter_is_refused_wherever_it_stands(words):
    empty = [word for word in words if word not in {"bias", "is:due", "back:' '"}]
    query = Query(tuple(words))
    if empty:
        with pytest.raises(EmptyText):
            query.check()
    else:
        query.check()


def test_deep_brackets_are_text():
    assert not Query(("(" * 100_000 + "is:due" + ")" * 100_000,)).admits(SEEN, TODAY)
