"""Forms of papers: values of a draft, its words, the signature, the number, former papers."""

from typing import Any

from django import forms
from django.utils.html import conditional_escape
from django.utils.translation import gettext_lazy as _

from hientai.documents.domain.kinds import KINDS
from hientai.documents.domain.purposes import PURPOSES, Field
from hientai.documents.domain.wording import SUFFIXES
from hientai.documents.domain.words import BOXES, LONGEST, Words, words_from
from hientai.documents.models import IssuingBody
from hientai.documents.services.numbering import Stated
from hientai.shared.kept import kept
from hientai.webkit.fields import CHOICE, TEXT, day_field, note_field, text_field

ONE_LINE = ("abstract", "authority", "archive", "annex_title")
ROWS = {"body": 14, "grounds": 6, "recipients": 4, "addressees": 3, "signer": 3}
_FILE = {"class": "form-control"}


class ReasonForm(forms.Form):
    """Why a paper goes back or is given up."""

    reason = text_field(_("Lý do"), most=1000, missing=_("Ghi lý do."))


class NumberForm(forms.Form):
    """The day a paper is issued, from which its number follows."""

    issued_on = day_field(_("Ngày ban hành"), example="03/06/2024", missing=_("Ghi ngày ban hành."))


class UploadForm(forms.Form):
    """A copy signed elsewhere."""

    copy = forms.FileField(
        label=_("Bản đã ký"),
        widget=forms.ClearableFileInput({**_FILE, "accept": ".pdf"}),
        help_text=_("PDF, nhiều nhất 10 MB; chữ ký số trong tệp được kiểm tra."),
        error_messages={"required": _("Chọn tệp PDF đã ký."), "empty": _("Tệp rỗng.")},
    )


class SignForm(forms.Form):
    """The signer's own key, for this one signature."""

    key = forms.FileField(
        label=_("Tệp khóa ký (.p12, .pfx)"),
        widget=forms.ClearableFileInput({**_FILE, "accept": ".p12,.pfx"}),
        help_text=_("Chỉ dùng cho lần ký này, không lưu lại."),
        error_messages={"required": _("Chọn tệp khóa ký."), "empty": _("Tệp rỗng.")},
    )
    password = forms.CharField(
        label=_("Mật khẩu của khóa"),
        max_length=200,
        strip=False,
        required=False,
        widget=forms.PasswordInput({**TEXT, "autocomplete": "off"}),
    )
    image = forms.FileField(
        label=_("Hình chữ ký"),
        required=False,
        widget=forms.ClearableFileInput({**_FILE, "accept": ".png"}),
        help_text=_("PNG, màu xanh; để trống thì ghi họ tên và thời gian ký."),
        error_messages={"empty": _("Tệp rỗng.")},
    )


class WordsForm(forms.Form):
    """The texts of a template or of one draft, a box each."""

    def __init__(self, *args: Any, words: Words | None = None, **more: Any) -> None:
        if words is not None:
            more["initial"] = vars(words) | more.get("initial", {})
        super().__init__(*args, **more)
        for box, label in BOXES.items():
            self.fields[box] = _box(box, _(label))
        self.order_fields([*BOXES, *type(self).base_fields])

    def words(self) -> Words:
        """The words as they were typed."""
        return words_from({box: self.cleaned_data.get(box, "") for box in BOXES})


class DraftWordsForm(WordsForm):
    """The words of one draft, and who signs it."""

    signer_name = text_field(_("Họ tên người ký"), most=120, required=False)


class TemplateForm(WordsForm):
    """A new version of a template: its words, from which day, what changed."""

    since = day_field(
        _("Dùng từ ngày"), example="01/07/2024", missing=_("Ghi ngày bắt đầu dùng mẫu.")
    )
    note = note_field()


def _box(box: str, label: Any) -> forms.CharField:
    look: Any = {**TEXT, "lang": "vi"}
    needed = box in ("abstract", "body", "signer")
    widget: forms.Widget = forms.TextInput(look)
    if box not in ONE_LINE:
        widget = forms.Textarea({**look, "rows": ROWS[box]})
    return forms.CharField(label=label, max_length=LONGEST, required=needed, widget=widget)


