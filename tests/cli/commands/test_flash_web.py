"""`flash web`: the page is up until Ctrl-C, on this machine alone."""

import re
import signal
import sys
from http.client import HTTPConnection

import pytest
from running import begun, failed

pytestmark = pytest.mark.usefixtures("root")


def test_it_says_the_link_and_ends_by_ctrl_c():
    with begun("web", "--port", "0") as process:
        said = process.stdout.readline() + process.stdout.readline()
        port = int(re.search(rb"http://127\.0\.0\.1:(\d+)/\?token=\S+", said)[1])
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/")
        assert connection.getresponse().status == 403
        connection.close()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.wait(), err) == (0, b"")
    assert out.decode() == "The page is closed; everything answered is saved.\n"


@pytest.mark.parametrize("host", ["10.0.0.1", "192.168.1.4", "example.com", ""])
def test_an_address_that_others_reach_is_refused(host):
    assert "is not this machine's own address" in failed("web", "--port", "0", "--host", host)


def test_a_port_in_use_is_refused():
    with begun("web", "--port", "0") as process:
        said = process.stdout.readline() + process.stdout.readline()
        port = re.search(rb":(\d+)/", said)[1].decode()
        assert f"Port {port} cannot be used" in failed("web", "--port", port)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a browser")
def test_no_browser_is_one_sentence_and_the_page_is_up(world, monkeypatch):
    monkeypatch.setenv("PATH", str(world))
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with begun("web", "--port", "0", "--open") as process:
        assert process.stdout.readline() + process.stdout.readline()
        said = process.stderr.readline().decode()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert said == "flash: No browser was found: open the link yourself.\n"
    assert process.wait() == 0


@pytest.mark.skipif(sys.platform != "linux", reason="other systems ask no $BROWSER")
def test_a_browser_that_holds_on_until_it_is_closed_gets_the_page(world, monkeypatch):
    reader = world / "reader.py"
    reader.write_text(READER)
    monkeypatch.setenv("BROWSER", f"{sys.executable} {reader} %s")
    with begun("web", "--port", "0", "--open") as process:
        said = [process.stdout.readline() for _ in range(3)]
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert said[2] == b"the page: 200\n"


READER = """\
import sys
from urllib.request import HTTPCookieProcessor, build_opener
page = build_opener(HTTPCookieProcessor()).open(sys.argv[1], timeout=30)
print("the page:", page.status, flush=True)
"""
