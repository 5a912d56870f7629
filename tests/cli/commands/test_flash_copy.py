"""`flash copy`."""

from running import failed, flash, ok


def test_a_copy_is_said_in_two_lines_and_goes_on_by_itself(root, world):
    ok("answer", "maths:5", 3)
    target = world / "copy.db"
    said = ok("copy", root, target).lines
    assert said[0] == f"2 facts copied from {root}/.flash/flash.db to {target}."
    assert said[1].startswith("Nothing changed: the facts' digest is ")
    assert said[1].endswith(" in both, and so are 1 schedule.")
    there = ("--database", f"sqlite:///{target}")
    assert ok(*there, "due", "--json").json == ok("due", "--json").json
    ok(*there, "undo")
    assert ok(*there, "due", "--json").json["learning"] == 0
    assert ok("due", "--json").json["learning"] == 1


def test_what_cannot_be_copied_is_told(root, world):
    ok("answer", "maths:5", 3)
    assert "There is no database" in failed("copy", world / "nowhere", world / "copy.db")
    assert "name another one" in failed("copy", root, root)
    ok("copy", root, world / "copy.db")
    assert "has a log of 2 facts" in failed("copy", root, world / "copy.db")
    assert flash("copy", root).code == 2
