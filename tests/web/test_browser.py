"""The page in a real Chromium: keys, tabs, a phone, no script, dark, names for all; no complaint.

Needs the extra `browser` and Debian's package chromium; without them these tests say so.
"""

from pathlib import Path

import pytest
from collections_on_disk import deck, reviews

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
playwright = pytest.importorskip("playwright.sync_api", reason="the extra `browser` is missing")
if not CHROMIUM.exists():
    pytest.skip("Debian's package chromium is missing", allow_module_level=True)

PATIENCE_MS = 20_000
WIDE = " + ".join(f"x_{{{n}}}^{{2}}" for n in range(60))
CARDS = rf"""Q: What is $\frac{{a}}{{b}}$, and $x$?
A: Inline $\sum_{{i}} {WIDE}$ goes on.

$$ {WIDE} $$

```python
def long({", ".join(f"argument_{n}" for n in range(30))}): pass
```

| {" | ".join(f"column {n}" for n in range(12))} |
|{"---|" * 12}
| {" | ".join("a b" for _ in range(12))} |

Q: two?
A: 2
"""
PAGES = (
    *("/", "/review", "/cards", "/statistics", "/assess", "/practise", "/mock", "/preview"),
    "/preview/wide.md",
    "/statistics/figures",
)
NAMED = {"button", "link", "textbox", "searchbox", "image", "progressbar", "math", "article"}


@pytest.fixture
def root(tmp_path):
    """A deck with a formula, code and a table that are wider than a screen."""
    deck(tmp_path, CARDS, "wide.md")
    deck(tmp_path, "---\ncards: self-assessment\n---\n- Ridge — derive it\n", "skills.md")
    return tmp_path


@pytest.fixture
def bound(root):
    """Keys of one's own."""
    (root / "flash.toml").write_text('[keys]\nundo = "b"\neasy = "|"\n')


@pytest.fixture(scope="module")
def chromium():
    """A real browser."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def window(up, chromium):
    """Windows that were let in, and all that a browser complained of or asked elsewhere."""
    complaints, contexts, known = [], [], {}

    def opened(**options):
        context = chromium.new_context(**options, **known)
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda failure: complaints.append(str(failure)))
        page.on("request", lambda one: one.url.startswith(home) or complaints.append(one.url))
        page.goto(home if known else up.running.link)
        known["storage_state"] = context.storage_state()
        return page

    home = f"http://127.0.0.1:{up.running.port}/"
    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def at(page, path):
    """Go to a path of the page."""
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + path)


def press(page, key):
    """Press a key once the page's script is there to hear it."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def test_a_review_is_held_with_keys_alone(window):
    page = window()
    press(page, " ")
    page.get_by_text("0 answered · 2 left").wait_for()
    press(page, " ")
    page.get_by_role("group", name="Grade").wait_for()
    press(page, "4")
    page.get_by_text("1 answered · 1 left").wait_for()
    press(page, "u")
    page.get_by_text("0 answered · 2 left").wait_for()
    press(page, "U")
    page.get_by_text("1 answered · 1 left").wait_for()
    press(page, " ")
    page.get_by_role("group", name="Grade").wait_for()
    press(page, "4")
    page.get_by_text("2 answers saved.").wait_for()
    press(page, "u")
    page.get_by_role("group", name="Grade").wait_for()


@pytest.mark.usefixtures("bound")
def test_bound_keys_are_obeyed_and_those_they_stand_for_are_not(window):
    page = window()
    at(page, "/review")
    press(page, " ")
    page.get_by_role("group", name="Grade").wait_for()
    press(page, "|")
    page.get_by_text("1 answered · 1 left").wait_for()
    press(page, "u")
    press(page, "b")
    page.get_by_text("Taken back. U gives it back.").wait_for()
    page.get_by_role("group", name="Grade").wait_for()
    press(page, "4")
    page.get_by_text("1 answered · 1 left").wait_for()


