"""A delegation is recorded for a class held abroad, and put right later."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.classes.models import TrainingClass
from hientai.delegations.domain.countries import is_country
from hientai.delegations.domain.reporting import MOST_DAYS, due_on, rule_on
from hientai.delegations.models import ABROAD, Journey
from hientai.law.queries import corrections
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.timetables.models import Learner
from hientai.timetables.queries import writes
from hientai.webkit.constraints import told

NOT_YOURS = Refused(
    N_("Việc này nằm ngoài phạm vi đơn vị của bạn"),
    remedy=N_("Đề nghị đơn vị mở lớp hoặc cơ sở đào tạo thực hiện."),
)
WALLS = {
    "delegations_journey_training_class_id_key": Refused(N_("Lớp này đã ghi đoàn")),
    "class_is_of_this_form": Refused(
        N_("Lớp không tổ chức theo hình thức này"),
        remedy=N_("Mở lớp với hình thức Đoàn đi nước ngoài."),
    ),
    "head_is_a_member": Refused(
        N_("Trưởng đoàn phải là người của đoàn"), remedy=N_("Chọn trong danh sách người học.")
    ),
}


@dataclass(frozen=True)
class Terms:
    """Where a delegation goes, when, by which paper, and who leads it; without `report_days` it
    reports as the rule of the day says."""

    country: str
    host: str
    leaves_on: date
    returns_on: date
    paper: str
    city: str = ""
    contract: str = ""
    briefed_on: date | None = None
    head: Learner | None = field(default=None)
    report_days: int | None = None


@transaction.atomic
def open_journey(
    *, actor: Author | None, held_class: TrainingClass, terms: Terms, on: date
) -> Journey:
    """Record the delegation of a class held abroad.

    Refused for a class of another form or that was withdrawn, for a country that is none, days
    that run backward or lie outside those of the class, and a head who is no member.
    """
    _refuse(held_class, terms)
    sign(actor=actor, ground=terms.paper)
    with told(WALLS):
        return Journey.objects.create(
            training_class=held_class, opened_by=author_of(actor), **_columns(terms, {}, on)
        )


@transaction.atomic
def change_journey(*, actor: Author | None, journey: Journey, terms: Terms, on: date) -> Journey:
    """Put what was recorded of a delegation right; the rule it reports by stays the one it has,
    unless days of its own are said."""
    held = Journey.objects.select_for_update(of=("self",)).filter(pk=journey.pk).first()
    if held is None:
        raise NOT_YOURS
    _refuse(journey.training_class, terms)
    sign(actor=actor, ground=terms.paper)
    for name, value in _columns(terms, held.report_rule, on).items():
        setattr(held, name, value)
    with told(WALLS):
        held.save()
    return held


def _columns(terms: Terms, rule: dict[str, Any], on: date) -> dict[str, Any]:
    days, kept = _days(terms, rule, on)
    return {
        "country": terms.country,
        "city": " ".join(terms.city.split()),
        "host": " ".join(terms.host.split()),
        "contract": " ".join(terms.contract.split()),
        "briefed_on": terms.briefed_on,
        "leaves_on": terms.leaves_on,
        "returns_on": terms.returns_on,
        "head": terms.head,
        "paper": " ".join(terms.paper.split()),
        "report_days": days,
        "report_due_on": due_on(terms.returns_on, days),
        "report_rule": kept,
    }


def _days(terms: Terms, rule: dict[str, Any], on: date) -> tuple[int, dict[str, Any]]:
    """How many days to report in, and by which rule: the paper's own, the one kept, the day's."""
    usual = rule or _as_data(on)
    if terms.report_days is None or terms.report_days == usual.get("days"):
        return int(usual["days"]), usual
    own = {"days": terms.report_days, "clause": terms.paper, "certainty": "verified", "note": ""}
    return terms.report_days, own


def _as_data(on: date) -> dict[str, Any]:
    one = rule_on(on, corrections())
    certainty = one.certainty.value
    return {"days": one.value, "clause": one.clause, "certainty": certainty, "note": one.note}


def _refuse(held: TrainingClass, terms: Terms) -> None:
    if not writes(held.pk):
        raise NOT_YOURS
    if held.form != ABROAD or held.withdrawn_at is not None:
        raise WALLS["class_is_of_this_form"]
    if not is_country(terms.country):
        raise Refused(_("Không có nước này"), remedy=_("Chọn một nước trong danh sách."))
    if terms.returns_on < terms.leaves_on:
        raise Refused(_("Ngày về trước ngày đi"), remedy=_("Kiểm tra lại hai ngày."))
    if terms.report_days is not None and not 0 < terms.report_days <= MOST_DAYS:
        raise Refused(_("Số ngày phải báo cáo từ 1 đến %s") % MOST_DAYS)
    if not terms.host.strip() or not terms.paper.strip():
        raise Refused(_("Ghi cơ sở tiếp nhận và quyết định cử đoàn"))
