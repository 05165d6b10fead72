"""The lists on an act's page: its units, people who wait, roles, what to look at."""

from collections.abc import Callable
from copy import copy
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from hientai.accounts.domain import label_of
from hientai.organisations.domain.events import Version
from hientai.reforms import queries
from hientai.reforms.domain.following import Fate
from hientai.reforms.models import Reform
from hientai.reforms.papers import Picture, UnitChange
from hientai.reforms.queries import RoleMove, Waiting
from hientai.shared.vietnamese import fold
from hientai.shared.vocabulary import POST_KINDS, TITLES
from hientai.webkit.cells import Cell, Empty, Tone
from hientai.webkit.day import Visit
from hientai.webkit.lists import Badge, Column, Filter, Lines, Link, ListPage

TONES: dict[str, Tone] = {
    Reform.State.DRAFT: "info",
    Reform.State.DONE: "good",
    Reform.State.UNDONE: "mute",
}
UNITS, PEOPLE, ROLES, NOTES = "don-vi", "nguoi", "vai-tro", "luu-y"


def as_on(request: Visit, on: date) -> Visit:
    """The same request speaking of another day."""
    other = copy(request)
    other.on = on
    return other


def list_of_acts(request: Visit) -> ListPage:
    """The list of every act."""
    return ListPage(
        request,
        title=_("Sắp xếp tổ chức"),
        rows=queries.all_reforms(),
        columns=[
            Column("ten", _("Đợt sắp xếp"), _act),
            Column("ngay", _("Ngày hiệu lực"), lambda one: one.on, sort="on"),
            Column("tinh-trang", _("Tình trạng"), _state),
            Column("viec", _("Số việc"), lambda one: one.lines, number=True),
            Column("nguoi-lap", _("Người lập"), lambda one: one.written_by, wide=True),
        ],
        empty=Empty(
            _("Chưa có đợt sắp xếp nào."),
            _("Sáp nhập, chia tách, giải thể nhiều đơn vị cùng một ngày được lập thành một đợt."),
            reverse("reforms:hand_in") if request.user.may("units:edit") else "",
            _("Lập đợt sắp xếp"),
        ),
    )


def _act(one: Reform) -> Link:
    return Link(one.name, reverse("reforms:reform", args=[one.pk]), one.ground)


def _state(one: Reform) -> Badge:
    return Badge(one.get_state_display(), TONES[one.state])


def list_of(tab: str, request: Visit, picture: Picture) -> ListPage:
    """The list of one tab."""
    makers: dict[str, Callable[[Visit, Picture], ListPage]] = {
        UNITS: _units,
        PEOPLE: _people,
        ROLES: _roles,
        NOTES: _notes,
    }
    return makers[tab](as_on(request, picture.reform.on), picture)


def _units(request: Visit, picture: Picture) -> ListPage:
    return ListPage(
        request,
        title=_("Đơn vị trước và sau"),
        rows=picture.changes,
        columns=[
            Column("viec", _("Việc"), lambda one: _word(picture, one)),
            Column("truoc", _("Trước"), lambda one: _unit(one, one.before, picture)),
            Column("sau", _("Sau"), lambda one: _after(one, picture), width=40),
            Column("theo", _("Người chuyển theo"), lambda one: one.moved or None, number=True),
            Column("cho", _("Chờ bố trí"), lambda one: one.waiting or None, number=True),
        ],
        filters=[
            Filter("tim", _("Tìm đơn vị"), apply=_found, placeholder=_("Tên hoặc mã")),
            Filter(
                "viec",
                _("Việc"),
                choices=[(code or "theo", word) for code, word, _n in picture.kinds],
                apply=lambda rows, asked: [r for r in rows if (r.what or "theo") == asked],
            ),
        ],
    )


def _found(rows: list[UnitChange], text: str) -> list[UnitChange]:
    words = fold(text).split()
    return [r for r in rows if all(word in fold(f"{r.code} {r.name}") for word in words)]


def _word(picture: Picture, one: UnitChange) -> Badge:
    words = {code: word for code, word, _n in picture.kinds}
    tone: Tone = "mute" if one.followed else "warn" if one.after is None else "info"
    return Badge(words[one.what], tone)


def _unit(one: UnitChange, version: Version | None, picture: Picture) -> Cell:
    if version is None:
        return "–"
    above = picture.before.get(version.parent or "")
    note = f"{one.code} · {above.name}" if above else one.code
    return Link(version.name, reverse("organisations:unit", args=[one.code]), note)


def _after(one: UnitChange, picture: Picture) -> Cell:
    after = picture.after
    if one.after:
        above = after.get(one.after.parent or "")
        return Lines(one.after.name, above.name if above else "")
    names = [after[code].name if code in after else code for code in one.into]
    return Lines("; ".join(names), ", ".join(one.into)) if names else _("không có đơn vị kế tiếp")


