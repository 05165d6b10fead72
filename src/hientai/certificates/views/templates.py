"""Templates of certificates: all versions, a new one looked at on real data before it is used."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.certificates import services as verbs
from hientai.certificates.domain.facts import KINDS, Facts, kind_words
from hientai.certificates.domain.wording import FIELDS, SHIPPED, Words
from hientai.certificates.forms import WordsForm
from hientai.certificates.models import KIND_CHOICES, Certificate, Template
from hientai.certificates.papers.pdf import Sheet, picture
from hientai.certificates.queries import register as reads
from hientai.certificates.views.register import KEYS
from hientai.organisations.models import Unit
from hientai.organisations.queries import units_on
from hientai.programmes.queries.scope import writes
from hientai.webkit.cells import Tone
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Badge, Column, Empty, Filter, Lines, Link, ListPage

TONES: dict[str, Tone] = {"draft": "warn", "in_use": "good", "withdrawn": "mute"}
EXAMPLE = Facts(
    code="0" * 16,
    kind="certificate",
    number="0012/2024/CC-TCB",
    name="Nguyễn Thị Mai Hương",
    birth="1985-03-15",
    workplace="Phòng Tài chính - Kế hoạch, Ủy ban nhân dân huyện Đông Anh",
    programme="Bồi dưỡng kiến thức, kỹ năng lãnh đạo, quản lý cấp phòng",
    training_class="Khóa 1 năm 2024",
    starts_on="2024-06-03",
    ends_on="2024-06-28",
    days=20,
    periods=160,
    classification="Khá",
    place="Hà Nội",
    issuer="Trường Đào tạo cán bộ Lê Hồng Phong",
    parent="Ủy ban nhân dân thành phố Hà Nội",
    signed_on="2024-06-30",
    signed_at="2024-06-30T08:00:00+07:00",
    authority="Hiệu trưởng",
    signer="Trần Văn Nam",
    place_signed="Hà Nội",
    home="",
    replaces="0007/2024/CC-TCB",
)


@require_safe
@guarded(KEYS)
def templates(request: Visit) -> HttpResponseBase:
    """Every version of every template."""
    page = ListPage(
        request,
        cards=True,
        title=_("Mẫu chứng chỉ"),
        rows=reads.templates(),
        columns=[
            Column("loai", _("Loại giấy"), _named),
            Column("co-so", _("Cơ sở cấp"), lambda t: t.unit.code if t.unit else _("mọi cơ sở")),
            Column("tu-ngay", _("Dùng từ ngày"), lambda t: t.since, sort="since"),
            Column("nguoi", _("Người soạn"), lambda t: Lines(t.written_by, t.note)),
            Column("trang-thai", _("Trạng thái"), state_of, sort="state"),
        ],
        filters=[Filter("loai", _("Loại giấy"), KIND_CHOICES, _of_kind)],
        empty=Empty(_("Chưa có mẫu riêng; đang dùng các mẫu có sẵn.")),
    )
    context = {"kinds": [(code, kind_words(code)) for code in KINDS]}
    return page.render("certificates/templates.html", context)


def _of_kind(rows: QuerySet[Template], kind: str) -> QuerySet[Template]:
    return rows.filter(kind=kind)


def _named(one: Template) -> Link:
    note = _("phiên bản %s") % one.version
    return Link(kind_words(one.kind), reverse("certificates:template", args=[one.pk]), note)


def state_of(one: Template) -> Badge:
    """Where a version stands, as a badge."""
    return Badge(one.get_state_display(), TONES[one.state])


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(KEYS)
def write(request: Visit, kind: str) -> HttpResponse:
    """Write a new version, beginning with the words of the day."""
    if kind not in KINDS:
        raise Http404
    unit = _unit(request.POST.get("co-so") or request.GET.get("co-so") or "")
    now = reads.template_on(kind, unit.pk if unit else 0, request.on)
    words = now.words if now else vars(SHIPPED[kind])
    initial = {**words, "remark": words.get("note", ""), "note": ""}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = verbs.draft(
            actor=request.user,
            kind=kind,
            unit=unit,
            words=form.words(),
            since=form.cleaned_data["since"],
            note=form.cleaned_data["note"],
        )
        messages.success(request, _("Đã lưu bản nháp: xem thử rồi cho dùng."))
        return redirect("certificates:template", made.pk)
    context = {
        "form": form,
        "kind": kind,
        "kind_name": kind_words(kind),
        "unit": unit,
        "fields": [(name, _(meaning)) for name, meaning in FIELDS.items()],
        "issuers": [(one.code, one.name) for one in units_on(request.on) if writes(one.unit_id)]
        if unit is None and not request.GET.get("co-so")
        else [],
    }
    status = 422 if form.errors else 200
    return render(request, "certificates/write.html", context, status=status)


@require_safe
@guarded(KEYS)
def template(request: Visit, number: int) -> HttpResponse:
    """One version, looked at on an example or on a certificate that was issued."""
    row = _of(number)
    samples = reads.certificates().filter(kind=row.kind)
    context = {
        "row": row,
        "badge": state_of(row),
        "kind_name": kind_words(row.kind),
        "samples": samples[:20],
        "asked": request.GET.get("chung-chi", ""),
        "may_write": row.unit_id is None or writes(row.unit_id),
    }
    return render(request, "certificates/template.html", context)


@require_safe
@guarded(KEYS)
def look(request: Visit, number: int) -> HttpResponse:
    """The picture of one version on an example, or on a certificate in sight."""
    row, facts = _of(number), EXAMPLE
    asked = request.GET.get("chung-chi", "")
    if asked:
        facts = get_object_or_404(Certificate, code=asked).said
    sheet = Sheet(facts, Words.from_data(row.words), "…" * 40)
    return HttpResponse(picture(sheet), content_type="image/png")


@require_POST
@guarded(KEYS)
def put(request: Visit, number: int) -> HttpResponse:
    """Put a draft into use."""
    row = verbs.put_into_use(actor=request.user, template=_of(number))
    messages.success(request, _("Mẫu được dùng."))
    return redirect("certificates:template", row.pk)


@require_POST
@guarded(KEYS)
def withdraw(request: Visit, number: int) -> HttpResponse:
    """Take a version out of use, or give a draft up."""
    row = verbs.withdraw(actor=request.user, template=_of(number))
    messages.success(request, _("Mẫu không còn được dùng."))
    return redirect("certificates:template", row.pk)


def _of(number: int) -> Template:
    return get_object_or_404(Template.objects.select_related("unit"), pk=number)


def _unit(code: str) -> Unit | None:
    if not code:
        return None
    unit = Unit.objects.filter(code=code).first()
    if unit is None or not writes(unit.pk):
        raise Http404
    return unit
