"""Forms of a programme, of what a version says, of its modules and topics."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.programmes.domain.contents import Line, read_lines
from hientai.programmes.forms.fields import ProgrammeField, UnitField, choice, several, words
from hientai.shared.refused import Refused
from hientai.shared.vocabulary import CATEGORIES, DELIVERY_FORMS, PROGRAMME_KINDS, REGIONS
from hientai.webkit.fields import TEXT, ground_field, pasted_field, text_field


class RenameForm(forms.Form):
    """What a programme is called and is for."""

    title = text_field(gettext_lazy("Tên chương trình"), missing=gettext_lazy("Ghi tên."))
    kind = choice(
        gettext_lazy("Loại chương trình"),
        PROGRAMME_KINDS,
        blank=gettext_lazy("chưa xác định"),
        help_text=gettext_lazy("Loại quyết định giới hạn thời lượng; phải chọn trước khi trình."),
    )
    region = choice(gettext_lazy("Vùng áp dụng"), REGIONS)
    variant_of = ProgrammeField(
        gettext_lazy("Biến thể của chương trình (mã)"),
        required=False,
        help_text=gettext_lazy("Ví dụ bản miền núi của một chương trình đồng bằng."),
    )
    ground = ground_field(gettext_lazy("Kế hoạch hoặc văn bản giao xây dựng chương trình."))


class ProgrammeForm(RenameForm):
    """A new programme."""

    code = text_field(
        gettext_lazy("Mã chương trình"),
        most=60,
        missing=gettext_lazy("Ghi mã."),
        help_text=gettext_lazy("Chữ, số, gạch ngang, dấu chấm; ví dụ QLNN-CV."),
    )
    unit = UnitField(gettext_lazy("Đơn vị xây dựng (mã)"))
    field_order = ("code", "title", "unit", "kind", "region", "variant_of", "ground")


class FactsForm(forms.Form):
    """What a draft says of itself beside its modules and topics."""

    aims = words(gettext_lazy("Mục tiêu"), required=False)
    audience = text_field(
        gettext_lazy("Đối tượng bồi dưỡng"),
        most=500,
        required=False,
        help_text=gettext_lazy("Ghi như trong chương trình."),
    )
    categories = several(
        gettext_lazy("Nhóm người"),
        CATEGORIES,
        help_text=gettext_lazy("Quyết định nghị định nào áp dụng cho thời lượng và thẩm định."),
    )
    stated_days = forms.DecimalField(
        label=gettext_lazy("Số ngày ghi trong văn bản"),
        required=False,
        localize=True,
        min_value=0.5,
        max_value=400,
        max_digits=5,
        decimal_places=1,
        widget=forms.TextInput({**TEXT, "inputmode": "decimal"}),
        help_text=gettext_lazy("Chỉ dùng khi chưa có số tiết của mọi chuyên đề."),
    )
    contents = words(
        gettext_lazy("Nội dung"),
        rows=5,
        most=20_000,
        required=False,
        help_text=gettext_lazy("Mỗi đoạn một dòng."),
    )
    source = text_field(gettext_lazy("Nguồn"), most=500, required=False)
    change = text_field(gettext_lazy("Nội dung thay đổi so với bản trước"), required=False)

    forms = several(gettext_lazy("Hình thức tổ chức"), DELIVERY_FORMS)  # last: the module's name
    field_order = (
        "aims",
        "audience",
        "categories",
        "forms",
        "stated_days",
        "contents",
        "source",
        "change",
    )

    def clean_contents(self) -> list[str]:
        """The paragraphs."""
        return [line.strip() for line in self.cleaned_data["contents"].splitlines() if line.strip()]


class LinesForm(forms.Form):
    """Modules and topics as lines."""

    lines = pasted_field(
        gettext_lazy("Hợp phần và chuyên đề"),
        most=100_000,
        rows=16,
        missing=gettext_lazy("Ghi ít nhất một dòng."),
        help_text=gettext_lazy(
            "Mỗi dòng: hợp phần | chuyên đề | tiết lý thuyết | thực hành | đi thực tế. Chép thẳng"
            " từ Excel được; hợp phần để trống là như dòng trên; dấu ? là chưa có trong tay."
        ),
    )

    def clean_lines(self) -> list[Line]:
        """The lines as they are read."""
        try:
            return read_lines(self.cleaned_data["lines"])
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused


class NewVersionForm(forms.Form):
    """Why there is to be another version, and for which year where it is a yearly addition."""

    change = text_field(
        gettext_lazy("Nội dung thay đổi"), most=500, missing=gettext_lazy("Ghi vì sao lập bản mới.")
    )
    year = forms.IntegerField(
        label=gettext_lazy("Bổ sung cho năm"),
        required=False,
        min_value=2010,
        max_value=2100,
        widget=forms.TextInput({**TEXT, "inputmode": "numeric"}),
        help_text=gettext_lazy("Chỉ ghi khi đây là nội dung bổ sung hằng năm."),
    )

    def clean(self) -> dict[str, Any]:
        """A yearly addition says what it adds."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("year") and not data.get("change"):
            self.add_error("change", _("Ghi nội dung bổ sung."))
        return data
