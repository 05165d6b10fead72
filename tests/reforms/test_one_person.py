"""Two records of one person who went along with an act, and all else that may hang on them (P6)."""

from datetime import UTC, date, datetime
from unittest.mock import patch

import pytest
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import DateRange

from hientai.accounts.models import User
from hientai.accounts.services import operator_scope
from hientai.decisions.models import Row as DecidedRow
from hientai.decisions.models import Sending
from hientai.documents.models import IssuingBody, Paper
from hientai.nominations.models import Nomination, NominationList, NominationStep
from hientai.organisations.models import Unit
from hientai.people.domain.merging import PERSON
from hientai.people.models import (
    Degree,
    Discipline,
    FormerCode,
    Grade,
    Move,
    Person,
    PlannedTitle,
    Post,
    Rating,
    ToldApart,
)
from hientai.people.queries import merging as queries
from hientai.people.services import merging as verbs
from hientai.places.models import Pool, Seat
from hientai.programmes.domain.one_person import same_course, same_qualification, with_the_record
from hientai.programmes.models import Lecturer, Programme, Qualification, TrainerCourse
from hientai.reforms import services
from hientai.reforms.domain.one_person import follow
from hientai.reforms.models import CarriedPost, Reform
from hientai.schemes.models import Scheme
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import fold, given_name_key
from hientai.training.models import Turn
from hientai.upkeep.models import CorrectionRequest, OwnRecord
from tests.reforms.conftest import DAY, workbook
from tests.reforms.furnishing import came_of_a_class

pytestmark = pytest.mark.django_db
GROUND = "Biên bản đối chiếu hồ sơ 05/BB-SNV"
SINCE = DateRange(date(2016, 1, 1), None)
AT = datetime(2024, 5, 2, tzinfo=UTC)


@pytest.fixture
def twice(people, units) -> tuple[Person, Person]:
    """Trần Văn Bình, and the same person under another code, in the department that ends."""
    name = "Trần Văn Bình"
    again = Person.objects.create(
        code="P92",
        name=name,
        name_folded=fold(name),
        name_key=given_name_key(name),
        unit=units["SKHDT"],
    )
    Post.objects.create(
        person=again,
        unit=units["SKHDT"],
        category="civil_servant",
        title="none",
        period=DateRange(date(2012, 1, 1), None),
    )
    return people["P2"], again


@pytest.fixture
def done(twice, tmp_path) -> Reform:
    """The act that merges the department into another, carried out."""
    path = workbook(tmp_path / "a.xlsx")
    act = services.hand_in(actor=None, path=path, name="Sắp xếp", on=DAY, ground=GROUND)
    services.carry_out(actor=None, reform=act)
    return act


def merge(kept: Person, merged: Person, word: str = "kept"):
    found = queries.conflicts_of(kept, merged)
    choices = {one.id: word if word in one.options else "kept" for one in found}
    return verbs.merge(actor=None, kept=kept, merged=merged, choices=choices, ground=GROUND)


def images(*people: Person) -> list[dict]:
    return [queries.image_of(one.pk) for one in people]


