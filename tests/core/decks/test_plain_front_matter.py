"""Keys and words read without YAML's reader are what it reads."""

from hypothesis import event, given
from hypothesis import strategies as st

from flashcards.core.decks.settings import entries
from flashcards.core.decks.settings.entries import Broken, toml_entries

KEYS = st.sampled_from(["deck", "tags", "area", "null", "yes", "x_y", "k", "_", "1", "a-b", "Tags"])
WORDS = st.sampled_from(
    [
        *("a", "note-3", "ml/theory", "two words", "a - b", "a -", "a --- b", "a  b", "v1.2"),
        *(
            "no",
            "Null",
            "TRUE",
            "off",
            "y",
            "n",
            "nan",
            "inf",
            "e5",
            "0x1",
            "1",
            "42",
            "0",
            "007",
            "1_0",
            "-",
            ".5",
        ),
        *("a#b", "a #b", "#a", "a:", "a: b", "'a'", "~", "=", "\u00e9", "a\u0085", "a,b", ""),
    ]
)
LISTS = st.builds(
    "{}{}{}".format,
    st.just("["),
    st.lists(WORDS, max_size=3).map(", ".join),
    st.sampled_from(["]", " ]", "] ", ""]),
)
LINES = st.builds("{}:{}{}".format, KEYS, st.sampled_from([" ", "  ", "", "\t"]), WORDS | LISTS)
USUAL = st.sampled_from(
    ["tags: [a, ml/b-c]", "deck: ml/theory", "area: two words ", "k:  v1.2", "k: 20"]
)
BLOCKS = st.lists(USUAL | LINES, min_size=1, max_size=3).map("\n".join)


@given(BLOCKS)
def test_what_is_plain_is_no_toml_and_what_yaml_reads(text):
    plain = entries._plain_entries(text)
    event(f"is plain: {plain is not None}")
    if plain is not None:
        assert plain == entries._yaml_entries(entries._without_tag_marks(text))
        assert isinstance(toml_entries(text), Broken)


def test_most_front_matter_is_plain():
    block = "deck: ml/theory\ntags: [exam, note-3]\ncards: headings\nlevel: 3"
    assert entries._plain_entries(block) is not None
    for word in ("null", "Null", "true", "FALSE", "Yes", "no", "on", "Off", "01", "5m", "~", ".5"):
        assert entries._plain_entries(f"suspended: {word}") is None
        assert entries._plain_entries(f"tags: [a, {word}]") is None
    assert entries._plain_entries("limit: 5m # a remark") is None
