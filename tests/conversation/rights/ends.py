"""Where the house stands while the consent that a parent gave for who applied comes to its end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cluster import admission, consents
from cluster.consent_ends import MARK
from cluster.consents import ConsentBy
from tests.conversation.people import CONTENT
from tests.conversation.places import Places


def lay_ends(house: Places, ids: dict[str, Any], parent: int, owner: int) -> None:
    """Have a parent give it for a month; now its text names no term any more."""
    shown = admission.consent_document(CONTENT, "ru")
    house.do(
        consents.give, house.now, parent, replace(shown, valid_months=1), consents.APPLICATION,
        subject_id=owner, by=ConsentBy.REPRESENTATIVE,
    )  # fmt: skip
    ids |= {"owner": owner, "consent": shown.sha256[:MARK]}
    house.keep("consent ends")
