"""Settings of every test, and a data folder that is not the learner's."""

import pytest
from hypothesis import settings

settings.register_profile("flash", deadline=None)
settings.load_profile("flash")


@pytest.fixture(autouse=True, scope="session")
def _away_from_home(tmp_path_factory):
    """What flash keeps outside collections goes to a folder of the run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield
