"""What each person sees and may press: conversations, one file a feature.

`FEATURES` is the one line of registration.
"""

from collections.abc import Sequence

from bot.feature import Feature
from handlers import (
    absences,
    admission,
    consent_ends,
    diary,
    digest,
    duplicates,
    exports,
    incidents,
    internship,
    invites,
    language,
    menu,
    operators,
    paper_files,
    path,
    people,
    places,
    practice_papers,
    privacy,
    ranking,
    reminders,
    review,
    roster,
    start,
)

FEATURES: Sequence[Feature] = (
    start.feature,
    menu.feature,
    language.feature,
    privacy.feature,
    consent_ends.feature,
    people.feature,
    invites.feature,
    admission.feature,
    review.feature,
    paper_files.feature,
    ranking.feature,
    roster.feature,
    exports.feature,
    internship.feature,
    path.feature,
    reminders.feature,
    practice_papers.feature,
    places.feature,
    digest.feature,
    duplicates.feature,
    incidents.feature,
    diary.feature,
    absences.feature,
    operators.feature,
)
