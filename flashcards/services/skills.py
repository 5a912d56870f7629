"""The skills of a collection as they were rated, and the areas that are weak."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from flashcards.core.card import CardId, Kind
from flashcards.core.log.card_facts import Reset
from flashcards.core.log.lineage import Order
from flashcards.core.preparation.assessment import Rated, Skill, area_of, weights
from flashcards.storage.database.engine import Connection
from flashcards.storage.log.lineage import living_continuations
from flashcards.storage.log.log import facts_that_count
from flashcards.storage.projection.cards import has_skills, known_of_kind
from flashcards.storage.read_models import skills as stored


def skills_of(connection: Connection) -> tuple[Skill, ...]:
    """Every living skill in deck order with its ratings, as far as no reset forgot them."""
    known = known_of_kind(connection, Kind.SELF_ASSESSMENT)
    if not known:
        return ()
    given = _ratings(connection, {one.card.id for one in known})
    areas = stored.areas_of_other_cards(connection)
    return tuple(Skill(one, area_of(one, areas), tuple(given[one.card.id])) for one in known)


def weak_areas(connection: Connection) -> dict[str, Fraction]:
    """The share of each area's rated skills below 4, of those areas that have any."""
    if not has_skills(connection):
        return {}
    return weights(one for one in skills_of(connection) if not one.known.suspended)


def _ratings(connection: Connection, living: set[CardId]) -> Mapping[CardId, list[Rated]]:
    """The ratings under the ids that the skills have now."""
    now = {old: new for old, new in living_continuations(connection).items() if new in living}
    latest = _resets(connection, now)
    found: defaultdict[CardId, list[Rated]] = defaultdict(list)
    for one in stored.ratings(connection, living | now.keys()):
        card = now.get(one.card, one.card)
        if card not in latest or one.came_about > latest[card]:
            found[card].append(one.rated)
    return found


def _resets(connection: Connection, now: Mapping[CardId, CardId]) -> dict[CardId, Order]:
    """Where in the log each card was reset last."""
    latest: dict[CardId, Order] = {}
    for reset in facts_that_count(connection, Reset):
        card, came_about = now.get(reset.card, reset.card), (reset.stamp.clock, reset.stamp.id)
        latest[card] = max(latest.get(card, came_about), came_about)
    return latest
