"""Forms of classes: opening one, taking one back; asking for demand, answering, dating it."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hientai.programmes.forms import UnitField
from hientai.programmes.models import Institution, Programme, Version
from hientai.shared.vocabulary import DELIVERY_FORMS
from hientai.webkit.fields import CHOICE, TEXT, day_field, ground_field, text_field


class InstitutionField(forms.CharField):
    """An institution by the code of its unit."""

    def clean(self, value: Any) -> Institution | None:
        """The institution of the code."""
        code = super().clean(value)
        rows = Institution.objects.filter(unit__code__iexact=code.strip())
        found = rows.first() if code else None
        if code and found is None:
            raise forms.ValidationError(_("Không có cơ sở mã %s.") % code[:40])
        return found


class OpenForm(forms.Form):
    """A class: what, where, when, for how many, on which ground."""

    version = forms.ChoiceField(
        label=pgettext_lazy("một", "Chương trình"),
        widget=forms.Select(CHOICE),
        error_messages={"required": gettext_lazy("Chọn chương trình.")},
    )
    code = text_field(
        gettext_lazy("Mã lớp"),
        most=60,
        missing=gettext_lazy("Ghi mã lớp."),
        help_text=gettext_lazy("Ví dụ QLTC-2024-01."),
    )
    title = text_field(
        gettext_lazy("Tên lớp"),
        required=False,
        help_text=gettext_lazy("Để trống thì lấy tên chương trình."),
    )
    unit = UnitField(gettext_lazy("Đơn vị mở lớp (mã)"))
    institution = InstitutionField(
        label=gettext_lazy("Cơ sở (mã)"),
        max_length=40,
        widget=forms.TextInput({**TEXT, "list": "co-so"}),
        error_messages={"required": gettext_lazy("Ghi mã cơ sở.")},
    )
    starts_on = day_field(
        gettext_lazy("Ngày đầu"), example="03/06/2024", missing=gettext_lazy("Ghi ngày đầu.")
    )
    ends_on = day_field(
        gettext_lazy("Ngày cuối"), example="06/06/2024", missing=gettext_lazy("Ghi ngày cuối.")
    )
    places = forms.IntegerField(
        label=gettext_lazy("Số chỗ"),
        min_value=1,
        max_value=100_000,
        widget=forms.TextInput({**TEXT, "inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Ghi số chỗ.")},
    )
    form = forms.ChoiceField(
        label=gettext_lazy("Hình thức tổ chức"),
        choices=lambda: DELIVERY_FORMS.choices,
        widget=forms.Select(CHOICE),
    )
    item = forms.ChoiceField(
        label=gettext_lazy("Phục vụ chỉ tiêu, mục tiêu"),
        required=False,
        widget=forms.Select(CHOICE),
    )
    ground = ground_field(gettext_lazy("Kế hoạch hoặc quyết định mở lớp."))

    def __init__(
        self,
        *args: Any,
        versions: Sequence[Version],
        items: Sequence[tuple[str, str]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.versions = {str(one.pk): one for one in versions}
        cast(forms.ChoiceField, self.fields["version"]).choices = [
            ("", _("– chọn –")),
            *((key, self._words(one)) for key, one in self.versions.items()),
        ]
        chosen = cast(forms.ChoiceField, self.fields["item"])
        chosen.choices = [("", _("không gắn với đề án")), *items]

    def clean_version(self) -> Version:
        """The version that was chosen."""
        return self.versions[self.cleaned_data["version"]]

    def clean(self) -> dict[str, Any]:
        """A class runs forward."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Ngày cuối phải từ ngày đầu trở đi."))
        return data

    @staticmethod
    def _words(one: Version) -> str:
        told = {"code": one.programme.code, "title": one.programme.title, "n": one.number}
        return _("%(code)s · %(title)s (bản %(n)s)") % told


class WithdrawForm(forms.Form):
    """Why a class is taken back."""

    ground = text_field(
        gettext_lazy("Căn cứ rút lớp"), most=500, missing=gettext_lazy("Ghi căn cứ rút lớp.")
    )


class DemandForm(forms.Form):
    """What units are asked: which course, about when, until when they answer."""

    programme = forms.ModelChoiceField(
        label=pgettext_lazy("một", "Chương trình"),
        queryset=Programme.objects.order_by("title_folded", "code"),
        empty_label=gettext_lazy("– chọn –"),
        widget=forms.Select(CHOICE),
        error_messages={"required": gettext_lazy("Chọn chương trình.")},
    )
    title = text_field(
        gettext_lazy("Tên lớp dự kiến"),
        required=False,
        help_text=gettext_lazy("Để trống thì lấy tên chương trình."),
    )
    unit = UnitField(gettext_lazy("Đơn vị lập danh sách (mã)"))
    when = text_field(
        gettext_lazy("Thời gian dự kiến"),
        most=100,
        missing=gettext_lazy("Ghi thời gian dự kiến."),
        help_text=gettext_lazy("Ví dụ quý III/2024."),
    )
    answer_by = day_field(
        gettext_lazy("Các đơn vị ghi nhu cầu trước hết ngày"),
        missing=gettext_lazy("Ghi hạn ghi nhu cầu."),
    )
    item = forms.ChoiceField(
        label=gettext_lazy("Phục vụ chỉ tiêu, mục tiêu"),
        required=False,
        widget=forms.Select(CHOICE),
    )
    ground = ground_field(gettext_lazy("Kế hoạch, công văn lấy nhu cầu."))

    def __init__(self, *args: Any, items: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        chosen = cast(forms.ChoiceField, self.fields["item"])
        chosen.choices = [("", _("không gắn với đề án")), *items]


class WantForm(forms.Form):
    """How many of a unit want to come."""

    unit = UnitField(gettext_lazy("Đơn vị (mã)"))
    people = forms.IntegerField(
        label=gettext_lazy("Số người"),
        min_value=0,
        max_value=100_000,
        widget=forms.TextInput({**TEXT, "inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Ghi số người, không có thì ghi 0.")},
    )
    note = text_field(gettext_lazy("Ghi chú"), required=False)


class DateForm(OpenForm):
    """The days and the place of a class that was a list of demand."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, items=(), **more)
        del self.fields["unit"], self.fields["item"]


class CloseForm(forms.Form):
    """Why a list of demand is given up."""

    ground = text_field(
        gettext_lazy("Lý do khép"), most=500, missing=gettext_lazy("Ghi lý do khép.")
    )
