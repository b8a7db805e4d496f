"""Where the house stands while its college works with lists, gives seats out and offers free ones."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from cluster import ranking
from cluster.ranking import ListRow
from cluster.ranking.offering import offer_next
from storage.admission import ApplicationStatus, applications
from storage.ranking import seats
from tests.conversation.people import CONTENT
from tests.conversation.places import Places

CAMPAIGN, PROGRAMME = "2026", "klepiki-welder-9"
AFTER_DOCS_END = datetime(2026, 8, 16, 7, 0, tzinfo=UTC)
AFTER_ORIGINALS = datetime(2026, 8, 19, 6, 0, tzinfo=UTC)


def lay_lists(house: Places, ids: dict[str, int], staff: int, college: str) -> None:
    """Lead an invited application into a list, to a seat, and into the reserve with a seat on offer."""
    now, one = house.now, ids["application"]
    house.do(applications.set_registration, one, "45")
    house.do(applications.set_status, one, ApplicationStatus.REGISTERED, now)
    rows = [ListRow(row=2, number="45", programme=PROGRAMME, grade=Decimal("4.25"))]
    step = house.do(ranking.prepare_list, now, staff, college, CAMPAIGN, rows).value
    ids["step"] = step.id
    house.keep("list prepared")
    house.do(ranking.apply, now, staff, step.id, CONTENT)
    house.keep("list applied")
    house.keep("list stands", AFTER_DOCS_END)
    given = house.do(ranking.prepare_seats, AFTER_DOCS_END, staff, college, CAMPAIGN, PROGRAMME, CONTENT).value
    house.do(ranking.apply, AFTER_DOCS_END, staff, given.id, CONTENT)
    house.keep("original awaited", AFTER_DOCS_END)
    house.keep("seat given", AFTER_ORIGINALS)
    house.begin_at("list stands")
    house.do(applications.set_status, one, ApplicationStatus.RESERVE, AFTER_DOCS_END)
    left_by = ids.get("elsewhere", one)
    seat = house.do(seats.free, CAMPAIGN, college, PROGRAMME, left_by, AFTER_DOCS_END)
    house.keep("seat free", AFTER_DOCS_END)
    (offered,) = house.do(offer_next, AFTER_DOCS_END, seat, CONTENT)
    ids["offer"] = offered.offer_id
    house.keep("offered", AFTER_DOCS_END)
