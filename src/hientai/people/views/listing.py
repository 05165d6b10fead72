"""The list of people as of the day, with filters kept in the address or saved under a name."""

from collections.abc import Callable, Sequence
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hientai.organisations.queries import UnitOn, unit_choices, unit_on
from hientai.people import queries, services
from hientai.people.queries import Listed, PeopleFilter, PeoplePages
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, fold, known_day
from hientai.shared.vocabulary import CATEGORIES, DEGREE_LEVELS, FIELDS, SEXES, TITLES, Vocabulary
from hientai.webkit.addresses import address_of
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Empty, Filter, Lines, Link, ListPage

FILTER_KEYS = ("tim", "don-vi", "doi-tuong", "chuc-vu", "linh-vuc", "trinh-do", "gioi-tinh")


@require_safe
@guarded("people:view")
def people(request: Visit) -> HttpResponseBase:
    """Who holds a main post on the day, by given name; the workbook of exactly what is filtered."""
    unit = _unit_asked(request)
    filters = _filters(request, unit)
    asked = _asked(request, filters, unit)
    page = ListPage(
        request,
        title=_("Con người"),
        rows=PeoplePages(request.on, asked),
        columns=_columns(),
        filters=filters,
        download="people:export",
        empty=_nobody(request, filters),
    )
    context = {"unit": unit, "saved": queries.saved_filters(request.user.pk)}
    return page.render("people/people.html", context)


@require_POST
@guarded("people:view")
def save_filter(request: Visit) -> HttpResponse:
    """Keep the filter of the address the form was sent from under a name."""
    asked = _filters_in(urlsplit(request.headers.get("Referer", "")).query)
    query = asked or _filters_in(request.POST.get("query", ""))
    services.save_filter(user_id=request.user.pk, name=request.POST.get("name", ""), query=query)
    return HttpResponseRedirect(f"{reverse('people:people')}?{query}")


@require_POST
@guarded("people:view")
def forget_filter(request: Visit, filter_id: int) -> HttpResponse:
    """Take a saved filter away."""
    services.forget_filter(user_id=request.user.pk, filter_id=filter_id)
    return HttpResponseRedirect(reverse("people:people"))


def _unit_asked(request: Visit) -> UnitOn | None:
    """The unit of the address; one that is not there on the day is refused, not passed over."""
    code = request.GET.get("don-vi", "").strip()
    unit = unit_on(code, request.on) if code else None
    if code and unit is None:
        raise Refused(
            _("Đơn vị %(code)s không tồn tại vào ngày %(day)s")
            % {"code": code[:40], "day": day(request.on)},
            remedy=_("Bỏ lọc theo đơn vị này, hoặc chọn ngày khác ở đầu trang."),
        )
    return unit


def _filters_in(query: str) -> str:
    """The parts of an address that filter the list; the page and the day are left out."""
    return urlencode([(k, v) for k, v in parse_qsl(query) if k in FILTER_KEYS and v])


def _filters(request: Visit, unit: UnitOn | None) -> list[Filter]:
    return [
        Filter("tim", _("Tìm người"), placeholder=_("Tên không cần dấu, hoặc mã")),
        Filter("don-vi", _("Đơn vị"), choices=_unit_choices(request, unit)),
        Filter("doi-tuong", _("Đối tượng"), choices=CATEGORIES.choices),
        Filter("chuc-vu", _("Chức vụ"), choices=TITLES.choices),
        Filter("linh-vuc", _("Lĩnh vực"), choices=FIELDS.choices),
        Filter("trinh-do", _("Trình độ cao nhất"), choices=DEGREE_LEVELS.choices),
        Filter("gioi-tinh", _("Giới tính"), choices=SEXES.choices),
    ]


def _unit_choices(request: Visit, unit: UnitOn | None) -> list[tuple[str, str]]:
    """The units to choose from: those of the user's roles and the ones right under them."""
    choices = unit_choices([role.unit_id for role in request.user.roles], request.on)
    if unit and unit.code not in dict(choices):
        choices.insert(0, (unit.code, unit.name))
    return choices


