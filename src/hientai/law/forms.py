"""Forms of the law: a value for a period with its source, and the ground of a revocation."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.law.papers import CERTAINTIES
from hientai.rules.engine import Parameter, Value
from hientai.rules.engine.parameters import MOST
from hientai.webkit.fields import CHOICE, TEXT, PeriodForm, day_field, note_field, text_field

YES, NO = "yes", "no"


class CorrectionForm(PeriodForm):
    """A value of one parameter for a period; the field of the value follows its kind."""

    since = day_field(
        gettext_lazy("Từ ngày"),
        example="01/07/2025",
        missing=gettext_lazy("Ghi ngày đầu tiên áp dụng."),
    )
    until = day_field(
        gettext_lazy("Đến hết ngày"),
        example="30/06/2026",
        required=False,
        help_text=gettext_lazy("Để trống nếu áp dụng cho đến khi có quy định khác."),
    )
    clause = text_field(
        gettext_lazy("Văn bản, điều khoản"),
        missing=gettext_lazy("Ghi văn bản, điều khoản làm căn cứ."),
        min_length=3,
        help_text=gettext_lazy(
            "Hiện trong lý do của từng người, ví dụ: NĐ 171/2025/NĐ-CP, Điều 5."
        ),
    )
    source = text_field(
        gettext_lazy("Nguồn đã đọc"),
        most=500,
        required=False,
        help_text=gettext_lazy("Công báo, bản có dấu đỏ, địa chỉ trang đã đọc."),
    )
    certainty = forms.ChoiceField(
        label=gettext_lazy("Độ chắc"),
        widget=forms.Select(CHOICE),
        choices=[("", gettext_lazy("chọn độ chắc")), *CERTAINTIES.items()],
        help_text=gettext_lazy("“Đã đối chiếu” khi đã đọc nguyên văn điều khoản."),
        error_messages={"required": gettext_lazy("Chọn độ chắc của giá trị này.")},
    )
    note = note_field()

    def __init__(self, parameter: Parameter, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = _value_field(parameter)
        self.order_fields(["value"])

    def clean_value(self) -> Value:
        """The value as the engine takes it."""
        value: Value = self.cleaned_data["value"]
        return value == YES if value in (YES, NO) else value


class RevokeForm(forms.Form):
    """Why a correction is taken out of force."""

    ground = text_field(
        gettext_lazy("Căn cứ thu hồi"),
        most=500,
        missing=gettext_lazy("Ghi lý do hoặc văn bản làm căn cứ thu hồi."),
    )


def _value_field(parameter: Parameter) -> forms.Field:
    label = _("Giá trị (%s)") % _(parameter.unit) if parameter.unit else _("Giá trị")
    wanted = {"required": _("Ghi giá trị mới."), "invalid": _("Ghi một số nguyên.")}
    if parameter.kind == "whole":
        widget = forms.NumberInput({**TEXT, "inputmode": "numeric"})
        return forms.IntegerField(
            label=label, min_value=0, max_value=MOST, widget=widget, error_messages=wanted
        )
    words = parameter.words if parameter.kind == "code" else {YES: _("Có"), NO: _("Không")}
    return forms.ChoiceField(
        label=label,
        choices=[("", _("chọn giá trị")), *((code, _(word)) for code, word in words.items())],
        widget=forms.Select(CHOICE),
        error_messages={"required": _("Chọn giá trị mới.")},
    )
