"""Forms of correction requests and of the grid of owed data."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hientai.webkit.fields import CHOICE, TEXT, day_field, text_field

WRONG, CHANGED = "wrong", "changed"


class AskForm(forms.Form):
    """What is wrong, what it should be, since when, why, and perhaps a file that shows it."""

    field = forms.ChoiceField(
        label=_("Nội dung ghi sai hoặc còn thiếu"),
        widget=forms.Select(CHOICE),
        error_messages={"required": _("Chọn nội dung cần đính chính.")},
    )
    said = text_field(
        _("Nội dung đúng"),
        most=500,
        missing=_("Ghi nội dung đúng như trong giấy tờ."),
        help_text=_("Ngày viết như 03/05/1979; nhiều lĩnh vực cách nhau bằng dấu chấm phẩy."),
    )
    how = forms.ChoiceField(
        label=_("Hồ sơ sai thế nào?"),
        choices=(
            (WRONG, _("ghi sai hoặc thiếu từ đầu")),
            (CHANGED, _("trước đây đúng, đã thay đổi từ ngày ghi dưới đây")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn: ghi sai từ đầu, hay đã thay đổi từ một ngày.")},
    )
    changed_on = day_field(
        _("Đã thay đổi từ ngày"),
        example="01/03/2024",
        required=False,
        help_text=_("Ngày đầu tiên nội dung mới đúng; chỉ ghi khi hồ sơ trước đây đúng."),
    )
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=2000,
        widget=forms.Textarea({**TEXT, "rows": 3}),
        help_text=_("Nêu giấy tờ làm căn cứ, ví dụ số và ngày của bằng, của quyết định."),
        error_messages={"required": _("Ghi lý do và giấy tờ làm căn cứ.")},
    )
    evidence = forms.FileField(
        label=_("Tệp minh chứng"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        help_text=_("PDF, JPEG hoặc PNG, nhiều nhất 2 MB."),
        error_messages={"empty": _("Tệp rỗng.")},
    )

    def __init__(self, *args: Any, fields: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        cast(forms.ChoiceField, self.fields["field"]).choices = [("", _("– chọn –")), *fields]

    def clean(self) -> dict[str, Any]:
        """A day belongs to a change, and a change to a day."""
        data: dict[str, Any] = super().clean() or {}
        how, day = data.get("how"), data.get("changed_on")
        if how == CHANGED and day is None and "changed_on" not in self.errors:
            self.add_error("changed_on", gettext("Ghi ngày nội dung mới bắt đầu đúng."))
        if how == WRONG and day is not None:
            self.add_error("how", gettext("Chọn «đã thay đổi từ ngày», hoặc để trống ngày."))
        return data


class WordsForm(forms.Form):
    """A few words that a step needs: a ground, a reason, a question, a reply."""

    text = forms.CharField(max_length=2000, widget=forms.Textarea({**TEXT, "rows": 3}))

    def __init__(self, *args: Any, label: Any, missing: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["text"].label = label
        self.fields["text"].error_messages["required"] = missing
