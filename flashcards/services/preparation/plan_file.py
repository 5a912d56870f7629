"""The file of a plan, to copy and change: told without a database, and so beside `plan.py`."""

from flashcards.storage.files.plan_files import plan_text


def plan_file(said: str) -> str:
    """The text of a plan, one that comes with flash or a file; raises `NoSuchPlan`."""
    return plan_text(said)
