"""Forms of screening: whom to ask about."""

from django import forms
from django.utils.translation import gettext_lazy as _


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
