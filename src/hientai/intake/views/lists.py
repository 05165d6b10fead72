"""What the lists of the imports show: the batches, and the tabs of one preview."""

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from hientai.intake.models import ImportBatch
from hientai.intake.queries import batches as reads
from hientai.webkit.cells import Tone, Words
from hientai.webkit.lists import Badge, Column, Filter, Lines, Link

TONES: dict[str, Tone] = {
    "reading": "info",
    "previewed": "warn",
    "refused": "bad",
    "committed": "good",
    "undone": "mute",
    "discarded": "mute",
}
STATES = (
    ("new", gettext_lazy("Mới")),
    ("changed", gettext_lazy("Thay đổi")),
    ("unchanged", gettext_lazy("Không đổi")),
    ("refused", gettext_lazy("Bị từ chối")),
    ("gone", gettext_lazy("Không còn")),
)


def state_of(one: ImportBatch) -> Badge:
    """The state of a batch, with the step that is under way."""
    return Badge(one.get_state_display(), TONES[one.state], note=one.step)


def _file(one: ImportBatch) -> Link:
    place = reverse("intake:batch", args=[one.pk])
    return Link(one.file_name, place, gettext_lazy("lần nhập %s") % one.pk)


def _moment(one: ImportBatch) -> str:
    return date_format(timezone.localtime(one.created_at), "SHORT_DATETIME_FORMAT")


def _total(key: str, heading: Words) -> Column:
    return Column(key, heading, lambda b: b.counts.get("total", {}).get(key), number=True)


def _cell(key: str, heading: Words, number: bool = False) -> Column:
    return Column(key, heading, lambda row: row[key], number=number)


_PLACE = [_cell("sheet", gettext_lazy("Trang")), _cell("row", gettext_lazy("Dòng"), number=True)]
_PERSON = [_cell("code", gettext_lazy("Mã CBCCVC")), _cell("name", gettext_lazy("Họ và tên"))]
_WHERE = (
    ("sheet", gettext_lazy("Trang")),
    ("row", gettext_lazy("Dòng")),
    ("cell", gettext_lazy("Ô")),
    ("column", gettext_lazy("Cột")),
)


def _place_of(row: Mapping[str, Any]) -> Lines:
    """The cell as Excel names it, with sheet and heading under it: narrow enough for a phone."""
    return Lines(row["cell"], note=f"{row['sheet']} · {row['column']}")


def _why(row: Mapping[str, Any]) -> Lines:
    return Lines(row["reason"], note=row["remedy"])


_NOTE = [
    Column("o", gettext_lazy("Ô"), _place_of, only_page=True),
    *(Column(key, name, itemgetter(key), only_download=True) for key, name in _WHERE),
    _cell("value", gettext_lazy("Giá trị")),
    Column("ly-do", gettext_lazy("Lý do, cách sửa"), _why, only_page=True),
    Column("reason", gettext_lazy("Lý do"), itemgetter("reason"), only_download=True),
    Column("remedy", gettext_lazy("Cách sửa"), itemgetter("remedy"), only_download=True),
]
TABS: tuple[tuple[str, Words, Any, list[Column]], ...] = (
    ("refused", gettext_lazy("Ô bị từ chối"), lambda b: reads.notes_of(b, "refused"), _NOTE),
    (
        "changed",
        gettext_lazy("Thay đổi"),
        reads.changes_of,
        [
            *_PLACE,
            *_PERSON,
            _cell("column", gettext_lazy("Cột")),
            _cell("before", gettext_lazy("Trước")),
            _cell("after", gettext_lazy("Sau")),
        ],
    ),
    (
        "new",
        gettext_lazy("Mới"),
        lambda b: reads.rows_of(b, "new"),
        [*_PLACE, *_PERSON, _cell("unit", gettext_lazy("Đơn vị"))],
    ),
    (
        "gone",
        gettext_lazy("Không còn trong tệp"),
        reads.gone_of,
        [*_PERSON, _cell("unit", gettext_lazy("Đơn vị"))],
    ),
    ("warnings", gettext_lazy("Lưu ý"), lambda b: reads.notes_of(b, "warning"), _NOTE),
    (
        "unchanged",
        gettext_lazy("Không đổi"),
        lambda b: reads.rows_of(b, "unchanged"),
        [*_PLACE, *_PERSON, _cell("unit", gettext_lazy("Đơn vị"))],
    ),
)
BATCHES = [
    Column("tep", gettext_lazy("Tệp"), _file),
    Column("trang-thai", gettext_lazy("Trạng thái"), state_of, sort="state"),
    Column("don-vi", gettext_lazy("Đơn vị"), lambda b: b.unit.code, sort="unit__code"),
    Column("ngay", gettext_lazy("Ngày khai báo"), lambda b: b.on, sort="on"),
    *(_total(key, heading) for key, heading in STATES),
    Column("nguoi", gettext_lazy("Người nhập"), lambda b: b.actor_label),
    Column("luc", gettext_lazy("Lúc"), _moment, sort="created_at"),
]
OF_STATE = Filter(
    "trang-thai",
    gettext_lazy("Trạng thái"),
    choices=ImportBatch.State.choices,
    apply=lambda rows, value: rows.filter(state=value),
)
EMPTY: dict[str, Words] = {
    "refused": gettext_lazy("Không có ô nào bị từ chối."),
    "changed": gettext_lazy("Tệp không thay đổi nội dung nào đã có trong hồ sơ."),
    "new": gettext_lazy("Tệp không thêm dòng mới nào."),
    "gone": gettext_lazy("Mọi người của đơn vị khai báo đều có trong tệp."),
    "warnings": gettext_lazy("Không có điều gì cần lưu ý."),
    "unchanged": gettext_lazy("Không có dòng nào giống hệt hồ sơ."),
}
