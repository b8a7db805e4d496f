"""A college's list: what may be wrong with it, its preview, applying it as a whole, taking it back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from cluster import duties, ranking
from cluster.admission import StatusChanged
from cluster.admission.status import ApplicationStatus as S
from cluster.content import NoticeEvent
from cluster.ranking import ListRow
from storage import roles
from storage.admission import Application, HistoryKind, applications
from storage.errors import Forbidden, NotFound, Refusal
from storage.ranking import OwnPlace, PreviewState, lists, steps
from tests.ranking import (
    CAMPAIGN,
    COLLEGE,
    CONTENT,
    MOUNTING,
    WELDER,
    content,
    import_list,
    listed,
    register,
    row,
    run_duties,
    staff,
    status_of,
    walk,
)


@pytest.fixture
def actor(session: Session, now: datetime) -> int:
    return staff(session, now)


def places(session: Session, one: Application) -> list[tuple[str, int, int]]:
    found = lists.own_places(session, [one.id]).get(one.id, [])
    return [(place.programme, place.place, place.total) for place in found]


# --- faults -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row(2, "1")], []),
        ([row(2, "paper-7")], []),
        ([row(2, "1"), row(3, "1", "4.5")], [(3, "number", "number_twice")]),
        ([row(2, "2", programme=WELDER), row(3, "2", programme=MOUNTING)], []),
        ([row(2, "1", programme=MOUNTING)], [(2, "programme", "not_chosen")]),
        ([row(2, "3")], [(2, "number", "closed")]),
        ([row(2, "R-17"), row(3, "2")], [(2, "number", "other_college")]),
        ([row(2, "KA-2026-0001")], [(2, "number", "own_number")]),
        ([row(2, "1", "1.99"), row(3, "2", "5.01")], [(2, "grade", "grade_range"), (3, "grade", "grade_range")]),
        ([row(2, "1", achievements=-1)], [(2, "achievements", "achievements_range")]),
        ([row(2, "1", place=1), row(3, "2")], [(3, "place", "place_missing")]),
        ([row(2, "1", place=1), row(3, "2", place=1)], [(3, "place", "place_twice")]),
        ([row(2, "1", place=1), row(3, "2", place=3)], [(3, "place", "place_range")]),
        ([row(2, "1", place=0), row(3, "2", place=2)], [(2, "place", "place_range")]),
        ([row(2, "1", place=2), row(3, "2", place=1), row(4, "2", programme=MOUNTING)], []),
    ],
)
def test_faults_are_said_of_their_rows(
    session: Session, now: datetime, actor: int, rows: list[ListRow], expected: list[tuple[int, str, str]]
) -> None:
    register(session, now, "1", WELDER)
    register(session, now, "2", WELDER, MOUNTING)
    walk(session, now, register(session, now, "3", WELDER), S.WITHDRAWN)
    register(session, now, "R-17", "klepiki-welder-9", college="klepiki")
    found = ranking.check_list(session, actor, COLLEGE, CAMPAIGN, rows)
    assert [(fault.row, fault.column, fault.code) for fault in found] == expected


def test_a_number_that_was_given_anew_counts_for_who_has_it(session: Session, now: datetime, actor: int) -> None:
    walk(session, now, register(session, now, "1", WELDER), S.WITHDRAWN)
    register(session, now, "1", WELDER)
    assert ranking.check_list(session, actor, COLLEGE, CAMPAIGN, [row(2, "1")]) == []


def test_a_list_of_another_college_is_known_as_such(session: Session, now: datetime, actor: int) -> None:
    for number in ("1", "2", "3"):
        register(session, now, number, "klepiki-welder-9", college="klepiki")
    with pytest.raises(Refusal) as refused:
        ranking.check_list(session, actor, COLLEGE, CAMPAIGN, listed("1", "2", "7"))
    assert (refused.value.text_key, refused.value.args_) == ("ranking-list-foreign", {"college": "klepiki"})
    register(session, now, "1", WELDER)
    assert ranking.check_list(session, actor, COLLEGE, CAMPAIGN, listed("1", "2", "7")) == []


# --- preview ----------------------------------------------------------------------------------------


def test_the_preview_counts_what_would_change(session: Session, now: datetime, actor: int) -> None:
    for number in ("1", "2", "3", "4"):
        register(session, now, number, WELDER)
    import_list(session, now, actor, listed("1", "2", "3", "P9"))
    rows = [row(2, "3", "5"), row(3, "1", "4"), row(4, "P7", "4"), row(5, "2", "3", original=True)]
    step = ranking.prepare_list(session, now, actor, COLLEGE, CAMPAIGN, rows).value
    (found,) = ranking.preview_list(session, now, actor, step.id, content(welder=2)).programmes
    assert (found.first, found.rows, found.seats) == (False, 4, 2)
    assert (found.new, found.risen, found.fallen, found.gone) == (1, 1, 2, 1)
    assert [(one.number, one.before, one.after) for one in found.movers] == [("3", 3, 1), ("2", 2, 4), ("1", 1, 2)]
    assert all(one.name.endswith("И. П.") for one in found.movers)
    assert (found.tied, found.missing, found.unknown) == (("1", "P7"), ("4",), ("P7",))
    assert found.originals == ("2",)


def test_a_preview_changes_nothing(session: Session, now: datetime, actor: int) -> None:
    one = register(session, now, "1", WELDER)
    step = ranking.prepare_list(session, now, actor, COLLEGE, CAMPAIGN, listed("1")).value
    ranking.preview_list(session, now, actor, step.id, CONTENT)
    assert (status_of(session, one), places(session, one)) == (S.REGISTERED, [])
    ranking.drop(session, now, actor, step.id)
    with pytest.raises(Refusal) as refused:
        ranking.apply_list(session, now, actor, step.id, CONTENT)
    assert refused.value.text_key == "ranking-preview-gone"


@pytest.mark.parametrize(("later", "key"), [(timedelta(hours=1), None), (timedelta(hours=1, seconds=1), "old")])
def test_a_preview_lives_an_hour(session: Session, now: datetime, actor: int, later: timedelta, key: str) -> None:
    step = ranking.prepare_list(session, now, actor, COLLEGE, CAMPAIGN, listed("1")).value
    if key is None:
        ranking.apply_list(session, now + later, actor, step.id, CONTENT)
    else:
        with pytest.raises(Refusal) as refused:
            ranking.apply_list(session, now + later, actor, step.id, CONTENT)
        assert refused.value.text_key == f"ranking-preview-{key}"


def test_what_nobody_applied_is_forgotten(session: Session, now: datetime, actor: int) -> None:
    step = ranking.prepare_list(session, now, actor, COLLEGE, CAMPAIGN, listed("1")).value
    applied = import_list(session, now, actor, listed("2"))
    kept = ranking.prepare_list(session, now, actor, COLLEGE, CAMPAIGN, listed("3")).value
    assert steps.get(session, step.id).payload is None  # another preview took its place
    assert steps.get(session, applied).payload is None
    run_duties(session, now + timedelta(hours=1))
    assert steps.get(session, kept.id).payload is not None
    run_duties(session, now + timedelta(hours=1, seconds=1))
    assert (steps.get(session, kept.id).payload, steps.get(session, applied).state) == (None, PreviewState.APPLIED)


# --- applying ---------------------------------------------------------------------------------------


def test_applying_ranks_and_tells_once(session: Session, now: datetime, actor: int) -> None:
    best, second = (register(session, now, number, WELDER, MOUNTING) for number in ("1", "2"))
    left_out = register(session, now, "3", WELDER)
    rows = [*listed("1", "P1", "2"), row(9, "2", "4.5", MOUNTING)]
    import_list(session, now, actor, rows, content(welder=25))
    assert places(session, best) == [(WELDER, 1, 3)]
    assert places(session, second) == [(WELDER, 3, 3), (MOUNTING, 1, 1)]
    assert (status_of(session, second), status_of(session, left_out)) == (S.RANKED, S.REGISTERED)
    (place, _) = lists.own_places(session, [second.id])[second.id]
    assert place == OwnPlace(WELDER, 3, 3, 25, now)
    told = [event for event in run_duties(session, now) if isinstance(event, StatusChanged)]
    assert sorted((event.application_id, event.notice) for event in told) == [
        (best.id, NoticeEvent.RANKED),
        (second.id, NoticeEvent.RANKED),
    ]
    assert run_duties(session, now + timedelta(minutes=1)) == []


def test_a_second_press_finds_it_applied(session: Session, now: datetime, actor: int) -> None:
    one = register(session, now, "1", WELDER)
    step = import_list(session, now, actor, listed("1"))
    ranking.apply_list(session, now, actor, step, CONTENT)
    lines = [line for line in applications.history(session, one.id) if line.after == S.RANKED]
    assert len(lines) == 1
    assert len(run_duties(session, now)) == 1


def test_a_changed_place_is_silent_and_kept(session: Session, now: datetime, actor: int) -> None:
    one, other = (register(session, now, number, WELDER) for number in ("1", "2"))
    import_list(session, now, actor, listed("1", "2"))
    run_duties(session, now)
    later = now + timedelta(days=1)
    import_list(session, later, actor, listed("2", "1", "P1"))
    assert run_duties(session, later) == []
    assert (places(session, one), places(session, other)) == ([(WELDER, 2, 3)], [(WELDER, 1, 3)])
    (line,) = [one for one in applications.history(session, one.id) if one.kind is HistoryKind.PLACE]
    assert (line.before, line.after, line.fields, line.at) == ("1", "2", (WELDER,), later)


def test_a_list_of_one_programme_leaves_the_others(session: Session, now: datetime, actor: int) -> None:
    one = register(session, now, "1", WELDER, MOUNTING)
    import_list(session, now, actor, [*listed("1"), row(9, "1", programme=MOUNTING)])
    import_list(session, now, actor, listed("P1", "1"))
    assert places(session, one) == [(WELDER, 2, 2), (MOUNTING, 1, 1)]


def test_somebody_who_left_since_stops_it_whole(session: Session, now: datetime, actor: int) -> None:
    one, other = (register(session, now, number, WELDER) for number in ("1", "2"))
    step = ranking.prepare_list(session, now, actor, COLLEGE, CAMPAIGN, listed("1", "2")).value
    walk(session, now, other, S.WITHDRAWN)
    with pytest.raises(Refusal) as refused:
        ranking.apply_list(session, now, actor, step.id, CONTENT)
    assert refused.value.text_key == "ranking-list-changed"
    assert refused.value.args_["number"] == "2"
    assert str(refused.value.args_["name"]).endswith("И. П.")
    assert (status_of(session, one), lists.current(session, COLLEGE, CAMPAIGN)) == (S.REGISTERED, {})


def test_of_two_previews_one_applies(session: Session, now: datetime, actor: int) -> None:
    colleague = staff(session, now, 901)
    mine = ranking.prepare_list(session, now, actor, COLLEGE, CAMPAIGN, listed("1")).value
    theirs = ranking.prepare_list(session, now, colleague, COLLEGE, CAMPAIGN, listed("2")).value
    ranking.apply_list(session, now, actor, mine.id, CONTENT)
    for look in (ranking.preview_list, ranking.apply_list):
        with pytest.raises(Refusal) as refused:
            look(session, now, colleague, theirs.id, CONTENT)  # type: ignore[operator]
        assert (refused.value.text_key, refused.value.args_["at"]) == ("ranking-preview-outdated", "14.07.2026 10:00")


def test_a_right_that_ended_a_second_ago_is_gone(session: Session, now: datetime, actor: int) -> None:
    step = ranking.prepare_list(session, now, actor, COLLEGE, CAMPAIGN, listed("1")).value
    (grant,) = roles.of_person(session, actor)
    roles.revoke(session, grant.id, now, actor)
    for act in (
        lambda: ranking.apply_list(session, now, actor, step.id, CONTENT),
        lambda: ranking.preview_list(session, now, actor, step.id, CONTENT),
        lambda: ranking.drop(session, now, actor, step.id),
        lambda: ranking.prepare_list(session, now, actor, COLLEGE, CAMPAIGN, listed("1")),
        lambda: ranking.overview(session, now, actor, COLLEGE, CONTENT),
        lambda: ranking.to_list(session, actor, COLLEGE, CAMPAIGN),
    ):
        with pytest.raises(Forbidden):
            act()


def test_a_stranger_finds_no_step(session: Session, now: datetime, actor: int) -> None:
    other = staff(session, now, 902, "klepiki")
    step = ranking.prepare_list(session, now, actor, COLLEGE, CAMPAIGN, listed("1")).value
    with pytest.raises(Forbidden):
        ranking.apply_list(session, now, other, step.id, CONTENT)
    with pytest.raises(NotFound):
        ranking.apply_list(session, now, actor, step.id + 77, CONTENT)


# --- taking back ------------------------------------------------------------------------------------


def test_undo_leads_back_who_was_ranked_first_and_corrects_who_was_told(
    session: Session, now: datetime, actor: int
) -> None:
    old, new = (register(session, now, number, WELDER) for number in ("1", "2"))
    import_list(session, now, actor, listed("1"))
    run_duties(session, now)
    later = now + timedelta(hours=3)
    step = import_list(session, later, actor, listed("2", "1"))
    run_duties(session, later)
    done = ranking.undo(session, later + timedelta(hours=1), actor, step).value
    assert (done.back, done.left) == (1, ())
    assert (status_of(session, new), places(session, new)) == (S.REGISTERED, [])
    assert (status_of(session, old), places(session, old)) == (S.RANKED, [(WELDER, 1, 1)])
    told = run_duties(session, later + timedelta(hours=1))
    assert [(e.application_id, e.notice) for e in told if isinstance(e, StatusChanged)] == [
        (new.id, NoticeEvent.CORRECTED)
    ]
    kinds = [(line.before, line.after) for line in applications.history(session, old.id) if line.fields]
    assert kinds == [("1", "2"), ("2", "1")]


def test_who_was_not_told_yet_is_not_told_at_all(session: Session, now: datetime, actor: int) -> None:
    register(session, now, "1", WELDER)
    step = import_list(session, now, actor, listed("1"))
    ranking.undo(session, now, actor, step)
    assert run_duties(session, now) == []


def test_who_moved_on_is_named_and_left(session: Session, now: datetime, actor: int) -> None:
    one, gone = (register(session, now, number, WELDER) for number in ("1", "2"))
    step = import_list(session, now, actor, listed("1", "2"))
    walk(session, now + timedelta(minutes=5), applications.get(session, [gone.id])[gone.id], S.WITHDRAWN)
    done = ranking.undo(session, now + timedelta(minutes=9), actor, step).value
    assert (done.back, done.left_count, done.left[0][0]) == (1, 1, gone.number)
    assert (status_of(session, one), status_of(session, gone)) == (S.REGISTERED, S.WITHDRAWN)


@pytest.mark.parametrize(("later", "may"), [(timedelta(hours=1), True), (timedelta(hours=1, seconds=1), False)])
def test_undo_has_an_hour(session: Session, now: datetime, actor: int, later: timedelta, may: bool) -> None:
    one = register(session, now, "1", WELDER)
    step = import_list(session, now, actor, listed("1"))
    if may:
        ranking.undo(session, now + later, actor, step)
        assert ranking.undo(session, now + later, actor, step).value.back == 0  # pressed twice
    else:
        with pytest.raises(Refusal) as refused:
            ranking.undo(session, now + later, actor, step)
        assert refused.value.text_key == "ranking-undo-late"
    assert status_of(session, one) is (S.REGISTERED if may else S.RANKED)


def test_an_older_list_is_not_taken_back_from_under_a_newer_one(session: Session, now: datetime, actor: int) -> None:
    older = import_list(session, now, actor, listed("P1"))
    newer = import_list(session, now, actor, listed("P2"))
    with pytest.raises(Refusal) as refused:
        ranking.undo(session, now, actor, older)
    assert refused.value.text_key == "ranking-undo-newer"
    ranking.undo(session, now, actor, newer)
    ranking.undo(session, now, actor, older)
    assert lists.current(session, COLLEGE, CAMPAIGN) == {}


def test_notices_of_many_go_out_some_at_a_time(session: Session, now: datetime, actor: int) -> None:
    for number in range(230):
        register(session, now, f"{number}", WELDER)
    import_list(session, now, actor, listed(*(f"{number}" for number in range(230))))
    (duty,) = [one for one in duties.due(session, now) if one.kind == "ranking-tell"]
    assert len(ranking.tell(session, now, duty, CONTENT).events) == 100
    assert len(run_duties(session, now)) == 130
