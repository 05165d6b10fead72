"""Forms of the import pages."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.shared.container import refuse_too_large
from hientai.shared.refused import Refused
from hientai.webkit.day import today
from hientai.webkit.fields import DayField


class UploadForm(forms.Form):
    """A file with the unit it speaks for and the day it describes."""

    file = forms.FileField(
        label=gettext_lazy("Tệp XLSX hoặc CSV"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"empty": gettext_lazy("Tệp rỗng."), "required": gettext_lazy("Chọn tệp.")},
    )
    unit = forms.CharField(
        label=gettext_lazy("Mã đơn vị khai báo"),
        help_text=gettext_lazy("Tệp chỉ nói về người của đơn vị này và các đơn vị trực thuộc."),
    )
    on = DayField(
        label=gettext_lazy("Ngày khai báo"),
        help_text=gettext_lazy("Tệp ghi tình trạng vào ngày nào."),
    )
    sheet = forms.ChoiceField(
        label=gettext_lazy("Loại bảng (chỉ cho tệp CSV)"),
        required=False,
        help_text=gettext_lazy("Để trống: nhận ra từ tiêu đề cột."),
    )

    def __init__(self, *args: Any, sheets: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sheet = cast(forms.ChoiceField, self.fields["sheet"])
        sheet.choices = [("", _("Tự nhận ra")), *sheets]

    def clean_file(self) -> Any:
        """A file that is not too large to be read."""
        try:
            refuse_too_large(self.cleaned_data["file"].size)
        except Refused as refused:
            raise forms.ValidationError(
                f"{refused.what}: {refused.why}. {refused.remedy}"
            ) from None
        return self.cleaned_data["file"]

    def clean_on(self) -> date:
        """A day not after today."""
        on: date = self.cleaned_data["on"]
        if on > today():
            raise forms.ValidationError(_("Ngày khai báo chưa đến."))
        return on


class CommitForm(forms.Form):
    """What to do with refused rows, and with people who are gone."""

    leave_out_refused = forms.BooleanField(
        label=gettext_lazy("Để lại các dòng bị từ chối, ghi các dòng còn lại"), required=False
    )
    end_gone = forms.BooleanField(
        label=gettext_lazy("Kết thúc vị trí của người không còn trong tệp"), required=False
    )
    gone_many = forms.BooleanField(
        label=gettext_lazy("Tôi đã kiểm tra tệp: số người này thật sự không còn ở đơn vị"),
        required=False,
    )
    gone_codes = forms.CharField(
        label=gettext_lazy("Chỉ các mã"),
        required=False,
        help_text=gettext_lazy("Cách nhau bằng dấu phẩy; để trống là tất cả."),
    )
    gone_on = DayField(label=gettext_lazy("Từ ngày"), required=False)
    gone_ground = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        required=False,
        help_text=gettext_lazy("Ví dụ: Quyết định 12/QĐ-SNV ngày 01/05/2024."),
    )

    def clean(self) -> dict[str, Any]:
        """Ending posts asks for a day and a ground."""
        data = super().clean() or {}
        if data.get("end_gone"):
            if not data.get("gone_on"):
                self.add_error("gone_on", _("Ghi ngày vị trí kết thúc."))
            if not (data.get("gone_ground") or "").strip():
                self.add_error("gone_ground", _("Ghi căn cứ."))
        return data

    def gone(self) -> dict[str, Any] | None:
        """What was decided about people who are gone, as the job takes it; None for nothing."""
        given = self.cleaned_data
        if not given["end_gone"]:
            return None
        return {
            "on": given["gone_on"].isoformat(),
            "ground": given["gone_ground"],
            "codes": self.codes,
            "many": given["gone_many"],
        }

    @property
    def codes(self) -> list[str] | None:
        """The chosen people, None for all."""
        text = self.cleaned_data.get("gone_codes", "")
        found = [part.strip().upper() for part in text.split(",") if part.strip()]
        return found or None
