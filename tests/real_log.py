"""One learner's real reviews of half a year, where the folder of shared data is."""

import csv
from datetime import datetime, timezone
from pathlib import Path

import pytest
from histories import review

from flashcards.core.card import CardId
from flashcards.core.log.card_facts import Review
from flashcards.core.rating import Rating

LOG = Path(__file__).parents[2] / "shared" / "data" / "review-log.csv"
BEHIND_UTC_S = -7 * 3600
"""Between six and fifteen hours UTC this learner slept."""


def real_reviews() -> list[Review]:
    """All reviews, in order; a test that asks for them is skipped where they are missing."""
    if not LOG.exists():
        pytest.skip(f"{LOG} is missing")
    with LOG.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        review(
            Rating(int(row["review_rating"])),
            datetime.fromisoformat(row["review_time"]).astimezone(timezone.utc),
            card=CardId(row["card_id"]),
            offset_s=BEHIND_UTC_S,
        )
        for row in rows
    ]
