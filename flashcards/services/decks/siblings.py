"""Siblings kept apart: a card rests while another of its place was studied lately."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta

from flashcards.core.card import CardId, Source
from flashcards.core.known_card import KnownCard
from flashcards.services.work import Work
from flashcards.storage.projection.queue import studied_since


def studied_lately(work: Work) -> dict[Source, set[CardId]]:
    """The cards studied lately, by the place they were cut from; none where none need rest."""
    days = work.collection.settings.sibling_days
    return studied_since(work.connection, work.today - timedelta(days=days - 1)) if days else {}


def with_siblings(
    known: KnownCard, studied: Mapping[Source, Collection[CardId]], today: date
) -> KnownCard:
    """The card, resting where a sibling of its place was studied lately and it was not."""
    schedule = known.schedule
    here = studied.get(known.card.source, frozenset()) if studied else frozenset()
    if not here or schedule.in_steps or schedule.last_studied_on == today:
        return known
    rests = any(card != known.card.id for card in here)
    return replace(known, sibling_studied=True) if rests else known
