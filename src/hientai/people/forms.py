"""Forms of mergers and moves: a ground, a move of one person, a list of people to move."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.organisations.models import Unit
from hientai.people.domain.lists import read_wanted
from hientai.shared.refused import Refused
from hientai.shared.vocabulary import TITLES
from hientai.webkit.fields import DayField

TEXT = {"class": "form-control", "autocomplete": "off"}
MOST_LINES = 500


class GroundForm(forms.Form):
    """What a decision rests on."""

    ground = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=500,
        widget=forms.TextInput(TEXT),
        help_text=gettext_lazy("Giấy tờ, văn bản đã đối chiếu."),
        error_messages={"required": gettext_lazy("Ghi căn cứ.")},
    )


class ReasonForm(forms.Form):
    """Why something is refused or taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=500,
        widget=forms.TextInput(TEXT),
        error_messages={"required": gettext_lazy("Ghi lý do.")},
    )


class UnitField(forms.CharField):
    """A unit by its code, in whatever case it is typed."""

    def clean(self, value: Any) -> Unit | None:
        """The unit of the code."""
        code = super().clean(value)
        unit = Unit.objects.filter(code__iexact=code.strip()).first() if code else None
        if code and unit is None:
            raise forms.ValidationError(_("Không có đơn vị mã %s.") % code[:40])
        return unit


class MoveTerms(forms.Form):
    """Where people go, from which day on, on which ground."""

    to_unit = UnitField(
        label=gettext_lazy("Đơn vị nhận (mã)"),
        max_length=40,
        widget=forms.TextInput({**TEXT, "list": "don-vi-nhan"}),
        help_text=gettext_lazy("Gõ mã hoặc chọn trong danh sách gợi ý."),
        error_messages={"required": gettext_lazy("Ghi mã đơn vị nhận.")},
    )
    on = DayField(
        label=gettext_lazy("Chuyển từ ngày"),
        widget=forms.TextInput({**TEXT, "placeholder": "01/07/2024"}),
        help_text=gettext_lazy("Ngày đầu tiên làm việc ở đơn vị nhận."),
        error_messages={"required": gettext_lazy("Ghi ngày chuyển.")},
    )
    ground = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=500,
        widget=forms.TextInput(TEXT),
        help_text=gettext_lazy("Số, ngày của quyết định hoặc văn bản đồng ý."),
        error_messages={"required": gettext_lazy("Ghi số, ngày của văn bản làm căn cứ.")},
    )


class MoveForm(MoveTerms):
    """A move of one person, with the post to be taken."""

    code = forms.CharField(
        label=gettext_lazy("Mã CBCCVC"),
        max_length=40,
        widget=forms.TextInput(TEXT),
        error_messages={"required": gettext_lazy("Ghi mã của người chuyển.")},
    )
    title = forms.ChoiceField(
        label=gettext_lazy("Chức vụ mới"),
        required=False,
        widget=forms.Select({"class": "form-control"}),
    )
    position = forms.CharField(
        label=gettext_lazy("Vị trí việc làm mới"),
        required=False,
        max_length=300,
        widget=forms.TextInput(TEXT),
    )
    at_once = forms.BooleanField(
        label=gettext_lazy("Tiếp nhận ngay (tôi phụ trách cả nơi đi và nơi đến)"), required=False
    )
    field_order = ("code", "to_unit", "on", "ground", "title", "position", "at_once")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["title"].choices = [("", _("chưa ghi")), *TITLES.choices]  # type: ignore[attr-defined]


class ManyMovesForm(MoveTerms):
    """A list of people pasted from Excel who go to one unit on one day."""

    pasted = forms.CharField(
        label=gettext_lazy("Dán các dòng chép từ Excel"),
        max_length=200_000,
        widget=forms.Textarea({**TEXT, "rows": 8, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Mỗi dòng: mã CBCCVC, chức vụ mới, vị trí việc làm mới (hai cột sau có thể để trống)."
        ),
        error_messages={"required": gettext_lazy("Dán ít nhất một dòng.")},
    )

    def clean_pasted(self) -> list[tuple[int, str, str, str]]:
        """The lines as number, code, title and position."""
        try:
            lines = read_wanted(self.cleaned_data["pasted"])
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("Nhiều nhất %s dòng một lần.") % MOST_LINES)
        return lines
