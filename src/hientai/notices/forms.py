"""How each kind of notice goes by mail."""

from typing import Any

from django import forms

from hientai.notices.domain.kinds import kinds, label_of
from hientai.notices.models import WAYS
from hientai.webkit.fields import CHOICE


class WaysForm(forms.Form):
    """One choice for each kind that rooms declared."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for kind in kinds():
            self.fields[kind.code] = forms.ChoiceField(
                label=label_of(kind.code), choices=WAYS, widget=forms.Select(CHOICE)
            )
