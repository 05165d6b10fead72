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
    made = open_class(
        actor=actor,
        version=like.version,
        institution=like.institution,
        unit=like.unit,
        terms=Terms(
            code=code,
            title=like.title,
            starts_on=plan[0].day,
            ends_on=plan[-1].day,
            places=like.places,
            form=like.form,
            ground=ground,
            scheme=like.scheme.slug if like.scheme else "",
            item=like.item_id,
        ),
    )
    write(actor=actor, held_class=made, after=plan, kind=COPIED, ground=ground, on=on)
    return made
