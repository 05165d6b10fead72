"""Forms of training institutions: what they are, rooms, programmes, contracts."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.programmes.domain.rooms import RoomTold, read_rooms
from hientai.programmes.forms.fields import ProgrammeField, UnitField, UploadField
from hientai.shared.refused import Refused
from hientai.webkit.fields import (
    TEXT,
    PeriodForm,
    day_field,
    ground_field,
    note_field,
    pasted_field,
    text_field,
)


class InstitutionForm(forms.Form):
    """What an institution is beyond a unit."""

    country = text_field(
        gettext_lazy("Nước"),
        most=60,
        required=False,
        help_text=gettext_lazy("Để trống nếu ở Việt Nam."),
    )
    address = text_field(gettext_lazy("Địa chỉ"), required=False)
    contact = text_field(gettext_lazy("Liên hệ"), required=False)
    beds = forms.IntegerField(
        label=gettext_lazy("Chỗ ở nội trú"),
        required=False,
        min_value=0,
        max_value=100_000,
        widget=forms.TextInput({**TEXT, "inputmode": "numeric"}),
    )
    note = note_field()


class NewInstitutionForm(InstitutionForm):
    """A unit that is a training institution."""

    unit = UnitField(
        gettext_lazy("Đơn vị (mã)"),
        help_text=gettext_lazy("Đơn vị loại “Cơ sở đào tạo, bồi dưỡng” trong danh mục đơn vị."),
    )
    field_order = ("unit", "country", "address", "contact", "beds", "note")


class RoomsForm(forms.Form):
    """The rooms as lines."""

    rooms = pasted_field(
        gettext_lazy("Phòng học"),
        most=50_000,
        rows=8,
        required=False,
        help_text=gettext_lazy(
            "Mỗi dòng: tên phòng | số chỗ | loại phòng. Chép thẳng từ Excel được."
        ),
    )

    def clean_rooms(self) -> list[RoomTold]:
        """The rooms as they are read."""
        try:
            return read_rooms(self.cleaned_data["rooms"])
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused


class AllowForm(PeriodForm):
    """A programme that an institution may run."""

    programme = ProgrammeField(gettext_lazy("Chương trình (mã)"))
    since = day_field(
        gettext_lazy("Từ ngày"), example="01/01/2024", missing=gettext_lazy("Ghi ngày bắt đầu.")
    )
    until = day_field(gettext_lazy("Đến hết ngày"), example="31/12/2025", required=False)
    ground = ground_field(gettext_lazy("Văn bản giao nhiệm vụ bồi dưỡng."))


class ContractForm(forms.Form):
    """A contract with an institution."""

    unit = UnitField(gettext_lazy("Đơn vị ký hợp đồng (mã)"))
    number = text_field(
        gettext_lazy("Số hợp đồng"), most=100, missing=gettext_lazy("Ghi số hợp đồng.")
    )
    subject = text_field(gettext_lazy("Nội dung"), missing=gettext_lazy("Ghi nội dung hợp đồng."))
    signed_on = day_field(
        gettext_lazy("Ngày ký"), example="02/05/2024", missing=gettext_lazy("Ghi ngày ký.")
    )
    starts_on = day_field(
        gettext_lazy("Hiệu lực từ"), example="02/05/2024", missing=gettext_lazy("Ghi ngày đầu.")
    )
    ends_on = day_field(
        gettext_lazy("Đến hết ngày"), example="31/12/2024", missing=gettext_lazy("Ghi ngày cuối.")
    )
    value = forms.CharField(
        label=gettext_lazy("Giá trị (đồng)"),
        max_length=30,
        widget=forms.TextInput({**TEXT, "inputmode": "numeric", "placeholder": "250.000.000"}),
        error_messages={"required": gettext_lazy("Ghi giá trị hợp đồng.")},
    )
    file = UploadField(gettext_lazy("Tệp hợp đồng"), required=False)

    def clean_value(self) -> int:
        """Whole đồng, with or without dots between thousands."""
        digits = self.cleaned_data["value"].replace(".", "").replace(" ", "")
        if not digits.isdecimal() or len(digits) > 15:
            raise forms.ValidationError(_("Ghi số tiền, ví dụ 250.000.000."))
        return int(digits)

    def clean(self) -> dict[str, Any]:
        """A contract runs forward."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Ngày cuối phải từ ngày đầu trở đi."))
        return data
