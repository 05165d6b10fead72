"""Forms of certificates: a list to issue, words, what becomes of one, papers from elsewhere."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.certificates.domain.facts import CLASSIFICATIONS
from hientai.certificates.domain.grounds import AGAIN, REVOKE, grounds_on
from hientai.certificates.domain.wording import Words, refuse_words
from hientai.certificates.models import Outside
from hientai.certificates.services.afterwards import Corrected
from hientai.programmes.domain.files import MOST_BYTES
from hientai.shared.refused import Refused
from hientai.shared.vocabulary import DEGREE_LEVELS
from hientai.webkit.fields import CHOICE, TEXT, day_field, ground_field, note_field, text_field

ACCEPTED = ".pdf,.png,.jpg,.jpeg"
PRINTED = {**CHOICE, "lang": "vi"}  # choices in the words of a paper or a clause
GUESTS = 200  # lines of guests that one list takes


class CourseForm(forms.Form):
    """What a list is about: which day it is signed, by whom, how long it was, where."""

    signed_on = day_field(
        gettext_lazy("Ngày ký"), example="20/06/2024", missing=gettext_lazy("Ghi ngày ký.")
    )
    signer = text_field(
        gettext_lazy("Họ tên người ký"), most=120, missing=gettext_lazy("Ghi người ký.")
    )
    authority = text_field(
        gettext_lazy("Chức danh người ký"),
        most=200,
        required=False,
        help_text=gettext_lazy("Để trống thì lấy theo mẫu."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Số ngày học"),
        min_value=0,
        max_value=3660,
        widget=forms.TextInput({**TEXT, "inputmode": "numeric"}),
    )
    periods = forms.IntegerField(
        label=gettext_lazy("Số tiết"),
        min_value=0,
        max_value=30_000,
        widget=forms.TextInput({**TEXT, "inputmode": "numeric"}),
    )
    place = text_field(gettext_lazy("Địa điểm học"), required=False)
    completion = text_field(
        gettext_lazy("Căn cứ xác nhận hoàn thành"),
        most=500,
        required=False,
        help_text=gettext_lazy(
            "Chỉ khi kết quả của lớp giữ trên giấy: số, ngày của biên bản, quyết định."
        ),
    )
    guests = forms.CharField(
        label=gettext_lazy("Học viên ngoài sổ"),
        required=False,
        max_length=40_000,
        widget=forms.Textarea({**TEXT, "rows": 3, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Mỗi người một dòng: họ và tên | ngày sinh | đơn vị công tác | xếp loại."
        ),
    )

    def clean_guests(self) -> list[tuple[str, str, str, str]]:
        """The guests, one a line."""
        lines = [line for line in self.cleaned_data["guests"].splitlines() if line.strip()]
        if len(lines) > GUESTS:
            raise forms.ValidationError(_("Nhiều nhất %s dòng.") % GUESTS)
        told = []
        for line in lines:
            parts = [part.strip() for part in line.replace("\t", "|").split("|")]
            name, birth, workplace, classification = (*parts, "", "", "", "")[:4]
            told.append((name, _birth(birth), workplace, classification))
        return told


def _birth(text: str) -> str:
    """A day of birth of a guest as it is kept: ISO, as far as it is known."""
    if not text:
        return ""
    parts = text.replace("-", "/").replace(".", "/").split("/")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or len(parts[-1]) != 4:
        raise forms.ValidationError(_("Không đọc được ngày sinh “%s”.") % text[:40])
    return "-".join(part.zfill(2) for part in reversed(parts))


class RevokeForm(forms.Form):
    """On which ground a certificate is revoked."""

    ground = forms.ChoiceField(label=gettext_lazy("Lý do"), widget=forms.Select(PRINTED))
    paper = ground_field(gettext_lazy("Số, ngày của quyết định thu hồi."))

    def __init__(self, *args: Any, on: Any, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "revoke_%s", **more})
        cast(forms.ChoiceField, self.fields["ground"]).choices = [
            (one.code, f"{one.label} ({one.clause})") for one in grounds_on(REVOKE, on)
        ]


class AgainForm(forms.Form):
    """Why another certificate is issued in the place of one, and what it says otherwise."""

    ground = forms.ChoiceField(label=gettext_lazy("Lý do"), widget=forms.Select(PRINTED))
    paper = ground_field(gettext_lazy("Đơn của người được cấp, biên bản, quyết định."))
    name = text_field(gettext_lazy("Họ và tên đúng"), most=200, required=False)
    birth = text_field(
        gettext_lazy("Ngày sinh đúng"), most=10, required=False, help_text="15/03/1985"
    )
    workplace = text_field(gettext_lazy("Đơn vị công tác đúng"), required=False)
    classification = forms.ChoiceField(
        label=gettext_lazy("Xếp loại đúng"),
        required=False,
        choices=[("", "–"), *CLASSIFICATIONS.items()],
        widget=forms.Select(PRINTED),
    )

    def __init__(self, *args: Any, on: Any, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "again_%s", **more})
        cast(forms.ChoiceField, self.fields["ground"]).choices = [
            (one.code, f"{one.label} ({one.clause})") for one in grounds_on(AGAIN, on)
        ]

    def clean_birth(self) -> str:
        """The day of birth as it is kept."""
        return _birth(self.cleaned_data["birth"])

    def corrected(self) -> Corrected:
        """What is said otherwise: what was filled in."""
        said = self.cleaned_data
        return Corrected(
            **{key: said[key] or None for key in ("name", "birth", "workplace", "classification")}
        )


class PaperForm(forms.Form):
    """The paper that something rests on."""

    paper = ground_field(gettext_lazy("Đơn hoặc văn bản đề nghị."))


class WordsForm(forms.Form):
    """A new version of a template."""

    title = text_field(gettext_lazy("Tên giấy"), most=120, missing=gettext_lazy("Ghi tên giấy."))
    subtitle = text_field(gettext_lazy("Dòng dưới tên"), most=200, required=False)
    lines = forms.CharField(
        label=gettext_lazy("Các dòng"),
        max_length=4000,
        widget=forms.Textarea({**TEXT, "rows": 10, "lang": "vi"}),
    )
    authority = forms.CharField(
        label=gettext_lazy("Chức danh người ký"),
        max_length=400,
        required=False,
        widget=forms.Textarea({**TEXT, "rows": 2, "lang": "vi"}),
    )
    remark = text_field(gettext_lazy("Ghi chú in trên giấy"), most=400, required=False)
    since = day_field(
        gettext_lazy("Dùng từ ngày"),
        example="01/07/2024",
        missing=gettext_lazy("Ghi ngày bắt đầu dùng mẫu."),
    )
    note = note_field()

    def clean(self) -> dict[str, Any]:
        """Words whose fields are known."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                refuse_words(self.words())
            except Refused as refused:
                self.add_error("lines", str(refused))
        return data

    def words(self) -> Words:
        """The words as they were typed."""
        said = self.cleaned_data
        return Words(
            title=said["title"],
            subtitle=said["subtitle"],
            lines=said["lines"].replace("\r\n", "\n"),
            authority=said["authority"].replace("\r\n", "\n"),
            note=said["remark"],
        )


