"""Forms of approvals: an answer, taking back, a version of a route."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.approvals.domain.routes import MOST_DAYS, WHOSE_WORDS, Place, Step, Whose
from hientai.approvals.domain.states import LONGEST_REASON, Verdict
from hientai.shared.refused import Refused
from hientai.shared.vocabulary import BLOCS
from hientai.webkit.fields import CHOICE, TEXT, day_field, note_field, text_field

VERDICTS = (
    (Verdict.AGREED.value, gettext_lazy("Đồng ý")),
    (Verdict.SENT_BACK.value, gettext_lazy("Trả lại để sửa")),
    (Verdict.REFUSED.value, gettext_lazy("Không đồng ý")),
)
STEPS_OFFERED = 5
MANAGED = {"": None, "co": True, "khong": False}


class AnswerForm(forms.Form):
    """What is said at a step; whatever does not agree says why."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Ý kiến"),
        choices=VERDICTS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Chọn ý kiến.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({**TEXT, "rows": 2}),
        help_text=gettext_lazy("Bắt buộc khi trả lại hoặc không đồng ý."),
    )
    step = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean(self) -> dict[str, Any]:
        """A reason stands with whatever does not agree."""
        data: dict[str, Any] = super().clean() or {}
        verdict = data.get("verdict")
        if verdict and verdict != Verdict.AGREED and not (data.get("reason") or "").strip():
            self.add_error("reason", _("Ghi lý do."))
        return data


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = text_field(
        gettext_lazy("Lý do rút"), most=LONGEST_REASON, missing=gettext_lazy("Ghi lý do.")
    )


class StopForm(forms.Form):
    """From when a route is no more, and on which ground."""

    since = day_field(gettext_lazy("Thôi áp dụng từ ngày"), missing=gettext_lazy("Ghi ngày."))
    source = text_field(
        gettext_lazy("Căn cứ"), most=500, missing=gettext_lazy("Ghi văn bản làm căn cứ.")
    )


class RouteForm(forms.Form):
    """A version of a route, without its steps."""

    key = text_field(
        gettext_lazy("Áp dụng cho"),
        most=200,
        missing=gettext_lazy("Ghi khóa."),
        help_text=gettext_lazy("Đề án và chỉ tiêu, ví dụ hanoi-1698/A.1.1, hoặc hanoi-1698/A.*"),
    )
    title = text_field(gettext_lazy("Tên"), missing=gettext_lazy("Ghi tên."))
    blocs = forms.MultipleChoiceField(
        label=gettext_lazy("Chỉ người thuộc khối"),
        required=False,
        choices=lambda: BLOCS.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Không chọn: mọi khối."),
    )
    managed = forms.ChoiceField(
        label=gettext_lazy("Diện Ban Thường vụ quản lý"),
        required=False,
        choices=(
            ("", gettext_lazy("không phân biệt")),
            ("co", gettext_lazy("chỉ người thuộc diện")),
            ("khong", gettext_lazy("chỉ người không thuộc diện")),
        ),
        widget=forms.Select(CHOICE),
    )
    authority = text_field(
        gettext_lazy("Cơ quan có thẩm quyền (mã đơn vị)"),
        most=40,
        missing=gettext_lazy("Ghi mã đơn vị."),
    )
    issuer = forms.ChoiceField(
        label=gettext_lazy("Cơ quan ra quyết định"),
        choices=lambda: [(one.value, _(words)) for one, words in WHOSE_WORDS.items()],
        widget=forms.Select(CHOICE),
    )
    issuer_unit = text_field(
        gettext_lazy("Mã đơn vị ra quyết định"),
        most=40,
        required=False,
        help_text=gettext_lazy("Chỉ khi là đơn vị được nêu tên."),
    )
    source = text_field(
        gettext_lazy("Căn cứ"),
        most=500,
        missing=gettext_lazy("Ghi văn bản, điều khoản làm căn cứ."),
    )
    since = day_field(
        gettext_lazy("Áp dụng từ ngày"),
        example="01/06/2024",
        missing=gettext_lazy("Ghi ngày."),
    )
    note = note_field()

    def clean_managed(self) -> bool | None:
        """Whether it is for those managed by the committee, for the others, or for both."""
        return MANAGED[self.cleaned_data["managed"]]

    def place(self) -> Place:
        """The unit that issues."""
        return Place(Whose(self.cleaned_data["issuer"]), self.cleaned_data["issuer_unit"].strip())


class StepForm(forms.Form):
    """One step; left without a name it is none."""

    title = text_field(gettext_lazy("Tên bước"), required=False)
    whose = forms.ChoiceField(
        label=gettext_lazy("Do đơn vị nào"),
        choices=lambda: [(one.value, _(words)) for one, words in WHOSE_WORDS.items()],
        widget=forms.Select(CHOICE),
    )
    unit = text_field(
        gettext_lazy("Mã đơn vị"),
        most=40,
        required=False,
        help_text=gettext_lazy("Chỉ khi là đơn vị được nêu tên."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Số ngày làm việc"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=5,
        widget=forms.TextInput({**TEXT, "inputmode": "numeric"}),
    )

    def clean(self) -> dict[str, Any]:
        """A step that is named is whole."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("title") and not self.errors:
            try:
                self.step = _step(data)
            except Refused as refused:
                self.add_error("unit", str(refused))
        return data

    step: Step | None = None


def _step(data: dict[str, Any]) -> Step:
    return Step(data["title"], Place(Whose(data["whose"]), data["unit"].strip()), data["days"])


StepForms = forms.formset_factory(StepForm, extra=STEPS_OFFERED, max_num=9)
