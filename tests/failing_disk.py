"""A disk that cannot make a database's writes durable: `fsync` fails while a file is there."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from running import PATIENCE_S, PYTHON

_SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fails(int file) {
    char link[64], path[4096];
    const char *trigger = getenv("FLASH_TEST_FSYNC_FAILS");
    if (!trigger || access(trigger, F_OK) != 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    if (!strstr(path, ".db")) return 0;
    char once[4096];
    snprintf(once, sizeof once, "%s.once", trigger);
    if (unlink(once) == 0) unlink(trigger);
    return 1;
}

int fsync(int file) {
    if (fails(file)) { errno = EIO; return -1; }
    return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file);
}

int fdatasync(int file) {
    if (fails(file)) { errno = EIO; return -1; }
    return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(file);
}
"""
_BITES = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("PRAGMA synchronous = FULL")
open(sys.argv[2], "w").close()
try:
    connection.execute("CREATE TABLE t (x)")
except sqlite3.OperationalError as failure:
    sys.exit(failure.sqlite_errorname != "SQLITE_IOERR_FSYNC")
sys.exit(2)
"""


class FailingDisk:
    """Whether a process's `fsync` of a database fails: from `begin` to `end`, or the next one."""

    def __init__(self, trigger: Path, variables: dict[str, str]) -> None:
        self._trigger, self._variables = trigger, variables

    @property
    def environment(self) -> dict[str, str]:
        """The environment of processes that write to this disk."""
        return os.environ | self._variables

    def begin(self) -> None:
        """From now on it fails."""
        self._trigger.touch()

    def fail_once(self) -> None:
        """The next one fails."""
        self._trigger.with_name(self._trigger.name + ".once").touch()
        self._trigger.touch()

    def end(self) -> None:
        """From now on it works."""
        self._trigger.unlink(missing_ok=True)


def failing_disk(folder: Path) -> FailingDisk:
    """A disk under control; skips where its trick does not work."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler to make a failing fsync with")
    source, library, trigger = folder / "shim.c", folder / "shim.so", folder / "fails"
    source.write_text(_SHIM)
    build: list[str | Path] = [compiler, "-shared", "-fPIC", "-o", library, source, "-ldl"]
    if subprocess.run(build, capture_output=True, check=False).returncode:
        pytest.skip("the C compiler makes no shared library")
    variables = {"LD_PRELOAD": str(library), "FLASH_TEST_FSYNC_FAILS": str(trigger)}
    command: list[str | Path] = [PYTHON, "-c", _BITES, folder / "tried.db", trigger]
    ran = subprocess.run(command, env=os.environ | variables, check=False, timeout=PATIENCE_S)
    trigger.unlink(missing_ok=True)
    if ran.returncode:
        pytest.skip("SQLite is linked so that its fsync cannot be replaced")
    return FailingDisk(trigger, variables)
