"""What an act does, as plain data for pages and workbooks; the template to fill in."""

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from hientai.intake.domain.cells import Column
from hientai.organisations.domain.events import Version
from hientai.organisations.domain.reform import Step, What, Wrong
from hientai.organisations.models import Unit
from hientai.organisations.queries import versions_by_code
from hientai.reforms import queries
from hientai.reforms.domain.following import WAITING
from hientai.reforms.domain.sheet import PLACE_COLUMNS, PLACES, STEP_COLUMNS, STEPS, WORDS
from hientai.reforms.models import Reform
from hientai.reforms.queries import Endings
from hientai.shared.vocabulary import UNIT_TYPES
from hientai.shared.words import N_
from hientai.webkit import sheets

ROWS = 5_000  # rows for which the template offers lists
OPTIONS = {"strings_to_formulas": False, "default_format_properties": sheets.LETTERS}
LOOKS = {
    "head": {"bold": True, "bg_color": "#dfe8f5", "bottom": 1, "text_wrap": True},
    "needed": {"bold": True, "bg_color": "#bcd2f0", "bottom": 1, "text_wrap": True},
    "text": {"text_wrap": True},
}
WIDE = 36.0  # characters in which the texts of the template break
EXAMPLES: Sequence[tuple[str, ...]] = (
    (WORDS[What.MERGE], "SKHDT", "STC"),
    (WORDS[What.FOUND], "XA-MOI", "", N_("UBND xã Mới"), UNIT_TYPES.label("commune"), "", "TINH"),
    (WORDS[What.MERGE], "XA-A", "XA-MOI"),
    (WORDS[What.MERGE], "XA-B", "XA-MOI"),
    (WORDS[What.DISSOLVE], "HUYEN", "", "", "", "", "TINH"),
    (WORDS[What.MOVE], "TRUONG-A", "", "", "", "", "XA-MOI"),
    (WORDS[What.RENAME], "XA-C", "", N_("UBND phường C")),
    (WORDS[What.SPLIT], "PHONG", "PHONG-1, PHONG-2", "", "", "", "PHONG-1"),
)


@dataclass(frozen=True)
class UnitChange:
    """One unit before and after an act; `followed` where it only goes along."""

    code: str
    what: str
    before: Version | None
    after: Version | None
    into: tuple[str, ...]
    followed: bool
    moved: int
    waiting: int

    @property
    def name(self) -> str:
        """The name it had, or gets."""
        version = self.before or self.after
        return version.name if version else self.code


@dataclass(frozen=True)
class Picture:
    """An act before it is done or after: every unit it touches, with the people in it."""

    reform: Reform
    before: Mapping[str, Version]
    after: Mapping[str, Version]
    touched: Sequence[str]
    endings: Endings
    people: Mapping[str, Mapping[str, int]]
    wrong: Sequence[Wrong] = ()

    @cached_property
    def changes(self) -> list[UnitChange]:
        """The units of the lines in their order, then those that go along."""
        steps: dict[str, Step] = {}
        for step in queries.steps_of(self.reform):
            steps.setdefault(step.code, step)
        order = [code for code in steps if code in self.touched]
        order += sorted(set(self.touched) - set(order))
        return [self._change(code, steps.get(code)) for code in order]

    @cached_property
    def kinds(self) -> list[tuple[str, str, int]]:
        """How many lines of each kind: code, words, number."""
        counts = Counter(one.what for one in self.changes)
        words = {what.value: _(word) for what, word in WORDS.items()} | {"": _("Đi theo cấp trên")}
        return [(code, word, counts[code]) for code, word in words.items() if counts[code]]

    @property
    def moved(self) -> int:
        """How many people go along to another unit."""
        return sum(one.moved for one in self.changes)

    @property
    def waiting(self) -> int:
        """How many people wait to be assigned."""
        return sum(one.waiting for one in self.changes)

    def _change(self, code: str, step: Step | None) -> UnitChange:
        fates = self.people.get(code, {})
        stay = sum(fates.get(fate.value, 0) for fate in WAITING)
        return UnitChange(
            code=code,
            what=step.what.value if step else "",
            before=self.before.get(code),
            after=self.after.get(code),
            into=step.into if step else (),
            followed=step is None,
            moved=sum(fates.values()) - stay,
            waiting=stay,
        )


