"""Forms of correction requests and of the grid of owed data."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _


class AskForm(forms.Form):
    """What is wrong, what it should be, why, and perhaps a file that shows it."""

    field = forms.ChoiceField(label=_("Nội dung ghi sai hoặc còn thiếu"))
    said = forms.CharField(label=_("Nội dung đúng"), max_length=500)
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nêu giấy tờ làm căn cứ, ví dụ số và ngày của bằng, của quyết định."),
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


class WordsForm(forms.Form):
    """A few words that a step needs: a ground, a reason, a question, a reply."""

    text = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["text"].label = label
