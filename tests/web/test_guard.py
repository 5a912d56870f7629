"""Each defence, and an attack on it; in each the learner's history stays as it is."""

from urllib.parse import urlencode

import pytest
from web_browser import Browser


@pytest.mark.parametrize(
    "path", ["/", "/review", "/cards", "/statistics", "/media/1/x.png", "/nowhere"]
)
def test_a_browser_that_did_not_open_the_link_sees_nothing(up, path):
    page = Browser(up.running.port).get(path)
    assert page.status == 403
    assert "This browser is not known." in page.text
    assert "numbers" not in page.text


def test_the_link_lets_one_browser_in_and_no_second_one(up):
    first = up.browser()
    assert "20 new" not in first.page.text
    assert "3 new cards" in first.page.text
    second = Browser(up.running.port).get(up.running.link.partition("/?")[2].join(("/?", "")))
    assert second.status == 403
    assert "used already" in second.text
    assert first.get("/").status == 200


def test_the_browser_that_is_in_may_open_the_link_again(up):
    browser = up.browser()
    assert browser.opened(up.running.link).path == "/"


@pytest.mark.parametrize("token", ["", "wrong", "\ud800"[:0] + "%FF%FE"])
def test_a_wrong_link_lets_nobody_in_and_leaves_the_right_one(up, token):
    assert Browser(up.running.port).get(f"/?token={token}").status == 403
    assert up.browser().page.status == 200


def test_the_cookie_is_for_this_page_alone_and_for_no_script(up):
    answer = Browser(up.running.port).ask("GET", "/?" + up.running.link.partition("?")[2])
    said = answer.headers["set-cookie"].split("; ")
    assert said[0].startswith(f"flash-{up.running.port}=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(said)
    assert "token" not in answer.headers["location"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1:1", ""])
def test_a_name_that_leads_here_by_a_trick_is_answered_with_nothing(up, host):
    browser = up.browser()
    page = browser.ask("GET", "/", Host=host) if host else browser.ask("GET", "/", Host=" ")
    assert page.status == 421
    assert "numbers" not in page.text


@pytest.mark.parametrize("host", ["localhost", "[::1]"])
def test_the_other_names_of_this_machine_are_known(up, host):
    browser = up.browser()
    browser.host = host
    assert browser.get("/").status == 200


FOREIGN = {
    "from another page": {"Origin": "http://evil.example"},
    "from another port": {"Origin": "http://127.0.0.1:1"},
    "from nowhere": {"Origin": ""},
    "from a sandbox": {"Origin": "null"},
    "across sites": {"Sec_Fetch_Site": "cross-site"},
    "from another port, as the browser says": {"Sec_Fetch_Site": "same-site"},
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
def test_a_form_from_elsewhere_does_nothing(up, headers):
    browser = up.browser()
    browser.get("/")
    page = browser.ask("POST", "/", urlencode({"form_token": "x"}), **headers)
    assert page.status == 403
    assert "comes from another page" in page.text


@pytest.mark.parametrize("token", ["", "x"])
def test_a_form_that_stood_on_no_page_of_ours_does_nothing(up, token):
    page = up.browser().ask("POST", "/", urlencode({"form_token": token}))
    assert page.status == 403
    assert "This form is incomplete." in page.text


def test_a_form_without_the_cookie_does_nothing(up):
    up.browser()
    assert Browser(up.running.port).ask("POST", "/", "form_token=x").status == 403


def test_what_every_page_needs_is_shown_to_any_browser_and_tells_nothing(up):
    page = Browser(up.running.port).get("/")
    named = [one.get("href", one.get("src")) for tag in ("link", "script") for one in page.all(tag)]
    assert len(named) == 3
    for address in named:
        answer = Browser(up.running.port).get(address)
        assert answer.status == 200
        assert "immutable" in answer.headers["cache-control"]
    assert page.headers["cache-control"] == "no-store"


def test_a_page_that_is_none_says_where_to_go(browser):
    page = browser.get("/nowhere/../../etc/passwd")
    assert page.status == 404
    assert page.all("a", href="/")
