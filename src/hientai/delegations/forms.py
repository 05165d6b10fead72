"""Forms of delegations and workshops."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hientai.delegations.domain.costs import KINDS, MOST, SOURCES, kind_label
from hientai.delegations.domain.countries import countries
from hientai.delegations.domain.reporting import MOST_DAYS
from hientai.programmes.domain.files import ACCEPT
from hientai.shared.vocabulary import FUNDS
from hientai.webkit.fields import CHOICE, TEXT, day_field, text_field

NUMBER = {**TEXT, "inputmode": "numeric"}


class Dong(forms.CharField):
    """A sum in đồng as it is typed: dots and blanks between thousands are no matter."""

    def clean(self, value: Any) -> int | None:
        """The sum; None where it is left open."""
        text = str(super().clean(value) or "")
        digits = "".join(one for one in text if one not in ". \u00a0")
        if not digits:
            return None
        if not digits.isascii() or not digits.isdecimal() or int(digits) > MOST:
            raise forms.ValidationError(_("Ghi số đồng, ví dụ 12.500.000."))
        return int(digits)


class JourneyForm(forms.Form):
    """Where a delegation goes, when, by which paper, who leads it."""

    country = forms.ChoiceField(
        label=gettext_lazy("Nước đến"),
        choices=lambda: [("", _("– chọn –")), *countries()],
        widget=forms.Select(CHOICE),
        error_messages={"required": gettext_lazy("Chọn nước đến.")},
    )
    city = text_field(pgettext_lazy("đoàn", "Nơi đến"), required=False, most=200)
    host = text_field(
        gettext_lazy("Cơ sở tiếp nhận"), missing=gettext_lazy("Ghi cơ sở nước ngoài tiếp nhận.")
    )
    leaves_on = day_field(gettext_lazy("Ngày đi"), missing=gettext_lazy("Ghi ngày đi."))
    returns_on = day_field(gettext_lazy("Ngày về"), missing=gettext_lazy("Ghi ngày về."))
    paper = text_field(
        gettext_lazy("Quyết định cử đoàn"),
        most=500,
        missing=gettext_lazy("Ghi số, ngày của quyết định cử đoàn."),
    )
    contract = text_field(
        gettext_lazy("Hợp đồng, thư mời của cơ sở nước ngoài"), required=False, most=500
    )
    briefed_on = day_field(gettext_lazy("Ngày phổ biến trước khi đi"), required=False)
    head = forms.TypedChoiceField(
        label=gettext_lazy("Trưởng đoàn"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.Select(CHOICE),
        help_text=gettext_lazy("Người của đoàn: vào lớp khi quyết định cử đi được đăng ký."),
    )
    report_days = forms.IntegerField(
        label=gettext_lazy("Báo cáo trong mấy ngày sau khi về"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        widget=forms.TextInput(NUMBER),
        help_text=gettext_lazy("Để trống thì theo quy định đang ghi trong Hệ thống."),
    )

    def __init__(self, *args: Any, members: Sequence[tuple[int, str]] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        chosen = cast(forms.ChoiceField, self.fields["head"])
        chosen.choices = [("", _("– chưa chọn –")), *members]

    def clean(self) -> dict[str, Any]:
        """A delegation comes back after it left."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("leaves_on"), data.get("returns_on")
        if first and last and last < first:
            self.add_error("returns_on", _("Ngày về phải từ ngày đi trở đi."))
        return data


class CostForm(forms.Form):
    """One line of costs."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Khoản chi"),
        choices=lambda: [(code, kind_label(code)) for code in KINDS],
        widget=forms.Select(CHOICE),
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Nguồn kinh phí"),
        choices=lambda: [(code, FUNDS.label(code)) for code in SOURCES],
        widget=forms.Select(CHOICE),
    )
    planned = Dong(
        label=gettext_lazy("Dự toán (đồng)"),
        widget=forms.TextInput(NUMBER),
        error_messages={"required": gettext_lazy("Ghi số tiền dự toán.")},
    )
    spent = Dong(
        label=gettext_lazy("Thực chi (đồng)"), required=False, widget=forms.TextInput(NUMBER)
    )
    note = text_field(gettext_lazy("Ghi chú"), required=False)


class ReportForm(forms.Form):
    """The report of a delegation with its file."""

    handed_in_on = day_field(gettext_lazy("Ngày báo cáo"), missing=gettext_lazy("Ghi ngày."))
    file = forms.FileField(
        label=gettext_lazy("Tệp báo cáo"),
        widget=forms.ClearableFileInput({"class": "form-control", "accept": ACCEPT}),
        error_messages={"required": gettext_lazy("Chọn tệp báo cáo.")},
    )
    summary = forms.CharField(
        label=gettext_lazy("Nội dung chính"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({**TEXT, "rows": 3}),
    )


class WorkshopForm(forms.Form):
    """What came of a workshop."""

    chair = text_field(
        pgettext_lazy("hội thảo", "Chủ trì"), missing=gettext_lazy("Ghi người chủ trì.")
    )
    attended = forms.IntegerField(
        label=gettext_lazy("Số người dự"),
        min_value=1,
        max_value=100_000,
        widget=forms.TextInput(NUMBER),
        error_messages={"required": gettext_lazy("Ghi số người dự.")},
    )
    papers = forms.IntegerField(
        label=gettext_lazy("Số tham luận"),
        min_value=0,
        max_value=10_000,
        initial=0,
        widget=forms.TextInput(NUMBER),
        error_messages={"required": gettext_lazy("Ghi số tham luận, không có thì ghi 0.")},
    )
    outcome = forms.CharField(
        label=gettext_lazy("Kết quả, kiến nghị"),
        max_length=4000,
        widget=forms.Textarea({**TEXT, "rows": 5}),
        error_messages={"required": gettext_lazy("Ghi kết quả, kiến nghị.")},
    )
