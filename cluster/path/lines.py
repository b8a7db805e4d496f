"""What a path is made of: a line a stage, with its state, the next step, by when, and who has the ball."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from storage.internship import Placement, Student


class Stage(enum.StrEnum):
    """What one goes through, in this order; its name is the text `path-stage-<value>`."""

    APPLICATION = "application"
    DOCUMENTS = "documents"
    ENROLMENT = "enrolment"
    DORMITORY = "dormitory"
    PRACTICE = "practice"
    MENTOR = "mentor"
    DIARY = "diary"  # of the practice; to the student alone, while there is something to write or to hand in
    PAPERS = "papers"  # of the practice: the review, the mark, the signatures


class State(enum.StrEnum):
    """How a stage stands."""

    DONE = "done"
    NOW = "now"  # somebody has to do something
    LATER = "later"  # its turn has not come
    NOT_NEEDED = "not_needed"
    STOPPED = "stopped"  # it does not go on by itself


class Ball(enum.StrEnum):
    """Who has to do something, as the person whose path it is reads it."""

    YOU = "you"
    PARENT = "parent"
    COLLEGE = "college"
    PLANT = "plant"


class Next(enum.StrEnum):
    """What a line says; its sentence is the text `path-next-<value>`."""

    ANSWER = "answer"  # the college answers
    ANSWER_LATE = "answer_late"
    CLARIFY = "clarify"
    COME = "come"
    COME_PARENT = "come_parent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    NO_APPLICATION = "no_application"
    GATHER = "gather"
    ORIGINAL = "original"
    PAPERS_THERE = "papers_there"
    WAIT_LIST = "wait_list"
    TAKE_SEAT = "take_seat"
    WAIT_ORDER = "wait_order"
    RESERVE = "reserve"
    ENROLLED = "enrolled"
    STUDIES = "studies"  # a student of a college, however they came there
    AFTER = "after"  # when the stages before it are done
    BED_LATER = "bed_later"
    BED_WAIT = "bed_wait"
    BED_GIVEN = "bed_given"
    BED_OVER = "bed_over"  # it was there for the days of the practice, and is given back
    NO_BED = "no_bed"
    PLACE_WAIT = "place_wait"
    AGREE = "agree"
    PLANT_AGREES = "plant_agrees"
    PREPARE = "prepare"  # items of the readiness list are open
    NOT_STARTED = "not_started"  # the first day has come, and something is missing
    BEGIN = "begin"
    GOING = "going"
    PAUSED = "paused"
    PASSED = "passed"
    CANCELLED = "cancelled"
    TERMINATED = "terminated"
    FAILED = "failed"
    MENTOR_WAIT = "mentor_wait"
    MENTOR_NAMED = "mentor_named"
    MENTOR_AWAY = "mentor_away"  # somebody stands in for them
    DIARY_WRITE = "diary_write"  # days are missing
    DIARY_REWRITE = "diary_rewrite"  # the mentor gave a day back
    DIARY_LOST = "diary_lost"  # days are missing and it is too late to write them
    DIARY_DAILY = "diary_daily"  # a day at a time, as it should be
    HAND_IN = "hand_in"  # the days are over: diary and report go to the supervisor
    REVIEW = "review"
    SIGN = "sign"
    SIGNED = "signed"
    NO_PAPERS = "no_papers"

    @property
    def text_key(self) -> str:
        """Return the key of its sentence."""
        return f"path-next-{self.value}"


class Where(enum.StrEnum):
    """Which screen a line opens. Features register theirs; what nobody registered has the line's own screen."""

    APPLICATION = "application"  # with the application's number
    CHECKLIST = "checklist"  # with the applicant's
    OFFER = "offer"  # with the placement's, as are the rest
    TODAY = "today"
    DIARY = "diary"


@dataclass(frozen=True, slots=True)
class Line:
    """One stage. `by` is a Moscow day, None where no day is set; `exact`: it is that day itself, not the last one.
    `late`: it has passed.

    `ref` belongs to `where`.

    Of what the sentence may say: a `name` (of a mentor or a group), a `number` on paper, `plant` (a key of content),
    `count` of `total`, `until` which day, which `day` it is about.
    """

    stage: Stage
    state: State
    next: Next
    ball: Ball | None = None
    by: date | None = None
    exact: bool = False
    late: bool = False
    where: Where | None = None
    ref: int = 0
    name: str | None = None
    number: str | None = None
    plant: str | None = None
    count: int = 0
    total: int = 0
    until: date | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """The path of one person (people.id).

    `supervisor` is who answers for the practice in the college, None where there is none or no name was told. `child`
    is the person's name where somebody else reads; "" once it is erased. `name` is whose path it is, where that is not
    the reader: a parent who has applied for a child walks it themselves.
    """

    person_id: int
    lines: tuple[Line, ...]
    student: Student | None = None
    placement: Placement | None = None
    college: str | None = None
    supervisor: str | None = None
    child: str | None = None
    name: str | None = None

    def of(self, stage: Stage) -> Line | None:
        """Return the line of a stage; None where the path has none."""
        return next((line for line in self.lines if line.stage is stage), None)

    @property
    def yours(self) -> tuple[Line, ...]:
        """Return what the person has to do now, the most urgent first; what has no day comes last."""
        mine = [line for line in self.lines if line.state is State.NOW and line.ball is Ball.YOU]
        return tuple(sorted(mine, key=lambda line: line.by or date.max))

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something."""
        return any(line.state is State.NOW for line in self.lines)
