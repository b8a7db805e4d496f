"""The rules of the application form, each a plain function: questions ask them while the form is filled in, and
the form asks them all again when it is sent.

A rule returns the key of a warning (the person may go on) or None, and raises `Refusal` for what cannot be.
`today` is the Moscow day of the moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from cluster import russian
from cluster.admission.options import Discreet, TargetInterest
from cluster.calendar import age_on, is_minor
from cluster.content import BaseEducation, Campaign, Content, Document, MedicalExam, PaperCase, Programme
from storage.admission import FilledBy
from storage.errors import Refusal

YOUNGEST, OLDEST = 13, 70
"""Nobody outside these ages on 1 September of the campaign is taken for a real answer."""
USUAL_AGES: Final = range(14, 26)
OWN_ANSWERS_FROM = 14
"""Who is younger is filled in by a parent."""
MOST_CHOICES = 3
GRAD_YEARS_BACK = 40
ANSWER_WORKING_DAYS = 3
LOCALITY_LIMIT, SCHOOL_LIMIT, COMMENT_LIMIT = 80, 150, 500


@dataclass(frozen=True, slots=True)
class Frame:
    """Where and when a form is filled in: the content, the campaign, the Moscow day.

    An edit looks at ages on the day of submitting (`submitted_on`) and may keep `standing` programmes, closed by now.
    """

    content: Content
    campaign: Campaign
    today: date
    submitted_on: date | None = None
    standing: frozenset[str] = frozenset()

    @property
    def signing_day(self) -> date:
        """Return the day on which ages decide about parents: that of submitting, today for a new form."""
        return self.submitted_on or self.today


# --- age and parents -------------------------------------------------------------------------------


def check_birth_date(value: date, filled_by: FilledBy, campaign: Campaign, today: date) -> str | None:
    """Refuse impossible ages and anybody under 14 who is not filled in by a parent; warn outside 14 to 25.

    The age counts on 1 September of the campaign, except for who may fill in: that counts today.
    """
    age = age_on(value, campaign.first_september)
    if value > today or not YOUNGEST <= age <= OLDEST:
        raise Refusal("admission-refuse-age", lowest=YOUNGEST, highest=OLDEST)
    if needs_parent_to_fill(value, today) and filled_by is not FilledBy.PARENT:
        raise Refusal("admission-refuse-under_14")
    if age < USUAL_AGES.start:
        return "admission-warn-age_young"
    return "admission-warn-age_old" if age >= USUAL_AGES.stop else None


def needs_parent_to_fill(birth_date: date, today: date) -> bool:
    """Whether the person is under 14 today, so that only a parent may fill the form in."""
    return age_on(birth_date, today) < OWN_ANSWERS_FROM


def parent_needed(birth_date: date, today: date) -> bool:
    """Whether the parent's part is asked: the applicant is under 18 on the day of submitting."""
    return is_minor(birth_date, today)


def check_parent_phone(phone: str, applicant_phone: str | None) -> str | None:
    """Warn when parent and child have the same number: then nobody else can be reached."""
    return "admission-warn-same_phone" if phone == applicant_phone else None


# --- education and choices -------------------------------------------------------------------------


def grad_years(campaign: Campaign) -> tuple[int, int]:
    """Return the first and the last year in which the certificate may have been given."""
    return campaign.year - GRAD_YEARS_BACK, campaign.year


def calculate_average(marks: Sequence[int]) -> Decimal:
    """Return the mean of the certificate's marks, kept to 4 decimals, rounded half up; `Refusal` for none."""
    if not marks:
        raise Refusal("russian-marks-unclear")
    return russian.average(marks)


def open_choices(
    content: Content, campaign: Campaign, base_education: BaseEducation | str, today: date
) -> tuple[Programme, ...]:
    """Return the programmes that take applications today from people with this education, in the campaign's order."""
    return content.programmes_for(base_education, campaign, today)


def check_choices(keys: Sequence[str], base_education: BaseEducation | str, frame: Frame) -> None:
    """Refuse none, more than three, the same twice, closed programmes and those for another education."""
    if not 1 <= len(keys) <= MOST_CHOICES:
        raise Refusal("admission-refuse-choices_count", most=MOST_CHOICES)
    if len(set(keys)) < len(keys):
        raise Refusal("admission-refuse-choices_twice")
    takes_now = set(frame.campaign.open_programmes(frame.today)) | frame.standing
    for key in keys:
        if base_education not in frame.content.programme(key).base_education:
            raise Refusal("admission-refuse-choices_education")
        if key not in takes_now:
            raise Refusal("admission-refuse-choices_closed")


def check_target(interest: TargetInterest, enterprise: str | None, content: Content) -> None:
    """Refuse a wish for a target contract without an enterprise that signs them."""
    if interest is TargetInterest.NO:
        return
    if enterprise not in {one.key for one in content.target_enterprises()}:
        raise Refusal("admission-refuse-target_enterprise")


def farthest_km(content: Content, choices: Iterable[str], district: str) -> int | None:
    """Return the longest way from home to a chosen college, in km by road; None where no distance is known."""
    colleges = {content.programme(key).college for key in choices}
    known = [km for college in colleges if (km := content.distance_km(college, district)) is not None]
    return max(known, default=None)


# --- what is typed freely --------------------------------------------------------------------------


def parse_text(text: str, limit: int) -> str:
    """Return a short free answer without invisible characters; `Refusal` when empty or longer than `limit`."""
    tidied = russian.tidy(text)
    if not tidied:
        raise Refusal("admission-refuse-empty")
    if len(tidied) > limit:
        raise Refusal("admission-refuse-long", limit=limit)
    return tidied


def parse_school(text: str) -> str:
    """Return the name of a school."""
    return parse_text(text, SCHOOL_LIMIT)


def parse_locality(text: str) -> str:
    """Return the name of a town or village; a whole address is not asked."""
    return parse_text(text, LOCALITY_LIMIT)


def parse_comment(text: str) -> str:
    """Return a comment to the college."""
    return parse_text(text, COMMENT_LIMIT)


def refuse_details(_text: str) -> Discreet:
    """Refuse whatever is typed where only three buttons answer: nobody is to write a diagnosis or a category."""
    raise Refusal("admission-refuse-no_details")


# --- what follows from the answers -----------------------------------------------------------------


def answer_due(content: Content, today: date) -> date:
    """Return the day by whose end the college answers: three working days after `today`."""
    return content.calendar.add_working_days(today, ANSWER_WORKING_DAYS)


def papers(
    content: Content,
    *,
    base_education: BaseEducation | str,
    choices: Iterable[str],
    minor: bool,
    target_interest: TargetInterest | str,
    priority_right: Discreet | str | None,
) -> tuple[Document, ...]:
    """Return the papers that a person with these answers is asked for, one list for all their colleges."""
    programmes = [content.programme(key) for key in choices]
    case = PaperCase(
        base_education=BaseEducation(base_education),
        minor=minor,
        target_signed=target_interest == TargetInterest.SIGNED,
        priority_right=priority_right in {Discreet.YES, Discreet.TELL_IN_PERSON},
        medical_exam=any(programme.medical_exam is not MedicalExam.NONE for programme in programmes),
    )
    return content.documents_for(case)
