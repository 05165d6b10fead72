"""Forms of training: what a turn is matched to."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _


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
