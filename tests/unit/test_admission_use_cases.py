"""What people do with applications: submit, look, edit, withdraw, tick papers, wait for the opening, leave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import admission, consents, duties, privacy
from cluster.admission import (
    DUTIES,
    ApplicationEdited,
    ApplicationSubmitted,
    CampaignOpened,
    MyApplication,
    ParentDataDropped,
    StatusChanged,
    Submitted,
)
from cluster.admission.status import Actor, By, Facts, GuardFailed, TransitionRefused, transition
from cluster.admission.status import ApplicationStatus as S
from cluster.content import NoticeEvent
from cluster.events import Done
from storage import organisations, roles
from storage import people as met
from storage.admission import (
    Application,
    Document,
    DocumentState,
    HistoryKind,
    ParentConsent,
    ParentState,
    applicants,
    applications,
)
from storage.errors import Forbidden, NotFound, Refusal
from storage.organisations import Organisation, OrganisationKind
from storage.roles import Role
from tests.unit.test_admission_rules import ADULT, CONTENT, form

STAFF = By(Actor.STAFF, 900)
GIVEN = {
    "items_listed": ("phone",), "items_changed": True, "checklist_seen": True, "parent_told": True,
    "registration_number": "7", "parent_consent": True, "papers_verified": 1,
}  # fmt: skip
Submit = Callable[..., Done[Submitted]]


@pytest.fixture
def artyom(session: Session, now: datetime) -> int:
    return met.meet(session, 501, 501, "ru", now).id


@pytest.fixture
def stranger(session: Session, now: datetime) -> int:
    return met.meet(session, 666, 666, "ru", now).id


@pytest.fixture
def coordinator(session: Session, now: datetime) -> int:
    organisations.put(session, [Organisation(c.key, OrganisationKind.COLLEGE) for c in CONTENT.colleges])
    person = met.meet(session, 900, 900, "ru", now)
    roles.add(session, person.id, Role.COORDINATOR, "klepiki", now, None)
    return person.id


@pytest.fixture
def submit(session: Session, now: datetime, artyom: int) -> Submit:
    def do(actor: int = artyom, at: datetime = now, **changes: Any) -> Done[Submitted]:
        consents.give(session, at, actor, admission.consent_document(CONTENT, "ru"), consents.APPLICATION)
        return admission.submit(session, at, actor, form(**changes), CONTENT)

    return do


def walk(session: Session, now: datetime, application: Application, *path: S) -> Application:
    for target in path:
        actor = Actor.CLOCK if target is S.RANKED else Actor.STAFF
        facts = Facts(**GIVEN, ranking_imported=True, after_docs_end=True)  # type: ignore[arg-type]
        application, _ = transition(session, now, application, target, By(actor, 900), facts)
    return application


# --- submitting ------------------------------------------------------------------------------------


def test_a_form_becomes_one_application_a_college(submit: Submit, session: Session, coordinator: int) -> None:
    done = submit(choices=["klepiki-welder-9", "kasimov-mounting-9", "kasimov-welder-9"])
    klepiki, kasimov = done.value.applications
    assert (klepiki.number, kasimov.number) == ("КЛ-26-0001", "КС-26-0001")
    assert (klepiki.priority, kasimov.priority) == (1, 2)
    assert [(c.programme, c.place) for c in kasimov.choices] == [("kasimov-mounting-9", 2), ("kasimov-welder-9", 3)]
    assert {one.status for one in done.value.applications} == {S.SUBMITTED}
    assert klepiki.answer_due == date(2026, 7, 17)
    assert [(type(e), e.college, e.number) for e in done.events] == [
        (ApplicationSubmitted, "klepiki", "КЛ-26-0001"),
        (ApplicationSubmitted, "kasimov", "КС-26-0001"),
    ]
    assert done.events[0].coordinators == (coordinator,)
    history = applications.history(session, klepiki.id)
    assert [(h.before, h.after, h.actor_kind) for h in history] == [("draft", "submitted", "applicant")]


def test_a_second_tap_gives_the_same_and_tells_nobody(submit: Submit) -> None:
    first = submit()
    again = submit()
    assert again.value.repeated
    assert not first.value.repeated
    assert (again.value.applications, again.events) == (first.value.applications, ())


def test_the_same_person_spelled_without_dots_is_the_same(submit: Submit) -> None:
    first = submit()
    again = submit(last_name="Соловьев", first_name="Артем")
    assert again.value.applicant_id == first.value.applicant_id
    assert again.value.repeated


def test_two_children_of_one_parent_stand_side_by_side(submit: Submit) -> None:
    first = submit(filled_by="parent")
    second = submit(filled_by="parent", first_name="Пётр")
    assert first.value.applicant_id != second.value.applicant_id
    assert [one.number for one in second.value.applications] == ["КЛ-26-0002", "КС-26-0002"]


def test_a_new_college_is_added_to_those_that_stand(submit: Submit) -> None:
    submit(choices=["klepiki-welder-9"])
    more = submit(choices=["klepiki-welder-9", "zhivago-welder-9"])
    assert [(one.college, one.priority) for one in more.value.applications] == [("klepiki", 1), ("zhivago", 2)]
    assert [e.college for e in more.events] == ["zhivago"]


def test_three_choices_are_the_most_in_one_campaign(submit: Submit) -> None:
    submit(choices=["klepiki-welder-9", "kasimov-welder-9", "kasimov-mounting-9"])
    with pytest.raises(Refusal, match="admission-refuse-choices_total"):
        submit(choices=["zhivago-welder-9"])


def test_without_consent_nothing_is_kept(session: Session, now: datetime, artyom: int) -> None:
    with pytest.raises(GuardFailed, match="admission-guard-consent"):
        admission.submit(session, now, artyom, form(), CONTENT)
    assert admission.my_applications(session, artyom) == []


def test_a_consent_to_an_older_version_does_not_count(session: Session, now: datetime, artyom: int) -> None:
    old = consents.ConsentDocument.of("application", "0", "Старый текст")
    consents.give(session, now, artyom, old, consents.APPLICATION)
    with pytest.raises(GuardFailed):
        admission.submit(session, now, artyom, form(), CONTENT)


@pytest.mark.parametrize("mode", ["none", "code"])
def test_only_the_full_mode_takes_forms(session: Session, now: datetime, artyom: int, mode: str) -> None:
    with pytest.raises(Refusal, match="admission-refuse-mode"):
        admission.submit(session, now, artyom, form(), CONTENT, mode)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2026, 6, 19, 20, 59, tzinfo=UTC), False),
        (datetime(2026, 6, 19, 21, 0, tzinfo=UTC), True),  # midnight in Moscow
        (datetime(2026, 8, 15, 20, 59, tzinfo=UTC), True),
        (datetime(2026, 8, 15, 21, 0, tzinfo=UTC), False),
    ],
)
def test_the_campaign_is_open_by_moscow_days(submit: Submit, moment: datetime, is_open: bool) -> None:
    if is_open:
        assert submit(at=moment).value.applications
    else:
        with pytest.raises(GuardFailed, match="admission-guard-campaign_open"):
            submit(at=moment)


def test_a_form_with_problems_names_them(submit: Submit) -> None:
    with pytest.raises(admission.FormRefused) as refused:
        submit(parent_name=None, contact_pref="call")
    assert [p.question for p in refused.value.problems] == ["contact_hours", "parent_name"]
    assert refused.value.text_key == "admission-refuse-missing"


def test_a_foreign_citizen_goes_to_a_human(submit: Submit) -> None:
    assert all(one.needs_human for one in submit(citizenship="other").value.applications)
    assert not any(one.needs_human for one in submit(first_name="Пётр").value.applications)


# --- one's own -------------------------------------------------------------------------------------


def test_people_see_their_own_applications_only(submit: Submit, session: Session, artyom: int, stranger: int) -> None:
    first = submit().value.applications[0]
    assert [one.application.number for one in admission.my_applications(session, artyom)] == [
        "КЛ-26-0001",
        "КС-26-0001",
    ]
    assert admission.my_applications(session, stranger) == []
    with pytest.raises(Forbidden):
        admission.read_application(session, stranger, first.id)
    with pytest.raises(NotFound):
        admission.read_application(session, artyom, 10_000)


def test_a_parent_reads_what_the_child_sent(
    submit: Submit, session: Session, now: datetime, artyom: int, stranger: int
) -> None:
    first = submit().value.applications[0]
    roles.add(session, stranger, Role.PARENT, None, now, None)
    roles.add_guardian(session, stranger, artyom, now)
    assert len(admission.my_applications(session, stranger)) == 2
    with pytest.raises(Forbidden):
        admission.withdraw(session, now, stranger, first.id)


def test_staff_read_only_their_college(submit: Submit, session: Session, coordinator: int) -> None:
    klepiki, kasimov = submit().value.applications
    assert admission.read_application(session, coordinator, klepiki.id).application == klepiki
    with pytest.raises(Forbidden):
        admission.read_application(session, coordinator, kasimov.id)


@pytest.mark.parametrize(
    ("path", "key", "deadline", "may_edit", "may_withdraw"),
    [
        ((), "admission-next-submitted", date(2026, 7, 17), True, True),
        ((S.IN_REVIEW,), "admission-next-in_review", date(2026, 7, 17), True, True),
        ((S.IN_REVIEW, S.NEEDS_INFO), "admission-next-needs_info", date(2026, 8, 15), True, True),
        ((S.IN_REVIEW, S.INVITED), "admission-next-invited_parent", date(2026, 8, 15), True, True),
        ((S.IN_REVIEW, S.INVITED, S.REGISTERED), "admission-next-registered", date(2026, 8, 18), False, True),
        (
            (S.IN_REVIEW, S.INVITED, S.REGISTERED, S.RANKED, S.RESERVE),
            "admission-next-reserve",
            date(2026, 8, 19),
            False,
            True,
        ),
    ],
)
def test_the_next_step_is_told(
    submit: Submit,
    session: Session,
    now: datetime,
    artyom: int,
    path: tuple[S, ...],
    key: str,
    deadline: date,
    may_edit: bool,
    may_withdraw: bool,
) -> None:
    application = walk(session, now, submit().value.applications[0], *path)
    applicant = admission.own_applicant(session, artyom, application.applicant_id)
    step = admission.next_step(MyApplication(application, applicant), CONTENT, now)
    assert (step.text_key, step.deadline) == (key, deadline)
    assert (step.may_edit, step.may_withdraw) == (may_edit, may_withdraw)
    assert (step.college.key, step.contact and step.contact.college) == ("klepiki", "klepiki")


def test_a_late_answer_is_admitted(submit: Submit, session: Session, now: datetime, artyom: int) -> None:
    application = submit().value.applications[0]
    applicant = admission.own_applicant(session, artyom, application.applicant_id)
    late = datetime(2026, 7, 17, 21, 0, tzinfo=UTC)  # the 18th in Moscow
    assert admission.next_step(MyApplication(application, applicant), CONTENT, late).text_key == "admission-next-late"
    assert (
        admission.next_step(MyApplication(application, applicant), CONTENT, now).text_key == "admission-next-submitted"
    )


# --- editing ---------------------------------------------------------------------------------------


def test_an_edit_names_fields_and_no_values(submit: Submit, session: Session, now: datetime, artyom: int) -> None:
    sent = submit().value
    done = admission.edit(
        session, now, artyom, sent.applicant_id, form(phone="+79100000001", dorm_needed=False), CONTENT
    )
    assert done.value.changed == ("phone", "dorm_needed")
    assert [(type(e), e.fields) for e in done.events] == [(ApplicationEdited, ("phone", "dorm_needed"))] * 2
    last = applications.history(session, sent.applications[0].id)[-1]
    assert (last.kind, last.actor_id, last.fields, last.reason) == (
        HistoryKind.EDIT, artyom, ("phone", "dorm_needed"), None,
    )  # fmt: skip
    assert applicants.with_phone(session, "+79100000001") == [sent.applicant_id]


def test_an_edit_that_changes_nothing_is_silent(submit: Submit, session: Session, now: datetime, artyom: int) -> None:
    sent = submit().value
    done = admission.edit(session, now, artyom, sent.applicant_id, form(), CONTENT)
    assert (done.value.changed, done.events) == ((), ())
    assert done.value.applications == sent.applications


def test_choices_taken_out_are_withdrawn_and_new_ones_filed(
    submit: Submit, session: Session, now: datetime, artyom: int
) -> None:
    sent = submit(choices=["klepiki-welder-9", "kasimov-mounting-9"]).value
    changed = form(choices=["zhivago-welder-9", "kasimov-welder-9", "kasimov-mounting-9"])
    done = admission.edit(session, now, artyom, sent.applicant_id, changed, CONTENT)
    assert (done.value.changed, done.value.added, done.value.withdrawn) == (("choices",), ("zhivago",), ("klepiki",))
    assert [(one.college, one.number, one.priority) for one in done.value.applications] == [
        ("zhivago", "АТ-26-0001", 1),
        ("kasimov", "КС-26-0001", 2),
    ]
    assert [type(e) for e in done.events] == [StatusChanged, ApplicationSubmitted, ApplicationEdited]
    klepiki = applications.history(session, sent.applications[0].id)[-1]
    assert (klepiki.after, klepiki.reason) == ("withdrawn", "choice_removed")


def test_a_college_taken_out_and_put_back_gets_a_new_number(
    submit: Submit, session: Session, now: datetime, artyom: int
) -> None:
    sent = submit().value
    admission.edit(session, now, artyom, sent.applicant_id, form(choices=["kasimov-mounting-9"]), CONTENT)
    back = admission.edit(session, now, artyom, sent.applicant_id, form(), CONTENT)
    assert [one.number for one in back.value.applications] == ["КЛ-26-0002", "КС-26-0001"]


def test_what_was_open_then_may_stay_and_nothing_else(
    submit: Submit, session: Session, now: datetime, artyom: int
) -> None:
    sent = submit().value
    later = datetime(2026, 8, 16, 9, 0, tzinfo=UTC)
    admission.edit(session, later, artyom, sent.applicant_id, form(locality="Тума"), CONTENT)
    with pytest.raises(admission.FormRefused, match="admission-refuse-choices_closed"):
        admission.edit(session, later, artyom, sent.applicant_id, form(choices=["zhivago-welder-9"]), CONTENT)


def test_who_turns_18_after_submitting_keeps_the_parents_part(
    submit: Submit, session: Session, now: datetime, artyom: int
) -> None:
    sent = submit(birth_date="2008-07-20").value
    later = now + timedelta(days=10)
    changed = form(birth_date="2008-07-20", locality="Тума")
    assert admission.edit(session, later, artyom, sent.applicant_id, changed, CONTENT).value.changed == ("locality",)
    kept = admission.own_applicant(session, artyom, sent.applicant_id)
    assert (kept.parent_consent, kept.parent_state) == (ParentConsent.PENDING, ParentState.UNCONFIRMED)


def test_a_registered_application_is_locked(submit: Submit, session: Session, now: datetime, artyom: int) -> None:
    sent = submit().value
    walk(session, now, sent.applications[0], S.IN_REVIEW, S.INVITED, S.REGISTERED)
    with pytest.raises(Refusal, match="admission-edit-locked"):
        admission.edit(session, now, artyom, sent.applicant_id, form(locality="Тума"), CONTENT)


def test_nobody_edits_anothers_answers(
    submit: Submit, session: Session, now: datetime, stranger: int, coordinator: int
) -> None:
    sent = submit().value
    for actor in (stranger, coordinator):
        with pytest.raises(Forbidden):
            admission.edit(session, now, actor, sent.applicant_id, form(locality="Тума"), CONTENT)


def test_an_edit_does_not_make_another_person_of_ones_own(
    submit: Submit, session: Session, now: datetime, artyom: int
) -> None:
    submit()
    brother = submit(first_name="Пётр").value
    with pytest.raises(Refusal, match="admission-refuse-same_person"):
        admission.edit(session, now, artyom, brother.applicant_id, form(), CONTENT)


def test_an_edit_to_a_foreign_citizenship_asks_for_a_human(
    submit: Submit, session: Session, now: datetime, artyom: int
) -> None:
    sent = submit().value
    done = admission.edit(session, now, artyom, sent.applicant_id, form(citizenship="other"), CONTENT)
    assert all(one.needs_human for one in done.value.applications)


# --- withdrawing -----------------------------------------------------------------------------------


def test_an_application_is_withdrawn_once(submit: Submit, session: Session, now: datetime, artyom: int) -> None:
    first, second = submit().value.applications
    done = admission.withdraw(session, now, artyom, first.id, "передумал")
    assert done.value.status is S.WITHDRAWN
    assert [(e.notice, e.by_owner) for e in done.events if isinstance(e, StatusChanged)] == [
        (NoticeEvent.WITHDRAWN, True)
    ]
    assert admission.withdraw(session, now, artyom, first.id).events == ()
    assert applications.get(session, [second.id])[second.id].status is S.SUBMITTED


@pytest.mark.parametrize("path", [(S.IN_REVIEW, S.REJECTED)])
def test_what_is_over_is_not_withdrawn(
    submit: Submit, session: Session, now: datetime, artyom: int, path: tuple[S, ...]
) -> None:
    application = submit().value.applications[0]
    for target in path:
        application, _ = transition(session, now, application, target, STAFF, Facts(reason="no_seats"))
    with pytest.raises(TransitionRefused):
        admission.withdraw(session, now, artyom, application.id)


def test_nobody_withdraws_anothers_application(
    submit: Submit, session: Session, now: datetime, stranger: int, coordinator: int
) -> None:
    application = submit().value.applications[0]
    for actor in (stranger, coordinator):
        with pytest.raises(Forbidden):
            admission.withdraw(session, now, actor, application.id)


def test_after_withdrawing_everything_one_may_apply_again(
    submit: Submit, session: Session, now: datetime, artyom: int
) -> None:
    for one in submit().value.applications:
        admission.withdraw(session, now, artyom, one.id)
    again = submit()
    assert [one.number for one in again.value.applications] == ["КЛ-26-0002", "КС-26-0002"]
    assert len(again.events) == 2


# --- papers ----------------------------------------------------------------------------------------


def test_papers_are_ticked_and_unticked(submit: Submit, session: Session, now: datetime, artyom: int) -> None:
    applicant_id = submit().value.applicant_id
    listed = admission.checklist(session, artyom, applicant_id, CONTENT)
    assert {document.key for document, _ in listed.papers} >= {"passport", "certificate", "parent_passport"}
    assert listed.ready == 0
    done = admission.mark_document(session, now, artyom, applicant_id, "passport", True, CONTENT)
    assert done.value.ready == 1
    assert admission.mark_document(session, now, artyom, applicant_id, "passport", True, CONTENT).value == done.value
    undone = admission.mark_document(session, now, artyom, applicant_id, "passport", False, CONTENT)
    assert undone.value == listed


def test_what_staff_hold_is_not_unticked(submit: Submit, session: Session, now: datetime, artyom: int) -> None:
    applicant_id = submit().value.applicant_id
    applicants.set_document(session, applicant_id, Document("passport", DocumentState.VERIFIED, now, 900, None))
    with pytest.raises(Refusal, match="admission-document-staff"):
        admission.mark_document(session, now, artyom, applicant_id, "passport", False, CONTENT)


def test_papers_that_nobody_asked_for_are_not_found(
    submit: Submit, session: Session, now: datetime, artyom: int, stranger: int
) -> None:
    applicant_id = submit().value.applicant_id
    with pytest.raises(NotFound):
        admission.mark_document(session, now, artyom, applicant_id, "diploma", True, CONTENT)
    with pytest.raises(Forbidden):
        admission.mark_document(session, now, stranger, applicant_id, "passport", True, CONTENT)


# --- the parent ------------------------------------------------------------------------------------


def _due(session: Session, moment: datetime) -> list[Any]:
    return [
        event
        for duty in duties.due(session, moment)
        if duty.kind in DUTIES
        for event in duties.perform(session, moment, duty, DUTIES, CONTENT).events
    ]


def test_an_unconfirmed_parent_is_dropped_after_30_days(
    submit: Submit, session: Session, now: datetime, artyom: int
) -> None:
    applicant_id = submit().value.applicant_id
    assert _due(session, now + timedelta(days=29)) == []
    assert _due(session, now + timedelta(days=30)) == [ParentDataDropped(applicant_id, artyom)]
    kept = admission.own_applicant(session, artyom, applicant_id)
    assert kept.answers is not None
    assert (kept.answers.parent, kept.parent_state) == (None, ParentState.DROPPED)
    assert _due(session, now + timedelta(days=60)) == []


def test_a_confirmed_parent_stays(submit: Submit, session: Session, now: datetime, artyom: int) -> None:
    applicant_id = submit().value.applicant_id
    applicants.set_parent(session, applicant_id, ParentState.CONFIRMED, ParentConsent.RECEIVED, now)
    assert _due(session, now + timedelta(days=30)) == []
    changed = form(locality="Тума")
    admission.edit(session, now, artyom, applicant_id, changed, CONTENT)
    kept = admission.own_applicant(session, artyom, applicant_id)
    assert (kept.parent_state, kept.parent_consent) == (ParentState.CONFIRMED, ParentConsent.RECEIVED)
    admission.edit(session, now, artyom, applicant_id, form(parent_phone="+79100000009"), CONTENT)
    kept = admission.own_applicant(session, artyom, applicant_id)
    assert (kept.parent_state, kept.parent_consent) == (ParentState.UNCONFIRMED, ParentConsent.PENDING)


@pytest.mark.parametrize(
    ("changes", "state", "consent"),
    [
        ({}, ParentState.UNCONFIRMED, ParentConsent.PENDING),
        ({"filled_by": "parent"}, ParentState.CONFIRMED, ParentConsent.PENDING),
        (ADULT, ParentState.NONE, ParentConsent.NOT_NEEDED),
    ],
)
def test_whose_parent_is_asked(
    submit: Submit, session: Session, artyom: int, changes: dict[str, Any], state: ParentState, consent: ParentConsent
) -> None:
    kept = admission.own_applicant(session, artyom, submit(**changes).value.applicant_id)
    assert (kept.parent_state, kept.parent_consent) == (state, consent)


# --- the opening -----------------------------------------------------------------------------------

AUTUMN = datetime(2026, 9, 10, 9, 0, tzinfo=UTC)


def test_who_comes_too_early_is_reminded_when_it_opens(session: Session, artyom: int) -> None:
    assert admission.open_campaign(CONTENT, AUTUMN) is None
    assert admission.subscribe_opening(session, AUTUMN, artyom, CONTENT).value == date(2027, 6, 18)
    admission.subscribe_opening(session, AUTUMN, artyom, CONTENT)
    assert _due(session, datetime(2027, 6, 18, 6, 59, tzinfo=UTC)) == []
    assert _due(session, datetime(2027, 6, 18, 7, 0, tzinfo=UTC)) == [CampaignOpened(artyom, "2027")]


def test_a_reminder_can_be_taken_back(session: Session, artyom: int) -> None:
    admission.subscribe_opening(session, AUTUMN, artyom, CONTENT)
    assert admission.unsubscribe_opening(session, AUTUMN, artyom).value
    assert not admission.unsubscribe_opening(session, AUTUMN, artyom).value
    assert _due(session, datetime(2027, 7, 1, tzinfo=UTC)) == []


@pytest.mark.parametrize(
    ("moment", "refused"),
    [
        (datetime(2026, 7, 14, tzinfo=UTC), "admission-opening-now"),
        (datetime(2028, 1, 1, tzinfo=UTC), "admission-opening-unknown"),
    ],
)
def test_no_reminder_without_an_opening(session: Session, artyom: int, moment: datetime, refused: str) -> None:
    with pytest.raises(Refusal, match=refused):
        admission.subscribe_opening(session, moment, artyom, CONTENT)


# --- leaving ---------------------------------------------------------------------------------------


def test_privacy_knows_and_deletes_applications(submit: Submit, session: Session, now: datetime, artyom: int) -> None:
    sent = submit().value
    assert [(k.text_key, k.count) for k in privacy.summary(session, artyom).kept] == [("admission-kept", 1)]
    done = privacy.delete_kept(session, now, artyom, "admission")
    assert {e.after for e in done.events if isinstance(e, StatusChanged)} == {S.WITHDRAWN}
    assert admission.my_applications(session, artyom) == []
    assert applicants.with_words(session, ["соловьев"]) == []
    with pytest.raises(NotFound):
        admission.own_applicant(session, artyom, sent.applicant_id)
    assert applications.history(session, sent.applications[0].id)[-1].kind is HistoryKind.ERASED
    assert not privacy.delete_kept(session, now, artyom, "admission").value


def test_a_registered_application_is_kept_by_law(submit: Submit, session: Session, now: datetime, artyom: int) -> None:
    walk(session, now, submit().value.applications[0], S.IN_REVIEW, S.INVITED, S.REGISTERED)
    assert [(k.text_key, k.deletable) for k in privacy.summary(session, artyom).kept] == [
        ("admission-kept-registered", False)
    ]
    with pytest.raises(Refusal, match="privacy-kept-by-law"):
        privacy.delete_kept(session, now, artyom, "admission")


def test_withdrawing_the_consent_deletes_what_rested_on_it(
    submit: Submit, session: Session, now: datetime, artyom: int
) -> None:
    submit()
    privacy.withdraw_consent(session, now, artyom, consents.APPLICATION)
    assert admission.my_applications(session, artyom) == []