def _people(request: Visit, picture: Picture) -> ListPage:
    return ListPage(
        request,
        title=_("Người chờ bố trí"),
        rows=queries.waiting(picture.endings),
        columns=people_columns(),
        filters=[people_filter()],
        download="people:export",
        empty=Empty(_("Không ai phải chờ bố trí: mọi người đều theo được đơn vị kế tiếp.")),
    )


def people_columns() -> list[Column]:
    """Who waits, with the post and the unit that is no more, and why."""
    whys = {
        Fate.SPLIT: _("đơn vị chia tách: chọn một trong các đơn vị mới"),
        Fate.DISSOLVED: _("đơn vị không có đơn vị kế tiếp"),
        Fate.TITLE: _("đơn vị kế tiếp không có chức vụ này"),
    }
    return [
        Column("ten", _("Họ và tên"), _person),
        Column("chuc-vu", _("Chức vụ"), lambda one: TITLES.label(one.title)),
        Column("loai", _("Loại"), lambda one: POST_KINDS.label(one.kind), wide=True),
        Column("don-vi", _("Đơn vị cũ"), lambda one: Lines(one.unit_name, one.unit)),
        Column("vi-sao", _("Vì sao"), lambda one: whys[one.fate], width=40),
    ]


def people_filter() -> Filter:
    """One box for a person's or a unit's name or code."""
    return Filter("tim", _("Tìm người, đơn vị"), apply=_found_person)


def _person(one: Waiting) -> Link:
    return Link(one.name, reverse("people:person", args=[one.person]), one.person)


def _found_person(rows: list[Waiting], text: str) -> list[Waiting]:
    words = fold(text).split()
    said = ((row, fold(f"{row.name} {row.person} {row.unit} {row.unit_name}")) for row in rows)
    return [row for row, here in said if all(word in here for word in words)]


def _roles(request: Visit, picture: Picture) -> ListPage:
    done = picture.reform.state == Reform.State.DONE
    rows = queries.holders_of(picture.reform) if done else queries.roles_of(picture.endings)
    return ListPage(
        request,
        title=_("Vai trò tại đơn vị kết thúc"),
        rows=rows,
        columns=[
            Column("nguoi-dung", _("Người dùng"), _user),
            Column("vai-tro", _("Vai trò"), lambda one: label_of(one.role.role)),
            Column("truoc", _("Tại đơn vị"), lambda one: one.role.unit.code),
            Column("sau", _("Sau đó"), _role_after),
        ],
        empty=Empty(_("Không ai giữ vai trò tại các đơn vị kết thúc.")),
    )


def _user(one: RoleMove) -> Lines:
    return Lines(str(one.role.user), one.role.user.username)


def _role_after(one: RoleMove) -> Cell:
    if one.heir:
        return Lines(one.heir, _("thấy toàn bộ đơn vị này"))
    return Badge(_("kết thúc"), "warn", note=_("cần quyết định"))


def _place(picture: Picture, code: str) -> Cell:
    version = picture.after.get(code)
    return Lines(version.name, code) if version else code


def _notes(request: Visit, picture: Picture) -> ListPage:
    return ListPage(
        request,
        title=_("Điều cần lưu ý"),
        rows=[*_wrong(picture), *_crowded(picture), *_without_heir(picture)],
        columns=[
            Column("dau", _("Ở đâu"), lambda row: row[0]),
            Column("gi", _("Nội dung"), lambda row: row[1], width=60),
            Column("lam-gi", _("Cách xử lý"), lambda row: row[2], width=40),
        ],
        empty=Empty(_("Không có điều gì cần lưu ý.")),
    )


Note = tuple[Cell, str, str]
"""Where, what, and what to do about it."""


def _wrong(picture: Picture) -> list[Note]:
    """Lines of the act that cannot be carried out."""
    return [(_("Dòng %s") % one.row, str(one), one.remedy) for one in picture.wrong]


def _crowded(picture: Picture) -> list[Note]:
    """Titles that only one person should hold, held by several."""
    return [
        (
            _place(picture, code),
            _("%(n)s người cùng giữ chức «%(title)s»") % {"n": count, "title": TITLES.label(title)},
            _("Ghi quyết định phân công sau khi thực hiện."),
        )
        for code, title, count in queries.crowded(picture.endings)
    ]


def _without_heir(picture: Picture) -> list[Note]:
    """Units that end and go into no other."""
    return [
        (Lines(one.name, one.code), _("kết thúc mà không có đơn vị kế tiếp"), "")
        for one in picture.changes
        if one.after is None and not one.into
    ]
