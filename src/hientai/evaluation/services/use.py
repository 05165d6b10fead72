"""Verbs of the use of what was learned: superiors are asked months later, and answer by name."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hientai.accounts.queries import who_may
from hientai.audit.services import Author, sign
from hientai.evaluation.domain.kinds import USE
from hientai.evaluation.domain.states import COUNTED, FEW
from hientai.evaluation.models import Form, Use
from hientai.evaluation.queries.learners import persons
from hientai.notices.domain.kinds import Said
from hientai.notices.services import tell
from hientai.people.models import Person
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import typed_day
from hientai.shared.words import N_
from hientai.webkit.constraints import told

ANSWER = "evaluation:answer"
USES = "/danh-gia/su-dung/"
DAYS = 30
"""Days to answer in."""
TITLE = N_("Đề nghị nhận xét việc sử dụng người sau bồi dưỡng")
TEXT = N_("Lớp %(class)s: %(n)s người của đơn vị; trả lời trước hết ngày %(day)s.")


@transaction.atomic
def ask(*, form: Form, on: date) -> int:
    """Ask the superiors of a class's learners, those who look after their units; how many learners.

    Asked once; of somebody who moved, where the person is now.
    """
    asked = Person.objects.filter(pk__in=persons(form.training_class))
    known = set(Use.objects.filter(form=form).values_list("person_id", flat=True))
    rows = [
        Use(form=form, person=one, unit_id=one.unit_id, asked_on=on, due_on=on + timedelta(DAYS))
        for one in asked
        if one.pk not in known
    ]
    sign(actor=None, ground=N_("hỏi việc sử dụng sau bồi dưỡng"))
    Use.objects.bulk_create(rows)
    _tell(form, rows, on)
    return len(rows)


def _tell(form: Form, rows: Sequence[Use], on: date) -> None:
    for unit in sorted({one.unit_id for one in rows}):
        said = {
            "class": form.training_class.code,
            "n": sum(one.unit_id == unit for one in rows),
            "day": typed_day(on + timedelta(DAYS)),
        }
        tell(
            to=who_may(ANSWER, units=[unit], on=on),
            kind=USE,
            title=Said(TITLE),
            text=Said(TEXT, said),
            link=USES,
            key=f"evaluation/use/{form.pk}/{unit}",
            on=on,
        )


@transaction.atomic
def answer(*, actor: Author | None, use: Use, scores: Sequence[int], note: str, on: date) -> Use:
    """Say how what was learned is used; it may be said anew until the last day.

    Refused for another number of scores, for scores outside the scale, and after the last day.
    """
    held = Use.objects.select_related("form").select_for_update(of=("self",)).filter(pk=use.pk)
    one = held.first()
    if one is None or on > one.due_on:
        raise Refused(_("Đã hết thời gian trả lời"), remedy=_("Hỏi cơ sở đào tạo."))
    rules = one.form.rules
    most = int(rules["most"]["value"])
    if len(scores) != len(rules["use"]) or not all(1 <= score <= most for score in scores):
        raise Refused(_("Cho điểm từng câu, từ 1 đến %s") % most, remedy=_("Kiểm tra lại."))
    sign(actor=actor, ground=N_("nhận xét việc sử dụng sau bồi dưỡng"))
    one.scores, one.note = list(scores), " ".join(note.split())
    one.answered_on, one.answered_by = on, author_of(actor)
    with told({}):
        one.save(update_fields=["scores", "note", "answered_on", "answered_by"])
    return one


def to_ask(on: date) -> list[Form]:
    """Forms whose superiors are to be asked by now and were not yet."""
    rows = Form.objects.filter(state__in=[COUNTED, FEW], use_on__lte=on, uses=None)
    return list(rows.select_related("training_class"))
