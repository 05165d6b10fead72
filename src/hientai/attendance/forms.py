"""Forms of attendance: leave and its answer, limits of an institution, a file."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.attendance.queries.rolls import Held
from hientai.programmes.domain.files import MOST_BYTES
from hientai.programmes.services.materials import Upload
from hientai.webkit.fields import CHOICE, TEXT, day_field, text_field

Choices = Sequence[tuple[Any, str]]


def _file(label: Any, accept: str, **more: Any) -> forms.FileField:
    widget = forms.ClearableFileInput({"class": "form-control", "accept": accept})
    return forms.FileField(label=label, widget=widget, **more)


class _OneSession(forms.TypedChoiceField):
    """A session instead of days: neither alone is called optional."""

    is_needed = True


class LeaveForm(forms.Form):
    """Leave of some days or of one session, with the paper it rests on."""

    learner = forms.TypedChoiceField(
        label=gettext_lazy("Học viên"), coerce=int, widget=forms.Select(CHOICE)
    )
    first_on = day_field(gettext_lazy("Nghỉ từ ngày"), required=False)
    first_on.is_needed = True
    last_on = day_field(
        gettext_lazy("đến hết ngày"),
        required=False,
        help_text=gettext_lazy("Để trống nếu nghỉ một ngày."),
    )
    session = _OneSession(
        label=gettext_lazy("hoặc chỉ một buổi"),
        coerce=int,
        required=False,
        empty_value=None,
        widget=forms.Select(CHOICE),
    )
    reason = text_field(
        gettext_lazy("Lý do nghỉ"), most=500, missing=gettext_lazy("Ghi lý do nghỉ.")
    )
    paper = text_field(
        gettext_lazy("Số, ngày của giấy tờ"),
        required=False,
        help_text=gettext_lazy("Ví dụ: Giấy ra viện số 12, công văn cử đi họp."),
    )
    scan = _file(
        gettext_lazy("Bản chụp, bản quét"),
        ".pdf,.png,.jpg,.jpeg",
        required=False,
        help_text=gettext_lazy("PDF hoặc ảnh, nhiều nhất 20 MB."),
    )

    def __init__(
        self, *args: Any, sessions: Sequence[Held], learners: Choices = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self._sessions = {one.pk: one for one in sessions}
        self._ask_when(sessions)
        if learners:
            cast(forms.ChoiceField, self.fields["learner"]).choices = [("", "–"), *learners]
        else:
            del self.fields["learner"]

    def _ask_when(self, sessions: Sequence[Held]) -> None:
        """Days, or one session where the class has any: one of the two is needed."""
        if not sessions:
            del self.fields["session"]
            return
        both = _("Cần một trong hai: ghi ngày nghỉ, hoặc chọn một buổi ở dưới.")
        self.fields["first_on"].help_text = both
        listed = [(one.pk, f"{one.starts:%d/%m/%Y %H:%M} · {one.title}") for one in sessions]
        cast(forms.ChoiceField, self.fields["session"]).choices = [("", "–"), *listed]

    def clean_scan(self) -> Any:
        """A scan that is not too large to be read."""
        scan = self.cleaned_data["scan"]
        if scan and scan.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp quá lớn."))
        return scan

    def clean(self) -> None:
        """A session, or days."""
        told = self.cleaned_data
        if told.get("session") is None and not told.get("first_on") and "first_on" in told:
            both = _("Ghi ngày nghỉ, hoặc chọn một buổi.")
            self.add_error("first_on", both if "session" in self.fields else _("Ghi ngày nghỉ."))

    def leave(self) -> dict[str, Any]:
        """What was filled in, as the verb takes it; a session says its own day."""
        told = self.cleaned_data
        one = self._sessions.get(told.get("session") or 0)
        first = one.day if one else told["first_on"]
        scan = told.get("scan")
        return {
            "session": one.row if one else None,
            "first_on": first,
            "last_on": first if one else told["last_on"] or first,
            "reason": told["reason"],
            "paper": told["paper"],
            "scan": Upload(scan.name, scan.read()) if scan else None,
        }


class AnswerForm(forms.Form):
    """Whether leave is given, and in what words."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Trả lời"),
        choices=[("yes", gettext_lazy("Cho nghỉ")), ("no", gettext_lazy("Không đồng ý"))],
        widget=forms.RadioSelect,
    )
    words = text_field(
        gettext_lazy("Ý kiến"),
        most=500,
        required=False,
        help_text=gettext_lazy("Không đồng ý thì ghi lý do."),
    )


class FileForm(forms.Form):
    """A filled list."""

    file = _file(
        gettext_lazy("Tệp XLSX đã điền"),
        ".xlsx",
        error_messages={"required": gettext_lazy("Chọn tệp.")},
    )
    ground = text_field(gettext_lazy("Căn cứ sửa sau khi khóa"), most=500, required=False)

    def clean_file(self) -> Any:
        """A list of one session is small."""
        file = self.cleaned_data["file"]
        if file.size > 5 * 2**20:
            raise forms.ValidationError(_("Tệp quá lớn."))
        return file


class LimitsForm(forms.Form):
    """The limits of absence that an institution's regulation sets."""

    institution = forms.TypedChoiceField(
        label=gettext_lazy("Cơ sở đào tạo, bồi dưỡng"), coerce=int, widget=forms.Select(CHOICE)
    )
    since = day_field(
        gettext_lazy("Cho các lớp mở từ ngày"), missing=gettext_lazy("Ghi ngày bắt đầu.")
    )
    all_most = forms.DecimalField(
        label=gettext_lazy("Vắng nhiều nhất, cả có phép (%)"),
        min_value=0,
        max_value=100,
        decimal_places=1,
        required=False,
        widget=forms.TextInput({**TEXT, "inputmode": "decimal"}),
    )
    unexcused_most = forms.DecimalField(
        label=gettext_lazy("Vắng không phép nhiều nhất (%)"),
        min_value=0,
        max_value=100,
        decimal_places=1,
        required=False,
        widget=forms.TextInput({**TEXT, "inputmode": "decimal"}),
    )
    clause = text_field(
        gettext_lazy("Quy chế, điều khoản"),
        most=500,
        missing=gettext_lazy("Ghi quy chế và điều khoản."),
    )

    def __init__(self, *args: Any, institutions: Choices = (), **more: Any) -> None:
        super().__init__(*args, **more)
        cast(forms.ChoiceField, self.fields["institution"]).choices = list(institutions)
