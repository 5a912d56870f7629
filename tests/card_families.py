"""Families of cards that are alike: what a card is about is a key, however its text is worded.

They are what matching can go wrong on: answers that many share, questions that differ in a number,
twins, and questions that all cards share.
"""

from dataclasses import dataclass
from itertools import product
from typing import Final, NamedTuple


class Key(NamedTuple):
    """What a card is about: the number of a family, and of the thing in it."""

    family: int
    thing: int


_LONG: Final = 300


@dataclass(frozen=True)
class Family:
    """Cards that are alike: things, and the ways to word a question or an answer about one.

    `{n}` is the place of the card in its file. `asks` says whether a question tells its card.
    """

    name: str
    things: tuple[dict[str, str], ...]
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    asks: bool = True

    @property
    def is_long(self) -> bool:
        """Whether the cards share so long a text that what differs is little of it."""
        card = self.questions[0] + self.answers[0]
        return len(card) > _LONG


def _rows(names: str, *rows: str, by: str = ", ") -> tuple[dict[str, str], ...]:
    keys = names.split()
    return tuple(dict(zip(keys, row.split(by), strict=True)) for row in rows)


_STATEMENTS = _rows(
    "what claim said",
    "the sample mean, unbiased, yes",
    "the sample median, unbiased, no",
    "the sample mean, robust, no",
    "the sample median, robust, yes",
    "a deep tree, robust, no",
    "a linear model, convex, yes",
    "a deep network, convex, no",
    "a random forest, linear, no",
    "a linear model, linear, yes",
    "the maximum, a sufficient statistic, yes",
)
_STEPS = _rows(
    "what",
    *(
        "sift the flour",
        "stir",
        "add the eggs",
        "add the milk",
        "stir again",
        "bake",
        "let it cool",
    ),
    *("cut it", "serve", "butter the form", "whip the cream", "pour the batter into the form"),
)
_PRODUCTS = tuple(
    {"a": str(a), "b": str(b), "product": str(a * b)}
    for a, b in product(range(2, 8), range(2, 8))
    if a != b or a % 2
)
_WORDS = _rows(
    "word means",
    *("Hund, dog", "Auto, car", "Wagen, car", "Kopf, head", "Haupt, head", "Haus, house"),
    *("Baum, tree", "Obst, fruit", "Frucht, fruit", "Bank, bank", "Ufer, bank", "Hand, hand"),
    *("Katze, cat", "Tisch, table", "Tabelle, table", "See, lake", "Meer, sea", "Uhr, clock"),
)
_CONCEPTS = _rows(
    "name does",
    "L1, the sum of the absolute weights is added to the loss",
    "L2, the sum of the squared weights is added to the loss",
    "L0, the number of weights that are not zero is added to the loss",
    "bias, the expectation of the estimate less the truth",
    "variance, the expectation of the squared distance from the mean",
    "a type I error, a true hypothesis is rejected by the test",
    "a type II error, a false hypothesis is kept by the test",
    "recall, the share of the positives that is found",
    "precision, the share of what is found that is positive",
    "specificity, the share of the negatives that is left out",
)
_PROGRAMS = _rows(
    "code prints",
    *("print(1 + 1), 2", "print('1' + '1'), 11", "print(2 * 1), 2", "print(1 == True), True"),
    *("print([] == []), True", "print([] is []), False", "print(0 == False), True"),
    *("print(bool('')), False", "print(bool('0')), True", "print(1 // 2), 0", "print(-1 // 2), -1"),
)
_SUMS = _rows(
    "a sign b makes",
    *(f"{a}, {sign}, {b}, {a}" for sign, b in (("+", 0), ("×", 1)) for a in range(5, 9)),
)
_LANGUAGES = _rows(
    "word language means",
    *(f"{one}, {to}, {one}" for to in ("Spanish", "French") for one in ("sofa", "taxi", "gas")),
)
_OPPOSITES = _rows(
    "asked says",
    *(
        "L1 shrinks the weights, many become exactly zero",
        "P is a subset of NP, each is checked fast",
    ),
    *("the encoder reads for the decoder, more is left", "Adam keeps a momentum, it is rejected"),
    *(
        "L2 shrinks the weights, many become nearly zero",
        "NP is a subset of P, each is solved fast",
    ),
    *(
        "the decoder reads for the encoder, less is left",
        "SGD keeps no momentum, it is not rejected",
    ),
)

_VERBS = _rows(
    "word means",
    *("hablo, I speak", "habla, he speaks", "hablas, you speak", "hablan, they speak"),
    *("corro, I run", "corre, he runs", "corres, you run", "corren, they run"),
    *("hermano, the brother", "hermana, the sister", "hermanos, the brothers", "perro, the dog"),
)
_SLICES = _rows(
    "code makes",
    *("xs[1:]; all but the first", "xs[:1]; only the first", "xs[-1:]; only the last"),
    *("xs[:-1]; all but the last", "xs[::-1]; all turned round", "xs[::1]; all as they are"),
    *("xs[1:2]; only the second", "xs[:2]; the first two", "xs[-2:]; the last two"),
    by="; ",
)
_NESTED = _rows(
    "name does",
    *("a forest, a graph without cycles", "a tree, a connected graph without cycles"),
    "a binary tree, a tree whose nodes have two children at most",
    "a binary search tree, a binary tree whose keys are in order",
    "a heap, a binary tree whose keys grow from the root down",
    "a path, a tree whose nodes have two neighbours at most",
    "a cycle, a path whose ends are joined",
    "a spanning tree, a tree that has all nodes of a connected graph",
    "a minimum spanning tree, a spanning tree whose edges weigh least",
    "a star, a tree with one node that has more than one neighbour",
)

