"""Checking in with a short-lived code (C2): what counts, what waits, what gains nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from hientai.attendance import services as verbs
from hientai.attendance.models import Claim, Mark
from hientai.attendance.queries.rolls import claims_at, codes_of
from hientai.attendance.services import Told
from hientai.shared.refused import Refused
from hientai.timetables.models import Session
from tests.attendance.conftest import As
from tests.attendance.made import AFTER, MONDAY, Scene, code_of, opened_since, planned

pytestmark = pytest.mark.django_db


def shown(scene: Scene, as_user: As, session: Session | None = None, by: str = "owner") -> Session:
    """The codes of a session are shown."""
    met = session or scene.first
    verbs.show_codes(actor=as_user(by), session=met, now=datetime.now(UTC))
    return met


def enter(as_user: As, who: str, code: str, phone: str = "", **other: object) -> Told:
    """Somebody enters a code."""
    said = {"session": None, "read_at": None, **other}
    return verbs.check_in(user=as_user(who), code=code, phone=phone or f"máy {who}", **said)  # type: ignore[arg-type]


def ago(minutes: float) -> datetime:
    return datetime.now(UTC) - timedelta(minutes=minutes)


def test_a_code_shown_now_counts_at_once_and_once(scene: Scene, as_user: As) -> None:
    """A second phone of the same learner gains nothing."""
    met = shown(scene, as_user, by="yen")
    code = code_of(met)
    first = enter(as_user, "binh", f"{code[:3]} {code[3:]}")
    again = enter(as_user, "binh", code_of(met), phone="máy thứ hai")
    assert (first.outcome, again.outcome, again.at) == ("present", "already", first.at)
    mark = Mark.objects.get()
    assert (mark.session_id, mark.how, mark.by) == (met.pk, "code", "Trần Quốc Bình")
    assert enter(as_user, "an", code_of(met, ago=1)).counts  # the code that just went


def test_every_code_of_the_hours_is_in_the_lecturers_page_and_changes_each_half_minute(
    scene: Scene, as_user: As
) -> None:
    met = shown(scene, as_user)
    found = dict(codes_of(met.pk))
    now = int(datetime.now(UTC).timestamp() // 30)
    assert found[now] == code_of(met)
    assert 480 < len(found) <= 601 and len(set(found.values())) > len(found) - 5
    assert all(len(code) == 6 and code.isdecimal() for code in found.values())


def test_a_code_sent_later_waits_and_counts_once_the_lecturer_confirmed_it(
    scene: Scene, as_user: As
) -> None:
    met = shown(scene, as_user)
    opened_since(met, 60)
    told = enter(as_user, "binh", code_of(met, ago=80), read_at=ago(40))
    assert told.outcome == "claimed" and not told.counts
    enter(as_user, "dung", code_of(met, ago=82), read_at=ago(41))
    assert Mark.objects.count() == 0
    assert enter(as_user, "binh", code_of(met, ago=80), read_at=ago(40)).outcome == "claimed"
    owner = as_user("owner")
    assert verbs.confirm(actor=owner, session=met, on=AFTER) == 2
    assert verbs.confirm(actor=owner, session=met, on=AFTER) == 0
    mark = Mark.objects.get(learner=scene.learners["HN-000001"])
    assert (mark.state, mark.how, mark.at) == ("present", "offline", told.at)
    assert enter(as_user, "binh", code_of(met)).outcome == "already"


def test_a_claim_that_the_lecturer_refused_gains_nothing(scene: Scene, as_user: As) -> None:
    met = shown(scene, as_user)
    opened_since(met, 60)
    old = {"code": code_of(met, ago=80), "read_at": ago(40)}
    enter(as_user, "binh", **old)  # type: ignore[arg-type]
    owner = as_user("owner")
    verbs.refuse(actor=owner, session=met, claims=[one.pk for one in claims_at(met.pk)])
    assert enter(as_user, "binh", **old).outcome == "refused"  # type: ignore[arg-type]
    assert Mark.objects.count() == 0


def test_a_phone_that_checks_in_a_second_learner_makes_a_claim(scene: Scene, as_user: As) -> None:
    met = shown(scene, as_user)
    assert enter(as_user, "binh", code_of(met), phone="một máy").counts
    assert enter(as_user, "an", code_of(met), phone="một máy").outcome == "claimed"
    as_user("owner")
    assert [one.cause for one in claims_at(met.pk)] == ["same_phone"]


def test_who_was_marked_absent_does_not_turn_that_with_a_code_alone(
    scene: Scene, as_user: As
) -> None:
    met = shown(scene, as_user)
    learner = scene.learners["HN-000001"]
    entries = [verbs.Entry(learner.pk, "absent")]
    verbs.put(actor=as_user("owner"), session=met, entries=entries, how="list", on=MONDAY)
    assert enter(as_user, "binh", code_of(met)).outcome == "claimed"
    as_user("owner")
    assert Mark.objects.get().state == "absent"


@pytest.mark.parametrize(
    ("who", "what", "outcome"),
    [
        ("binh", "old", "old_code"),
        ("binh", "other", "other_session"),
        ("binh", "wrong", "wrong"),
        ("binh", "", "wrong"),
        ("cuc", "now", "other_session"),
        ("cuc", "scanned", "not_a_learner"),
        ("owner", "now", "nobody"),
        ("nobody", "now", "nobody"),
    ],
)
def test_an_attacker_gains_nothing_and_is_told_why(
    scene: Scene, as_user: As, who: str, what: str, outcome: str
) -> None:
    """A replayed code, one of another class, a guess, somebody who does not learn there."""
    met = shown(scene, as_user)
    codes = {
        "now": lambda: code_of(met),
        "old": lambda: code_of(met, ago=6),
        "other": lambda: code_of(elsewhere(scene, as_user)),
        "scanned": lambda: code_of(met),
        "wrong": lambda: f"{(int(code_of(met)) + 7) % 10**6:06}",
        "": lambda: "",
    }
    session = met.pk if what == "scanned" else None
    told = enter(as_user, who, codes[what](), session=session)
    assert told.outcome == outcome and told.words and not told.counts
    as_user("owner")
    assert Mark.objects.count() == Claim.objects.count() == 0


def elsewhere(scene: Scene, as_user: As) -> Session:
    """A session of another class, whose codes are shown too."""
    from hientai.classes.services import Terms, open_class  # noqa: PLC0415
    from hientai.timetables.services import write  # noqa: PLC0415

    owner = as_user("owner")
    terms = Terms(
        code="TC-01.K2",
        title="Quản lý tài chính công, khóa 2",
        starts_on=MONDAY,
        ends_on=AFTER,
        places=40,
        form="full_time",
        ground="Kế hoạch 21/KH-STC",
    )
    other = open_class(
        actor=owner,
        version=scene.held.version,
        institution=scene.held.institution,
        unit=scene.city.finance,
        terms=terms,
        on=MONDAY,
    )
    write(
        actor=owner,
        held_class=other,
        after=[planned(MONDAY, 13)],
        kind="laid_out",
        ground="KH 21",
        on=MONDAY,
    )
    return shown(scene, as_user, Session.objects.get(training_class=other))


def test_after_ten_wrong_codes_none_is_looked_at(scene: Scene, as_user: As) -> None:
    met = shown(scene, as_user)
    wrong = f"{(int(code_of(met)) + 7) % 10**6:06}"
    outcomes = [enter(as_user, "binh", wrong).outcome for _try in range(12)]
    assert outcomes == ["wrong"] * 10 + ["too_often"] * 2
    assert enter(as_user, "binh", code_of(met)).outcome == "too_often"
    assert enter(as_user, "an", code_of(met)).counts


def test_once_codes_are_hidden_or_the_roll_is_closed_they_count_no_more(
    scene: Scene, as_user: As
) -> None:
    met = shown(scene, as_user)
    opened_since(met, 60)
    verbs.hide_codes(actor=as_user("owner"), session=met, now=ago(1))
    assert enter(as_user, "binh", code_of(met)).outcome in ("none_open", "old_code")
    verbs.show_codes(actor=as_user("owner"), session=met, now=datetime.now(UTC))
    assert enter(as_user, "an", code_of(met)).counts
    verbs.close(actor=as_user("owner"), session=met, on=AFTER)
    assert enter(as_user, "binh", code_of(met)).outcome == "closed"
    with pytest.raises(Refused, match="đã khóa"):
        verbs.show_codes(actor=as_user("owner"), session=met, now=datetime.now(UTC))


def test_codes_are_shown_by_who_teaches_or_keeps_and_by_nobody_else(
    scene: Scene, as_user: As
) -> None:
    shown(scene, as_user, by="yen")
    for who in ("yen", "viewer", "binh", "dung"):
        session = scene.second if who == "yen" else scene.first
        with pytest.raises(Refused, match="người khác điểm danh"):
            shown(scene, as_user, session, by=who)
        with pytest.raises(ProgrammingError, match="taught and kept"), transaction.atomic():
            codes_of(session.pk)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT secret FROM attendance_secret",
        "UPDATE attendance_tries SET wrong = 0",
        "SELECT attendance_code('\\x00', 1, 1)",
        "SELECT attendance_take(%(session)s, %(learner)s, now(), now(), true, '')",
        "INSERT INTO attendance_mark (session_id, learner_id, state, missed, how, at, by, ground,"
        " phone) VALUES (%(session)s, %(learner)s, 'present', 0, 'code', now(), '', '', '')",
        "INSERT INTO attendance_claim (session_id, learner_id, told_at, received_at, cause, phone,"
        " state, decided_by) VALUES (%(session)s, %(learner)s, now(), now(), 'sent_late', '',"
        " 'waiting', '')",
        "DELETE FROM attendance_mark",
    ],
)
def test_the_database_gives_a_learner_no_way_to_a_mark_but_the_code(
    scene: Scene, as_user: As, sql: str
) -> None:
    """SQL through the application's role, signed in as the learner."""
    met = shown(scene, as_user)
    as_user("binh")
    keys = {"session": met.pk, "learner": scene.learners["HN-000001"].pk}
    with (
        pytest.raises(ProgrammingError, match="permission denied|row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, keys)


def test_a_learner_marked_present_stays_so_however_often_the_own_row_is_written(
    scene: Scene, as_user: As
) -> None:
    """No UPDATE of the own mark or claim reaches a row."""
    met = shown(scene, as_user)
    verbs.put(
        actor=as_user("owner"),
        session=met,
        entries=[verbs.Entry(scene.learners["HN-000001"].pk, "absent")],
        how="list",
        on=MONDAY,
    )
    as_user("binh")
    assert Mark.objects.update(state="present") == 0
    assert Claim.objects.update(state="confirmed") == 0
