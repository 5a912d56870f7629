"""Every check in its order, and after a repair once more."""

from flashcards.core.frozen import dataclass
from flashcards.core.study_day import Moment
from flashcards.errors.base import FlashError
from flashcards.services.collection import Collection
from flashcards.services.doctor.backups import backups, other_databases
from flashcards.services.doctor.environment import permissions, settings, versions
from flashcards.services.doctor.examined import DatabaseState, Examined, examined
from flashcards.services.doctor.finding import Check, Finding, Remedy, parts
from flashcards.services.doctor.integrity import integrity
from flashcards.services.doctor.log import beyond_reading, log
from flashcards.services.doctor.projection import compared, decks, orphaned, projection
from flashcards.services.doctor.sources import sources
from flashcards.services.place import Place
from flashcards.services.progress import Progress, unheard
from flashcards.storage.database.engine import place_of


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, in the order of the checks, those left out that could not be made.

    `repairs` says what was put right before, a sentence each.
    """

    findings: tuple[Finding, ...]
    checked: tuple[Check, ...]
    repairs: tuple[str, ...] = ()

    @property
    def is_well(self) -> bool:
        """Whether nothing has to be put right."""
        return not any(finding.is_problem for finding in self.findings)


def examine(place: Place, moment: Moment, progress: Progress = unheard) -> Report:
    """Look at everything, and change nothing."""
    with examined(place, moment) as found:
        return report_on(found, progress)


def report_on(found: Examined, progress: Progress) -> Report:
    """What is to be said of a collection that is open to be looked at."""
    there = sources(found)
    findings = [*versions(found), *settings(found), *permissions(found), *integrity(found, there)]
    checked = [Check.VERSION, Check.SETTINGS, Check.PERMISSIONS, Check.INTEGRITY]
    collection = found.collection if found.state is DatabaseState.WHOLE else None
    if collection is not None:
        in_log = _log(found, collection, progress)
        findings += in_log
        checked.append(Check.LOG)
        if any(one.remedy is Remedy.NEW_DATABASE for one in in_log):
            collection = None
    if collection is not None and found.unsettled is None:
        result = compared(collection, found.moment.now, progress)
        findings += [*projection(result), *orphaned(result), *decks(result)]
        checked += [Check.PROJECTION, Check.ORPHANS, Check.DECKS]
    findings += [*backups(found, there, collection), *other_databases(found)]
    checked += [Check.BACKUPS, Check.ELSEWHERE]
    return Report(tuple(findings), tuple(checked))


def _log(found: Examined, collection: Collection, progress: Progress) -> list[Finding]:
    """The log's findings; where it cannot even be passed through, that."""
    try:
        return list(log(found, collection, progress))
    except FlashError as failure:
        message, _ = parts(str(failure).replace(place_of(collection.engine), str(found.file)))
        return [beyond_reading(found, message)]
