"""A mock that is open."""


def resume_line(form: str) -> str:
    """The command that goes on with it, as the next step."""
    return f"Next: flash mock resume (the {form} mock is open)"
