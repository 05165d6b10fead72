"""The grid of a list: rows judged, in order, with all that is done to them; on paper, as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hientai.approvals.queries import trail
from hientai.nominations.domain.overlapping import told as overlap_told
from hientai.nominations.domain.verdicts import TO_BE_PROVED, UNKNOWN
from hientai.nominations.forms import PeopleForm
from hientai.nominations.models import Batch, Nomination, NominationList
from hientai.nominations.queries import showing
from hientai.nominations.queries.room import Room, room_of
from hientai.nominations.views import shared
from hientai.nominations.views.shared import VIEW, list_of, may_edit
from hientai.organisations.queries import names_on
from hientai.people.queries import Listed
from hientai.screening.papers import wording
from hientai.screening.papers.people import post_of
from hientai.shared.vocabulary import DELIVERY_FORMS, FUNDS, PLACES
from hientai.webkit.day import Visit
from hientai.webkit.guard import guarded
from hientai.webkit.lists import Column, Empty, Filter, ListPage

PER_PAGE = 100
STATES = Nomination.State


@dataclass(frozen=True)
class Line:
    """One row as the page shows it; `tied` share its points, and the first of them on the page
    leads; `beyond` says that the places are out before it. Of somebody out of sight the post is
    not known."""

    row: Nomination
    named: showing.Named | None
    seen: Listed | None
    unit: str
    tied: int
    leads: bool
    beyond: bool

    @property
    def name(self) -> str:
        """The full name."""
        return self.named.name if self.named else _("(không xem được)")

    @property
    def code(self) -> str:
        """The code of the person."""
        return self.named.code if self.named else ""

    @property
    def born(self) -> str:
        """The birth date as exactly as it is known."""
        return self.named.born if self.named else ""

    @property
    def post(self) -> str:
        """The post of the person on the day."""
        return post_of(self.seen._asdict()) if self.seen else ""

    @property
    def badge(self) -> Any:
        """Where the row stands."""
        return shared.row_badge(self.row)

    @property
    def verdict(self) -> str:
        """The badge of the verdict and of overlaps."""
        return shared.verdict_html(self.row)

    @property
    def obstacle(self) -> str:
        """What stands in the way, in a few words."""
        return shared.obstacle(self.row)

    @property
    def reasons(self) -> str:
        """All reasons, with clauses."""
        return shared.reasons_html(self.row)

    @property
    def overlaps(self) -> str:
        """What runs at the same time."""
        return shared.overlaps_html(self.row)

    @property
    def parts(self) -> str:
        """The priorities behind the points."""
        return shared.score_html(self.row)

    @property
    def papers(self) -> tuple[int, int]:
        """How many conditions a paper proves, of how many that one may prove."""
        asked = [
            one["code"] for one in self.row.reasons if one["outcome"] in (UNKNOWN, TO_BE_PROVED)
        ]
        return sum(code in self.row.proved for code in asked), len(asked)


@require_safe
@guarded(VIEW)
def grid(request: Visit, number: int) -> HttpResponseBase:
    """One list: its head, ways to add people, its rows; `tai=xlsx` gives what is filtered."""
    held = list_of(request, number)
    room = room_of(held, request.on)
    lines = _Lines(request, held, room)
    page = ListPage(
        request,
        title=held.title,
        rows=showing.rows_of(held),
        columns=_columns(),
        filters=_filters(held),
        dress=lines,
        per_page=PER_PAGE,
        download="people:export",
        empty=_nobody(held),
    )
    if request.GET.get("tai") == "xlsx":
        return page.workbook()
    return render(request, "nominations/list.html", _context(request, held, page, room, lines))


@require_safe
@guarded(VIEW)
def printed(request: Visit, number: int) -> HttpResponseBase:
    """The whole list for the printer: everybody in order with verdict and reasons in words."""
    held = list_of(request, number)
    room = room_of(held, request.on)
    rows = list(showing.live(showing.rows_of(held)))
    context = {
        "held": held,
        "facts": facts(held),
        "head": showing.head_of(held),
        "room": room,
        "lines": _Lines(request, held, room)(rows),
    }
    return render(request, "nominations/printed.html", context)


class _Lines:
    """Makes lines of the page of its rows, with a fixed number of queries a page."""

    def __init__(self, request: Visit, held: NominationList, room: Room) -> None:
        self.on, self.held, self.room = request.on, held, room
        self.is_open = held.state in ("draft", "submitted")
        self.ties = showing.tie_sizes(held)

    def __call__(self, rows: Sequence[Nomination]) -> list[Line]:
        """The lines of one portion."""
        keys = [row.person_id for row in rows]
        names, seen = showing.named(self.held, keys), showing.shown(keys, self.on)
        units = names_on({row.unit_id for row in rows if row.unit_id}, self.on)
        ranks = [None, *(row.rank for row in rows)]
        return [
            Line(
                row=row,
                named=names.get(row.person_id),
                seen=seen.get(row.person_id),
                unit=units.get(row.unit_id or 0, ""),
                tied=self.ties.get(row.rank, 1),
                leads=before != row.rank and row.rank in self.ties and not shared.stopped(row),
                beyond=self._beyond(row),
            )
            for row, before in zip(rows, ranks, strict=False)
        ]

    def _beyond(self, row: Nomination) -> bool:
        # Who may go stands before who may not: a place in the order is a place in the queue.
        free = self.room.free
        return (
            self.is_open
            and free is not None
            and row.position > free
            and row.state != Nomination.State.WITHDRAWN
            and not shared.stopped(row)
        )


def _context(
    request: Visit, held: NominationList, page: ListPage, room: Room, lines: _Lines
) -> dict[str, Any]:
    edits = may_edit(request, held)
    drafting = edits and held.state == NominationList.State.DRAFT
    batches = batches_told(held) if drafting else []
    return {
        "list": page,
        "held": held,
        "facts": facts(held),
        "badge": shared.list_badge(held),
        "head": showing.head_of(held),
        "room": room,
        "lines": lines(list(page.rows[_portion(page)])),
        "edits": edits,
        "drafting": drafting,
        "form": PeopleForm() if drafting else None,
        "batches": batches,
        "last": batches[0] if batches and not batches[0]["undone"] else None,
        **_approval(request, held),
    }


def _portion(page: ListPage) -> slice:
    first = (page.pager.page - 1) * page.per_page
    return slice(first, first + page.per_page)


def _approval(request: Visit, held: NominationList) -> dict[str, Any]:
    """How the approval went so far, and who has the list now."""
    if held.submission is None:
        return {"marks": []}
    return {"marks": trail(held.submission, request.on)}


def batches_told(held: NominationList) -> list[dict[str, Any]]:
    """The bulk steps of a list in words, the last first; what can be undone says so."""
    return [_batch_told(batch) for batch in showing.batches_of(held)]


def _batch_told(batch: Batch) -> dict[str, Any]:
    return {
        "batch": batch,
        "n": len(batch.taken),
        "added": batch.kind == Batch.Kind.ADD,
        "source": batch.source,
        "undone": batch.undone_at is not None,
    }


def facts(held: NominationList) -> list[tuple[str, str]]:
    """What a list is for, as its pages show it."""
    told = [
        (_("Chương trình"), held.programme),
        (_("Hình thức tổ chức"), DELIVERY_FORMS.label(held.form)),
        (_("Nơi học"), PLACES.label(held.place) if held.place else ""),
        (_("Nguồn kinh phí"), FUNDS.label(held.fund) if held.fund else ""),
        (_("Học song song"), "" if held.exclusive else _("được, không xét trùng thời gian")),
        (_("Người lập"), held.opened_by),
    ]
    return [(name, value) for name, value in told if value]


def _filters(held: NominationList) -> list[Filter]:
    return [
        Filter("tim", _("Tìm trong danh sách"), apply=_found_in(held), placeholder=_("Tên, mã")),
        Filter("xet", _("Kết quả xét"), choices=_ways(), apply=_judged_so),
        Filter(
            "trang-thai",
            _("Trạng thái"),
            choices=STATES.choices,
            apply=lambda rows, state: rows.filter(state=state),
        ),
    ]


def _found_in(held: NominationList) -> Any:
    def found(rows: QuerySet[Nomination], text: str) -> QuerySet[Nomination]:
        return showing.rows_found(rows, held, text)

    return found


def _ways() -> list[tuple[str, str]]:
    return [
        ("vuong", _("Vướng, chưa trình được")),
        ("passed", _("Đủ điều kiện")),
        ("to_be_proved", _("Chờ hồ sơ chứng minh")),
        ("unknown", _("Chưa rõ")),
        ("failed", _("Chưa đủ điều kiện")),
        ("trung", _("Trùng thời gian")),
    ]


def _judged_so(rows: QuerySet[Nomination], way: str) -> QuerySet[Nomination]:
    if way == "vuong":
        return showing.live(rows).filter(showing.STOPPED)
    if way == "trung":
        return rows.exclude(level="none")
    return rows.filter(verdict=way)


def _nobody(held: NominationList) -> Empty | str:
    if held.nominations.exists():
        return ""
    return Empty(
        _("Danh sách chưa có ai."),
        _("Dán mã từ Excel (Ctrl+V), gõ tên hoặc mã vào ô tìm, hoặc chọn từ danh sách sàng lọc."),
    )


def _columns() -> list[Column]:
    """The workbook: what the page shows, a column each."""
    return [
        Column("thu-tu", _("Thứ tự"), lambda line: line.row.position, number=True),
        Column("ma", _("Mã"), lambda line: line.code, width=14),
        Column("ten", _("Họ và tên"), lambda line: line.name, width=26),
        Column("sinh", _("Ngày sinh"), lambda line: line.born, width=12),
        Column("chuc-vu", _("Chức vụ"), lambda line: line.post, width=26),
        Column("don-vi", _("Đơn vị"), lambda line: line.unit, width=30),
        Column("diem", _("Điểm ưu tiên"), lambda line: line.row.score, number=True),
        Column("uu-tien", _("Ưu tiên"), _parts_told, width=30),
        Column("ket-qua", _("Kết quả xét"), _verdict_told, width=20),
        Column("ly-do", _("Lý do"), _reasons_told, width=60),
        Column("trung", _("Trùng thời gian"), _overlaps_told, width=40),
        Column("trang-thai", _("Trạng thái"), lambda line: str(line.badge), width=18),
        Column("ghi-chu", _("Lý do xếp trước"), lambda line: line.row.tie_note, width=24),
    ]


def _parts_told(line: Line) -> str:
    return "; ".join(
        f"{one['title']} ({'?' if one['points'] is None else one['points']})"
        for one in line.row.score_parts
    )


def _verdict_told(line: Line) -> str:
    return str(wording.VERDICTS[line.row.verdict])


def _reasons_told(line: Line) -> str:
    told = [one for one in shared.reasons_of(line.row.reasons) if one.outcome != "passed"]
    return "; ".join(wording.told_with_clause(one) for one in told)


def _overlaps_told(line: Line) -> str:
    return "; ".join(overlap_told(one) for one in line.row.overlaps)
