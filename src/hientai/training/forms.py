"""Forms of training: whom to ask about, and what a turn is matched to."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hientai.webkit.fields import DayField


class WhyForm(forms.Form):
    """Which person to ask about, by code."""

    ma = forms.CharField(
        label=_("Mã cán bộ, công chức, viên chức"),
        max_length=40,
        error_messages={"required": _("Ghi mã của người cần hỏi.")},
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )

    def clean_ma(self) -> str:
        """The code as the register writes it."""
        return str(self.cleaned_data["ma"]).strip().upper()


class MatchForm(forms.Form):
    """Turns of one programme and what they are matched to."""

    programme = forms.CharField(widget=forms.HiddenInput)
    stated_scheme = forms.CharField(required=False, widget=forms.HiddenInput)
    stated_item = forms.CharField(required=False, widget=forms.HiddenInput)
    item = forms.ChoiceField(
        label=_("Chỉ tiêu"),
        error_messages={"required": _("Chọn chỉ tiêu để khớp.")},
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
    )

    def __init__(self, items: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item = cast(forms.ChoiceField, self.fields["item"])
        item.choices = [("", _("chọn chỉ tiêu")), *items]


class CompareForm(forms.Form):
    """The days whose law is held side by side, and the register they are asked of."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = {"class": "form-control", "placeholder": "30/06/2025", "autocomplete": "off"}
        required = {"required": _("Ghi một ngày.")}
        self.fields["luat-truoc"] = DayField(
            label=_("Luật của ngày"), widget=forms.TextInput(days), error_messages=required
        )
        self.fields["luat-sau"] = DayField(
            label=_("So với luật của ngày"), widget=forms.TextInput(days), error_messages=required
        )
        self.fields["so-ngay"] = DayField(
            label=_("Trên hồ sơ của ngày"),
            required=False,
            widget=forms.TextInput(days),
            help_text=_("Để trống: mỗi ngày xét trên hồ sơ của chính ngày đó."),
        )
