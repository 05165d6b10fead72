"""Fields of forms that several rooms share, and how they look."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.shared.days import parse_day

TEXT = {"class": "form-control", "autocomplete": "off"}
CHOICE = {"class": "form-select"}


class DayField(forms.Field):
    """A day as Vietnamese write it; None where it is left open."""

    is_needed = False  # as `NeededField` has it

    def to_python(self, value: Any) -> date | None:
        """The day meant; a year or month alone is none, nor is a number as spreadsheets count."""
        text = str(value or "").strip()
        if not text:
            return None
        parsed = parse_day(text)
        if parsed is None or parsed[1] != "day" or text.isdecimal():
            raise forms.ValidationError(_("Ghi ngày/tháng/năm, ví dụ 01/07/2025."))
        return parsed[0]


def text_field(label: Any, *, most: int = 300, missing: Any = None, **more: Any) -> forms.CharField:
    """A line of text; `missing` asks for it in words where it is left empty."""
    widget = forms.TextInput(TEXT)
    return forms.CharField(
        label=label, max_length=most, widget=widget, error_messages=_asked(missing), **more
    )


class NeededField(forms.CharField):
    """A text that what is made cannot do without, though the form may be sent without it: the
    verb knows it by then, or says where it is to be filled. It is not called optional."""

    is_needed = True

    def __init__(self, **more: Any) -> None:
        super().__init__(required=False, **more)


def day_field(label: Any, *, example: str = "", missing: Any = None, **more: Any) -> DayField:
    """A day, with an example of how it is written; `missing` asks for it in words."""
    widget = forms.TextInput({**TEXT, "placeholder": example} if example else TEXT)
    return DayField(label=label, widget=widget, error_messages=_asked(missing), **more)


def ground_field(help_text: Any) -> forms.CharField:
    """The document that what is done rests on."""
    return text_field(
        gettext_lazy("Căn cứ"),
        most=500,
        missing=gettext_lazy("Ghi số, ngày của văn bản làm căn cứ."),
        help_text=help_text,
    )


def note_field() -> forms.CharField:
    """A few words beside what is recorded."""
    return forms.CharField(
        label=gettext_lazy("Ghi chú"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({**TEXT, "rows": 2}),
    )


def pasted_field(
    label: Any, *, most: int, rows: int, missing: Any = None, **more: Any
) -> forms.CharField:
    """Lines copied from a spreadsheet."""
    widget = forms.Textarea({**TEXT, "rows": rows, "spellcheck": "false"})
    return forms.CharField(
        label=label, max_length=most, widget=widget, error_messages=_asked(missing), **more
    )


def _asked(missing: Any) -> dict[str, Any]:
    return {"required": missing} if missing else {}


class PeriodForm(forms.Form):
    """A form that says since when and, where that is known, until when."""

    def clean(self) -> dict[str, Any]:
        """A period runs forward."""
        data: dict[str, Any] = super().clean() or {}
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("Ngày cuối phải từ ngày đầu trở đi."))
        return data
