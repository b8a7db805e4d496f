"""The whole content of one cluster, immutable, with the questions that rules ask of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from cluster.calendar import OfficeHours, WorkCalendar
from cluster.content.checks import Items
from cluster.content.incidents import IncidentRoute, default_route
from cluster.content.minors import MinorRules
from cluster.content.models import (
    KINDS,
    Campaign,
    Cluster,
    College,
    Consent,
    Contact,
    District,
    Document,
    Enterprise,
    Holidays,
    PaperCase,
    Programme,
    Reason,
    Source,
)
from cluster.content.notices import NoticeEvent, NoticeRule
from cluster.content.practice import Module
from cluster.content.practice_notices import PracticeEvent, PracticeNoticeRule, default_row
from cluster.content.reminders import ReminderKind, ReminderRule, default_rule
from cluster.content.values import BaseEducation, Item, TieBreaker
from storage.errors import NotFound
from storage.incidents import IncidentKind

I = TypeVar("I", bound=Item)  # noqa: E741


@dataclass(frozen=True)
class Content:
    """Everything that content tells about one cluster, in the order of its files.

    A key that nobody has raises `NotFound`, a refusal that a person reads: keys come back inside buttons.
    """

    cluster: Cluster
    districts: tuple[District, ...] = ()
    colleges: tuple[College, ...] = ()
    programmes: tuple[Programme, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    enterprises: tuple[Enterprise, ...] = ()
    documents: tuple[Document, ...] = ()
    reasons: tuple[Reason, ...] = ()
    sources: tuple[Source, ...] = ()
    consents: tuple[Consent, ...] = ()
    contacts: tuple[Contact, ...] = ()
    holidays: tuple[Holidays, ...] = ()
    notices: tuple[NoticeRule, ...] = ()
    modules: tuple[Module, ...] = ()
    minor_rules: tuple[MinorRules, ...] = ()
    reminders: tuple[ReminderRule, ...] = ()
    incident_routes: tuple[IncidentRoute, ...] = ()
    practice_notices: tuple[PracticeNoticeRule, ...] = ()
    version: int = 0
    """The version of the database that this is a picture of; 0 for files."""

    @classmethod
    def of(cls, items: Items, version: int = 0) -> Content:
        """Gather checked items; there is exactly one cluster among them."""
        kinds = {kind: tuple(members) for kind, members in items.items()}
        (cluster,) = kinds.pop("cluster")
        return cls(cluster=cluster, **kinds, version=version)  # type: ignore[arg-type]

    def items(self) -> dict[str, tuple[Item, ...]]:
        """Return every item by kind, the inverse of `of`."""
        return {kind: (self.cluster,) if kind == "cluster" else getattr(self, kind) for kind in KINDS}

    @cached_property
    def calendar(self) -> WorkCalendar:
        """Return which days people work."""
        return WorkCalendar.of(year.year_of_rest() for year in self.holidays)

    def district(self, key: str) -> District:
        """Return the district with this key."""
        return _find(self.districts, key)

    def college(self, key: str) -> College:
        """Return the college with this key."""
        return _find(self.colleges, key)

    def programme(self, key: str) -> Programme:
        """Return the programme with this key."""
        return _find(self.programmes, key)

    def campaign(self, key: str) -> Campaign:
        """Return the campaign with this key."""
        return _find(self.campaigns, key)

    def enterprise(self, key: str) -> Enterprise:
        """Return the enterprise with this key."""
        return _find(self.enterprises, key)

    def module(self, key: str) -> Module:
        """Return the module with this key."""
        return _find(self.modules, key)

    def modules_of(self, programme: str) -> tuple[Module, ...]:
        """Return the modules of a programme's profession, in the order of the files."""
        code = self.programme(programme).code
        return tuple(module for module in self.modules if module.profession == code)

    def way_km(self, district: str | None, enterprise: str) -> int | None:
        """Return the way by road from a district to an enterprise; None where nobody knows."""
        return self.enterprise(enterprise).distances_km.get(district or "")

    def document(self, key: str) -> Document:
        """Return the paper of the checklist with this key."""
        return _find(self.documents, key)

    def reason(self, key: str) -> Reason:
        """Return the reason with this key."""
        return _find(self.reasons, key)

    def source(self, key: str) -> Source:
        """Return the source with this key."""
        return _find(self.sources, key)

    def consent(self, purpose: str) -> Consent:
        """Return the consent document for a purpose."""
        for consent in self.consents:
            if consent.purpose == purpose:
                return consent
        raise NotFound

    def notice(self, event: NoticeEvent) -> NoticeRule:
        """Return who is told of an event; where content says nothing, applicant and parent are."""
        return next((rule for rule in self.notices if rule.key == event), NoticeRule(key=event.value))

    def practice_notice(self, event: PracticeEvent) -> PracticeNoticeRule:
        """Return who is told of an event of practice; as the program has it where content says nothing."""
        return next((row for row in self.practice_notices if row.key == event), default_row(event))

    def reminder(self, kind: ReminderKind) -> ReminderRule:
        """Return a row of the table of reminders; as the program has it where content says nothing."""
        return next((rule for rule in self.reminders if rule.key == kind), default_rule(kind))

    def incident_route(self, kind: IncidentKind) -> IncidentRoute:
        """Return the way of a kind of incident; where content says nothing, the college hears of it at once."""
        return next((route for route in self.incident_routes if route.key == kind), default_route(kind))

    def campaign_on(self, day: date) -> Campaign | None:
        """Return the campaign that takes applications on `day`, extra intake included."""
        return next((campaign for campaign in self.campaigns if campaign.open_programmes(day)), None)

    def campaign_with_extra(self, day: date) -> Campaign | None:
        """Return the campaign that is closed on `day` but may still have extra seats, open by then or not."""
        return next((one for one in self.campaigns if one.docs_end < day <= one.extra_end), None)

    def next_campaign(self, day: date) -> Campaign | None:
        """Return the campaign that opens next after `day`; None while nobody has entered its dates."""
        later = [campaign for campaign in self.campaigns if campaign.docs_start > day]
        return min(later, key=lambda campaign: campaign.docs_start, default=None)

    def programmes_for(
        self, base_education: BaseEducation | str, campaign: Campaign, day: date | None = None
    ) -> tuple[Programme, ...]:
        """Return the programmes for this education in the campaign's order, only those open on `day` when given."""
        keys = campaign.programmes if day is None else campaign.open_programmes(day)
        programmes = [self.programme(key) for key in keys]
        return tuple(programme for programme in programmes if base_education in programme.base_education)

    def target_enterprises(self) -> tuple[Enterprise, ...]:
        """Return the enterprises that sign target contracts."""
        return tuple(enterprise for enterprise in self.enterprises if enterprise.target_training)

    def documents_for(self, case: PaperCase) -> tuple[Document, ...]:
        """Return the papers that an applicant in this case is asked for."""
        return tuple(document for document in self.documents if document.is_asked_in(case))

    def contacts_of(self, college: str) -> tuple[Contact, ...]:
        """Return the people of a college."""
        return tuple(contact for contact in self.contacts if contact.college == college)

    def office_hours(self, college: str) -> OfficeHours:
        """Return when the college answers, the cluster's hours where it has none of its own."""
        return self.college(college).office_hours or self.cluster.office_hours

    def tie_breakers(self, programme: str, campaign: Campaign) -> tuple[TieBreaker, ...]:
        """Return what decides between equal averages."""
        own = self.programme(programme).tie_breakers
        return campaign.tie_breakers if own is None else own

    def distance_km(self, college: str, district: str) -> int | None:
        """Return the way by road from a district to a college; None where it is not known."""
        return self.college(college).distances_km.get(district)


def _find(items: Iterable[I], key: str) -> I:
    for item in items:
        if item.key == key:
            return item
    raise NotFound
