"""Lecturers: written down, qualified for programmes, trained to train."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.programmes.models import Lecturer, Programme, Qualification, TrainerCourse
from hientai.programmes.services.writing import out_of_reach
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, fold, given_name_key
from hientai.webkit.constraints import told

WALLS = {
    "lecturer_kept_once_a_unit": Refused(
        N_("Người này đã là giảng viên của đơn vị"), remedy=N_("Mở hồ sơ giảng viên đã có.")
    ),
    "lecturer_from_outside_has_a_workplace": Refused(
        N_("Người ngoài danh sách phải có nơi công tác"), remedy=N_("Ghi nơi công tác.")
    ),
    "foreign_lecturer_has_a_country": Refused(
        N_("Chuyên gia nước ngoài phải có quốc tịch"), remedy=N_("Ghi quốc tịch.")
    ),
    "qualified_once_a_day": Refused(
        N_("Giảng viên đã được giao dạy chương trình này trong thời gian đó"),
        remedy=N_("Kết thúc lần trước, hoặc chọn thời gian khác."),
    ),
    "trainer_course_once": Refused(N_("Khóa tập huấn này đã ghi"), remedy=N_("Kiểm tra lại.")),
}


@transaction.atomic
def add(
    *,
    actor: Author | None,
    unit: Unit,
    kind: str,
    since: date,
    ground: str,
    person: Person | None = None,
    name: str = "",
    **facts: str,
) -> Lecturer:
    """Write a lecturer down for a unit: a person of the register, or somebody from outside.

    The name of a person is the register's. `facts`: workplace, position, expertise, country.
    """
    name = person.name if person else " ".join(name.split())
    made = Lecturer(unit=unit, person=person, name=name, kind=kind, **facts)
    made.words_folded = _words(name, made.workplace, made.expertise)
    made.name_key, made.period = given_name_key(name), DateRange(since, None)
    sign(actor=actor, ground=ground)
    with told(WALLS):
        made.save()
    return made


@transaction.atomic
def change(
    *, actor: Author | None, lecturer: Lecturer, facts: Mapping[str, Any], until: date | None
) -> None:
    """Say otherwise what a lecturer is; with a last day where the lecturer leaves."""
    held = _held(lecturer)
    sign(actor=actor, ground=N_("Sửa hồ sơ giảng viên %s") % held.name)
    for name in ("kind", "workplace", "position", "expertise", "country"):
        if name in facts:
            setattr(held, name, facts[name])
    held.words_folded = _words(held.name, held.workplace, held.expertise)
    held.period = DateRange(held.period.lower, _after(held.period.lower, until))
    with told(WALLS):
        held.save()


@transaction.atomic
def qualify(
    *,
    actor: Author | None,
    lecturer: Lecturer,
    programme: Programme,
    since: date,
    ground: str,
    until: date | None = None,
) -> Qualification:
    """Let a lecturer teach a programme, for a period and on a ground."""
    held = _held(lecturer)
    sign(actor=actor, ground=ground)
    with told(WALLS):
        return Qualification.objects.create(
            lecturer=held,
            programme=programme,
            period=DateRange(since, _after(since, until)),
            ground=ground,
        )


@transaction.atomic
def end_qualification(
    *, actor: Author | None, qualification: Qualification, last: date, ground: str
) -> None:
    """Let a lecturer teach a programme no longer after a day."""
    _held(qualification.lecturer)
    sign(actor=actor, ground=ground)
    since = qualification.period.lower
    qualification.period = DateRange(since, _after(since, last))
    with told(WALLS):
        qualification.save(update_fields=["period"])


@transaction.atomic
def trained(*, actor: Author | None, lecturer: Lecturer, **facts: Any) -> TrainerCourse:
    """Record a course that trained a lecturer to train.

    `facts`: title, organiser, starts_on, ends_on, certificate, programme.
    """
    held = _held(lecturer)
    sign(actor=actor, ground=N_("Tập huấn giảng viên: %s") % facts["title"])
    with told(WALLS):
        return TrainerCourse.objects.create(lecturer=held, **facts)


def _words(name: str, workplace: str, expertise: str) -> str:
    return fold(f"{name} {workplace} {expertise}")


def _held(lecturer: Lecturer) -> Lecturer:
    rows = Lecturer.objects.select_for_update(of=("self",))
    held = rows.filter(pk=lecturer.pk).first()
    if held is None:
        raise out_of_reach()
    return held


def _after(since: date, last: date | None) -> date | None:
    if last is not None and last < since:
        raise Refused(
            _("Ngày cuối trước ngày đầu %s") % day(since), remedy=_("Kiểm tra lại ngày cuối.")
        )
    return last + timedelta(days=1) if last else None
