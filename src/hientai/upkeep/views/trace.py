"""Who saw and who changed a record: two lists, each of which can be taken away as XLSX."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.http import require_safe

from hientai.audit.models import RecordRead
from hientai.people import queries as people
from hientai.people.models import Person
from hientai.people.services import open_record
from hientai.upkeep.queries import trace as reads
from hientai.upkeep.queries.own import me
from hientai.upkeep.queries.trace import Line
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Empty, Filter, Lines, Link, ListPage

SEEN = "xem"


@require_safe
@guarded("upkeep:trace")
def trace(request: Visit, code: str) -> HttpResponseBase:
    """For who answers for the person today; 404 for anybody else, former units among them."""
    person = people.person_by_code(code)
    if person is None or not reads.answers_for(person):
        raise Http404
    open_record(actor=request.user, person=person, purpose=N_("Xem nhật ký hồ sơ"))
    return _page(request, person, own=False)


@require_safe
@guarded("upkeep:own")
def own_trace(request: Visit) -> HttpResponseBase:
    """The same for the person."""
    return _page(request, me(), own=True)


def _page(request: Visit, person: Person, *, own: bool) -> HttpResponseBase:
    seen = request.GET.get("phan") == SEEN
    rows = _openings(request, person) if seen else _changes(request, person)
    context = {"person": person, "own": own, "seen": seen}
    return rows.render("upkeep/trace.html", context)


def _openings(request: Visit, person: Person) -> ListPage:
    return ListPage(
        request,
        title=_("Ai đã xem hồ sơ %s") % person.code,
        rows=reads.openings_of(person),
        columns=[
            Column("luc", _("Lúc"), lambda r: moment(r), sort="at", width=18),
            Column("ai", _("Người xem"), lambda r: r.actor_label, sort="actor_label"),
            Column("muc-dich", _("Mục đích"), lambda r: r.purpose),
        ],
        empty=Empty(_("Chưa ai mở hồ sơ này.")),
    )


def _changes(request: Visit, person: Person) -> ListPage:
    rows = reads.changes_of(person)
    kinds = sorted({row.what for row in rows})
    return ListPage(
        request,
        title=_("Ai đã sửa hồ sơ %s") % person.code,
        rows=rows,
        columns=_columns(request.user.may("intake:import")),
        filters=[
            Filter(
                "phan-ho-so",
                _("Phần hồ sơ"),
                choices=[(kind, kind) for kind in kinds],
                apply=lambda found, kind: [row for row in found if row.what == kind],
            )
        ],
        empty=Empty(
            _("Chưa có thay đổi nào được ghi lại."),
            _("Nhật ký ghi từng nội dung trước và sau, ai sửa, lúc nào, theo căn cứ nào."),
        ),
    )


def _columns(batches: bool) -> list[Column]:
    return [
        Column("luc", _("Lúc"), moment, width=18),
        Column("ai", _("Người sửa"), lambda r: r.author),
        Column("phan", _("Nội dung"), lambda r: Lines(r.field, r.what), only_page=True),
        Column("phan-ho-so", _("Phần hồ sơ"), lambda r: r.what, only_download=True),
        Column("noi-dung", _("Nội dung"), lambda r: r.field, only_download=True),
        Column("truoc", _("Trước"), lambda r: r.before or "–", width=30),
        Column("sau", _("Sau"), lambda r: r.after or "–", width=30),
        Column("can-cu", _("Căn cứ"), lambda r: r.ground or "–", width=36),
        Column("lan-nhap", _("Lần nhập"), lambda r: _batch(r, batches)),
    ]


def moment(row: Line | RecordRead) -> str:
    """When a line was written."""
    return date_format(timezone.localtime(row.at), "SHORT_DATETIME_FORMAT") if row.at else ""


def _batch(row: Line, linked: bool) -> str | Link:
    if row.batch is None:
        return "–"
    text = str(row.batch)
    return Link(text, reverse("intake:batch", args=[row.batch])) if linked else text
