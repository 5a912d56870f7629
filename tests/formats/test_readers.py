"""Which format takes a file, what each cannot read, and logs of answers."""

from datetime import datetime, timezone
from pathlib import Path

import pytest
from formats.reading import SHARED, asked, foreign

from flashcards.core.rating import Rating
from flashcards.errors.foreign import (
    NotATextFile,
    NotTheFormat,
    TooLong,
    UnclearColumns,
    UnknownColumn,
)
from flashcards.formats.encoding import MOST_MEGABYTES
from flashcards.formats.foreign import ForeignReview
from flashcards.formats.readers import format_of

STARTER = Path(__file__).parents[2] / "decks"
LOG = """\
card_id,review_rating,review_time,review_duration
a1,3,2024-03-29T20:32:39.497000+00:00,7241
b2,again,1711684180,
a1,9,2024-03-30T20:32:39+00:00,1
"""


@pytest.mark.parametrize(
    ("name", "sample", "format_"),
    [
        ("a.md", b"", "markdown"),
        ("A.MARKDOWN", b"", "markdown"),
        ("notes.txt", b"", "text"),
        ("page.htm", b"", "html"),
        ("page", b"\xef\xbb\xbf<!DOCTYPE html>", "html"),
        ("a.md", b"<html lang=en>", "html"),
        ("a.csv", b"front,back\n", "csv"),
        ("a.csv", LOG.encode(), "review-log"),
        ("a.tsv", b"", "tsv"),
        ("a.json", b"", "json"),
        ("a.ndjson", b"", "jsonl"),
        ("a.pdf", b"%PDF", None),
    ],
)
def test_a_format_takes_a_file_by_its_beginning_else_by_its_ending(name, sample, format_):
    assert format_of(name, sample) == format_


def test_a_log_gives_its_answers_and_says_which_rows_are_none():
    found = foreign("log.csv", LOG)
    assert found.reviews == (
        ForeignReview(
            "a1",
            Rating.GOOD,
            datetime(2024, 3, 29, 20, 32, 39, 497000, tzinfo=timezone.utc),
            2,
            7241,
        ),
        ForeignReview(
            "b2", Rating.AGAIN, datetime(2024, 3, 29, 3, 49, 40, tzinfo=timezone.utc), 3, None
        ),
    )
    assert [problem.source.line for problem in found.problems] == [4]
    assert (found.decks, found.advice) == ((), "")


@pytest.mark.parametrize(
    ("undone", "said"),
    [
        (["false", ""], ()),
        (["true", "false"], ("Left out: 1 undone answer.",)),
        (["True", "yes"], ("Left out: 2 undone answers.",)),
    ],
)
def test_an_answer_that_was_undone_is_left_out_and_counted(undone, said):
    rows = [f"a1,3,2024-03-2{n}T10:00:00Z,{one}" for n, one in enumerate(undone)]
    found = foreign("log.csv", "\n".join(["card,rating,at,undone", *rows, "a1,3"]))
    kept = [n for n, one in enumerate(undone) if one in {"false", ""}]
    assert [one.at.day - 20 for one in found.reviews] == kept
    assert found.notes == said
    assert len(found.problems) == 1


def test_all_answers_of_a_real_log_are_read():
    path = SHARED / "review-log.csv"
    if not path.exists():
        pytest.skip(f"{path} is missing")
    found = foreign(path.name, path.read_bytes())
    assert (len(found.reviews), len({one.card for one in found.reviews})) == (12_580, 1_205)
    assert found.problems == ()


@pytest.mark.parametrize(
    "path", sorted(STARTER.rglob("*.md")), ids=lambda path: path.relative_to(STARTER).as_posix()
)
def test_a_starter_deck_is_taken_byte_for_byte(path):
    (deck,) = foreign(path.name, path.read_bytes()).decks
    assert (deck.as_is, deck.content) == (True, path.read_bytes())


@pytest.mark.parametrize(
    ("name", "content", "failure"),
    [
        ("a.md", b"a\0b", NotATextFile),
        ("a.txt", b"\xff\xfea", NotATextFile),
        ("a.txt", b" " * (MOST_MEGABYTES * 1_000_000 + 1), TooLong),
        ("a.json", b"{", NotTheFormat),
        ("a.json", b"[" * 100_000, NotTheFormat),
        ("a.jsonl", b'{"q": 1}\n{', NotTheFormat),
        ("a.csv", b"1;2\n3;4\n", UnclearColumns),
    ],
)
def test_what_cannot_be_read_is_one_sentence(name, content, failure):
    with pytest.raises(failure) as failed:
        foreign(name, content)
    assert str(failed.value).count(". ") == 0
    assert name in str(failed.value)


def test_a_column_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(UnknownColumn, match=r"no column 3: the columns are word, meaning\."):
        foreign("a.csv", "word,meaning\na,b\n", columns=(("front", "3"),))
    with pytest.raises(UnknownColumn, match="no column front"):
        foreign("a.csv", "word,meaning\na,b\n", columns=(("back", "1"),))


def test_a_deck_that_a_row_names_leads_nowhere_else():
    rows = "front,back,deck\na,b,../../etc::passwd\nc,d,/tmp/x\ne,f,C:\\x\n"
    names = sorted(deck.name for deck in foreign("a.csv", rows).decks)
    assert names == ["C x.md", "etc/passwd.md", "tmp/x.md"]


def test_a_page_loses_what_nobody_sees_and_keeps_code_and_formulas():
    page = (
        "<html><style>h2 {}</style><script>document.write('<h2>Bad?</h2>')</script>"
        "<body><h2>What is <code>a_b</code>?</h2><p>It is \\(x_1 * y\\).</p>"
        "<pre><code class='language-c'>int a; // &lt;b&gt;\n</code></pre></body></html>"
    )
    assert asked(foreign("a.html", page)) == {
        "What is `a_b`?": "It is \\(x_1 * y\\).\n\n```c\nint a; // <b>\n```"
    }


def test_a_page_is_read_in_the_encoding_that_it_names():
    page = '<html><head><meta charset="windows-1251"></head><h2>Что это?</h2><p>Это слово.</p>'
    found = foreign("a.html", page.encode("cp1251"))
    assert asked(found) == {"Что это?": "Это слово."}
    assert found.encoding == "windows-1251"


def test_what_yaml_repeats_is_not_multiplied():
    lines = [
        "a0: &a0 [x, x]",
        *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)),
    ]
    text = "\n".join(["---", *lines, "cards:", "  - q: *a11", "    a: b", "---", ""])
    assert foreign("a.md", text).decks == ()