def picture_of(reform: Reform) -> Picture:
    """The act as it would be done on the register of now, or as it was done."""
    return _done(reform) if reform.state == Reform.State.DONE else _planned(reform)


def _planned(reform: Reform) -> Picture:
    judged = queries.plan_of(reform)
    endings = queries.endings_of_plan(judged, queries.places_of(reform))
    people = queries.people_by_fate(endings)
    touched = judged.touched
    return Picture(reform, judged.before, judged.after, touched, endings, people, judged.wrong)


def _done(reform: Reform) -> Picture:
    eve = queries.day_before(reform.on)
    pairs = [(code, v) for code, held in versions_by_code().items() for v in held]
    ids = [*reform.ended, *reform.changed, *reform.founded]
    return Picture(
        reform=reform,
        before={code: version for code, version in pairs if version.holds(eve)},
        after={code: version for code, version in pairs if version.holds(reform.on)},
        touched=list(Unit.objects.filter(pk__in=ids).values_list("code", flat=True)),
        endings=queries.endings_of(reform),
        people=queries.people_after(reform),
    )


def template() -> bytes:
    """The workbook to fill in: both sheets with list validation, examples and a guide."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        looks = {name: book.add_format(look) for name, look in LOOKS.items()}
        pages = [
            (book.add_worksheet(STEPS), STEP_COLUMNS),
            (book.add_worksheet(PLACES), PLACE_COLUMNS),
        ]
        shown, lists = book.add_worksheet(_("Ví dụ")), book.add_worksheet(_("Danh mục"))
        ranges = _write_lists(lists, looks)
        for page, columns in pages:
            _write_rows(page, columns, (), looks)
            for at, column in enumerate(columns):
                if column.key in ranges:
                    rule = {"validate": "list", "source": ranges[column.key]}
                    page.data_validation(1, at, ROWS, at, rule)
        _write_rows(shown, STEP_COLUMNS, EXAMPLES, looks)
        shown.write_column(len(EXAMPLES) + 2, 0, _guide())
    return target.getvalue()


def _write_rows(
    page: Any,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    looks: Mapping[str, Any],
) -> None:
    """The headings of a sheet, and what stands under them."""
    blank = [""] * len(columns)
    filled = [[*row, *blank[len(row) :]] for row in rows]
    heads = [column.heading for column in columns]
    sheets.fit(page, [heads, *filled], [WIDE] * len(columns))
    for at, column in enumerate(columns):
        page.write_string(0, at, heads[at], looks["needed" if column.required else "head"])
    for at, row in enumerate(filled, start=1):
        page.write_row(at, 0, row, looks["text"])
    page.freeze_panes(1, 2)


def _write_lists(page: Any, looks: Mapping[str, Any]) -> dict[str, str]:
    """Each list of choices in a column of its own; where it stands, by the column's key."""
    ranges: dict[str, str] = {}
    for column in (*STEP_COLUMNS, *PLACE_COLUMNS):
        if column.choices:
            at = len(ranges)
            page.write_string(0, at, column.heading, looks["head"])
            page.write_column(1, at, column.choices)
            page.set_column(at, at, sheets.width_of(column.heading, column.choices, 60))
            letter = xlsxwriter.utility.xl_col_to_name(at)
            last = len(column.choices) + 1
            ranges[column.key] = f"='{page.name}'!${letter}$2:${letter}${last}"
    return ranges


def _guide() -> list[str]:
    return [
        _("Mỗi việc một dòng; thứ tự các dòng không quan trọng. Trang này chỉ để xem, không đọc."),
        _("Sáp nhập: đơn vị kết thúc ở cột mã, đơn vị còn lại ở cột tiếp nhận; người đi theo."),
        _("Đơn vị tiếp nhận có thể được thành lập ngay trong đợt này."),
        _("Chia tách: từ hai đơn vị tiếp nhận, cách nhau bằng dấu phẩy; người chờ bố trí."),
        _("Giải thể, chia tách: cột cấp trên ghi nơi các đơn vị trực thuộc chuyển về."),
        _("Trang «Bố trí người»: người của đơn vị kết thúc về đâu, chức vụ mới nếu có."),
    ]