class KeyForm(forms.Form):
    """Why a key is replaced."""

    ground = text_field(gettext_lazy("Lý do thay khóa"), missing=gettext_lazy("Ghi lý do."))


class OutsideForm(forms.Form):
    """A degree or certificate from elsewhere, with its scan."""

    what = forms.ChoiceField(
        label=gettext_lazy("Loại"), choices=Outside.What.choices, widget=forms.Select(CHOICE)
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Trình độ (chỉ ghi cho văn bằng)"),
        required=False,
        choices=lambda: [("", "–"), *DEGREE_LEVELS.choices],
        widget=forms.Select(CHOICE),
    )
    title = text_field(
        gettext_lazy("Tên chương trình hoặc ngành"), missing=gettext_lazy("Ghi tên.")
    )
    issuer = text_field(gettext_lazy("Nơi cấp"), missing=gettext_lazy("Ghi nơi cấp."))
    number = text_field(gettext_lazy("Số hiệu"), most=80, required=False)
    issued_on = day_field(
        gettext_lazy("Ngày cấp"), example="30/06/2015", missing=gettext_lazy("Ghi ngày cấp.")
    )
    starts_on = day_field(gettext_lazy("Học từ ngày"), required=False)
    ends_on = day_field(gettext_lazy("đến ngày"), required=False)
    abroad = forms.BooleanField(label=gettext_lazy("Học ở nước ngoài"), required=False)
    scan = forms.FileField(
        label=gettext_lazy("Bản quét"),
        widget=forms.ClearableFileInput(
            {"class": "form-control", "accept": ".pdf,.png,.jpg,.jpeg"}
        ),
        help_text=gettext_lazy("PDF hoặc ảnh, nhiều nhất 20 MB."),
        error_messages={"required": gettext_lazy("Chọn bản quét.")},
    )

    def clean_scan(self) -> Any:
        """A scan that is not too large to be read."""
        scan = self.cleaned_data["scan"]
        if scan.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp quá lớn."))
        return scan


class CheckForm(forms.Form):
    """Whether a paper from elsewhere is what it was recorded as."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Kết luận"),
        choices=[("yes", gettext_lazy("Xác nhận")), ("no", gettext_lazy("Không xác nhận"))],
        widget=forms.RadioSelect,
    )
    reason = text_field(
        gettext_lazy("Đã đối chiếu với gì, kết quả"),
        most=1000,
        missing=gettext_lazy("Ghi đã đối chiếu với gì, kết quả ra sao."),
    )


class AskForm(forms.Form):
    """The code of a certificate, or the text of its QR code."""

    ma = forms.CharField(
        label=gettext_lazy("Mã xác nhận"),
        max_length=4000,
        widget=forms.TextInput({**TEXT, "spellcheck": "false", "autocapitalize": "characters"}),
        help_text=gettext_lazy("16 chữ và số in cạnh mã QR, hoặc cả nội dung quét được từ mã QR."),
        error_messages={"required": gettext_lazy("Ghi mã xác nhận.")},
    )
