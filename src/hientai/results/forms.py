"""Forms of results: a part, marks from a file, objections, the conclusion."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.programmes.domain.files import ACCEPT, MOST_BYTES
from hientai.results.domain.completion import RESITS
from hientai.results.domain.kinds import KINDS
from hientai.results.domain.points import written
from hientai.results.models import Part
from hientai.results.services.parts import Said
from hientai.webkit.fields import CHOICE, TEXT, day_field, ground_field, text_field

Choices = Sequence[tuple[int, str]]
NUMBER = {**TEXT, "inputmode": "decimal"}


class PointsField(forms.DecimalField):
    """A number with comma or dot."""

    def __init__(self, label: Any, most: int, **more: Any) -> None:
        super().__init__(
            label=label,
            min_value=Decimal(0),
            max_value=Decimal(most),
            max_digits=6,
            decimal_places=2,
            widget=forms.TextInput(NUMBER),
            **more,
        )

    def to_python(self, value: Any) -> Any:
        """The number that was written."""
        return super().to_python(
            value.strip().replace(",", ".") if isinstance(value, str) else value
        )


def _number(label: Any, most: int, initial: int) -> forms.IntegerField:
    widget = forms.TextInput({**TEXT, "inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=1, max_value=most, initial=initial, widget=widget
    )


def _in_words(words: dict[str, str]) -> Any:
    return lambda: [(code, _(said)) for code, said in words.items()]


def _key(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, required=False, coerce=int, empty_value=None, widget=forms.Select(CHOICE)
    )


class PartForm(forms.Form):
    """A part of the assessment."""

    title = text_field(
        gettext_lazy("Tên phần đánh giá"), most=200, missing=gettext_lazy("Ghi tên.")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Loại"), choices=_in_words(KINDS), widget=forms.Select(CHOICE)
    )
    scale = PointsField(gettext_lazy("Thang điểm"), 1000, initial="10")
    weight = PointsField(
        gettext_lazy("Hệ số"),
        100,
        initial="1",
        help_text=gettext_lazy("0: không tính vào điểm trung bình, vẫn phải đạt."),
    )
    least = PointsField(
        gettext_lazy("Điểm đạt của lớp"),
        1000,
        required=False,
        help_text=gettext_lazy("Để trống: một nửa thang điểm theo quy định."),
    )
    due = day_field(gettext_lazy("Hạn nộp, ngày kiểm tra"), required=False)
    attempts = _number(gettext_lazy("Số lần được làm"), 5, 2)
    resit = forms.ChoiceField(
        label=gettext_lazy("Tính điểm thi lại"),
        choices=_in_words(RESITS),
        widget=forms.Select(CHOICE),
    )
    takes_files = forms.BooleanField(label=gettext_lazy("Học viên nộp tệp"), required=False)
    topic_id = _key(gettext_lazy("Chuyên đề"))
    lecturer_id = _key(gettext_lazy("Người chấm"))
    ground = ground_field(gettext_lazy("Kế hoạch kiểm tra, chương trình của lớp."))

    def __init__(
        self, *args: Any, topics: Choices = (), lecturers: Choices = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for name, known in (("topic_id", topics), ("lecturer_id", lecturers)):
            cast(forms.ChoiceField, self.fields[name]).choices = [("", "–"), *known]

    def clean(self) -> dict[str, Any]:
        """The least mark lies on a scale that is one."""
        data: dict[str, Any] = super().clean() or {}
        scale, least = data.get("scale"), data.get("least")
        if scale is not None and not scale:
            self.add_error("scale", _("Thang điểm phải lớn hơn 0."))
        elif scale and least is not None and least > scale:
            self.add_error("least", _("Điểm đạt phải nằm trong thang điểm."))
        return data

    def said(self) -> Said:
        """The part as it was filled in."""
        return Said(
            **{name: value for name, value in self.cleaned_data.items() if name != "ground"}
        )


def part_initial(part: Part) -> dict[str, Any]:
    """What the form of a part begins with."""
    plain = ("title", "kind", "attempts", "resit", "takes_files", "topic_id", "lecturer_id")
    return {
        **{name: getattr(part, name) for name in plain},
        "scale": written(part.scale),
        "weight": written(part.weight),
        "least": written(part.least),
        "due": f"{part.due:%d/%m/%Y}" if part.due else "",
    }


class FileForm(forms.Form):
    """A file: a work handed in, or a sheet of marks."""

    file = forms.FileField(
        label=gettext_lazy("Tệp"),
        widget=forms.ClearableFileInput({"class": "form-control", "accept": ACCEPT}),
        help_text=gettext_lazy("PDF, DOCX, PPTX, XLSX hoặc ảnh, nhiều nhất 20 MB."),
        error_messages={"required": gettext_lazy("Chọn tệp.")},
    )

    def clean_file(self) -> Any:
        """A file that is not too large to be read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp quá lớn: nhiều nhất 20 MB."))
        return file


class SheetForm(FileForm):
    """A sheet of marks, as it was downloaded and filled in."""

    file = forms.FileField(
        label=gettext_lazy("Bảng điểm đã điền"),
        widget=forms.ClearableFileInput({"class": "form-control", "accept": ".xlsx"}),
        help_text=gettext_lazy("Tệp XLSX tải từ bảng điểm này, điền rồi gửi lại."),
        error_messages={"required": gettext_lazy("Chọn tệp.")},
    )
    ground = text_field(gettext_lazy("Căn cứ, nếu sửa điểm đã công bố"), required=False)


class ReasonForm(forms.Form):
    """Why somebody objects to a mark."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do đề nghị phúc khảo"),
        max_length=2000,
        widget=forms.Textarea({**TEXT, "rows": 3}),
        error_messages={"required": gettext_lazy("Ghi lý do.")},
    )


class DecideForm(forms.Form):
    """What becomes of an objection."""

    points = PointsField(
        gettext_lazy("Điểm sau phúc khảo"),
        1000,
        help_text=gettext_lazy("Bằng điểm cũ: giữ nguyên điểm."),
    )
    answer = forms.CharField(
        label=gettext_lazy("Trả lời, căn cứ"),
        max_length=2000,
        widget=forms.Textarea({**TEXT, "rows": 3}),
        help_text=gettext_lazy("Biên bản chấm phúc khảo số, ngày; nhận xét."),
        error_messages={"required": gettext_lazy("Ghi trả lời và căn cứ.")},
    )


class ConcludeForm(forms.Form):
    """The paper a conclusion rests on."""

    ground = ground_field(gettext_lazy("Biên bản xét kết quả, quyết định công nhận."))
