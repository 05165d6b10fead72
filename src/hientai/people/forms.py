"""Forms of mergers and moves: a ground, a move of one person, a list of people to move."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.organisations.models import Unit
from hientai.people.domain.lists import read_wanted
from hientai.shared.refused import Refused
from hientai.shared.vocabulary import TITLES
from hientai.webkit.fields import TEXT, day_field, ground_field, pasted_field, text_field

MOST_LINES = 500


class GroundForm(forms.Form):
    """What a decision rests on."""

    ground = text_field(
        gettext_lazy("Căn cứ"),
        most=500,
        missing=gettext_lazy("Ghi căn cứ."),
        help_text=gettext_lazy("Giấy tờ, văn bản đã đối chiếu."),
    )


class ReasonForm(forms.Form):
    """Why something is refused or taken back."""

    reason = text_field(gettext_lazy("Lý do"), most=500, missing=gettext_lazy("Ghi lý do."))


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
        help_text=gettext_lazy(
            "Gõ mã hoặc chọn trong danh sách gợi ý; đơn vị trực thuộc cơ quan khác thì gõ mã."
        ),
        error_messages={"required": gettext_lazy("Ghi mã đơn vị nhận.")},
    )
    on = day_field(
        gettext_lazy("Chuyển từ ngày"),
        example="01/07/2024",
        missing=gettext_lazy("Ghi ngày chuyển."),
        help_text=gettext_lazy("Ngày đầu tiên làm việc ở đơn vị nhận."),
    )
    ground = ground_field(gettext_lazy("Số, ngày của quyết định hoặc văn bản đồng ý."))


class MoveForm(MoveTerms):
    """A move of one person, with the post to be taken."""

    code = text_field(
        gettext_lazy("Mã CBCCVC"), most=40, missing=gettext_lazy("Ghi mã của người chuyển.")
    )
    title = forms.ChoiceField(
        label=gettext_lazy("Chức vụ mới"),
        required=False,
        widget=forms.Select({"class": "form-control"}),
    )
    position = text_field(gettext_lazy("Vị trí việc làm mới"), required=False)
    at_once = forms.BooleanField(
        label=gettext_lazy("Tiếp nhận ngay (tôi phụ trách cả nơi đi và nơi đến)"), required=False
    )
    field_order = ("code", "to_unit", "on", "ground", "title", "position", "at_once")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["title"].choices = [("", _("chưa ghi")), *TITLES.choices]  # type: ignore[attr-defined]


class ManyMovesForm(MoveTerms):
    """A list of people pasted from Excel who go to one unit on one day."""

    pasted = pasted_field(
        gettext_lazy("Dán các dòng chép từ Excel"),
        most=200_000,
        rows=8,
        missing=gettext_lazy("Dán ít nhất một dòng."),
        help_text=gettext_lazy(
            "Mỗi dòng: mã CBCCVC, chức vụ mới, vị trí việc làm mới (hai cột sau có thể để trống)."
        ),
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
