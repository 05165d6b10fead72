"""A class opened after another, with its timetable."""

from datetime import date

from django.db import transaction

from hientai.accounts.models import User
from hientai.classes.models import TrainingClass
from hientai.classes.services import Terms, open_class
from hientai.shared.refused import Refused
from hientai.shared.words import _
from hientai.timetables.domain.plan import Plan
from hientai.timetables.services.writing import COPIED, write


@transaction.atomic
def copy_class(
    *, actor: User | None, like: TrainingClass, code: str, plan: Plan, ground: str, on: date
) -> TrainingClass:
    """Open another run of a class with this timetable; refused where opening or clashes refuse."""
    if not plan:
        raise Refused(_("Lớp này chưa có lịch để chép"))
    made = open_like(
        actor=actor, like=like, code=code, days=(plan[0].day, plan[-1].day), ground=ground, on=on
    )
    write(actor=actor, held_class=made, after=plan, kind=COPIED, ground=ground, on=on)
    return made


@transaction.atomic
def open_like(
    *,
    actor: User | None,
    like: TrainingClass,
    code: str,
    days: tuple[date, date],
    ground: str,
    on: date,
) -> TrainingClass:
    """Open another run of a class on other days, first and last, without a timetable."""
    return open_class(
        actor=actor,
        version=like.version,
        institution=like.institution,
        unit=like.unit,
        terms=Terms(
            code=code,
            title=like.title,
            starts_on=days[0],
            ends_on=days[1],
            places=like.places,
            form=like.form,
            ground=ground,
            scheme=like.scheme.slug if like.scheme else "",
            item=like.item_id,
        ),
        on=on,
    )