_LONG_PROGRAMS = _rows(
    "start sign step flag prints",
    *("1, +, 2, true, 3", "1, -, 2, true, -1", "2, +, 2, true, 4", "1, +, 2, false, nothing"),
    *("3, *, 2, true, 6", "3, *, 2, false, nothing", "9, -, 2, true, 7", "9, -, 3, true, 6"),
    *("4, +, 4, true, 8", "4, +, 4, false, nothing"),
)
_PROGRAM: Final = """The program is `let total = {start}; function next(step) {{ return total
{sign} step; }} if ({flag}) console.log(next({step}));`, and it prints {prints}. `next` sees the
variable of the block that it stands in, since a function keeps the scope that it was made in,
wherever it is called; whoever calls it only gives the """
_AND_NO_MORE: Final = """. A name that is declared by `let` cannot be read before its line was
run, and then has the number that it was given there."""
_CONCEPT: Final = """Whoever fits a model has to say what is asked of it and what it costs to be
wrong, before a single number is looked at; each of the words below was found for one such question,
and whoever takes one for another comes to a number that answers what nobody asked. Here {does}. So
it is {name}, """
_ENDS: Final = ("as you know.", "and it is no other word.")
_LONG_CASES = _rows(
    "tested found level verdict",
    *("40, more, 5, kept", "40, less, 5, kept", "90, more, 5, rejected", "90, more, 1, kept"),
    *("90, less, 1, rejected", "40, more, 1, kept", "60, more, 5, rejected", "60, less, 5, kept"),
)
_CASE: Final = """A shop shows a new page to {tested} of its visitors, drawn by lot, and the old
page to all others, for two weeks, and then counts who buys. Those with the new page buy {found}
than those with the old one. Whoever looks at the numbers each day and stops as soon as they please
is fooled by chance more often than the level says, so both weeks are waited for, and nobody looks.
"""

FAMILIES: Final = (
    Family(
        "yes or no",
        _STATEMENTS,
        (
            "Is {what} {claim}?",
            "True or false: {what} is {claim}.",
            "Would you call {what} {claim}?",
        ),
        ("{said}", "{said}, always"),
    ),
    Family(
        "numbered steps",
        _STEPS,
        ("What is step {n} of a cake?", "Step {n}?", "A cake: what comes at place {n}?"),
        ("{what}", "{what}, slowly"),
    ),
    Family(
        "times table",
        _PRODUCTS,
        ("What is {a} × {b}?", "{a} × {b} = ?", "How much is {a} times {b}?"),
        ("{product}",),
    ),
    Family(
        "vocabulary",
        _WORDS,
        ("{word}", "What does {word} mean in English?", "{word} (from German)"),
        ("{means}", "a {means}", "the {means}"),
    ),
    Family(
        "concepts",
        _CONCEPTS,
        ("What is {name}?", "What's {name}?", "Define {name}.", "Explain {name} in one sentence"),
        ("It means that {does}.", "{does}", "In short: {does}, no more."),
    ),
    Family(
        "programs",
        _PROGRAMS,
        ("What's the output?", "What does this print?"),
        ("`{code}` prints {prints}", "{prints}: that is what `{code}` says", "{prints} (`{code}`)"),
        asks=False,
    ),
    Family(
        "sums",
        _SUMS,
        ("What is {a} {sign} {b}?", "{a} {sign} {b} = ?", "How much is {a} {sign} {b}?"),
        ("{makes}",),
    ),
    Family(
        "languages",
        _LANGUAGES,
        ("{language} for {word}?", "What is the {language} for {word}?", "{word} ({language})"),
        ("{means}",),
    ),
    Family(
        "opposites",
        _OPPOSITES,
        ("Why is it that {asked}?", "What follows if {asked}?", "Say why {asked}."),
        ("If so, then in the end {says}.", "Then in the end {says}, as a rule."),
    ),
    Family(
        "long programs",
        _LONG_PROGRAMS,
        ("What's the output?", "What does this print?"),
        tuple(_PROGRAM + what + _AND_NO_MORE for what in ("step", "1 step", "step, never more")),
        asks=False,
    ),
    Family(
        "long cases",
        _LONG_CASES,
        ("Read the case: what follows?", "What follows in this case?"),
        (
            f"{_CASE}At a level of {{level}} % the hypothesis is {{verdict}}.",
            f"{_CASE}At {{level}} %, it is {{verdict}}.",
        ),
        asks=False,
    ),
    Family(
        "long questions",
        _LONG_CASES,
        (f"{_CASE}Is it kept at a level of {{level}} %?", f"{_CASE}At {{level}} %, is it kept?"),
        ("{verdict}", "It is {verdict}."),
    ),
    Family(
        "long concepts",
        _CONCEPTS,
        ("Which word is told of?", "Which of the words is it?"),
        tuple(f"{_CONCEPT}{end}" for end in _ENDS),
        asks=False,
    ),
    Family(
        "inflections",
        _VERBS,
        ("{word}", "What does {word} mean in English?", "{word} (from Spanish)"),
        ("{means}", "{means}, in Spanish"),
    ),
    Family(
        "signs",
        _SLICES,
        ("What is `{code}`?", "What's {code}?", "Which part of `xs` is `{code}`?"),
        ("{makes}", "It is {makes} of the list."),
    ),
    Family(
        "nested concepts",
        _NESTED,
        ("What is {name}?", "Define {name}.", "Say what {name} is, in one sentence."),
        ("{does}", "It is {does}.", "Any graph that is {does}."),
    ),
)