def test_the_keys_are_shown_and_hidden_by_one(window):
    page = window(viewport={"width": 640, "height": 300})
    at(page, "/review")
    keys = page.get_by_role("cell", name="these keys")
    assert not keys.is_visible()
    press(page, "?")
    keys.wait_for()
    assert page.locator("details.keys").evaluate("one => one.open")
    press(page, "?")
    keys.wait_for(state="hidden")


def test_an_answer_is_typed_with_keys_alone(root, window):
    deck(root, "---\nanswer: typed\n---\nQ: three?\nA: gradient\n", "typed.md")
    page = window()
    at(page, "/review?deck=typed")
    press(page, " ")
    page.keyboard.type("gradint 4u")
    press(page, "Enter")
    page.get_by_text("you: gradint 4u").wait_for()
    press(page, " ")
    page.get_by_text("Good: it comes again in 10m.").wait_for()


def test_keys_are_written_where_something_is_typed(window):
    page = window()
    at(page, "/cards")
    press(page, "/")
    page.keyboard.type("4u!s")
    assert page.get_by_role("searchbox").input_value() == "4u!s"
    at(page, "/assess/due")
    press(page, " ")
    page.get_by_role("group", name="Grade").wait_for()
    press(page, "n")
    page.keyboard.type("1 3 5")
    press(page, "Escape")
    press(page, "3")
    page.get_by_text("1 answer saved.").wait_for()


@pytest.mark.parametrize("size", [{"width": 360, "height": 700}, {"width": 640, "height": 400}])
def test_nothing_is_wider_than_a_phone_or_a_page_at_twice_its_size(window, size):
    page = window(viewport=size)
    for path in PAGES:
        at(page, path)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
    at(page, "/review?deck=wide")
    press(page, " ")
    page.get_by_role("group", name="Grade").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    scrolled = "e => e.scrollWidth > e.clientWidth && getComputedStyle(e).overflowX == 'auto'"
    for wide in ("p.math:has(math)", ".display", "pre", "div.wide"):
        assert page.locator(f".answer {wide}").first.evaluate(scrolled), wide


def test_all_is_done_without_a_script(window):
    page = window(java_script_enabled=False)
    at(page, "/review")
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="Good").click()
    page.get_by_text("1 answered").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("0 answered").wait_for()
    page.get_by_role("link", name="Edit").click()
    page.get_by_role("textbox", name="Card").fill("Q: edited?\nA: yes")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("edited?").wait_for()


@pytest.mark.parametrize(("scheme", "is_dark"), [("dark", True), ("light", False)])
def test_it_is_as_dark_as_the_system(window, scheme, is_dark):
    page = window(color_scheme=scheme)
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    red = int(colour.removeprefix("rgb(").split(",")[0])
    assert (red < 64) is is_dark


@pytest.mark.parametrize("path", PAGES)
def test_everything_has_a_name(window, path):
    page = window()
    at(page, path)
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    found = [
        (one["role"]["value"], one.get("name", {}).get("value", ""))
        for one in nodes
        if not one.get("ignored") and one["role"]["value"] in NAMED
    ]
    assert found
    assert [role for role, name in found if not name.strip() and role != "math"] == []
    assert page.locator("h1").count() == 1


def test_a_fraction_is_higher_than_a_letter(window):
    page = window()
    at(page, "/review?deck=wide")
    heights = page.locator(".question math").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert heights[0] > 1.3 * heights[1]


def test_two_tabs_count_an_answer_once(window):
    first = window()
    at(first, "/review?deck=wide")
    press(first, " ")
    first.get_by_role("group", name="Grade").wait_for()
    second = window()
    second.goto(first.url)
    press(second, "4")
    second.get_by_text("1 answered · 1 left").wait_for()
    press(first, "4")
    first.get_by_text("This page was out of date").wait_for()
    first.get_by_text("1 answered · 1 left").wait_for()


