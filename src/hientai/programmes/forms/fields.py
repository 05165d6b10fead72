"""Fields that these forms share: a unit and a programme by code, a file, a choice of codes."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.organisations.models import Unit
from hientai.programmes.domain.files import ACCEPT
from hientai.programmes.models import Programme
from hientai.programmes.services.materials import Upload
from hientai.shared.vocabulary import Vocabulary
from hientai.webkit.fields import CHOICE, TEXT


class UnitField(forms.CharField):
    """A unit by its code, in whatever case it is typed."""

    def __init__(self, label: Any, **more: Any) -> None:
        asked = {"required": gettext_lazy("Ghi mã đơn vị.")}
        widget = forms.TextInput({**TEXT, "list": "don-vi"})
        super().__init__(label=label, max_length=40, widget=widget, error_messages=asked, **more)

    def clean(self, value: Any) -> Unit | None:
        """The unit of the code; None where it is left open."""
        code = super().clean(value)
        unit = Unit.objects.filter(code__iexact=code.strip()).first() if code else None
        if code and unit is None:
            raise forms.ValidationError(_("Không có đơn vị mã %s.") % code[:40])
        return unit


class ProgrammeField(forms.CharField):
    """A programme by its code."""

    def __init__(self, label: Any, **more: Any) -> None:
        asked = {"required": gettext_lazy("Ghi mã chương trình.")}
        widget = forms.TextInput({**TEXT, "list": "chuong-trinh"})
        super().__init__(label=label, max_length=60, widget=widget, error_messages=asked, **more)

    def clean(self, value: Any) -> Programme | None:
        """The programme of the code; None where it is left open."""
        code = super().clean(value)
        found = Programme.objects.filter(code__iexact=code.strip()).first() if code else None
        if code and found is None:
            raise forms.ValidationError(_("Không có chương trình mã %s.") % code[:60])
        return found


class UploadField(forms.FileField):
    """A file of one of the kinds that are kept."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(
            label=label,
            widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
            help_text=gettext_lazy("PDF, DOCX, PPTX, XLSX, JPEG hoặc PNG, nhiều nhất 20 MB."),
            error_messages={
                "empty": gettext_lazy("Tệp rỗng."),
                "required": gettext_lazy("Chọn một tệp."),
            },
            **more,
        )

    def clean(self, data: Any, initial: Any = None) -> Upload | None:
        """The file as the verbs take it; None where none was chosen."""
        file = super().clean(data, initial)
        return Upload(file.name, file.read()) if file else None


def choice(label: Any, vocabulary: Vocabulary, *, blank: Any = None, **more: Any) -> forms.Field:
    """One of the codes of a vocabulary; `blank` stands for none."""

    def choices() -> list[tuple[str, Any]]:
        return [*([("", blank)] if blank is not None else []), *vocabulary.choices]

    return forms.ChoiceField(
        label=label, choices=choices, required=blank is None, widget=forms.Select(CHOICE), **more
    )


def several(label: Any, vocabulary: Vocabulary, **more: Any) -> forms.Field:
    """Any number of the codes of a vocabulary."""
    return forms.MultipleChoiceField(
        label=label,
        choices=lambda: vocabulary.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        **more,
    )


def words(label: Any, *, rows: int = 3, most: int = 5_000, **more: Any) -> forms.CharField:
    """Some lines of text."""
    widget = forms.Textarea({**TEXT, "rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **more)
