"""The parts of composite pages that this room offers: a person's record, people on units."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hientai.organisations.queries import names_over_time
from hientai.people import queries
from hientai.people.models import (
    Discipline,
    Grade,
    Person,
    PlannedTitle,
    Post,
)
from hientai.shared.vietnamese import day, known_day
from hientai.shared.vocabulary import (
    CATEGORIES,
    DEGREE_LEVELS,
    DISCIPLINES,
    FIELDS,
    GRADES,
    POST_KINDS,
    RATINGS,
    SEXES,
    TITLE_CLASSES,
    TITLES,
)
from hientai.webkit.day import Visit
from hientai.webkit.markup import table_html

Facts = list[tuple[str, str]]
NONE_RECORDED = "none_recorded"
Dated = Post | Grade | Discipline | PlannedTitle


def record(request: Visit, person: Person) -> str:
    """Who the person is and what the person does on the day, with the day of retirement."""
    held = queries.record_of(person)
    post, grade = held.post_on(request.on), held.grade_on(request.on)
    retires, certainty = queries.retirement_of(person, request.on)
    context = {
        "groups": [_who(person), _work(post, grade), _service(person)],
        "retires": retires,
        "certainty": certainty,
        "own_date": person.own_retirement_date is not None,
    }
    return render_to_string("people/record.html", context, request=request)


def posts(request: Visit, person: Person) -> str:
    """Every post, held or past, the latest first."""
    held = queries.record_of(person).posts
    names = names_over_time([post.unit_id for post in held])
    rows = [
        (
            _title_of(post) or "–",
            _name_then(names[post.unit_id], min(request.on, _last_day(post))),
            POST_KINDS.label(post.kind),
            CATEGORIES.label(post.category),
            _period(post),
        )
        for post in held
    ]
    heads = [_("Chức vụ, vị trí"), _("Đơn vị"), _("Loại"), _("Đối tượng"), _("Thời gian")]
    return _table(heads, rows)


def degrees(request: Visit, person: Person) -> str:
    """Degrees with subject and place of study, the latest first."""
    held = queries.record_of(person).degrees
    rows = [
        (
            DEGREE_LEVELS.label(one.level),
            one.subject or "–",
            one.institution or "–",
            {True: _("nước ngoài"), False: _("trong nước"), None: "–"}[one.abroad],
            _written(one.awarded_on, one.awarded_precision),
        )
        for one in held
    ]
    heads = [_("Trình độ"), _("Chuyên ngành"), _("Nơi cấp"), _("Nơi học"), _("Ngày cấp")]
    return _table(heads, rows)


def grades(request: Visit, person: Person) -> str:
    """Civil-service grades and professional title classes over time."""
    held = queries.record_of(person).grades
    rows = [(_grade_of(one) or "–", _period(one)) for one in held]
    return _table([_("Ngạch, hạng"), _("Thời gian")], rows)


def ratings(request: Visit, person: Person) -> str:
    """Yearly ratings, the latest first."""
    held = queries.record_of(person).ratings
    rows = [(str(one.year), RATINGS.label(one.rating)) for one in held]
    return _table([_("Năm"), _("Xếp loại")], rows)


def discipline(request: Visit, person: Person) -> str:
    """Sanctions and pending processes; said plainly where there are none."""
    held = queries.record_of(person).discipline
    rows = [(DISCIPLINES.label(one.form), one.decision_number or "–", _period(one)) for one in held]
    return _table([_("Hình thức"), _("Quyết định"), _("Thời gian")], rows)


def plans(request: Visit, person: Person) -> str:
    """Titles the person is planned for."""
    held = queries.record_of(person).plans
    rows = [(TITLES.label(one.title), _fields(one.fields), _period(one)) for one in held]
    return _table([_("Chức vụ"), _("Lĩnh vực"), _("Thời gian")], rows)


def address_of_unit(code: str) -> str:
    """The list of people of a unit and everything under it."""
    return f"{reverse('people:people')}?{urlencode({'don-vi': code})}"


def _who(person: Person) -> Facts:
    return [
        (_("Mã CBCCVC"), person.code),
        (_("Ngày sinh"), _written(person.birth_date, person.birth_precision)),
        (_("Giới tính"), SEXES.label(person.sex)),
        (_("Dân tộc"), person.ethnicity or ""),
    ]


def _work(post: Post | None, grade: Grade | None) -> Facts:
    if post is None:
        return [(_("Vị trí chính"), _("không có vào ngày này"))]
    return [
        (_("Đối tượng"), CATEGORIES.label(post.category)),
        (_("Chức vụ"), TITLES.label(post.title)),
        (_("Chức vụ tương đương"), TITLES.label(post.equivalent_title)),
        (_("Vị trí việc làm"), post.position or ""),
        (_("Phòng, bộ phận"), post.division or ""),
        (_("Lĩnh vực"), _fields(post.fields)),
        (_("Ngạch, hạng"), _grade_of(grade) if grade else ""),
    ]


def _service(person: Person) -> Facts:
    managed = {True: _("có"), False: _("không"), None: ""}[person.managed_by_committee]
    return [
        (_("Bắt đầu công tác"), day(person.service_start)),
        (_("Hết tập sự"), day(person.probation_end)),
        (_("Diện Ban Thường vụ quản lý"), managed),
        (_("Lý luận chính trị"), person.political_theory or ""),
        (_("Ngoại ngữ"), person.languages or ""),
        (_("Tin học"), person.it_skill or ""),
    ]


def _table(heads: list[str], rows: Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return format_html('<p class="note">{}</p>', _("Hồ sơ chưa ghi"))
    return table_html(heads, rows)


def _title_of(post: Post) -> str:
    title = TITLES.label(post.title) if post.title not in (None, "none") else ""
    return " – ".join(part for part in (title, post.position or "") if part)


def _grade_of(grade: Grade) -> str:
    """Grade and class; "none recorded" is said only where there is neither."""
    kept = [(GRADES, grade.grade), (TITLE_CLASSES, grade.title_class)]
    said = [words.label(code) for words, code in kept if code not in (None, NONE_RECORDED)]
    empty = [words.label(code) for words, code in kept if code == NONE_RECORDED]
    return ", ".join(said or empty)


def _fields(fields: list[str] | None) -> str:
    return ", ".join(FIELDS.label(code) for code in fields or ())


def _written(value: date | None, precision: str) -> str:
    return known_day(value, precision) or "–"


def _name_then(names: list[tuple[date, str]], on: date) -> str:
    """The name a unit had on a day, its first one for days before."""
    return next((name for since, name in reversed(names) if since <= on), names[0][1])


def _last_day(row: Dated) -> date:
    return date.fromordinal(row.period.upper.toordinal() - 1) if row.period.upper else date.max


def _period(row: Dated) -> str:
    """«since – last day», or «since – nay» while it holds."""
    since = day(row.period.lower) or "…"
    return f"{since} – {day(_last_day(row)) if row.period.upper else _('nay')}"
