"""Forms of the calendar: days by a paper, a swap, taking a note back."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.rules.engine import Certainty
from hientai.webkit.fields import CHOICE, day_field, text_field
from hientai.workdays.models import Note

MOST = 20
SOURCE = gettext_lazy("Số, ngày của văn bản; nơi đã đọc.")
SURE = [
    (Certainty.VERIFIED.value, gettext_lazy("đã đối chiếu")),
    (Certainty.RECALLED.value, gettext_lazy("chưa đối chiếu")),
]


def _certainty() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Độ chắc"), choices=SURE, widget=forms.Select(CHOICE)
    )


def _source() -> forms.CharField:
    return text_field(
        gettext_lazy("Nguồn"),
        most=500,
        missing=gettext_lazy("Ghi số, ngày của văn bản."),
        help_text=SOURCE,
    )


class DaysForm(forms.Form):
    """Days from the first to the last, and what a paper says of them."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"),
        choices=[
            (one.value, one.label)
            for one in (Note.Of.TET, Note.Of.NATIONAL, Note.Of.OFF, Note.Of.WORK)
        ],
        widget=forms.Select(CHOICE),
    )
    first = day_field(
        gettext_lazy("Ngày đầu"), example="05/02/2027", missing=gettext_lazy("Ghi ngày đầu.")
    )
    last = day_field(
        gettext_lazy("Ngày cuối"),
        example="11/02/2027",
        required=False,
        help_text=gettext_lazy("Để trống nếu chỉ một ngày."),
    )
    about = text_field(gettext_lazy("Nội dung"), most=200, required=False)
    source = _source()
    certainty = _certainty()

    def clean(self) -> dict[str, Any]:
        """The days run forward, and are not a season."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("first"), data.get("last") or data.get("first")
        if first and last and not first <= last < first + timedelta(days=MOST):
            self.add_error("last", _("Ngày cuối từ ngày đầu trở đi, không quá %s ngày.") % MOST)
        return data

    @property
    def days(self) -> list[date]:
        """The days meant."""
        first = self.cleaned_data["first"]
        last = self.cleaned_data["last"] or first
        return [first + timedelta(days=at) for at in range((last - first).days + 1)]


class SwapForm(forms.Form):
    """A working day that is off, and the day worked instead."""

    off = day_field(
        gettext_lazy("Ngày làm việc được nghỉ"),
        example="29/04/2024",
        missing=gettext_lazy("Ghi ngày được nghỉ."),
    )
    work = day_field(
        gettext_lazy("Ngày làm bù"),
        example="04/05/2024",
        missing=gettext_lazy("Ghi ngày làm bù."),
    )
    source = _source()
    certainty = _certainty()


class WithdrawForm(forms.Form):
    """Why a note is taken back."""

    ground = text_field(gettext_lazy("Lý do bỏ"), most=500, missing=gettext_lazy("Ghi lý do bỏ."))
