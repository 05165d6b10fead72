"""Forms of classes: opening one, taking one back."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.programmes.forms import UnitField
from hientai.programmes.models import Institution, Version
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
        label=gettext_lazy("Chương trình"),
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
        cast(forms.ChoiceField, self.fields["item"]).choices = [
            ("", _("không gắn với đề án")),
            *items,
        ]

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
