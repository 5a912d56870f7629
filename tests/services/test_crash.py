"""Law 6: what was acknowledged is there, whenever the process is killed."""

import os
import signal
import subprocess
import sys

from collections_on_disk import deck, dump, opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flashcards.services.rebuild import rebuild
from flashcards.storage.database import reading
from flashcards.storage.log import all_facts

ANSWERS = """
import sys
from pathlib import Path
from flashcards.core.study_day import Moment
from flashcards.services.answer import Grade, answer
from flashcards.services.opening import open_collection
from flashcards.services.whereabouts import Whereabouts
from datetime import UTC, datetime

root = Path(sys.argv[1])
with open_collection(Whereabouts(root, named=root), datetime.now(UTC)) as collection:
    print("ready", flush=True)
    while True:
        for card in sys.argv[2:]:
            moment = Moment(datetime.now(UTC), UTC)
            done = answer(collection, moment, card, Grade(3))
            print(done.review.stamp.id, flush=True)
"""


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.integers(1, 60))
def test_no_acknowledged_answer_is_lost_to_a_kill(tmp_path_factory, answers):
    """Answers are acknowledged on a pipe; after so many of them comes SIGKILL."""
    tmp_path = tmp_path_factory.mktemp("killed")
    deck(tmp_path)
    with opened(tmp_path) as collection, reading(collection.engine) as connection:
        ids = [row.id for row in connection.exec_driver_sql("SELECT id FROM cards")]
    acknowledged = acknowledged_until_killed(tmp_path, ids, answers)
    with opened(tmp_path) as collection:
        with reading(collection.engine) as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            written = [fact.stamp.id for fact in all_facts(connection)]
        assert set(acknowledged) <= set(written)
        assert len(written) == len(set(written))
        before = dump(collection)
        rebuild(collection)
        assert dump(collection) == before


def acknowledged_until_killed(root, cards, enough):
    """The ids of the facts that a process said it had written before it was killed."""
    command = [sys.executable, "-c", ANSWERS, str(root), *cards]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        heard = [process.stdout.readline() for _ in range(enough)]
        os.kill(process.pid, signal.SIGKILL)
        heard += process.stdout.readlines()
    assert process.returncode == -signal.SIGKILL
    return [line.strip() for line in heard if line.endswith("\n")]
