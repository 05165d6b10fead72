"""Forms of places: a division proposed, the numbers of its grid, a unit's answer."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.places.models import Division
from hientai.places.services.dividing import Numbers
from hientai.shared.refused import Refused
from hientai.webkit.fields import CHOICE, TEXT, day_field, ground_field, text_field

MOST = 100_000
NUMERIC = {**TEXT, "inputmode": "numeric"}
_CELL = re.compile(r"(?P<kind>giao|can)\.(?P<code>.{1,60})")


def count_field(label: Any, *, least: int = 0, missing: Any = None, **more: Any) -> forms.Field:
    """A number of places."""
    errors = {"required": missing} if missing else {}
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=MOST,
        widget=forms.TextInput(NUMERIC),
        error_messages=errors,
        **more,
    )


class ProposeForm(forms.Form):
    """A division: how many places, by what, over which units, by which days."""

    title = text_field(
        gettext_lazy("Tên đợt giao"),
        missing=gettext_lazy("Ghi tên đợt giao."),
        help_text=gettext_lazy("Ví dụ: Giao chỗ A.1.1 năm 2024."),
    )
    total = count_field(
        gettext_lazy("Số chỗ đem giao"), least=1, missing=gettext_lazy("Ghi số chỗ đem giao.")
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Cách chia"), choices=Division.Basis, widget=forms.Select(CHOICE)
    )
    as_of = day_field(
        gettext_lazy("Số liệu tại ngày"),
        example="01/06/2024",
        missing=gettext_lazy("Ghi ngày lấy số liệu."),
    )
    answer_by = day_field(
        gettext_lazy("Trả lời trước hết ngày"),
        example="30/06/2024",
        missing=gettext_lazy("Ghi hạn trả lời."),
    )
    return_by = day_field(
        gettext_lazy("Thu lại chỗ không dùng sau ngày"),
        example="30/09/2024",
        missing=gettext_lazy("Ghi ngày thu lại."),
    )
    units = forms.CharField(
        label=gettext_lazy("Chỉ giao cho các đơn vị (mã)"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea({**TEXT, "rows": 2}),
        help_text=gettext_lazy(
            "Để trống: các đơn vị ngay dưới cơ quan ban hành đề án có người đủ điều kiện."
        ),
    )
    ground = ground_field(gettext_lazy("Kế hoạch hoặc văn bản giao chỗ."))

    def clean_units(self) -> list[str]:
        """The codes, parted by blanks, commas or lines."""
        return [code for code in re.split(r"[\s,;]+", self.cleaned_data["units"]) if code]


class NeedForm(forms.Form):
    """How many places a unit needs, and for what."""

    wanted = count_field(gettext_lazy("Cần bao nhiêu chỗ"), missing=gettext_lazy("Ghi số chỗ cần."))
    why = text_field(gettext_lazy("Thuyết minh"), required=False)


class AnswerForm(forms.Form):
    """How many of the places offered a unit takes, and how many it would need in all."""

    accepted = count_field(gettext_lazy("Nhận"), missing=gettext_lazy("Ghi số chỗ nhận."))
    wanted = count_field(
        gettext_lazy("Nhu cầu cả thảy"),
        required=False,
        help_text=gettext_lazy("Ghi khi cần nhiều hơn số được giao; chỗ trả lại giao theo số này."),
    )
    why = text_field(gettext_lazy("Ghi chú"), required=False)


class ReturnForm(forms.Form):
    """How many places a unit gives back, and why."""

    places = count_field(
        gettext_lazy("Trả lại"), least=1, missing=gettext_lazy("Ghi số chỗ trả lại.")
    )
    why = text_field(gettext_lazy("Lý do"), missing=gettext_lazy("Ghi lý do trả lại."))


def numbers_of(said: Mapping[str, str]) -> dict[str, Numbers]:
    """What the grid says for each unit. Refused, with the units, where a cell is no number."""
    cells: dict[str, dict[str, int | None]] = {}
    wrong = []
    for name, text in said.items():
        found = _CELL.fullmatch(name)
        if found is None:
            continue
        value = _count(str(text))
        if value is None and str(text).strip():
            wrong.append(found["code"])
        cells.setdefault(found["code"], {})[found["kind"]] = value
    if wrong:
        raise Refused(
            _("Có ô không phải là số: %s") % ", ".join(sorted(set(wrong))[:8]),
            remedy=_("Ghi số nguyên từ 0, để trống nếu không giao."),
        )
    return {code: Numbers(row.get("giao") or 0, row.get("can")) for code, row in cells.items()}


def _count(text: str) -> int | None:
    plain = re.sub(r"[.\s\u00a0]", "", text)
    return int(plain) if plain.isascii() and plain.isdigit() and int(plain) <= MOST else None