def test_the_clock_of_a_card_goes_on(root, window):
    deck(root, "---\nlimit: 90s\n---\nQ: quick?\nA: yes\n", "timed.md")
    page = window()
    at(page, "/review?deck=timed")
    page.get_by_role("timer").filter(has_text="0:00 of 1:30").wait_for()
    page.get_by_role("timer").filter(has_text="0:01 of 1:30").wait_for()


def test_a_deck_is_shown_anew_when_it_is_saved(root, window):
    page = window()
    at(page, "/preview/wide.md")
    page.get_by_text("two?").wait_for()
    deck(root, "Q: saved?\nA: yes\n", "wide.md")
    page.get_by_text("saved?").wait_for()


def test_a_mock_is_held_with_keys_and_its_clock_goes_on(root, window):
    questions = "".join(f"Q: Why {n}?\nA: Because.\n\n" for n in range(12))
    deck(root, f"---\narea: theory\n---\n{questions}", "theory.md")
    page = window()
    at(page, "/mock")
    page.get_by_role("button", name="Begin").click()
    page.get_by_text("As on the day itself").wait_for()
    press(page, " ")
    page.get_by_role("timer").filter(has_text="1:59 left of 2:00").wait_for()
    press(page, " ")
    page.get_by_text("question 2 of 10").wait_for()


def test_points_are_ticked_in_the_answer_with_keys_or_by_their_words(root, window):
    deck(root, "Q: Why?\nA: **Because.**\n\n- one\n- two\n- three\n", "points.md")
    page = window()
    at(page, "/review?deck=points")
    press(page, " ")
    page.get_by_role("group", name="Grade").wait_for()
    press(page, "p")
    page.get_by_role("checkbox", name="two").wait_for()
    press(page, "3")
    page.get_by_text("one", exact=True).click()
    press(page, "Enter")
    page.get_by_text("2 of 3 said").first.wait_for()
    ticked = [page.get_by_role("checkbox", name=one).is_checked() for one in ("one", "two")]
    assert ticked == [True, False]
    press(page, "4")
    page.get_by_text("1 answer saved, 2 of 3 points said").wait_for()


EVIL = r"""Q: <script>window.evil = 1</script> <img src=x onerror="window.evil = 2">
[link](javascript:window.evil=3) ![p](javascript:window.evil=4) <svg onload="window.evil=5">
$\href{javascript:window.evil=6}{x}$ <iframe srcdoc="<script>top.evil=7</script>"></iframe>
A: <style>body { display: none }</style><a href="javascript:window.evil=8" id="main">yes</a>
"""


def test_nothing_of_a_card_runs(root, window):
    deck(root, EVIL, "evil.md")
    page = window()
    at(page, "/review?deck=evil")
    press(page, " ")
    page.get_by_role("group", name="Grade").wait_for()
    page.get_by_text("yes").first.click()
    assert page.evaluate("window.evil") is None
    assert page.locator("article script, article iframe, article style, article svg").count() == 0


FOREIGN = """<form id="f" method="post" action="{address}">
<input name="act" value="suspend"><input name="mark" value="x"></form><script>f.submit()</script>"""


@pytest.mark.parametrize("home", ["http://localhost:1/", "http://evil.example/"])
def test_a_form_on_another_page_is_refused_by_what_the_browser_says_of_it(
    up, window, chromium, home
):
    """Also where the cookie comes along, as from another port of this machine."""
    page = window()
    at(page, "/review")
    address = page.url.replace("127.0.0.1", "localhost")
    known = page.context.storage_state()
    known["cookies"] += [{**one, "domain": "localhost"} for one in known["cookies"]]
    stranger = chromium.new_context(storage_state=known)
    stranger.route(
        home,
        lambda one: one.fulfill(content_type="text/html", body=FOREIGN.format(address=address)),
    )
    other = stranger.new_page()
    other.goto(home)
    other.get_by_text("This form comes from another page.").wait_for(timeout=PATIENCE_MS)
    stranger.close()
    assert reviews(up.collection) == []
