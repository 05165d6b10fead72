"""The page of the law: rules and parameters as they are in force on the day of the header."""

from collections.abc import Sequence

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from hientai.law import papers, queries
from hientai.rules.decrees import LawLine
from hientai.webkit.cells import Tone
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Badge, Column, Filter, Lines, Link, ListPage


@require_safe
@guarded("law:view")
def law(request: Visit) -> HttpResponseBase:
    """Every rule and parameter of the day, with clause, period, certainty and note."""
    kept = queries.corrections()
    lines = queries.law_lines(request.on, kept)
    page = ListPage(
        request,
        title=_("Quy định và tham số"),
        columns=_columns(),
        rows=lines,
        filters=_filters(lines),
        per_page=100,
        empty=_("Không có quy định nào có hiệu lực vào ngày này khớp với bộ lọc."),
    )
    falls = queries.who_falls_where(request.on, kept)
    compares = request.user.may("training:view")  # two days are compared over the people in sight
    return page.render("law/law.html", {"falls": falls, "compares": compares})


def _kinds() -> dict[str, str]:
    return {"rule": _("Điều kiện"), "parameter": _("Tham số")}


def _certainties() -> dict[str, str]:
    return {code: str(words) for code, words in papers.CERTAINTIES.items()}


def _filters(lines: Sequence[LawLine]) -> list[Filter]:
    return [
        Filter("tim", _("Tìm"), apply=queries.containing, placeholder=_("tuổi, cam kết, Điều 6…")),
        Filter("van-ban", _("Văn bản"), queries.decree_choices(lines), queries.of_decree),
        Filter("loai", _("Loại"), list(_kinds().items()), queries.of_kind),
        Filter("chac", _("Độ chắc"), list(_certainties().items()), queries.of_certainty),
    ]


def _columns() -> list[Column]:
    kinds, certainties = _kinds(), _certainties()
    return [
        Column("what", _("Nội dung"), _what, only_page=True),
        Column("said", _("Quy định"), _said, only_page=True),
        Column("kind", _("Loại"), lambda x: kinds[x.kind], sort="kind"),
        Column("title", _("Nội dung"), lambda x: x.title, only_download=True),
        Column("value", _("Quy định"), lambda x: x.value, only_download=True),
        Column("shipped", _("Giá trị gốc"), lambda x: x.shipped, only_download=True),
        Column("decree", _("Văn bản"), lambda x: x.decree_short, sort="decree"),
        Column("clause", pgettext("văn bản", "Căn cứ"), lambda x: x.clause, only_download=True),
        Column("period", _("Hiệu lực"), _period, sort="since", only_page=True),
        Column("since", _("Từ ngày"), lambda x: x.since, only_download=True),
        Column("until", _("Đến hết ngày"), lambda x: x.until, only_download=True),
        Column("sure", _("Độ chắc"), lambda x: _sure(x, certainties), sort="certainty"),
        Column("note", _("Ghi chú"), lambda x: x.note, only_download=True),
        Column("code", _("Mã"), lambda x: x.code, only_download=True),
    ]


def _what(line: LawLine) -> Lines | Link:
    if line.kind == "parameter":
        return Link(line.title, reverse("law:parameter", args=[line.code]), line.clause)
    return Lines(line.title, line.clause)


def _said(line: LawLine) -> Lines:
    if not line.is_corrected:
        return Lines(line.value, line.note)
    shipped = _("đã sửa; giá trị gốc: %s") % (line.shipped or _("chưa có"))
    return Lines(line.value, " · ".join(part for part in (shipped, line.note) if part))


def _period(line: LawLine) -> str:
    return papers.days_told(line.since, line.until)


def _sure(line: LawLine, words: dict[str, str]) -> Badge:
    tones: dict[str, Tone] = {"verified": "good", "recalled": "mute", "uncertain": "warn"}
    return Badge(words[line.certainty], tones[line.certainty])
