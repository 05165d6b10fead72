"""Fields of forms that several rooms share."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from hientai.shared.days import parse_day


class DayField(forms.Field):
    """A day as Vietnamese write it; None where it is left open."""

    def to_python(self, value: Any) -> date | None:
        """The day meant; a year or month alone is not one."""
        text = str(value or "").strip()
        if not text:
            return None
        parsed = parse_day(text)
        if parsed is None or parsed[1] != "day":
            raise forms.ValidationError(_("Ghi ngày/tháng/năm, ví dụ 01/07/2025."))
        return parsed[0]
