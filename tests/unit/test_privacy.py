"""Consents and privacy: what is kept, withdrawn, deleted and erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from cluster import consents, duties, people, privacy
from cluster.consents import ConsentBy, ConsentDocument, ConsentGiven, ConsentWithdrawn
from cluster.events import Event
from cluster.people import Organisation, OrganisationKind, Role
from cluster.privacy import Erased, ErasureRequested, Kept
from storage import conversations
from storage import people as stored_people
from storage.conversations import Conversation
from storage.errors import Forbidden, NotFound, Refusal
from storage.roles import add_guardian, children_of
from tests.unit.test_admission_rules import CONTENT

ME, PARENT, COORDINATOR, STRANGER = 1, 2, 3, 4
FIRST = ConsentDocument.of("pd", "1", "Согласен на обработку")
SECOND = ConsentDocument.of("pd", "2", "Согласен на обработку и хранение")
FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True)
class Cleared(Event):
    """Applications of somebody are gone."""

    person_id: int
    why: str


@dataclass
class Applications:
    """A feature that keeps applications."""

    kept_by_law: bool = False
    counts: dict[int, int] = field(default_factory=dict)

    def kept(self, session: Session, person_id: int) -> Sequence[Kept]:
        count = self.counts.get(person_id, 0)
        return [Kept("admission", "admission-kept", count, not self.kept_by_law)] if count else []

    def delete(self, session: Session, now: datetime, person_id: int) -> Sequence[Event]:
        return [Cleared(person_id, "deleted")] if self.counts.pop(person_id, 0) else []

    def consent_withdrawn(self, session: Session, now: datetime, person_id: int, purpose: str) -> Sequence[Event]:
        return [Cleared(person_id, purpose)] if self.counts.pop(person_id, 0) else []


@pytest.fixture
def keeper(monkeypatch: pytest.MonkeyPatch) -> Applications:
    applications = Applications(counts={ME: 2})
    monkeypatch.setattr(privacy, "KEEPERS", {"admission": applications})
    return applications


@pytest.fixture
def cluster(session: Session, now: datetime, keeper: Applications) -> Session:
    people.register_organisations(session, [Organisation("klepiki", OrganisationKind.COLLEGE)])
    for number in (ME, PARENT, COORDINATOR, STRANGER):
        stored_people.meet(session, 100 + number, 100 + number, "ru", now)
    people.grant(session, now, None, COORDINATOR, Role.COORDINATOR, "klepiki")
    people.introduce(session, now, PARENT, Role.PARENT)
    add_guardian(session, PARENT, ME, now)
    return session


def draft(session: Session, now: datetime, person_id: int = ME, name: str = "admission") -> None:
    telegram_id = 100 + person_id
    row = Conversation(9, telegram_id, telegram_id, name, "phone", True, b'{"last_name":"X"}', 0, now)
    conversations.save(session, [row])


# --- consents ---


def test_a_consent_is_recorded_with_what_was_shown(cluster: Session, now: datetime) -> None:
    done = consents.give(cluster, now, ME, FIRST, consents.APPLICATION)
    given = done.value
    assert done.events == (ConsentGiven(ME, "application", ConsentBy.SELF),)
    assert (given.document, given.version, given.sha256) == ("pd", "1", FIRST.sha256)
    assert (given.given_at, given.channel, given.recorded_by) == (now, "telegram", ME)
    assert consents.give(cluster, now, ME, FIRST, consents.APPLICATION).events == ()


def test_a_new_version_is_asked_again(cluster: Session, now: datetime) -> None:
    assert consents.is_needed(cluster, now, ME, FIRST, consents.APPLICATION)
    consents.give(cluster, now, ME, FIRST, consents.APPLICATION)
    assert not consents.is_needed(cluster, now, ME, FIRST, consents.APPLICATION)
    assert consents.is_needed(cluster, now, ME, SECOND, consents.APPLICATION)
    assert consents.is_needed(cluster, now, ME, FIRST, consents.NEWS)
    consents.give(cluster, now, ME, SECOND, consents.APPLICATION)
    assert not consents.is_needed(cluster, now, ME, SECOND, consents.APPLICATION)
    assert [c.version for c in consents.history(cluster, ME)] == ["1", "2"]


def test_a_consent_holds_to_the_last_day_of_its_term(cluster: Session, now: datetime) -> None:
    month = replace(FIRST, valid_months=1)
    given = consents.give(cluster, now, ME, month, consents.NEWS).value
    assert given.valid_until == date(2026, 8, 14)
    for day, needed in ((14, False), (15, True)):
        then = datetime(2026, 8, day, 20, 59, tzinfo=UTC)  # 23:59 in Moscow
        assert consents.is_needed(cluster, then, ME, month, consents.NEWS) is needed
        assert (consents.current(cluster, then, ME, consents.NEWS) is None) is needed
    after = datetime(2026, 8, 20, 7, tzinfo=UTC)
    assert [one.id for one in consents.given(cluster, ME)] == [given.id], "nothing was withdrawn"
    assert [one.purpose for one in privacy.summary(cluster, ME).consents] == ["news"]
    again = consents.give(cluster, after, ME, month, consents.NEWS)
    assert again.events == (ConsentGiven(ME, "news", ConsentBy.SELF),)
    assert again.value.valid_until == date(2026, 9, 20)
    assert [one.id for one in consents.given(cluster, ME)] == [again.value.id]
    assert len(consents.history(cluster, ME)) == 2


def test_what_the_text_said_when_it_was_given_counts(cluster: Session, now: datetime) -> None:
    """A text without a term, or with a shorter one, changes nothing of what was given before."""
    consents.give(cluster, now, ME, replace(FIRST, valid_months=12), consents.NEWS)
    shorter = consents.give(cluster, now, ME, replace(FIRST, valid_months=1), consents.NEWS)
    assert (shorter.value.valid_until, shorter.events) == (date(2027, 7, 14), ())
    forever = consents.give(cluster, now, ME, FIRST, consents.NEWS).value
    assert forever.valid_until is None
    later = consents.give(cluster, now + timedelta(days=30), ME, replace(FIRST, valid_months=12), consents.NEWS)
    assert (later.value, later.events) == (forever, ())


def test_a_consent_that_is_over_may_still_be_withdrawn(cluster: Session, now: datetime) -> None:
    consents.give(cluster, now, ME, replace(FIRST, valid_months=1), consents.APPLICATION)
    after = now + timedelta(days=60)
    done = privacy.withdraw_consent(cluster, after, ME, consents.APPLICATION)
    assert done.events == (ConsentWithdrawn(ME, "application"), Cleared(ME, "application"))
    assert consents.given(cluster, ME) == []


def test_a_consent_holds_in_the_other_language(cluster: Session, now: datetime) -> None:
    consents.give(cluster, now, ME, FIRST, consents.APPLICATION)
    english = ConsentDocument.of("pd", "1", "I agree")
    assert not consents.is_needed(cluster, now, ME, english, consents.APPLICATION)


def test_the_representative_consents_beside_the_child(cluster: Session, now: datetime) -> None:
    consents.give(cluster, now, ME, FIRST, consents.APPLICATION)
    assert consents.current(cluster, now, ME, consents.APPLICATION, ConsentBy.REPRESENTATIVE) is None
    consents.give(cluster, now, PARENT, FIRST, consents.APPLICATION, subject_id=ME, by=ConsentBy.REPRESENTATIVE)
    staff = consents.give(
        cluster,
        now,
        COORDINATOR,
        SECOND,
        consents.APPLICATION,
        subject_id=ME,
        by=ConsentBy.REPRESENTATIVE,
        representative="Соловьёва Ольга Петровна",
        evidence="paper",
        organisations=frozenset({"klepiki"}),
    ).value
    assert (staff.representative, staff.recorded_by) == ("Соловьёва Ольга Петровна", COORDINATOR)
    assert consents.current(cluster, now, ME, consents.APPLICATION, ConsentBy.REPRESENTATIVE) == staff


@pytest.mark.parametrize("actor", [STRANGER, COORDINATOR])
def test_nobody_consents_for_a_foreign_person(cluster: Session, now: datetime, actor: int) -> None:
    with pytest.raises(Forbidden):
        consents.give(cluster, now, actor, FIRST, "application", subject_id=ME, by=ConsentBy.REPRESENTATIVE)


def test_a_parent_never_gives_the_childs_own_consent(cluster: Session, now: datetime) -> None:
    with pytest.raises(Refusal, match="privacy-consent-not-yours"):
        consents.give(cluster, now, PARENT, FIRST, "application", subject_id=ME)


@pytest.mark.parametrize("purpose", ["", "everything", "vacancy_share:", "vacancy_share:x", "news "])
def test_purposes_are_the_known_ones(cluster: Session, now: datetime, purpose: str) -> None:
    with pytest.raises(ValueError, match="unknown purpose"):
        consents.give(cluster, now, ME, FIRST, purpose)
    assert consents.give(cluster, now, ME, FIRST, consents.vacancy_share(12)).value.purpose == "vacancy_share:12"


# --- /privacy ---


def test_the_summary_names_everything(cluster: Session, now: datetime) -> None:
    consents.give(cluster, now, ME, FIRST, consents.APPLICATION)
    people.introduce(cluster, now, ME, Role.APPLICANT)
    people.request_access(cluster, now, ME, Role.STUDENT, "klepiki", "Артём")
    draft(cluster, now)
    found = privacy.summary(cluster, ME)
    assert [c.purpose for c in found.consents] == ["application"]
    assert [g.role for g in found.roles] == [Role.APPLICANT]
    assert [r.name for r in found.requests] == ["Артём"]
    assert [d.name for d in found.drafts] == ["admission"]
    assert found.kept == (Kept("admission", "admission-kept", 2),)
    assert found.erasure is None
    assert not found.is_empty
    assert privacy.summary(cluster, STRANGER).is_empty


def test_only_the_parent_looks_at_anothers_summary(cluster: Session) -> None:
    assert privacy.summary(cluster, PARENT, ME).person_id == ME
    for actor in (STRANGER, COORDINATOR):
        with pytest.raises(Forbidden):
            privacy.summary(cluster, actor, ME)


def test_withdrawing_a_consent_stops_what_rested_on_it(cluster: Session, now: datetime) -> None:
    for document in (FIRST, SECOND):
        consents.give(cluster, now, ME, document, consents.APPLICATION)
    consents.give(cluster, now, ME, FIRST, consents.NEWS)
    done = privacy.withdraw_consent(cluster, now, ME, consents.APPLICATION)
    assert done.events == (ConsentWithdrawn(ME, "application"), Cleared(ME, "application"))
    assert consents.current(cluster, now, ME, consents.APPLICATION) is None
    assert [c.purpose for c in consents.standing(cluster, now, ME)] == ["news"]
    assert len(consents.history(cluster, ME)) == 3
    again = privacy.withdraw_consent(cluster, now, ME, consents.APPLICATION)
    assert (again.value, again.events) == (False, ())


def test_deleting_a_draft_leaves_the_others(cluster: Session, now: datetime) -> None:
    draft(cluster, now)
    draft(cluster, now, name="access")
    draft(cluster, now, person_id=STRANGER)
    assert privacy.delete_draft(cluster, now, ME, "admission").value is True
    assert privacy.delete_draft(cluster, now, ME, "admission").value is False
    assert [d.name for d in privacy.summary(cluster, ME).drafts] == ["access"]
    assert [d.name for d in privacy.summary(cluster, STRANGER).drafts] == ["admission"]


def test_deleting_what_a_feature_keeps(cluster: Session, now: datetime) -> None:
    assert privacy.delete_kept(cluster, now, ME, "admission").events == (Cleared(ME, "deleted"),)
    assert privacy.delete_kept(cluster, now, ME, "admission").value is False
    with pytest.raises(NotFound):
        privacy.delete_kept(cluster, now, ME, "dormitory")


def test_what_a_law_wants_kept_is_not_deleted(cluster: Session, now: datetime, keeper: Applications) -> None:
    keeper.kept_by_law = True
    with pytest.raises(Refusal, match="privacy-kept-by-law"):
        privacy.delete_kept(cluster, now, ME, "admission")
    assert keeper.counts == {ME: 2}


# --- erasure ---


def play(session: Session, moment: datetime) -> list[Event]:
    events: list[Event] = []
    for duty in duties.due(session, moment):
        events += duties.perform(session, moment, duty, {**people.DUTIES, **privacy.DUTIES}, CONTENT).events
    return events


def test_erasure_waits_a_fortnight_and_is_asked_once(cluster: Session, now: datetime) -> None:
    done = privacy.request_erasure(cluster, now, ME)
    assert done.events == (ErasureRequested(ME, now + FORTNIGHT),)
    again = privacy.request_erasure(cluster, now + FORTNIGHT / 2, ME)
    assert (again.value, again.events) == (done.value, ())
    assert play(cluster, now + FORTNIGHT - timedelta(seconds=1)) == []


def test_a_cancelled_erasure_erases_nothing(cluster: Session, now: datetime) -> None:
    privacy.request_erasure(cluster, now, ME)
    assert privacy.cancel_erasure(cluster, now, ME).value is True
    assert privacy.cancel_erasure(cluster, now, ME).value is False
    assert play(cluster, now + 2 * FORTNIGHT) == []
    assert privacy.summary(cluster, ME).kept != ()
    assert privacy.request_erasure(cluster, now, ME).value.due_at == now + FORTNIGHT


def test_erasure_takes_everything_but_the_record_of_consents(cluster: Session, now: datetime) -> None:
    consents.give(cluster, now, ME, FIRST, consents.APPLICATION)
    people.introduce(cluster, now, ME, Role.APPLICANT)
    people.request_access(cluster, now, ME, Role.STUDENT, "klepiki", "Артём")
    draft(cluster, now)
    ended = Conversation(8, 101, 101, "access", None, False, b"", 0, now)
    others = Conversation(8, 150, 150, "access", None, False, b"", 0, now)
    conversations.save(cluster, [ended, others])
    privacy.request_erasure(cluster, now, ME)
    cluster.flush()
    events = [
        e
        for day in range(1, 15)
        for e in play(cluster, now + day * timedelta(days=1))
        if not isinstance(e, people.AccessRequested)
    ]
    assert set(events) == {Cleared(ME, "deleted"), ConsentWithdrawn(ME, "application"), Erased(ME)}
    assert privacy.summary(cluster, ME).is_empty
    assert len(consents.history(cluster, ME)) == 1
    assert children_of(cluster, PARENT) == frozenset()
    assert people.waiting_requests(cluster, COORDINATOR) == []
    assert stored_people.by_telegram_ids(cluster, [101])[101].chat_id == 101
    play(cluster, now + timedelta(days=15))
    assert stored_people.by_telegram_ids(cluster, [101]) == {}
    kept = conversations.load(cluster, 8, [(101, 101), (150, 150)])
    assert [len(rows) for rows in kept.values()] == [0, 1]
    assert stored_people.meet(cluster, 101, 101, "ru", now).id != ME


def test_who_begins_anew_after_an_erasure_stays(cluster: Session, now: datetime) -> None:
    privacy.request_erasure(cluster, now, ME)
    play(cluster, now + FORTNIGHT)
    people.introduce(cluster, now + FORTNIGHT, ME, Role.APPLICANT)
    play(cluster, now + FORTNIGHT + timedelta(days=1))
    assert stored_people.by_telegram_ids(cluster, [101])[101].id == ME
