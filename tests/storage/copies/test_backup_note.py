"""What is known of a backup that another process makes."""

import os
import stat
import time

from flashcards.storage.copies.backup_note import begin, failure, forget, making, note_failure


def age(folder):
    """Let the note be older than a process takes to begin."""
    then = time.time() - 3_600
    os.utime(folder / "unfinished.txt", (then, then))


def test_one_that_has_just_begun_is_under_way_and_nothing_is_said(tmp_path):
    folder = tmp_path / "home" / "backups"
    assert begin(folder)
    assert failure(folder) is None
    assert not begin(folder)
    assert stat.S_IMODE((folder / "unfinished.txt").stat().st_mode) == 0o600


def test_one_that_nobody_makes_any_more_was_cut_short_and_another_may_begin(tmp_path):
    begin(tmp_path)
    age(tmp_path)
    assert "cut short" in failure(tmp_path)
    assert begin(tmp_path)


def test_two_never_make_one(tmp_path):
    begin(tmp_path)
    with making(tmp_path) as is_ours:
        assert is_ours
        process = os.fork()
        if not process:
            with making(tmp_path) as is_theirs:
                os._exit(int(is_theirs))
        assert os.waitpid(process, 0)[1] == 0


def test_what_failed_is_said_until_there_is_a_backup(tmp_path):
    begin(tmp_path)
    note_failure(tmp_path, "Cannot write.")
    assert failure(tmp_path) == "Cannot write."
    assert begin(tmp_path)
    forget(tmp_path)
    assert failure(tmp_path) is None


def test_where_no_backup_was_ever_begun_nothing_is_said(tmp_path):
    assert failure(tmp_path / "nowhere") is None
