"""The keys of the rows, in their order."""

CARD = [
    *("id", "deck", "area", "kind", "front", "back", "file", "line", "tags", "limit_s"),
    *("state", "due_on", "due_at", "last_review_at", "stability", "difficulty"),
    *("retrievability", "reps", "lapses", "suspended", "buried", "leech", "orphan"),
]
"""A row of `flash list`."""

ANSWER = [
    *("id", "at", "rating", "score", "duration_ms", "state", "stability", "difficulty"),
    *("due_on", "undone", "source", "limit_s", "revealed_ms", "note"),
    *("said", "points"),
]
"""A row of a card's history."""

STATS = [
    *("study_day", "periods", "decks", "retention", "streak", "days", "heat_map", "cards"),
    *("calibration", "answers", "times", "hardest", "limits"),
]
"""`flash stats`."""
