"""Fields that forms of schemes have in common."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from hientai.shared.vocabulary import Vocabulary
from hientai.webkit.fields import CHOICE

MANY = {"class": "form-select"}
HOW_MANY = gettext_lazy(
    "Chọn nhiều dòng: giữ Ctrl (máy Mac: ⌘) khi bấm chuột; bằng phím: giữ Shift và mũi tên."
)
CERTAINTIES = (
    ("verified", gettext_lazy("đã đối chiếu với nguồn")),
    ("recalled", gettext_lazy("chưa đối chiếu")),
    ("uncertain", gettext_lazy("chưa chắc chắn")),
)


UNCHOSEN = (("", gettext_lazy("chọn trong danh sách")),)


def choice(label: Any, *, required: bool = True, **more: Any) -> forms.ChoiceField:
    asked = {"required": gettext_lazy("Chọn một dòng trong danh sách.")}
    return forms.ChoiceField(
        label=label,
        required=required,
        widget=forms.Select(CHOICE),
        error_messages=asked,
        **more,
    )


def many(
    label: Any, vocabulary: Vocabulary, size: int = 6, help_text: Any = HOW_MANY
) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=vocabulary.choices,
        required=False,
        widget=forms.SelectMultiple({**MANY, "size": size}),
        help_text=help_text,
    )
