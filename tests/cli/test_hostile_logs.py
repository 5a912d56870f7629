"""Lines that poisoned a collection, or traced back for ever: named, passed over, left in place."""

import json

import pytest
from collections_on_disk import deck
from running import flash, ok

CARD = {"card": "zz", "kind": "question", "front": "f", "back": "b"}
STEM = {"version": 1, "id": "evil", "machine": "peer", "at": "2026-11-29T10:00:00Z"}
AHEAD = {"fact": "introduced", **STEM, "clock": 9223372032559808512, **CARD}
DEEP = {"fact": "sighed", **STEM, "version": 9, "clock": 7, "mood": 0}
LINES = {
    "a clock near the end": json.dumps(AHEAD),
    "nested 973 deep": json.dumps(DEEP).replace("0}", "[" * 973 + "]" * 973 + "}"),
    "nested 51 deep": json.dumps(DEEP).replace("0}", "[" * 50 + "]" * 50 + "}"),
    "no card": json.dumps(AHEAD | {"clock": 7, "card": ""}),
    "a card of 12,000 characters": json.dumps(AHEAD | {"clock": 7, "card": "c" * 12_000}),
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_hostile_line_poisons_nothing(root, world, line):
    for place in ("maths:5", "maths:8", "maths:5"):
        ok("answer", place, 3)
    peer = root / ".flash" / "log" / "peer.jsonl"
    peer.parent.mkdir(parents=True, exist_ok=True)
    peer.write_text(f"{line}\n")
    assert f"{peer}:1 is not a fact: it was skipped." in flash("sync").err
    for place in ("maths:8", "maths:5", "maths:8"):
        ok("answer", place, 3)
    ok("sync")
    assert ok("doctor", "--json").json["ok"]
    ok("doctor", "--repair")
    assert len(json.loads(ok("export", "reviews").out)) == 6
    assert peer.read_text() == f"{line}\n"
    other = world / "other"
    deck(other, (root / "maths.md").read_text(), "maths.md")
    ok("-C", other, "answer", "maths:5", 3)
    merged = flash("-C", other, "merge", root)
    assert merged.out.startswith("8 facts taken in")
    assert "is not a fact: it was skipped." in merged.err
    assert len(json.loads(ok("-C", other, "export", "reviews").out)) == 7