def _asked(request: Visit, filters: Sequence[Filter], unit: UnitOn | None) -> PeopleFilter:
    said = {one.key: one.value(request.GET) for one in filters}
    return PeopleFilter(
        search=said["tim"],
        unit_id=unit.unit_id if unit else None,
        category=said["doi-tuong"],
        title=said["chuc-vu"],
        field=said["linh-vuc"],
        degree_level=said["trinh-do"],
        sex=said["gioi-tinh"],
    )


def _nobody(request: Visit, filters: Sequence[Filter]) -> Empty:
    """Why nobody is listed: nobody is in service and seen on the day, or a filter left no one."""
    if any(one.value(request.GET) for one in filters):
        return Empty(
            _("Không có ai khớp với bộ lọc trong phạm vi đơn vị của bạn."),
            _("Bỏ bớt bộ lọc ở trên để xem thêm."),
        )
    return Empty(
        _("Chưa có ai giữ vị trí chính trong phạm vi của bạn vào ngày %s.") % day(request.on),
        _("Nhập tệp hồ sơ của đơn vị ở mục Nhập dữ liệu, hoặc chọn ngày khác ở đầu trang."),
    )


def _columns() -> list[Column]:
    sex, title, category, degree = map(_labels, (SEXES, TITLES, CATEGORIES, DEGREE_LEVELS))
    field = _labels(FIELDS)
    return [
        Column("ten", _("Họ và tên"), _name, only_page=True),
        Column("ten", _("Họ và tên"), lambda r: r.name, only_download=True, width=26),
        Column("ma", _("Mã CBCCVC"), lambda r: r.code, wide=True),
        Column("ngay-sinh", _("Ngày sinh"), _birth, only_download=True, width=12),
        Column("gioi-tinh", _("Giới tính"), lambda r: sex(r.sex), only_download=True),
        Column("chuc-vu", _("Chức vụ, đơn vị"), _post_and_unit, only_page=True),
        Column("chuc-vu", _("Chức vụ"), lambda r: title(r.title), only_download=True, width=26),
        Column("vi-tri", _("Vị trí việc làm"), _position, only_download=True, width=30),
        Column("don-vi", _("Đơn vị"), lambda r: r.unit_name or "", only_download=True, width=34),
        Column("ma-don-vi", _("Mã đơn vị"), lambda r: r.unit_code or "", only_download=True),
        Column("doi-tuong", _("Đối tượng"), lambda r: category(r.category)),
        Column("trinh-do", _("Trình độ"), lambda r: degree(r.degree_level)),
        Column(
            "linh-vuc",
            _("Lĩnh vực"),
            lambda r: ", ".join(map(field, r.fields or ())),
            only_download=True,
        ),
    ]


def _name(row: Listed) -> Link:
    year = str(row.birth_date.year) if row.birth_date else "?"
    note = " · ".join(part for part in (year, SEXES.label(row.sex)) if part)
    return Link(row.name, address_of("people:person", row.code), note)


def _birth(row: Listed) -> str | date | None:
    born = row.birth_date
    if born is None or row.birth_precision == "day":
        return born
    return known_day(born, row.birth_precision)


def _post(row: Listed) -> str:
    """The leadership title, or the position where it says more (Trưởng phòng Ngân sách)."""
    title = TITLES.label(row.title) if row.title not in (None, "none") else ""
    position = row.position or ""
    return position if fold(position).startswith(fold(title)) and position else title


def _position(row: Listed) -> str:
    return row.position or ""


def _post_and_unit(row: Listed) -> Lines:
    return Lines(_post(row) or "–", row.unit_name or "")


def _labels(vocabulary: Vocabulary) -> Callable[[str | None], str]:
    """The labels of a catalogue, put into words once for a whole list."""
    known = vocabulary.labels
    return lambda code: "" if code is None else known[code]