def furnish(person: Person, units, stranger: Person) -> None:
    """Something in every table that hangs on a person; the two records clash where they can."""
    number = person.code.lower()
    Post.objects.create(
        person=person, unit=units["STC"], kind="concurrent", category="cadre", period=SINCE
    )
    Grade.objects.create(person=person, grade="specialist", period=SINCE)
    Degree.objects.create(person=person, level="master", subject="Luật")
    Rating.objects.create(person=person, year=2022, rating="good")
    Discipline.objects.create(person=person, form="warning", period=SINCE)
    PlannedTitle.objects.create(person=person, title="division_head", period=SINCE)
    FormerCode.objects.create(person=person, code=f"cu-{number}")
    ToldApart.objects.create(first=stranger, second=person, ground=GROUND, by="Mai")
    Turn.objects.create(
        person=person, programme="Tin học", starts_on=date(2023, 1, 2), result="completed"
    )
    Move.objects.create(
        person=person,
        code=person.code,
        name=person.name,
        from_unit=units["SKHDT"],
        to_unit=units["STC"],
        on=DAY,
        ground=GROUND,
        category="cadre",
        state="withdrawn",
        proposed_by="Mai",
        decided_at=AT,
        reason="Thôi",
    )
    lecturer = Lecturer.objects.create(
        unit=units["SKHDT"],
        person=person,
        name=person.name,
        words_folded=person.name_folded,
        name_key=person.name_key,
        kind="permanent",
        period=SINCE,
    )
    programme = Programme.objects.get(code="QLNN")
    Qualification.objects.create(
        lecturer=lecturer, programme=programme, period=SINCE, ground=f"Quyết định {person.code}"
    )
    TrainerCourse.objects.create(
        lecturer=lecturer,
        title=f"Tập huấn {person.code}",
        organiser="Trường Chính trị",
        starts_on=date(2023, 3, 1),
        ends_on=date(2023, 3, 5),
    )
    with operator_scope():
        user = User.objects.create(username=number, name=person.name, password=make_password(None))
        OwnRecord.objects.create(user=user, person=person)
    # Sent at one moment, word for word the same: two requests all the same.
    with patch("django.utils.timezone.now", return_value=AT):
        for state in ("withdrawn", "open"):
            CorrectionRequest.objects.create(
                person=person, field="sex", said="Nữ", reason="ghi nhầm", state=state
            )


