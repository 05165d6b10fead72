"""Verbs of forms: open one for a class, prolong it, withdraw it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from procrastinate.contrib.django import app

from hientai.audit.services import Author, sign
from hientai.classes.models import TrainingClass
from hientai.evaluation.domain.counting import LEAST
from hientai.evaluation.domain.criteria import BY_TOPIC, Indicator, Template
from hientai.evaluation.domain.states import OPEN, WITHDRAWN
from hientai.evaluation.models import Form, Line
from hientai.evaluation.queries.learners import learners, without_account
from hientai.evaluation.queries.templates import template_on
from hientai.programmes.models import Lecturer, Topic
from hientai.programmes.services.materials import author_of
from hientai.shared.days import add_months
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number
from hientai.webkit.constraints import told

INVITE = "evaluation.invite"
USE_AFTER = 6
"""Months after the last day of a class until superiors are asked, unless a form says otherwise."""
WALLS = {
    "class_is_evaluated_once": Refused(
        N_("Lớp này đã có phiếu đánh giá"), remedy=N_("Mở phiếu đã có, hoặc hủy phiếu đó trước.")
    ),
}


@dataclass(frozen=True)
class Taught:
    """Who taught a topic: a lecturer of the register, or a name; neither where nobody said."""

    topic: Topic
    lecturer: Lecturer | None = None
    name: str = ""


@dataclass(frozen=True)
class Terms:
    """When a form takes answers, how they are given, and on which ground it is opened.

    `slips` is how many learners answer on a slip of paper; `use_on` when superiors are asked.
    """

    opens_on: date
    closes_on: date
    ground: str
    in_app: bool = True
    slips: int = 0
    use_on: date | None = None


@transaction.atomic
def open_form(
    *,
    actor: Author | None,
    training_class: TrainingClass,
    terms: Terms,
    taught: Sequence[Taught] = (),
    on: date,
) -> Form:
    """Open the form of a class by the template in force on a day.

    Refused for a class that was withdrawn, that nobody learns in yet or that has not begun, for
    days that run backward or are over, and where more slips are asked for than learners have need
    of: each learner has one way to answer.
    """
    count = _refuse(training_class, terms, on)
    template = template_on(on, training_class.unit_id)
    sign(actor=actor, ground=terms.ground)
    with told(WALLS):
        form = Form.objects.create(
            training_class=training_class,
            template=template.title,
            rules=_rules(template),
            opens_on=terms.opens_on,
            closes_on=terms.closes_on,
            use_on=terms.use_on or add_months(training_class.ends_on, USE_AFTER),
            learners=count,
            in_app=terms.in_app,
            slips=terms.slips,
            ground=terms.ground,
            opened_by=author_of(actor),
        )
    Line.objects.bulk_create(_lines(form, template, taught))
    if terms.in_app:
        app.configure_task(INVITE).defer(form_id=form.pk)
    return form


def _refuse(held: TrainingClass, terms: Terms, on: date) -> int:
    """How many learn in the class; refused where no form can be opened for it."""
    if held.withdrawn_at is not None or terms.opens_on < held.starts_on:
        raise Refused(
            _("Chưa mở được phiếu đánh giá cho lớp này"),
            why=_("lớp đã rút, hoặc ngày thu phiếu trước ngày khai giảng %s") % day(held.starts_on),
            remedy=_("Chọn ngày thu phiếu sau khi lớp học."),
        )
    if terms.closes_on < terms.opens_on or terms.closes_on < on:
        raise Refused(
            _("Ngày cuối thu phiếu phải từ ngày đầu và từ hôm nay trở đi"),
            remedy=_("Kiểm tra lại hai ngày."),
        )
    count = len(learners(held))
    if not count:
        raise Refused(
            _("Lớp chưa có học viên"),
            why=_("học viên là người có quyết định cử đi học đã đăng ký"),
            remedy=_("Đăng ký quyết định cử người trước khi mở phiếu đánh giá."),
        )
    _refuse_slips(held, terms, count)
    return count


def _refuse_slips(held: TrainingClass, terms: Terms, count: int) -> None:
    room = without_account(held.pk) if terms.in_app else count
    if terms.slips > room:
        raise Refused(
            _("Số phiếu giấy nhiều hơn số học viên cần"),
            why=_("%(n)s trong %(all)s học viên cần phiếu giấy; mỗi người trả lời một lần")
            % {"n": number(room), "all": number(count)},
            remedy=_("Ghi nhiều nhất %s phiếu giấy.") % number(room),
        )
    if not terms.in_app and not terms.slips:
        raise Refused(
            _("Học viên chưa có cách nào để trả lời"),
            remedy=_("Cho trả lời trong Hệ thống, hoặc ghi số phiếu giấy."),
        )


def _rules(template: Template) -> dict[str, Any]:
    kept: Mapping[str, Any] = {
        name: asdict(getattr(template, name)) for name in ("most", "blank", "index", "bands")
    }
    asked = [one.text for one in template.use]
    return {**kept, "least": LEAST, "use": asked, "source": template.source}


def _lines(form: Form, template: Template, taught: Sequence[Taught]) -> list[Line]:
    by_topic = template.of(BY_TOPIC)
    first: list[Line] = []
    rest: list[Line] = []
    for one in template.indicators:
        if one.object == BY_TOPIC:
            continue
        (first if one.object == "programme" else rest).append(_line(one))
    topics = [_line(one, of) for of in taught for one in by_topic]
    lines = [*first, *topics, *rest]
    for at, line in enumerate(lines):
        line.form, line.position = form, at
    return lines


def _line(one: Indicator, of: Taught | None = None) -> Line:
    line = Line(object=one.object, indicator=one.text, certainty=one.certainty, source=one.source)
    if of is not None:
        line.topic, line.topic_title = of.topic, _title(of.topic)
        line.lecturer = of.lecturer
        line.lecturer_name = of.lecturer.name if of.lecturer else " ".join(of.name.split())
    return line


def _title(topic: Topic) -> str:
    return topic.title or _("Chuyên đề %s") % topic.number


@transaction.atomic
def move_end(*, actor: Author | None, form: Form, closes_on: date, ground: str, on: date) -> Form:
    """Let a form take answers until another day, today or later; once counted it is over."""
    held = _open(form)
    if closes_on < max(on, held.opens_on):
        raise Refused(
            _("Ngày cuối thu phiếu phải từ ngày đầu và từ hôm nay trở đi"),
            remedy=_("Kiểm tra lại hai ngày."),
        )
    sign(actor=actor, ground=ground)
    held.closes_on = closes_on
    held.save(update_fields=["closes_on"])
    return held


@transaction.atomic
def withdraw_form(*, actor: Author | None, form: Form, ground: str) -> Form:
    """Withdraw a form that was not counted: what was answered is destroyed unread."""
    held = _open(form)
    sign(actor=actor, ground=ground)
    held.state, held.withdrawn_ground = WITHDRAWN, ground
    held.save(update_fields=["state", "withdrawn_ground"])
    return held


def _open(form: Form) -> Form:
    held = Form.objects.select_for_update(of=("self",)).filter(pk=form.pk).first()
    if held is None:
        raise Refused(
            _("Việc này nằm ngoài phạm vi đơn vị của bạn"),
            remedy=_("Đề nghị đơn vị mở lớp thực hiện."),
        )
    if held.state != OPEN:
        raise Refused(_("Phiếu này đã khép"), remedy=_("Tải lại trang."))
    return held
