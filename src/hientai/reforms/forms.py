"""Forms of acts: handing one in, the reason for taking it back, two days to compare."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.webkit.fields import day_field, ground_field, pasted_field, text_field


class LinesForm(forms.Form):
    """Lines that come either as a file or pasted."""

    file = forms.FileField(
        label=gettext_lazy("Tệp XLSX hoặc CSV"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"empty": gettext_lazy("Tệp rỗng.")},
    )
    pasted = pasted_field(
        gettext_lazy("hoặc dán các dòng chép từ Excel"),
        most=2_000_000,
        rows=4,
        required=False,
        help_text=gettext_lazy("Dòng đầu là tiêu đề cột như trong tệp mẫu."),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two, not both and not neither."""
        data: dict[str, Any] = super().clean() or {}
        given = bool(data.get("file")) + bool((data.get("pasted") or "").strip())
        if given != 1 and "file" not in self.errors:
            self.add_error("file", _("Chọn một tệp, hoặc dán các dòng; chỉ một trong hai."))
        return data


class HandInForm(LinesForm):
    """An act: what it is called, its day and ground, and its lines as a file or pasted."""

    name = text_field(
        gettext_lazy("Tên đợt sắp xếp"),
        missing=gettext_lazy("Ghi tên đợt sắp xếp."),
        help_text=gettext_lazy("Ví dụ: Sắp xếp đơn vị hành chính cấp xã năm 2025"),
    )
    on = day_field(
        gettext_lazy("Ngày hiệu lực"),
        example="01/07/2025",
        missing=gettext_lazy("Ghi ngày hiệu lực."),
        help_text=gettext_lazy("Ngày đầu tiên các đơn vị hoạt động theo tổ chức mới."),
    )
    ground = ground_field(gettext_lazy("Số, ngày của nghị quyết hoặc quyết định."))
    source = text_field(gettext_lazy("Nguồn đã đọc"), most=500, required=False)

    field_order = ("name", "on", "ground", "source", "file", "pasted")


class PlacesForm(LinesForm):
    """Who goes where, as a file or pasted."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["pasted"].help_text = _(
            "Ba cột có tiêu đề: Mã CBCCVC, Mã đơn vị mới, Chức vụ mới."
        )


class RoleForm(forms.Form):
    """Where a role goes that fell with its unit: suggested units, or others by their code."""

    goi_y = forms.MultipleChoiceField(
        label=gettext_lazy("Đơn vị kế tiếp"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    ma = text_field(
        gettext_lazy("Mã đơn vị khác"),
        most=500,
        required=False,
        help_text=gettext_lazy("Nhiều mã thì cách nhau bằng dấu phẩy."),
    )

    def __init__(self, *given: Any, units: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        if units:
            suggested = self.fields["goi_y"]
            suggested.choices = [(code, f"{name} ({code})") for code, name in units]  # type: ignore[attr-defined]
        else:
            del self.fields["goi_y"]

    @property
    def units(self) -> list[str]:
        """The codes of every unit chosen."""
        typed = [code.strip().upper() for code in self.cleaned_data["ma"].split(",")]
        return [*self.cleaned_data.get("goi_y", ()), *(code for code in typed if code)]


class UndoForm(forms.Form):
    """Why an act is taken back."""

    ground = text_field(
        gettext_lazy("Lý do hoàn tác"), most=500, missing=gettext_lazy("Ghi lý do hoàn tác.")
    )


class DaysForm(forms.Form):
    """Two days to be put side by side."""

    truoc = day_field(gettext_lazy("Ngày trước"))
    sau = day_field(gettext_lazy("Ngày sau"))

    def clean(self) -> dict[str, Any]:
        """The first comes before the second."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("truoc") and data.get("sau") and data["truoc"] >= data["sau"]:
            self.add_error("sau", _("Ngày sau phải sau ngày trước."))
        return data
