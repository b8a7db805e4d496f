"""What each person sees and may press: conversations, one file a feature.

`FEATURES` is the one line of registration.
"""

from collections.abc import Sequence

from bot.feature import Feature
from handlers import (
    admission,
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
    privacy,
    ranking,
    reminders,
    review,
    start,
)

FEATURES: Sequence[Feature] = (
    start.feature,
    menu.feature,
    language.feature,
    privacy.feature,
    people.feature,
    invites.feature,
    admission.feature,
    review.feature,
    paper_files.feature,
    ranking.feature,
    exports.feature,
    internship.feature,
    path.feature,
    reminders.feature,
    digest.feature,
    duplicates.feature,
    incidents.feature,
    operators.feature,
)
