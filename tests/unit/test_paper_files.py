"""Files of papers: who may use them, and when they go, asked of the use cases themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from cluster import consents, paper_files
from cluster.consents import ConsentDocument
from cluster.duties import Duty
from storage import organisations, roles
from storage import paper_files as stored_files
from storage import people as met
from storage.admission import ApplicationStatus as S
from storage.admission import applicants, applications
from storage.errors import Forbidden, Refusal
from storage.organisations import Organisation, OrganisationKind
from storage.roles import Role
from tests.storage.test_paper_files import KIND, keep, lay, submit
from tests.unit.test_admission_rules import CONTENT

DAY = timedelta(days=1)


@pytest.fixture
def applicant(session: Session, now: datetime) -> int:
    """Somebody with one file, who agreed to files."""
    applicant_id = submit(session, now)
    document = paper_files.consent_document(CONTENT, "en")
    consents.give(session, now, owner_of(session, applicant_id), document, consents.PHOTO_FILES)
    keep(session, now, applicant_id)
    return applicant_id


@pytest.fixture
def olga(session: Session, now: datetime) -> int:
    organisations.put(session, [Organisation(c.key, OrganisationKind.COLLEGE) for c in CONTENT.colleges])
    person = met.meet(session, 900, 900, "ru", now).id
    roles.add(session, person, Role.COORDINATOR, "klepiki", now, None)
    return person


def owner_of(session: Session, applicant_id: int) -> int:
    return applicants.get(session, [applicant_id])[applicant_id].owner_id


USES: list[Callable[[Session, datetime, int, int, int], object]] = [
    lambda s, _now, actor, one, _file: paper_files.see(s, actor, one, KIND, 0),
    lambda s, _now, actor, one, _file: paper_files.my_shelf(s, actor, one, CONTENT),
    lambda s, now, actor, one, _file: paper_files.drop_paper(s, now, actor, one, KIND),
    lambda s, now, actor, _one, file: paper_files.drop_file(s, now, actor, file),
    lambda s, now, actor, one, _file: paper_files.check_may_send(s, now, actor, one, KIND, CONTENT),
    lambda s, now, actor, one, _file: paper_files.receive(s, now, actor, one, KIND, [lay(s, now, b"2")], CONTENT),
]


@pytest.mark.parametrize("use", USES)
def test_staff_of_the_college_and_strangers_never_act_as_the_applicant(
    session: Session, now: datetime, applicant: int, olga: int, use: Callable[..., object]
) -> None:
    (file,) = stored_files.of_paper(session, applicant, KIND)
    for actor in (olga, met.meet(session, 666, 666, "ru", now).id):
        with pytest.raises(Forbidden):
            use(session, now, actor, applicant, file.file_id)
    use(session, now, owner_of(session, applicant), applicant, file.file_id)


def test_a_new_version_of_the_consent_is_asked_for_in_either_language(
    session: Session, now: datetime, applicant: int
) -> None:
    owner = owner_of(session, applicant)
    paper_files.check_may_send(session, now, owner, applicant, KIND, CONTENT)
    consents.withdraw(session, now, owner, consents.PHOTO_FILES)
    old = ConsentDocument.of("photo_files", "0", "Старый текст")
    consents.give(session, now, owner, old, consents.PHOTO_FILES)
    with pytest.raises(Refusal, match="files-refuse-consent"):
        paper_files.check_may_send(session, now, owner, applicant, KIND, CONTENT)


@pytest.mark.parametrize("status", sorted({S.REJECTED, S.WITHDRAWN, S.EXPIRED}))
def test_of_a_closed_application_staff_see_no_files(
    session: Session, now: datetime, applicant: int, olga: int, status: S
) -> None:
    (one, _) = applications.of_applicant(session, applicant)
    assert paper_files.college_shelf(session, olga, one.id, CONTENT).total == 1
    applications.set_status(session, one.id, status, now)
    assert paper_files.college_shelf(session, olga, one.id, CONTENT).total == 0
    with pytest.raises(Refusal, match="files-refuse-closed"):
        paper_files.look(session, now, olga, one.id, KIND, 0, CONTENT)


@pytest.mark.parametrize(
    ("statuses", "days", "left"),
    [
        ((S.REJECTED, S.WITHDRAWN), 29, 1),
        ((S.REJECTED, S.WITHDRAWN), 30, 0),
        # After enrolment the original lies in the college.
        ((S.ENROLLED, S.WITHDRAWN), 29, 1),
        ((S.ENROLLED, S.WITHDRAWN), 30, 0),
        ((S.REJECTED, S.RESERVE), 90, 1),
    ],
)
def test_files_go_when_every_application_has_been_over_for_its_days(
    session: Session, now: datetime, applicant: int, statuses: tuple[S, ...], days: int, left: int
) -> None:
    for one, status in zip(applications.of_applicant(session, applicant), statuses, strict=True):
        applications.set_status(session, one.id, status, now)
    duty = Duty(1, paper_files.FORGET, str(applicant), now, {"applicant": applicant}, 1)
    paper_files.forget_over(session, now + DAY * days, duty, CONTENT)
    assert sum(stored_files.counts(session, applicant).values()) == left


def test_nothing_but_papers_without_a_secret_may_ever_be_sent() -> None:
    assert [one.key for one in CONTENT.documents if one.may_be_sent] == ["certificate", "diploma", "target_contract"]
