"""Forms of trials: which laws are held side by side."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hientai.webkit.fields import DayField


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