@pytest.fixture
def furnished(done, twice, units, people) -> tuple[Person, Person]:
    """Both records with something in every table, as the database's owner would write it."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        Programme.objects.create(
            code="QLNN", title="Quản lý nhà nước", title_folded="-", unit=units["SKHDT"]
        )
        Scheme.objects.create(slug="danang-1", authority=units["DN"])
        for month, one in enumerate(twice, 9):
            furnish(one, units, people["P1"])
            send(one, units["SKHDT"], units["DN"], month)
        came_of_a_class(units["SKHDT"], twice)
        cursor.execute("SELECT audit_seal(NULL, 'all', 'all', true, '')")
        cursor.execute("SET LOCAL ROLE hientai_app")
    return twice


def send(person: Person, unit: Unit, above: Unit, month: int) -> None:
    """A place of a quota for a month, put forward for it, and a paper of the unit above that is
    to send there."""
    item, first, last = f"A.{month}", date(2024, month, 1), date(2024, month, 20)
    held = NominationList.objects.create(
        unit=unit,
        scheme=Scheme.objects.get(slug="danang-1"),
        item_id=item,
        title=f"Danh sách {person.code}",
        programme="Quản lý nhà nước",
        starts_on=first,
        ends_on=last,
        form="full_time",
        opened_on=DAY,
        opened_by="Mai",
    )
    pool = Pool.objects.create(kind="quota", scheme=held.scheme, item_id=item, places=9)
    seat = Seat.objects.create(
        person=person,
        unit=unit,
        of_quota=pool,
        period=DateRange(first, last),
        held_until=last,
        held_by="Mai",
    )
    row = Nomination.objects.create(
        list=held, person=person, position=1, rank=1, judged_on=DAY, verdict="passed", seat=seat
    )
    NominationStep.objects.create(nomination=row, became="draft", on=DAY, by="Mai")
    body, _made = IssuingBody.objects.get_or_create(
        unit=above, defaults={"name": "UBND thành phố", "symbol": "UBND", "place": "Đà Nẵng"}
    )
    paper = Paper.objects.create(
        body=body,
        unit=above,
        kind="decision",
        symbol="QĐ-SKHĐT",
        abstract="Cử đi học",
        content={},
        series="QĐ",
        origin="decisions",
        written_by="Mai",
    )
    sending = Sending.objects.create(
        paper=paper, kind="send", unit=above, list=held, drafted_on=DAY, drafted_by="Mai"
    )
    DecidedRow.objects.create(
        sending=sending, position=1, what="sends", nomination=row, person=person, seat=seat
    )


# Rows of a learner stay where they are: the learner goes along, as itself.
STAY = frozenset(
    {"attendance_claim", "attendance_excuse", "attendance_mark"}
    | {f"results_{row}" for row in ("work", "grade", "outcome")}
)


def behind(*those: type[models.Model]) -> dict[str, type[models.Model]]:
    """Every table with a foreign key to one of these."""
    return {
        model._meta.db_table: model
        for model in apps.get_models()
        for key in model._meta.concrete_fields
        if key.remote_field and key.remote_field.model in those
    }


@pytest.mark.parametrize("word", ["kept", "merged", "both"])
@pytest.mark.parametrize("who", ["owner", "officer"])
def test_two_records_with_something_in_every_table_become_one_and_come_apart(
    furnished, units, as_app, who, word
):
    """P6: whatever hangs on a person, in whichever room, goes along, and comes back exactly."""
    of_person = behind(Person)
    of_those = behind(*of_person.values())
    if who == "officer":
        as_app([units["SKHDT"].pk, units["STC"].pk])
    before = images(*furnished)
    for image in before:
        empty = {table for table, rows in image.items() if not rows}
        known = {PERSON, *of_person, *of_those} - STAY
        assert image.keys() == known, "a table left behind by a merger"
        assert not empty, "furnish these too"
    kept, merged = furnished
    merger = merge(kept, merged, word)
    after = queries.image_of(kept.pk)
    assert images(merged)[0][PERSON] == []
    assert not any(rows for rows in images(merged)[0].values())
    assert len(after["upkeep_ownrecord"]) == 1
    assert len(after["upkeep_correctionrequest"]) == 4
    for table in ("nominations_nomination", "decisions_row", "timetables_learner"):
        assert [row["person_id"] for row in after[table]] == [kept.pk, kept.pk]
    assert {row["person_id"] for row in after["places_seat"]} == {kept.pk}
    [lecturer] = after["programmes_lecturer"]
    for table in ("timetables_teaching", "evaluation_line", "evaluation_action"):
        assert [row["lecturer_id"] for row in after[table]] == [lecturer["id"]] * 2
    assert len(after["timetables_feed"]) == 4
    assert len(after["evaluation_use"]) == 1, "of one class a person is asked about once"
    turns = {row["id"] for row in after["training_turn"]}
    for table in ("certificates_certificate", "certificates_entry", "certificates_outside"):
        assert {row["turn_id"] for row in after[table]} <= turns | {None}
    assert len(after["nominations_nominationstep"]) == 2
    taken = {row["taken_id"] for row in after["reforms_carriedpost"]}
    assert taken <= {row["id"] for row in after["people_post"]}
    assert [row["title"] for row in after["programmes_trainercourse"]] == [
        "Tập huấn P2",
        "Tập huấn P92",
    ]
    verbs.undo_merger(actor=None, merger=merger, ground="Nhầm người")
    assert images(*furnished) == before


def test_two_who_went_along_with_one_act_are_merged_and_the_act_can_be_undone(done, twice):
    """The act carried one person; undone, that person is where they were."""
    kept, merged = twice
    merge(kept, merged)
    carried = CarriedPost.objects.filter(reform=done, taken__person=kept)
    assert [(row.left.period.upper, row.taken.period.lower) for row in carried] == [(DAY, DAY)]
    services.undo(actor=None, reform=done, ground="Hoãn sắp xếp")
    posts = [(post.unit.code, post.period.lower, post.period.upper) for post in kept.posts.all()]
    assert sorted(posts) == [
        ("SKHDT", date(2012, 1, 1), date(2015, 1, 1)),
        ("SKHDT", date(2015, 1, 1), None),
    ]


def test_a_merger_is_not_undone_once_the_act_beneath_it_was(done, twice):
    merger = merge(*twice)
    services.undo(actor=None, reform=done, ground="Hoãn sắp xếp")
    with pytest.raises(Refused, match="Vị trí chuyển theo đợt sắp xếp"):
        verbs.undo_merger(actor=None, merger=merger, ground="Nhầm người")


def test_somebody_else_s_carried_posts_are_out_of_an_officers_sight_and_reach(
    done, twice, units, as_app
):
    """A1: below the web layer too."""
    as_app([units["SKHDT"].pk])
    mine = CarriedPost.objects.filter(reform=done)
    assert {row.taken.person.code for row in mine.select_related("taken__person")} >= {"P2", "P92"}
    as_app([units["TTXT"].pk])
    assert not CarriedPost.objects.exists()
    assert CarriedPost.objects.all().delete()[0] == 0


def post(number: int, since: str, until: str = "", unit: int = 1) -> dict:
    return {"id": number, "person_id": 1, "unit_id": unit, "period": f"[{since},{until})"}


def carried(number: int, left: int | None, taken: int) -> dict:
    return {"id": number, "reform_id": 7, "left_id": left, "taken_id": taken, "title": "none"}


def test_a_post_that_was_taken_and_is_parted_was_taken_in_each_part():
    """So that nobody is left in a unit that an undone act takes away."""
    before = [post(1, "2015-01-01", "2025-07-01"), post(2, "2025-07-01", unit=2)]
    after = [before[0], post(2, "2025-07-01", "2026-01-01", 2), post(9, "2027-01-01", unit=2)]
    now = follow([carried(5, 1, 2)], before, after)
    assert [(row["id"], row["left_id"], row["taken_id"]) for row in now] == [
        (5, 1, 2),
        (None, None, 9),
    ]


def test_a_post_that_gave_way_altogether_was_carried_by_nobody():
    before = [post(1, "2015-01-01", "2025-07-01"), post(2, "2025-07-01", unit=2)]
    assert follow([carried(5, 1, 2)], before, [post(3, "2010-01-01", unit=3)]) == []


def test_of_a_post_whose_end_was_cut_off_the_one_taken_counts_as_moved_whole():
    before = [post(1, "2015-01-01", "2025-07-01"), post(2, "2025-07-01", unit=2)]
    after = [post(1, "2015-01-01", "2020-01-01"), before[1]]
    now = follow([carried(5, 1, 2)], before, after)
    assert [(row["id"], row["left_id"], row["taken_id"]) for row in now] == [(5, None, 2)]


def test_what_a_lecturer_may_teach_goes_to_the_record_the_unit_keeps_and_is_told_once():
    """Records of one unit become one: nothing that hangs on the other is left behind or doubled."""
    before = [{"id": 1, "unit_id": 7}, {"id": 2, "unit_id": 7}, {"id": 3, "unit_id": 8}]
    after = [before[0], before[2]]
    rows = [
        {"id": 10, "lecturer_id": 1, "programme_id": 5, "period": "[2020-01-01,2022-01-01)"},
        {"id": 11, "lecturer_id": 2, "programme_id": 5, "period": "[2021-01-01,)"},
        {"id": 12, "lecturer_id": 2, "programme_id": 6, "period": "[2021-01-01,)"},
        {"id": 13, "lecturer_id": 3, "programme_id": 6, "period": "[2021-01-01,)"},
    ]
    found = with_the_record(same_qualification)(rows, before, after)
    assert sorted((one["lecturer_id"], one["programme_id"]) for one in found) == [
        (1, 5),
        (1, 6),
        (3, 6),
    ]
    course = {"title": "Kỹ năng sư phạm", "starts_on": "2023-03-01"}
    told = [course | {"id": 20, "lecturer_id": 1}, course | {"id": 21, "lecturer_id": 2}]
    assert with_the_record(same_course)(told, before, after) == told[:1]
