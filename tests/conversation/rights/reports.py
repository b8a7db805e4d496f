"""Where the house stands while a large list waits to leave it, and while one person was filled in twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from cluster import admission, consents, exports
from storage import people as stored
from storage.exports import Export
from tests.conversation.people import CONTENT
from tests.conversation.places import Places
from tests.unit.test_admission_rules import form

HERE_ONCE, ELSEWHERE_ONCE = "klepiki-welder-9", "zhivago-welder-9"
CAMPAIGN = "2026"


def lay_exports(house: Places, ids: dict[str, int], asker: int, other: int, college: str) -> None:
    """Have an asker take as much as one may alone, ask for more, and get another's word."""
    now, earlier = house.now, house.now - timedelta(hours=1)
    alone = house.do(_ask, earlier, asker, college)
    house.do(exports.deliver, earlier, asker, alone.id, exports.MOST_ALONE)
    ids["export"] = house.do(_ask, now, asker, college).id
    house.keep("export waits")
    house.do(exports.decide, now, other, ids["export"], confirm=True)
    house.keep("export allowed")


def _ask(session: Session, now: datetime, asker: int, college: str) -> Export:
    choice = exports.Choice(college, CAMPAIGN, exports.ALL)
    return exports.ask(session, now, asker, choice, CONTENT).value


def apply_again(session: Session, now: datetime, owner: int, programme: str) -> int:
    """Have somebody fill in, once more, who has applied already; return the new record's id."""
    consents.give(session, now, owner, admission.consent_document(CONTENT, "ru"), consents.APPLICATION)
    sent = admission.submit(session, now, owner, form(choices=[programme]), CONTENT).value
    return sent.applicant_id


def lay_doubles(house: Places, ids: dict[str, int], first_telegram_id: int) -> None:
    """Have two more people fill in who has applied: one in the same college, one elsewhere."""
    for n, (name, programme) in enumerate((("double", HERE_ONCE), ("double_elsewhere", ELSEWHERE_ONCE))):
        owner = house.do(stored.meet, first_telegram_id + n, first_telegram_id + n, "ru", house.now).id
        ids[name] = house.do(apply_again, house.now, owner, programme)
    house.keep("applied again")
