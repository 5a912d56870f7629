"""Failures that a person can mend; each message is one whole sentence that says how."""


class FlashError(Exception):
    """A failure whose message is one sentence for the person at the keyboard; exit code 1."""
