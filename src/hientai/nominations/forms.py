"""Forms of nominations: a list, people for it, reasons, the policy of overlaps."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.classes.models import TrainingClass
from hientai.nominations.domain.overlapping import LABELS, LEVELS
from hientai.programmes.forms import UnitField
from hientai.shared.vocabulary import DELIVERY_FORMS, FUNDS, PLACES
from hientai.webkit.fields import CHOICE, TEXT, day_field, ground_field, pasted_field, text_field

MOST_PASTED = 2_000_000
Choices = Sequence[tuple[str, str]]


class ListForm(forms.Form):
    """What a list is for: of which unit, which quota or class, when, where."""

    unit = UnitField(gettext_lazy("Đơn vị đề cử (mã)"))
    item = forms.ChoiceField(
        label=gettext_lazy("Chỉ tiêu"),
        required=False,
        widget=forms.Select(CHOICE),
        help_text=gettext_lazy("Bỏ trống nếu chọn lớp phục vụ một chỉ tiêu."),
    )
    training_class = forms.ChoiceField(
        label=gettext_lazy("Lớp"), required=False, widget=forms.Select(CHOICE)
    )
    title = text_field(
        gettext_lazy("Tên danh sách"),
        required=False,
        help_text=gettext_lazy("Để trống thì lấy tên chương trình."),
    )
    programme = text_field(
        gettext_lazy("Chương trình"),
        required=False,
        help_text=gettext_lazy("Để trống thì lấy tên lớp hoặc tên chỉ tiêu."),
    )
    starts_on = day_field(gettext_lazy("Từ ngày"), example="03/06/2024", required=False)
    ends_on = day_field(
        gettext_lazy("Đến ngày"),
        example="06/06/2024",
        required=False,
        help_text=gettext_lazy("Có lớp thì để trống hai ngày: lấy theo lớp."),
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Nơi học"), required=False, widget=forms.Select(CHOICE)
    )
    fund = forms.ChoiceField(
        label=gettext_lazy("Nguồn kinh phí"), required=False, widget=forms.Select(CHOICE)
    )
    form = forms.ChoiceField(
        label=gettext_lazy("Hình thức tổ chức"),
        choices=lambda: DELIVERY_FORMS.choices,
        widget=forms.Select(CHOICE),
    )
    parallel = forms.BooleanField(
        label=gettext_lazy("Học song song được với khóa khác"),
        required=False,
        help_text=gettext_lazy("Ví dụ tự học trực tuyến: không xét trùng thời gian."),
    )

    def __init__(self, *args: Any, items: Choices, classes: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        blank = ("", _("– chọn –"))
        self._offer("item", [blank, *items])
        self._offer("training_class", [("", _("không gắn với lớp")), *classes])
        self._offer("place", [("", _("chưa rõ")), *PLACES.choices])
        self._offer("fund", [("", _("chưa rõ")), *FUNDS.choices])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean_training_class(self) -> TrainingClass | None:
        """The class of the key that was chosen."""
        key = self.cleaned_data["training_class"]
        return (
            TrainingClass.objects.select_related("scheme").filter(pk=key).first() if key else None
        )

    def terms(self) -> dict[str, Any]:
        """What was said, as the verb takes it."""
        given = dict(self.cleaned_data)
        given.pop("unit", None)
        scheme, _bar, item = given.pop("item").partition("/")
        parallel = given.pop("parallel")
        return {**given, "scheme": scheme, "item": item, "exclusive": not parallel}


class PeopleForm(forms.Form):
    """People for a list: lines copied from a spreadsheet, or a file."""

    text = pasted_field(
        gettext_lazy("Dán từ Excel"),
        most=MOST_PASTED,
        rows=4,
        required=False,
        help_text=gettext_lazy("Mỗi dòng một người: mã, hoặc họ tên và ngày sinh; không cần dấu."),
    )
    file = forms.FileField(
        label=gettext_lazy("Hoặc tệp XLSX, CSV"),
        required=False,
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv"}),
        error_messages={"empty": gettext_lazy("Tệp rỗng.")},
    )
    people = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Something has to name people."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(data.get(name) for name in ("text", "file", "people")):
            raise forms.ValidationError(_("Dán các dòng, chọn tệp hoặc chọn người trước."))
        return data


class ReasonForm(forms.Form):
    """Why something is taken back."""

    def __init__(self, *args: Any, label: Any, missing: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"] = text_field(label, most=500, missing=missing)


class ProofForm(forms.Form):
    """The paper that proves a condition."""

    code = forms.CharField(max_length=200, widget=forms.HiddenInput)
    paper = text_field(gettext_lazy("Giấy tờ chứng minh"), most=300, required=False)


class PolicyForm(forms.Form):
    """What two nominations at one time mean, from a day on."""

    scheme = forms.ChoiceField(
        label=gettext_lazy("Đề án"), required=False, widget=forms.Select(CHOICE)
    )
    level = forms.ChoiceField(label=gettext_lazy("Mức"), widget=forms.Select(CHOICE))
    since = day_field(
        gettext_lazy("Từ ngày"), example="01/06/2024", missing=gettext_lazy("Ghi ngày áp dụng.")
    )
    ground = ground_field(gettext_lazy("Văn bản hoặc quy chế quy định."))

    def __init__(self, *args: Any, schemes: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        cast(forms.ChoiceField, self.fields["scheme"]).choices = [
            ("", _("mọi đề án")),
            *schemes,
        ]
        cast(forms.ChoiceField, self.fields["level"]).choices = [
            (level, _(LABELS[level])) for level in LEVELS
        ]


class TieForm(forms.Form):
    """The order of people who share their points, and why."""

    note = forms.CharField(
        label=gettext_lazy("Lý do xếp trước"),
        max_length=500,
        widget=forms.TextInput(TEXT),
        error_messages={"required": gettext_lazy("Ghi lý do xếp trước.")},
    )


def passed_over(given: Mapping[str, Any]) -> dict[int, str]:
    """Whom of a reserve a form passes over, by nomination, with why."""
    prefix = "bo-qua-"
    typed = {key.removeprefix(prefix): key for key in given if key.startswith(prefix)}
    said = {key: str(given[name]).strip() for key, name in typed.items()}
    return {int(key): why[:500] for key, why in said.items() if key.isdecimal() and why}