class ValuesForm(forms.Form):
    """The values of the fields that a template names, one box each, and who signs."""

    signer_name = text_field(_("Họ tên người ký"), most=120, required=False)
    former = text_field(
        _("Văn bản gốc trong sổ"),
        most=40,
        required=False,
        help_text=_("Số và ký hiệu như 07/QĐ-UBND, khi điều chỉnh, thu hồi hoặc hoãn."),
    )

    def __init__(self, *args: Any, asked: list[Field], changes: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not changes:
            del self.fields["former"]
        self.names = {f"gia-tri-{at}": field.name for at, field in enumerate(asked)}
        for key, field in zip(self.names, asked, strict=True):
            widget = forms.Textarea({**TEXT, "rows": 1, "lang": "vi"})
            self.fields[key] = forms.CharField(
                label=kept(field.name),
                help_text=conditional_escape(kept(field.meaning)),
                required=False,
                max_length=4000,
                widget=widget,
            )
        self.order_fields([*self.names, "signer_name", "former"])

    def values(self) -> dict[str, str]:
        """The values by the names of the fields."""
        return {name: self.cleaned_data[key] for key, name in self.names.items()}


class PurposeForm(forms.Form):
    """What a new paper is for, and who issues it."""

    viec = forms.ChoiceField(
        label=_("Việc"),
        choices=[(one.code, _(one.label)) for one in PURPOSES],
        widget=forms.Select(CHOICE),
    )
    co_quan = forms.ModelChoiceField(
        label=_("Cơ quan ban hành"),
        queryset=IssuingBody.objects.none(),
        widget=forms.Select(CHOICE),
        empty_label=None,
    )

    def __init__(self, *args: Any, bodies: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["co_quan"]
        field.queryset = bodies


class BackDatedForm(forms.Form):
    """A paper from before the system: its own number, its day, its scan."""

    body = forms.ModelChoiceField(
        label=_("Cơ quan ban hành"),
        queryset=IssuingBody.objects.none(),
        widget=forms.Select(CHOICE),
        empty_label=None,
    )
    kind = forms.ChoiceField(
        label=_("Loại văn bản"),
        choices=[(one.code, _(one.name)) for one in KINDS],
        widget=forms.Select(CHOICE),
    )
    number = forms.RegexField(
        r"^\s*0*([1-9][0-9]{0,5})([a-z\u0111]?)\s*$",
        label=_("Số"),
        widget=forms.TextInput({**TEXT, "inputmode": "numeric"}),
        help_text=_("Chỉ phần số, ví dụ 57 hoặc 57a."),
        error_messages={
            "required": _("Ghi số của văn bản."),
            "invalid": _("Ghi một số, có thể thêm một chữ cái, ví dụ 57 hoặc 57a."),
        },
    )
    symbol = text_field(
        _("Ký hiệu"),
        most=60,
        required=False,
        help_text=_("Để trống thì lấy ký hiệu của cơ quan, ví dụ QĐ-UBND."),
    )
    issued_on = day_field(_("Ngày ban hành"), example="01/03/2023", missing=_("Ghi ngày ban hành."))
    abstract = text_field(_("Trích yếu"), most=1000, missing=_("Ghi trích yếu."))
    signer = text_field(_("Người ký"), most=120, missing=_("Ghi người ký."))
    scan = forms.FileField(
        label=_("Bản quét"),
        widget=forms.ClearableFileInput({**_FILE, "accept": ".pdf"}),
        help_text=_("PDF, nhiều nhất 10 MB."),
        error_messages={"required": _("Chọn bản quét."), "empty": _("Tệp rỗng.")},
    )

    def __init__(self, *args: Any, bodies: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["body"]
        field.queryset = bodies

    def stated(self, kind: str) -> Stated:
        """What the paper says of itself."""
        given = self.cleaned_data
        text = given["number"].strip()
        digits = text.rstrip(SUFFIXES)
        return Stated(
            kind=kind,
            number=int(digits),
            suffix=text.removeprefix(digits),
            issued_on=given["issued_on"],
            abstract=given["abstract"],
            signer=given["signer"],
            symbol=given["symbol"],
        )


class BodyForm(forms.Form):
    """How a unit stands on its papers."""

    name = text_field(_("Tên cơ quan ban hành"), missing=_("Ghi tên cơ quan."))
    parent = text_field(_("Tên cơ quan chủ quản"), required=False)
    symbol = text_field(
        _("Chữ viết tắt trong ký hiệu"), most=30, missing=_("Ghi chữ viết tắt, ví dụ UBND.")
    )
    drafter = text_field(
        _("Chữ viết tắt nơi soạn thảo"),
        most=30,
        required=False,
        help_text=_("Chỉ có trong ký hiệu của công văn, ví dụ ĐTBD."),
    )
    place = text_field(_("Địa danh"), most=80, missing=_("Ghi địa danh, ví dụ Hà Nội."))
    collective = forms.BooleanField(
        label=_("Làm việc theo chế độ tập thể (ký TM.)"), required=False
    )
