"""Who sees and writes what, below the pages: as the application's role in the database (A1)."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from hientai.organisations.models import Unit
from hientai.programmes.models import (
    Contract,
    Document,
    Lecturer,
    Material,
    Programme,
    Qualification,
    Topic,
    Version,
)
from hientai.programmes.services import institutions, lecturers, materials, writing
from hientai.programmes.services.materials import Upload
from hientai.shared.refused import Refused
from tests.journeys.city import official, unit

UPLOAD = Upload("bai.pdf", b"%PDF-1.7 x")
DAY = date(2024, 1, 1)


@pytest.fixture
def far(home: Unit) -> Unit:
    """A department that has nothing to do with it."""
    return unit("SYT", "Sở Y tế", "department", Unit.objects.get(code="HN"))


def lecturer(home: Unit, **more) -> Lecturer:
    """A visiting lecturer of the department."""
    facts = {"name": "Đoàn Thị Mai", "workplace": "Học viện", **more}
    return lecturers.add(actor=None, unit=home, kind="visiting", since=DAY, ground="CV 12", **facts)


def test_everybody_reads_a_programme_and_only_its_unit_writes_it(draft, home, far, as_app) -> None:
    as_app([far.pk])
    assert Version.objects.filter(pk=draft.pk).exists()
    assert Programme.objects.update(title="Khác") == 0
    assert Topic.objects.update(theory=99) == 0
    with pytest.raises(ProgrammingError), transaction.atomic():
        Programme.objects.create(code="X", title="X", title_folded="x", unit=home)
    with pytest.raises(Refused):
        writing.write_facts(actor=None, version=draft, facts={"audience": "Ai cũng được"})
    as_app([home.pk])
    assert Topic.objects.filter(version=draft).update(theory=1) == 4


def test_an_institution_writes_for_itself_and_sees_no_people(draft, home, school, far) -> None:
    """A1: the role of a training institution, which reaches over no person."""
    for kept_by in (home, school):
        lecturer(kept_by)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT audit_seal(NULL, '{}', '{}', false, '', NULL, '', %s)",
            [f"institution:{school.pk}"],
        )
        cursor.execute("SET LOCAL ROLE hientai_app")
    assert [one.unit_id for one in Lecturer.objects.all()] == [school.pk]
    own = writing.create(actor=None, unit=school, code="TCB-1", title="Của trường", ground="KH")
    assert Programme.objects.filter(pk=own.pk).update(title="Sửa") == 1
    assert Programme.objects.filter(pk=draft.programme_id).update(title="Sửa") == 0


def test_a_lecturer_is_seen_by_the_unit_that_keeps_the_record(draft, home, far, as_app) -> None:
    """A2: personal data; what may be taught goes with the lecturer."""
    held = lecturer(home)
    lecturers.qualify(
        actor=None, lecturer=held, programme=draft.programme, since=DAY, ground="QĐ 1"
    )
    as_app([far.pk])
    assert not Lecturer.objects.exists() and not Qualification.objects.exists()
    as_app([home.pk])
    assert Lecturer.objects.count() == 1 and Qualification.objects.count() == 1


def test_a_person_s_own_unit_sees_that_the_person_teaches(home, far, sees_all, as_app) -> None:
    doctor = official(far, "YT-1", "Đặng Văn Dũng", "division_head", date(1980, 1, 1))
    lecturers.add(actor=None, unit=home, person=doctor, kind="guest", since=DAY, ground="CV 1")
    as_app([far.pk])
    assert [one.name for one in Lecturer.objects.all()] == ["Đặng Văn Dũng"]
    assert Lecturer.objects.update(expertise="khác") == 0


def test_a_file_opens_for_its_unit_and_for_who_received_it(
    draft, home, school, far, as_app, sees_all
) -> None:
    """G2: a set that was handed over can be opened there, and nowhere else."""
    held = materials.add_material(
        actor=None, version=draft, topic=None, kind="handbook", title="Sổ tay", upload=UPLOAD
    )
    as_app([far.pk])
    assert Material.objects.count() == 1 and not Document.objects.exists()
    as_app([home.pk])
    assert Document.objects.count() == 1
    materials.hand_over(
        actor=None, version=draft, materials=[held], on=DAY, receipt="BB 1", to_unit=far
    )
    as_app([far.pk])
    assert Document.objects.count() == 1


def test_files_and_editions_are_written_once(draft, as_app, home, sees_all) -> None:
    """A2: what was handed over can be shown as it was."""
    materials.add_material(
        actor=None, version=draft, topic=None, kind="text", title="Bài", upload=UPLOAD
    )
    for change in (
        "UPDATE programmes_document SET name = 'khác.pdf'",
        "DELETE FROM programmes_document",
        "UPDATE programmes_material SET title = 'khác'",
    ):
        with (
            pytest.raises(ProgrammingError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)


def test_a_topic_belongs_to_a_module_of_its_own_version(draft, home, sees_all) -> None:
    """The database keeps the two together."""
    version = Programme.objects.get(code="TC-01").versions.get()
    stranger = writing.create(
        actor=None, unit=home, code="TC-09", title="Khác", ground="Kế hoạch"
    ).versions.get()
    topic = version.topics.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.create(version=stranger, module=topic.module, number=1, title="Lạc")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_contract_is_known_to_its_two_sides(home, school, far, sees_all, as_app) -> None:
    held = institutions.describe(actor=None, unit=school, facts={})
    institutions.contract(
        actor=None,
        institution=held,
        unit=home,
        number="05/HĐ",
        subject="Tổ chức lớp",
        signed_on=DAY,
        starts_on=DAY,
        ends_on=date(2024, 12, 31),
        value=250_000_000,
    )
    seen = {}
    for name, one in (("home", home), ("school", school), ("far", far)):
        as_app([one.pk])
        seen[name] = Contract.objects.count()
    assert seen == {"home": 1, "school": 1, "far": 0}


@pytest.mark.parametrize(
    ("facts", "what"),
    [
        ({"workplace": ""}, "nơi công tác"),
        ({"kind": "foreign"}, "quốc tịch"),
    ],
)
def test_a_lecturer_who_is_not_told_is_refused(home, sees_all, facts, what) -> None:
    """G3: foreign experts have a nationality, people from outside a workplace."""
    with pytest.raises(Refused) as refused:
        lecturers.add(
            **{
                "actor": None,
                "unit": home,
                "kind": "visiting",
                "since": DAY,
                "ground": "CV 12",
                "name": "John Smith",
                "workplace": "NUS",
                **facts,
            }
        )
    assert what in refused.value.what


def test_a_person_is_a_lecturer_of_a_unit_once(home, sees_all) -> None:
    person = official(home, "NV-1", "Đặng Văn Dũng", "none", None)
    told = {"actor": None, "unit": home, "person": person, "since": DAY, "ground": "CV"}
    lecturers.add(kind="guest", **told)
    with pytest.raises(Refused):
        lecturers.add(kind="permanent", **told)


def test_teaching_ends_on_a_day_and_may_begin_again(draft, home) -> None:
    """G3: qualified for a period."""
    held = lecturer(home)
    told = {"actor": None, "lecturer": held, "programme": draft.programme, "ground": "QĐ"}
    first = lecturers.qualify(since=DAY, **told)
    lecturers.end_qualification(
        actor=None, qualification=first, last=date(2024, 6, 30), ground="CV 3"
    )
    with pytest.raises(Refused):
        lecturers.qualify(since=date(2024, 6, 30), **told)
    assert lecturers.qualify(since=date(2024, 7, 1), **told).pk
