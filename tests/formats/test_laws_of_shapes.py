"""For any text: what is said is what flash reads, and a longer text takes longer in proportion."""

import csv
import io
import json
import sys

import pytest
from formats.reading import assert_counted, foreign
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flashcards.errors.base import FlashError
from flashcards.formats.foreign import Wishes
from flashcards.formats.readers import READERS

PIECES = st.sampled_from(
    [
        *("What is it?", "Why?", "Explain it.", "text", "A line of text.", "1", "a: b", "Term"),
        *("\n", "\n", "\n", "\n\n", "\n\n", "\r\n", "\r", " ", "    ", "\t", "  "),
        *("# ", "## ", "### ", "## Q1. What?", "- ### ", "1. ", "2. ", "- ", "- - ", "* [ ] "),
        *("- [x] a\n", "- [ ] b\n", "\u2022 ", "A) ", "- A: ", "- B: "),
        *("**What is b?**", "**b**", "**", "__", "*", "_", "~~", "\u2b50", "\U0001f476"),
        *("Q: ", "A: ", "C: [a]", "S: ", "\\Q: ", "Q1: ", "Ans: ", "**Q:** ", "**A:** "),
        *("Answer:", "Answer: b", "**Solution**", "Answer here", "TODO", "Correct answer: B"),
        *("<details>", "<summary>", "</summary>", "</details>", "<summary>Why not?</summary>\n"),
        *("<details><summary>Answer</summary>\n", "<br>", "<br/>\n", "<p>", "</p>", "<div>"),
        *("</div>\n", "<table>", "</table>", "<h3>What?</h3>\n", "<pre>", "</pre>", "<script>"),
        *("```", "```\n", "~~~\n", "`", "$$", "$$\n", "$", "<!--", "-->", "<!-- tags: a -->"),
        *("| Question | Answer |\n| --- | --- |\n", "| a? | b |\n", "| x | __/5 |\n", "|"),
        *("| Term | Meaning |\n|---|---|\n", "---\n", "___\n", "***\n", "===\n", "-----\n", "?\n"),
        *("+++\n", "---\ncards:\n- q: a\n  a: b\n---\n", "---\ncards: prompts\n---\n", " :: "),
        *("::", " ::: ", ": means\n", "[a](#a)", "[a](b)", "![a](b.png)", "[back to top](#a)"),
        *("## Licence\n", "# Glossary\n", "## Contents\n", "&amp;", "\\", "\x0b", "\x0c", "\x85"),
        *("\u2028", "\ufeff", "\u00e9", "e\u0301", "{#id}", "[E] ", "(hard)", "::\n", "> "),
    ]
)
QUESTIONS = st.sampled_from(
    [
        *("## Why is it?", "### 2. What is that?", "## Explain it", "- What is a list?", "1. Why?"),
        *("**What is bold?**", "Q: What is a tag?", "**Q:** Who?", "What is a line?", "- ### How?"),
        *("<details><summary>What is inside?</summary>", "| Question | Answer |\n|---|---|"),
        *(
            "| skill | Rating |\n|---|---|\n| it | __/5 |",
            "a :: b",
            "Term\n: its meaning",
            "# Glossary",
        ),
    ]
)
LINES = st.sampled_from(
    [
        *(
            "",
            "",
            "",
            "",
            "An answer.",
            "More of it.",
            "- an item",
            "  nested",
            "    deep",
            "> said",
        ),
        *("A: it is", "Answer: it is", "**Solution**", "C: a [gap]", "S: skill", "\\Q: no tag"),
        *(
            "```",
            "```python",
            "    ```",
            "~~~",
            "$$",
            "$$ x $$",
            "<!--",
            "-->",
            "<!-- x -->",
            "---",
        ),
        *(
            "___",
            "?",
            "===",
            "-----",
            "# Title",
            "#### Deep",
            "# comment",
            "  # comment",
            "- # item",
        ),
        *(
            "</details>",
            "<details>",
            "<p>",
            "<pre>",
            "</pre>",
            "<div>",
            "</div>",
            "<table>",
            "<br>",
        ),
        *("- [ ] no", "- [x] yes", "A) one", "B) two", "- A: one", "- B: two", "[x]: y", "![a](b)"),
        *("[a](#b)", "[back to top](#top)", "Answer here", "## Licence", "## Who?", "`code"),
        *(
            "<!-- id: same -->",
            "<!-- tags: a -->",
            "<!-- limit: 5m -->",
            "<script>",
            "\x0b",
            "\u2028",
        ),
    ]
)
BANKS = st.lists(
    st.builds("{}\n{}\n".format, QUESTIONS, st.lists(LINES, max_size=6).map("\n".join)),
    min_size=2,
    max_size=5,
).map("\n".join)
TEXTS = BANKS | BANKS | st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)
CELLS = st.lists(PIECES, max_size=4).map("".join) | st.text(max_size=12)
LONG = "a word and another word and a third one\n" * 5_001
USUAL = settings().max_examples
MANY = settings(max_examples=8 * USUAL)


