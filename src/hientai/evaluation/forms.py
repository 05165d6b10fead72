"""Forms of evaluations: opening one, its end, what is done, what superiors say, a template."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.evaluation.domain.counting import BAND_TABLES
from hientai.evaluation.domain.criteria import INDEXES
from hientai.shared.kept import kept
from hientai.webkit.fields import CHOICE, TEXT, day_field, ground_field, pasted_field, text_field

Choices = Sequence[tuple[str, Any]]


def _number(label: Any, most: int, **more: Any) -> forms.IntegerField:
    widget = forms.TextInput({**TEXT, "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=most, widget=widget, **more)


def _in_words(choices: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, _(words)) for code, words in choices.items()]


class OpenForm(forms.Form):
    """When a form takes answers, how learners answer, on which ground."""

    opens_on = day_field(
        gettext_lazy("Thu phiếu từ ngày"), example="06/06/2024", missing=gettext_lazy("Ghi ngày.")
    )
    closes_on = day_field(
        gettext_lazy("Thu phiếu đến hết ngày"),
        example="12/06/2024",
        missing=gettext_lazy("Ghi ngày."),
    )
    in_app = forms.BooleanField(
        label=gettext_lazy("Học viên có tài khoản trả lời trong Hệ thống"),
        required=False,
        initial=True,
    )
    slips = _number(
        gettext_lazy("Số phiếu giấy"),
        10_000,
        required=False,
        help_text=gettext_lazy(
            "Cho học viên không có tài khoản; phiếu in mã QR, rút từ hộp, không ghi tên."
        ),
    )
    use_on = day_field(
        gettext_lazy("Ngày hỏi cấp trên về việc sử dụng"),
        required=False,
        help_text=gettext_lazy("Để trống: sáu tháng sau ngày cuối của lớp."),
    )
    ground = ground_field(gettext_lazy("Kế hoạch đánh giá hoặc kế hoạch mở lớp."))


class EndForm(forms.Form):
    """Until when a form takes answers from now on, and why."""

    closes_on = day_field(gettext_lazy("Thu phiếu đến hết ngày"), missing=gettext_lazy("Ghi ngày."))
    ground = text_field(gettext_lazy("Lý do"), most=500, missing=gettext_lazy("Ghi lý do."))


class WithdrawForm(forms.Form):
    """Why a form is withdrawn."""

    ground = text_field(
        gettext_lazy("Lý do hủy phiếu"), most=500, missing=gettext_lazy("Ghi lý do hủy phiếu.")
    )


class ActionForm(forms.Form):
    """What was found, what is done, by whom, until when."""

    finding = text_field(
        gettext_lazy("Vấn đề"), most=500, missing=gettext_lazy("Ghi vấn đề tìm thấy.")
    )
    what = text_field(
        gettext_lazy("Việc cần làm"), most=500, missing=gettext_lazy("Ghi việc cần làm.")
    )
    owner = forms.ChoiceField(label=gettext_lazy("Người làm"), widget=forms.Select(CHOICE))
    lecturer = forms.ChoiceField(
        label=gettext_lazy("Liên quan giảng viên"), required=False, widget=forms.Select(CHOICE)
    )
    due_on = day_field(gettext_lazy("Hạn"), missing=gettext_lazy("Ghi hạn."))

    def __init__(self, *args: Any, owners: Choices, lecturers: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        cast(forms.ChoiceField, self.fields["owner"]).choices = list(owners)
        cast(forms.ChoiceField, self.fields["lecturer"]).choices = [
            ("", _("không")),
            *lecturers,
        ]


class OutcomeForm(forms.Form):
    """What came of an action."""

    outcome = text_field(
        gettext_lazy("Kết quả"), most=1000, missing=gettext_lazy("Ghi kết quả thực hiện.")
    )


class UseForm(forms.Form):
    """What a superior says of the use: a score for each question, and a few words."""

    note = forms.CharField(
        label=gettext_lazy("Nhận xét"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({**TEXT, "rows": 3}),
    )

    def __init__(self, *args: Any, questions: Sequence[str], most: int, **more: Any) -> None:
        super().__init__(*args, **more)
        asked = {
            f"q{at}": forms.TypedChoiceField(
                label=kept(text),
                coerce=int,
                choices=[(score, str(score)) for score in range(1, most + 1)],
                widget=forms.RadioSelect,
                error_messages={"required": gettext_lazy("Cho điểm câu này.")},
            )
            for at, text in enumerate(questions)
        }
        self.fields = {**asked, **self.fields}

    @property
    def scores(self) -> list[int]:
        """The scores in the order of the questions."""
        return [value for name, value in self.cleaned_data.items() if name.startswith("q")]


class TemplateForm(forms.Form):
    """A form template of an owner's, in force from a day; for which unit, where several are."""

    unit = forms.ChoiceField(label=gettext_lazy("Áp dụng cho"), widget=forms.Select(CHOICE))
    title = text_field(gettext_lazy("Tên mẫu phiếu"), missing=gettext_lazy("Ghi tên mẫu phiếu."))
    since = day_field(gettext_lazy("Áp dụng từ ngày"), missing=gettext_lazy("Ghi ngày."))
    indicators = pasted_field(
        gettext_lazy("Chỉ báo"),
        most=20_000,
        rows=18,
        missing=gettext_lazy("Ghi các chỉ báo."),
        help_text=gettext_lazy("Mỗi dòng: nhóm | chỉ báo | nguồn."),
    )
    blank = _number(gettext_lazy("Phiếu không hợp lệ khi bỏ trống quá (%)"), 100)
    bands = forms.ChoiceField(
        label=gettext_lazy("Bảng mức"),
        choices=lambda: _in_words(BAND_TABLES),
        widget=forms.Select(CHOICE),
    )
    index = forms.ChoiceField(
        label=gettext_lazy("Chỉ số chung"),
        choices=lambda: _in_words(INDEXES),
        widget=forms.Select(CHOICE),
    )
    ground = ground_field(gettext_lazy("Văn bản đặt mẫu phiếu."))

    def __init__(self, *given: Any, units: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        if len(units) > 1:
            self.fields["unit"].choices = units  # type: ignore[attr-defined]
        else:
            del self.fields["unit"]
