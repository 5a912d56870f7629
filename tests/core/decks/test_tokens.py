"""What a text says, however it is set."""

import pytest

from flashcards.core.decks.matching.tokens import tokens

BLOCK = "```py\nfor x in xs:\n{}f(x)\n{}g(x)\n```"
SAME = [
    ("What is *bias*?", "What is _bias_?"),
    ("What is __L1__, or ***L2***?", "What is **L1**, or L2"),
    ("What's “recall”?", 'What is "recall"?'),
    ("Derivative of \\(x^2\\)", "Derivative of $x^2$"),
    ("$$a + b$$", "\\[ a+b \\]"),
    ("- one\n- two", "* one\n* two"),
    ("Hund (German)", "Hund, German"),
    ("5 %", "5\u00a0%"),
    ("`git stash`", "git stash"),
    ("the list.append of `x`", "the `list.append` of x"),
    ("O(n) of x^2", "$O(n)$ of \\(x^2\\)"),
    ("Define it: what is it?", "define it, what is it"),
    (BLOCK.format("    ", "    "), BLOCK.format("\t", "\t")),
]
OTHER = [
    ("`\\w`", "`\\W`"),
    ("`xs[1:]`", "`xs[:1]`"),
    ("C", "C#"),
    ("f' > 0", "f'' > 0"),
    ("A ∩ B", "A ∪ B"),
    ("(0, 1)", "[0, 1)"),
    ("7/2", "7-2"),
    ("x/y", "x-y"),
    ("f.g", "f:g"),
    ("What does ; do?", "What does , do?"),
    ("What does sort! do?", "What does sort do?"),
    ("a == b", "a === b"),
    ("a <= b", "a < b"),
    ("a MB", "a Mb"),
    ("Java: `long`", "Java: `Long`"),
    ("`echo '$x'`", '`echo "$x"`'),
    ("d(ab)", "d[ab]"),
    ("ls -a", "ls -A"),
    ("\\(e^{-x}\\)", "\\(e^{x}\\)"),
    ("2 * 3 * 4", "2 3 4"),
    (BLOCK.format("    ", "    "), BLOCK.format("    ", "")),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_how_a_text_is_set_says_nothing(one, other):
    assert tokens(one) == tokens(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_a_sign_or_a_letter_says_something(one, other):
    assert tokens(one) != tokens(other)
