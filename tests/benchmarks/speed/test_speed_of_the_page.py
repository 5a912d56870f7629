"""How soon the page is up beside a terminal, what it weighs, how soon a browser paints it."""

from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

import pytest
from benchmarks.measuring import Result, cpu_seconds_written, user_time
from benchmarks.processes import flash, processor_seconds_to_first_line
from benchmarks.synthetic import MEDIUM, MOMENT, NOW
from collections_on_disk import deck, place_of
from web_browser import Browser, answering

from flashcards.services.opening.open import open_collection
from flashcards.web.run import running

_CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run")
_ROUNDS = 9
_MAY_COME_LATER_S = 0.15
_MAY_WEIGH_KB = 60.0
_MAY_PAINT_S = 0.05
_MAY = "what it may take"
_FORMULAS = (
    *(r"\frac{a_1 + b^2}{\sqrt{c}}", r"\sum_{i=1}^n x_i^2", r"\int_0^\infty e^{-x^2} dx"),
    *(r"\begin{pmatrix}a & b\\c & d\end{pmatrix}", r"\hat\beta = (X^T X)^{-1} X^T y"),
    *(r"\prod_k \frac{p_k}{1 - p_k}", r"\left(1 + \frac1n\right)^n", r"\mathbb{E}[X] = \mu"),
    *(r"\nabla_\theta J(\theta)", r"\binom{n}{k} p^k (1-p)^{n-k}"),
)
_PARAGRAPH = "A **paragraph** of `words` that is long enough to go on for some lines. " * 3
_BYTES = 10 * 1024
_EMPTY = "data:text/html,<p>word"
_PAINTED = """() => new Promise(found => {
  const first = list => list.getEntriesByName("first-contentful-paint")[0];
  const told = first(performance);
  if (told) found(told.startTime);
  else new PerformanceObserver(list => first(list) && found(first(list).startTime))
    .observe({type: "paint", buffered: true});
})"""
"""Milliseconds from the key or the link, through form and redirect, to the first paint."""


def _kilobytes(number):
    return f"{number:.1f} kB"


def test_the_page_is_up_soon_after_a_terminal_would_be(collection_of, report):
    root = collection_of(MEDIUM)
    commands = flash(root, "web", "--port", "0"), flash(root, "review")
    pairs = [tuple(map(processor_seconds_to_first_line, commands)) for _ in range(_ROUNDS)]
    later = median(page - terminal for page, terminal in pairs)
    name = "the page is up after a terminal's first question, by"
    report(Result(name, later, _MAY_COME_LATER_S, _MAY, 1.0, cpu_seconds_written))


@contextmanager
def _up(root):
    with (
        open_collection(place_of(root), NOW) as collection,
        running(collection, lambda: MOMENT) as page,
        answering(page.serve, page.stop),
    ):
        yield page


def test_no_page_weighs_much(collection_of, report):
    """With the style sheet, the script and the icon, which are fetched once."""
    with _up(collection_of(MEDIUM)) as page:
        browser = Browser(page.port).opened(page.link)
        parts = [
            browser.page.all("link")[0],
            browser.page.all("link")[1],
            browser.page.all("script")[0],
        ]
        assets = sum(len(browser.ask("GET", one.get("href") or one["src"]).body) for one in parts)
        paths = (
            "/",
            "/review",
            "/cards",
            "/statistics",
            "/assess",
            "/practise",
            "/mock",
            "/preview",
        )
        sizes = {path: len(browser.get(path).body) for path in paths}
    heaviest = max(sizes, key=sizes.get)
    whole = (sizes[heaviest] + assets) / 1000
    name = f"the heaviest page, {heaviest}, with all it loads, 10,000 cards"
    report(Result(name, whole, _MAY_WEIGH_KB, "what it may weigh", 1.0, _kilobytes))


@pytest.fixture
def long_answers(tmp_path):
    """Cards whose answers have ten formulas, a table and 10 KB."""
    rows = "\n".join(f"| row {row} | {row * row} | words about it |" for row in range(30))
    parts = [
        *(f"$$\n{one}\n$$" for one in _FORMULAS),
        f"| a | b | c |\n| --- | --- | --- |\n{rows}",
    ]
    while sum(map(len, parts)) < _BYTES:
        parts.append(_PARAGRAPH)
    answer = "\n\n".join(parts).replace("\n", "\n   ")
    cards = "\n\n".join(f"Q: Question {number}?\nA: {answer}" for number in range(_ROUNDS + 1))
    deck(tmp_path, f"---\nnew_per_day: {_ROUNDS + 1}\n---\n{cards}\n", "long.md")
    return tmp_path


def _bytes_of(browser, path):
    """A page as it comes, which is not looked into."""
    connection = HTTPConnection(browser.host, browser.port, timeout=30)
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    connection.request("GET", path, headers={"Cookie": cookies})
    found = connection.getresponse().read()
    connection.close()
    assert b"Good" in found
    return found


def test_an_answer_of_10_kb_costs_little_to_make(long_answers, report):
    with _up(long_answers) as page:
        browser = Browser(page.port).opened(page.link)
        browser.get("/review")
        browser.send(act="reveal")
        address, seconds = browser.path, []
        for _ in range(_ROUNDS):
            begun = user_time()
            _bytes_of(browser, address)
            seconds.append(user_time() - begun)
    name = "page of an answer of 10 KB with ten formulas"
    report(Result(name, median(seconds), _MAY_PAINT_S, _MAY, 1.0, cpu_seconds_written))


def test_a_browser_paints_soon_after_the_key(long_answers, report):
    driver = pytest.importorskip("playwright.sync_api", reason="the extra `browser` is missing")
    if not _CHROMIUM.exists():
        pytest.skip("Debian's package chromium is missing")
    pages, empty, redrawn = [], [], []
    with _up(long_answers) as page, driver.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(_CHROMIUM), args=_FLAGS)
        window = chromium.new_page()
        window.goto(page.link)
        window.goto(f"http://127.0.0.1:{page.port}/review")
        review = window.url
        for _ in range(_ROUNDS):
            window.goto(_EMPTY)
            empty.append(window.evaluate(_PAINTED) / 1000)
            window.goto(review)
            pages.append(window.evaluate(_PAINTED) / 1000)
            window.keyboard.press(" ")
            window.get_by_role("group", name="Grade").wait_for()
            redrawn.append(window.evaluate(_PAINTED) / 1000)
            window.keyboard.press("4")
            window.get_by_role("button", name="Show the answer").wait_for()
        chromium.close()
    first, key = "first paint of a question in Chromium", "key to first paint of an answer of 10 KB"
    report(
        Result(first, median(pages), median(empty), "a page with one word"),
        Result(key, median(redrawn), median(empty), "a page with one word"),
        Result(first, median(pages), _MAY_PAINT_S, _MAY, 1.0),
    )
