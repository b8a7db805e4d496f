"""Who is told of an incident, by content: what is wrong is told with its line, what is shipped keeps its promises."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from cluster.content import IncidentCall, IncidentParty, IncidentRoute, load_content
from cluster.content.incidents import OF_THE_PLANT, default_route
from storage.incidents import IncidentKind
from tests.conversation.people import CONTENT
from tests.unit.test_content import WHOLE, faults, write

SHIPPED = (Path(__file__).parents[2] / "content" / "ryazan" / "incidents.toml").read_text(encoding="utf-8")
SAFETY = {IncidentKind.INJURY, IncidentKind.NEAR_MISS, IncidentKind.UNSAFE}


def line_of(text: str) -> int:
    """Return the line of the shipped file that holds a text for the first time."""
    return SHIPPED[: SHIPPED.index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ('key = "injury"', 'key = "fire"', 'key = "injury"', '"fire" is no kind of incident; there are: injury, '),
        ("minutes = 15", "office_hours = 1", None, "step 1: an urgent kind waits minutes, not office_hours"),
        ("minutes = 15", "minutes = 61", None, "step 1: 61 minutes are too long for an urgent kind"),
        ("minutes = 15", "minutes = 0", "minutes = 15", "steps.0.minutes: Input should be greater"),
        ("office_hours = 2", "minutes = 2", None, "step 1: a kind that is not urgent waits office_hours, not minutes"),
        ('["emergency", "safety", "college"]', '["college"]', None, 'step 1: the calls of an urgent kind begin with'),
        ('told = ["college"]', 'told = ["mentor"]', None, '"mentor" is told twice'),
        ('told = ["mentor", "enterprise", "supervisor", "coordinator"]', 'told = ["boss"]', None, "steps.0.told.0: "),
        ('told = ["supervisor", "coordinator"]\ncalls = ["emergency", "college"]',
         'told = ["mentor", "coordinator"]\ncalls = ["emergency", "college"]', None,
         "step 1: the plant is told, or called, of a kind that is closed to it"),
        ("urgent = true", "urgent = true\nclose_reminders = 0", None, "of an urgent kind that is not closed somebody is"),
        ("Здесь опасно", "Травма", 'label = { ru = "Здесь', 'the ru label "Травма" is taken by "injury"'),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_file_and_line(tmp_path: Path, old: str, new: str, at: str | None, said: str) -> None:
    assert old in SHIPPED
    told = faults(tmp_path, WHOLE | {"incidents.toml": SHIPPED.replace(old, new, 1)})
    place = f"incidents.toml:{line_of(at)}: " if at else "incidents.toml:"
    assert told[0].startswith(place), told
    assert said in told[0]


def test_a_kind_that_was_forgotten_is_told(tmp_path: Path) -> None:
    last = SHIPPED.rindex("[[incident_routes]]")
    told = faults(tmp_path, WHOLE | {"incidents.toml": SHIPPED[:last]})
    line = line_of('key = "pay"')
    assert told == [f'incidents.toml:{line}: incident route "pay": there is no route for: other']


def test_without_the_file_the_college_hears_of_everything(tmp_path: Path) -> None:
    content = load_content(write(tmp_path, WHOLE))
    for kind in IncidentKind:
        route = content.incident_route(kind)
        assert list(route.complaints()) == []
        assert route == default_route(kind)
        assert (route.urgent, route.closed_to_plant) == (True, True)
        assert route.steps[0].told == (IncidentParty.SUPERVISOR, IncidentParty.COORDINATOR)


@pytest.mark.parametrize("kind", IncidentKind)
def test_the_shipped_routes_keep_the_clusters_promises(kind: IncidentKind) -> None:
    route: IncidentRoute = CONTENT.incident_route(kind)
    told = {party for step in route.steps for party in step.told}
    assert {IncidentParty.BASE, IncidentParty.ADMIN} <= set(route.steps[-1].told), "nobody is left to hear of it"
    assert IncidentParty.SUPERVISOR in route.steps[0].told
    if kind in SAFETY:
        assert route.urgent
        assert route.parents
        assert route.steps[0].wait == timedelta(minutes=15)
        assert set(route.steps[0].told) >= OF_THE_PLANT
        assert route.steps[0].calls[:2] == (IncidentCall.EMERGENCY, IncidentCall.SAFETY)
    if kind is IncidentKind.CONFLICT:
        assert route.closed_to_plant
        assert route.asks_whom
        assert not OF_THE_PLANT & told
