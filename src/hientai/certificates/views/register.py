"""The register of certificates, and the lists they were issued by."""

from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from hientai.certificates.models import KIND_CHOICES, Batch, Certificate
from hientai.certificates.queries import register as reads
from hientai.shared.vietnamese import number
from hientai.webkit.cells import Tone
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Badge, Column, Empty, Filter, Lines, Link, ListPage

VIEW, ISSUE, KEYS, RECORD = (
    "certificates:view",
    "certificates:issue",
    "certificates:keys",
    "certificates:record",
)
TONES: dict[str, Tone] = {"valid": "good", "revoked": "bad", "replaced": "mute"}
STEPS: dict[str, Tone] = {
    "prepared": "warn",
    "issuing": "info",
    "issued": "good",
    "dropped": "mute",
}


def state_of(one: Certificate) -> Badge:
    """What became of a certificate, as a badge."""
    return Badge(one.get_state_display(), TONES[one.state])


def step_of(one: Batch) -> Badge:
    """Where a list stands, as a badge."""
    return Badge(one.get_state_display(), STEPS[one.state])


@require_safe
@guarded(VIEW)
def register(request: Visit) -> HttpResponseBase:
    """Every certificate in sight, the newest first."""
    page = ListPage(
        request,
        cards=True,
        title=_("Sổ cấp chứng chỉ"),
        rows=reads.certificates(),
        columns=[
            Column("so", _("Số vào sổ"), _numbered, sort="number", width=22),
            Column("ten", _("Họ và tên"), _named, sort="name", width=30),
            Column("chuong-trinh", pgettext("một", "Chương trình"), _course, width=50),
            Column("xep-loai", _("Xếp loại"), lambda c: c.classification or "–", wide=True),
            Column("ngay", _("Ngày ký"), lambda c: c.signed_on, sort="signed_on"),
            Column("co-so", _("Cơ sở cấp"), lambda c: c.facts["issuer"], wide=True),
            Column("tinh-trang", _("Tình trạng"), state_of, sort="state"),
        ],
        filters=_filters(),
        empty="" if request.GET else Empty(_("Chưa cấp chứng chỉ nào.")),
    )
    return page.render("certificates/register.html")


def _filters() -> list[Filter]:
    years = Certificate.objects.order_by("-year").values_list("year", flat=True).distinct()
    units = Certificate.objects.order_by("unit__code").values_list("unit__code").distinct()
    return [
        Filter(
            "tim",
            _("Tên, số, chương trình"),
            apply=reads.found,
            placeholder=_("Nguyễn Văn An, 0012/2024"),
        ),
        Filter("loai", _("Loại giấy"), KIND_CHOICES, _by("kind")),
        Filter("nam", _("Năm"), [(str(one), str(one)) for one in years], _by("year")),
        Filter("co-so", _("Cơ sở cấp"), [(one, one) for (one,) in units], _by("unit__code")),
        Filter("tinh-trang", _("Tình trạng"), Certificate.State.choices, _by("state")),
    ]


def _by(field: str) -> Any:
    return lambda rows, value: rows.filter(**{field: value})


def _numbered(one: Certificate) -> Link:
    address = reverse("certificates:certificate", args=[one.code])
    return Link(one.number_text, address, str(one.get_kind_display()))


def _named(one: Certificate) -> Lines:
    return Lines(one.name, "" if one.person_id else _("ngoài sổ"))


def _course(one: Certificate) -> Lines:
    return Lines(one.facts["programme"], one.facts["training_class"])


@require_safe
@guarded(VIEW)
def batches(request: Visit) -> HttpResponseBase:
    """The lists that certificates were, or will be, issued by."""
    page = ListPage(
        request,
        cards=True,
        title=_("Danh sách cấp chứng chỉ"),
        rows=reads.batches(),
        columns=[
            Column("lop", _("Lớp, chương trình"), _listed, width=50),
            Column("nguoi", _("Số người"), lambda b: b.total, number=True, sort="total"),
            Column("so", _("Từ số – đến số"), _range),
            Column("ngay", _("Ngày ký"), lambda b: b.signed_on, sort="signed_on"),
            Column("lap", _("Người lập"), lambda b: Lines(b.made_by, b.confirmed_by), wide=True),
            Column("tinh-trang", _("Tình trạng"), step_of, sort="state"),
        ],
        filters=[Filter("tinh-trang", _("Tình trạng"), Batch.State.choices, _by("state"))],
        empty="" if request.GET else Empty(_("Chưa lập danh sách nào.")),
    )
    return page.render("certificates/batches.html")


def _listed(one: Batch) -> Link:
    address = reverse("certificates:batch", args=[one.pk])
    return Link(one.programme, address, one.common.get("training_class", ""))


def _range(one: Batch) -> str:
    if one.first is None:
        return "–"
    return f"{number(one.first)} – {number(one.first + one.total - 1)}"
