"""Duties: due and not done, in order, once; failing ones step aside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from cluster import duties
from cluster.content import Content
from cluster.duties import Duty, UnknownDuty
from cluster.events import Done, Event
from storage import duties as stored
from storage.errors import NaiveTimeError
from tests.unit.test_admission_rules import CONTENT

HOUR = timedelta(hours=1)


def keys(session: Session, now: datetime, limit: int = 100) -> list[str]:
    return [duty.key for duty in duties.due(session, now, limit)]


def test_duties_come_longest_due_first(session: Session, now: datetime) -> None:
    for key, hours in (("c", 3), ("a", 1), ("b", 2), ("later", 9)):
        duties.schedule(session, "nudge", key, now + hours * HOUR)
    assert keys(session, now) == []
    assert duties.next_due(session) == now + HOUR
    assert keys(session, now + 3 * HOUR) == ["a", "b", "c"]
    assert keys(session, now + 3 * HOUR, limit=2) == ["a", "b"]


def test_the_payload_comes_back(session: Session, now: datetime) -> None:
    duties.schedule(session, "nudge", "a", now, {"application": 17, "имя": ["Ё"]})
    assert duties.due(session, now)[0].payload == {"application": 17, "имя": ["Ё"]}


def test_a_cancelled_duty_is_never_due(session: Session, now: datetime) -> None:
    duties.schedule(session, "nudge", "a", now)
    assert duties.cancel(session, "nudge", "a") is True
    assert duties.cancel(session, "nudge", "a") is False
    assert (keys(session, now), duties.next_due(session)) == ([], None)


def test_a_hastened_duty_comes_sooner_and_keeps_its_payload(session: Session, now: datetime) -> None:
    for key, hours in (("a", 5), ("b", 5), ("soon", 1), ("done", 5)):
        duties.schedule(session, "nudge", key, now + hours * HOUR, {"key": key})
    done = duties.open_one(session, "nudge", "done")
    assert done is not None
    duties.finish(session, done, now)
    stale = duties.open_one(session, "nudge", "a")
    assert stale is not None
    duties.hasten(session, "nudge", ["a", "soon", "done", "nobody"], now + 2 * HOUR)
    assert keys(session, now + HOUR) == ["soon"]
    assert keys(session, now + 2 * HOUR) == ["soon", "a"]
    hastened = duties.open_one(session, "nudge", "a")
    assert hastened is not None
    assert hastened.payload == {"key": "a"}
    assert duties.finish(session, stale, now) is False, "who read it before does it twice"
    assert duties.open_one(session, "nudge", "done") is None


def test_a_done_duty_is_done_once_and_may_be_scheduled_anew(session: Session, now: datetime) -> None:
    duties.schedule(session, "nudge", "a", now, {"n": 1})
    (duty,) = duties.due(session, now)
    assert duties.finish(session, duty, now) is True
    assert duties.finish(session, duty, now) is False
    assert keys(session, now + HOUR) == []
    duties.schedule(session, "nudge", "a", now + HOUR)
    assert keys(session, now + HOUR) == ["a"]


def _cancel(session: Session, now: datetime) -> None:
    duties.cancel(session, "nudge", "a")


def _cancel_and_take_its_number(session: Session, now: datetime) -> None:
    duties.cancel(session, "nudge", "a")
    duties.schedule(session, "nudge", "b", now)


def _put_off(session: Session, now: datetime) -> None:
    duties.schedule(session, "nudge", "a", now + HOUR)


def _cancel_and_begin_anew(session: Session, now: datetime) -> None:
    duties.cancel(session, "nudge", "a")
    duties.schedule(session, "nudge", "a", now + HOUR)


@pytest.mark.parametrize(
    ("meanwhile", "left"),
    [(_cancel, []), (_cancel_and_take_its_number, ["b"]), (_put_off, ["a"]), (_cancel_and_begin_anew, ["a"])],
)
def test_what_changed_since_a_duty_was_read_counts(
    session: Session, now: datetime, meanwhile: Callable[[Session, datetime], None], left: list[str]
) -> None:
    ran = []

    def run(_session: Session, _now: datetime, duty: Duty, _content: Content) -> Done[None]:
        ran.append(duty.key)
        return Done(None, (Event(),))

    duties.schedule(session, "nudge", "a", now)
    (read,) = duties.due(session, now)
    meanwhile(session, now)
    assert duties.perform(session, now, read, {"nudge": run}, CONTENT) == Done(None)
    assert ran == []
    assert keys(session, now + HOUR) == left


def test_a_periodic_duty_survives_its_own_finish(session: Session, now: datetime) -> None:
    def again(session: Session, moment: datetime, duty: Duty, _content: Content) -> Done[None]:
        duties.schedule(session, duty.kind, duty.key, moment + HOUR)
        return Done(None, (Event(),))

    duties.schedule(session, "hourly", "a", now)
    done = duties.perform(session, now, duties.due(session, now)[0], {"hourly": again}, CONTENT)
    assert done.events == (Event(),)
    assert duties.next_due(session) == now + HOUR


def test_a_duty_of_an_unknown_kind_says_so(session: Session, now: datetime) -> None:
    duties.schedule(session, "gone", "a", now)
    with pytest.raises(UnknownDuty, match="'gone'"):
        duties.perform(session, now, duties.due(session, now)[0], {}, CONTENT)


def test_a_failing_duty_waits_longer_each_time_and_is_set_aside(session: Session, now: datetime) -> None:
    duties.schedule(session, "nudge", "a", now)
    pauses, moment, last = [], now, False
    while not last:
        (duty,) = duties.due(session, moment)
        last = duties.fail(session, duty, moment, "boom")
        following = duties.next_due(session)
        if following is not None:
            pauses.append(following - moment)
            moment = following
    assert pauses == [timedelta(minutes=minutes) for minutes in (1, 4, 16, 64, 256)]
    assert keys(session, now + timedelta(days=365)) == []
    assert stored.set_aside(session) == 1


def test_a_duty_that_was_done_all_the_same_has_not_failed(session: Session, now: datetime) -> None:
    duties.schedule(session, "nudge", "a", now)
    (duty,) = duties.due(session, now)
    assert duties.finish(session, duty, now)
    for _ in range(stored.MOST_ATTEMPTS):
        duties.fail(session, replace(duty, attempts=stored.MOST_ATTEMPTS), now, "the answer to its commit was lost")
    assert stored.set_aside(session) == 0


def test_a_duty_set_aside_wakes_when_it_is_scheduled_anew(session: Session, now: datetime) -> None:
    duties.schedule(session, "nudge", "a", now)
    for _ in range(stored.MOST_ATTEMPTS):
        (duty,) = duties.due(session, now + timedelta(days=9))
        duties.fail(session, duty, now, "boom")
    duties.schedule(session, "nudge", "a", now)
    assert [duty.attempts for duty in duties.due(session, now)] == [0]


def test_a_moment_without_a_zone_is_refused(session: Session, now: datetime) -> None:
    with pytest.raises(Exception, match="no time zone") as caught:
        duties.schedule(session, "nudge", "a", now.replace(tzinfo=None))
    assert isinstance(caught.value.__cause__ or caught.value, NaiveTimeError)