def read(name: str, text: str) -> None:
    try:
        found = foreign(name, text.encode("utf-8", "surrogatepass"))
    except FlashError as failure:
        assert "\n" not in str(failure)
        return
    assert_counted(found)
    size = text.count("\n") + text.count("\r") + 1
    for shape in found.shapes if not name.endswith(".json") else ():
        assert all(1 <= line <= size for line in shape.empty)


@MANY
@given(TEXTS)
def test_whatever_a_bank_holds_flash_reads_the_cards_that_are_counted(text):
    read("a.md", text)


@settings(max_examples=USUAL)
@given(TEXTS)
@example("## Why is it?\n```\n    ```\n\n## Why is it?\nAn answer.\n")
def test_a_deck_too_long_to_be_read_back_as_a_whole_is_counted_alike(text):
    """Such a deck is right since each of its cards is: those that could harm others are tried."""
    read("a.md", f"## What is long?\n\n{LONG}\n\n## What follows?\n\nThis.\n\n{text}")


@settings(max_examples=4 * USUAL)
@given(TEXTS)
def test_whatever_a_plain_text_holds_flash_reads_the_cards_that_are_counted(text):
    read("a.txt", text)


@settings(max_examples=3 * USUAL)
@given(TEXTS)
def test_whatever_a_page_holds_flash_reads_the_cards_that_are_counted(text):
    read("a.html", f"<html><body><h2>What is it?</h2>{text}</body></html>")


@settings(max_examples=5 * USUAL)
@example([[""], ["| Question | Answer |\n| --- | --- |\n", "\x0b"]])
@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6))
def test_whatever_a_table_holds_flash_reads_the_cards_that_are_counted(rows):
    written = io.StringIO()
    csv.writer(written).writerows([["Question", "Answer", "Tags", "Deck"], *rows])
    read("a.csv", written.getvalue())
    keys = ("question", "answer", "tags", "deck")
    records = [dict(zip(keys, row, strict=False)) for row in rows]
    read("a.json", json.dumps(records))
    read("a.jsonl", "\n".join(map(json.dumps, records)))


@settings(max_examples=4 * USUAL)
@given(st.sampled_from(sorted(READERS)), st.binary(max_size=200))
@example("csv", b"")
@example("json", b"[" * 100_000)
@example("jsonl", b"[" * 100_000)
@example("markdown", b"---\n[\n---\n")
def test_any_bytes_are_read_or_refused_in_one_sentence(format_, content):
    try:
        found = READERS[format_].read(content, Wishes("a.md"))
    except FlashError as failure:
        assert "\n" not in str(failure)
        assert str(failure).endswith(".")
    else:
        assert_counted(found)


HOSTILE = {
    "fences": "```\n",
    "headings that ask": "## a?\n",
    "headings with text": "## a?\nb\n\n",
    "items that ask": "- a?\n",
    "items with text below": "1. a?\n\nb\n\n",
    "bold lines": "**a?**\n\nb\n\n",
    "breaks": "<br>\n",
    "openings": "<details>\n",
    "summaries": "<details><summary>\n",
    "closings": "</div>\n",
    "rules": "a\n---\nb\n___\n",
    "question marks": "?\n",
    "labels": "Q: a\nA: b\n",
    "bare labels": "Answer: a\n",
    "blank lines": "\n",
    "definitions": "Term\n: def\n\n",
    "links": "- [a](#b)\n",
    "comments": "<!--\n",
    "formulas": "$$\n",
    "ticks": "- [ ] a\n- [x] b\n",
    "rows": "| a? | b |\n",
    "tables": "| Question | Answer |\n|---|---|\n| a? | b |\n",
    "ratings": "a\nb\n__/5\n",
    "ways back": "[back to top](#a)\n",
    "colons": "a :: b\n",
}


def lines_run(format_: str, content: bytes) -> int:
    """How many lines of the readers run while a file is read."""
    count = 0

    def trace(frame, event, _argument):
        nonlocal count
        if "formats" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        READERS[format_].read(content, Wishes("a.md"))
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("format_", ["markdown", "text"])
def test_twice_the_text_runs_about_twice_the_lines(format_, kind):
    short = lines_run(format_, (b"## a?\nb\n" + HOSTILE[kind].encode() * 100))
    long = lines_run(format_, (b"## a?\nb\n" + HOSTILE[kind].encode() * 200))
    assert long <= 2.4 * short + 1000
