"""Forms of materials and of sets that are handed over."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.programmes.forms.fields import UnitField, UploadField, choice
from hientai.programmes.models import Material, Topic
from hientai.shared.vocabulary import MATERIAL_KINDS
from hientai.webkit.fields import CHOICE, day_field, text_field


class MaterialForm(forms.Form):
    """A file for a topic, or for the whole programme."""

    topic = forms.ChoiceField(
        label=gettext_lazy("Chuyên đề"), required=False, widget=forms.Select(CHOICE)
    )
    kind = choice(gettext_lazy("Loại tài liệu"), MATERIAL_KINDS)
    title = text_field(
        gettext_lazy("Tên tài liệu"),
        missing=gettext_lazy("Ghi tên tài liệu."),
        help_text=gettext_lazy("Cùng tên với tài liệu đã có thì thành lần biên soạn tiếp theo."),
    )
    file = UploadField(gettext_lazy("Tệp"))

    def __init__(self, *args: Any, topics: Sequence[Topic], **more: Any) -> None:
        super().__init__(*args, **more)
        named = [(str(t.pk), f"{t.number}. {t.title or _('chưa có trong tay')}") for t in topics]
        cast(forms.ChoiceField, self.fields["topic"]).choices = [
            ("", _("Cả chương trình")),
            *named,
        ]


class HandoverForm(forms.Form):
    """To whom a set goes, when, with which receipt."""

    materials = forms.MultipleChoiceField(
        label=gettext_lazy("Tài liệu bàn giao"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Chọn ít nhất một tài liệu.")},
    )
    to_unit = UnitField(gettext_lazy("Đơn vị nhận (mã)"), required=False)
    to_outside = text_field(gettext_lazy("hoặc nơi nhận ngoài danh mục"), most=300, required=False)
    on = day_field(
        gettext_lazy("Ngày bàn giao"),
        example="20/03/2024",
        missing=gettext_lazy("Ghi ngày bàn giao."),
    )
    receipt = text_field(
        gettext_lazy("Biên bản giao nhận"),
        missing=gettext_lazy("Ghi số, ngày của biên bản giao nhận."),
    )
    file = UploadField(gettext_lazy("Tệp biên bản giao nhận"), required=False)

    def __init__(self, *args: Any, materials: Sequence[Material], **more: Any) -> None:
        super().__init__(*args, **more)
        field = cast(forms.MultipleChoiceField, self.fields["materials"])
        field.choices = [
            (str(m.pk), _("%(title)s, lần %(n)s") % {"title": m.title, "n": m.edition})
            for m in materials
        ]

    def clean(self) -> dict[str, Any]:
        """One place that receives, not both and not neither."""
        data: dict[str, Any] = super().clean() or {}
        if bool(data.get("to_unit")) == bool(data.get("to_outside")) and not self.has_error(
            "to_unit"
        ):
            self.add_error("to_unit", _("Ghi mã đơn vị nhận, hoặc nơi nhận ngoài danh mục."))
        return data
