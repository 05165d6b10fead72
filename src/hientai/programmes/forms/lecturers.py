"""Forms of lecturers, of what they may teach and of the courses that trained them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.people.queries import person_by_code
from hientai.programmes.forms.fields import ProgrammeField, UnitField, choice
from hientai.shared.vocabulary import LECTURER_KINDS
from hientai.webkit.fields import PeriodForm, day_field, ground_field, text_field


class AboutLecturer(forms.Form):
    """What a lecturer is."""

    kind = choice(gettext_lazy("Loại giảng viên"), LECTURER_KINDS)
    workplace = text_field(gettext_lazy("Nơi công tác"), required=False)
    position = text_field(gettext_lazy("Chức vụ, học hàm, học vị"), required=False)
    expertise = text_field(gettext_lazy("Chuyên môn"), most=500, required=False)
    country = text_field(
        gettext_lazy("Quốc tịch"),
        most=60,
        required=False,
        help_text=gettext_lazy("Bắt buộc với chuyên gia nước ngoài."),
    )


class ChangeLecturerForm(AboutLecturer):
    """What a lecturer is, with a last day where the lecturer leaves."""

    until = day_field(
        gettext_lazy("Thôi tham gia từ sau ngày"), example="31/12/2024", required=False
    )


class LecturerForm(AboutLecturer):
    """A new lecturer: a person of the register by code, or somebody from outside by name."""

    unit = UnitField(gettext_lazy("Đơn vị quản lý hồ sơ (mã)"))
    code = text_field(
        gettext_lazy("Mã CBCCVC"),
        most=40,
        required=False,
        help_text=gettext_lazy("Người trong danh sách; người ngoài thì để trống và ghi họ tên."),
    )
    name = text_field(gettext_lazy("Họ và tên (người ngoài danh sách)"), required=False)
    since = day_field(
        gettext_lazy("Tham gia từ ngày"),
        example="01/01/2024",
        missing=gettext_lazy("Ghi ngày bắt đầu."),
    )
    ground = ground_field(gettext_lazy("Văn bản mời hoặc công nhận giảng viên."))
    field_order = (
        "unit",
        "code",
        "name",
        "kind",
        "workplace",
        "position",
        "expertise",
        "country",
        "since",
        "ground",
    )

    def clean(self) -> dict[str, Any]:
        """A person of the register or a name from outside, not both and not neither."""
        data: dict[str, Any] = super().clean() or {}
        code, name = data.pop("code", ""), data.get("name", "")
        if bool(code) == bool(name):
            self.add_error("code", _("Ghi mã CBCCVC, hoặc họ tên người ngoài danh sách."))
        data["person"] = person_by_code(code.strip().upper()) if code else None
        if code and data["person"] is None:
            self.add_error("code", _("Không có người mang mã này trong phạm vi của bạn."))
        return data


class QualifyForm(PeriodForm):
    """What a lecturer may teach, since when, on which ground."""

    programme = ProgrammeField(gettext_lazy("Chương trình (mã)"))
    since = day_field(
        gettext_lazy("Từ ngày"), example="01/01/2024", missing=gettext_lazy("Ghi ngày bắt đầu.")
    )
    until = day_field(gettext_lazy("Đến hết ngày"), example="31/12/2025", required=False)
    ground = ground_field(gettext_lazy("Quyết định hoặc kết luận công nhận đủ điều kiện dạy."))


class EndForm(forms.Form):
    """The last day of something, and why."""

    last = day_field(
        gettext_lazy("Ngày cuối cùng"),
        example="30/06/2024",
        missing=gettext_lazy("Ghi ngày cuối cùng."),
    )
    ground = ground_field(gettext_lazy("Văn bản làm căn cứ."))


class TrainerCourseForm(forms.Form):
    """A course that trained a lecturer to train."""

    title = text_field(
        gettext_lazy("Khóa tập huấn"), missing=gettext_lazy("Ghi tên khóa tập huấn.")
    )
    organiser = text_field(
        gettext_lazy("Đơn vị tổ chức"), missing=gettext_lazy("Ghi đơn vị tổ chức.")
    )
    starts_on = day_field(
        gettext_lazy("Ngày đầu"), example="06/05/2024", missing=gettext_lazy("Ghi ngày đầu.")
    )
    ends_on = day_field(
        gettext_lazy("Ngày cuối"), example="10/05/2024", missing=gettext_lazy("Ghi ngày cuối.")
    )
    programme = ProgrammeField(gettext_lazy("Chương trình (mã)"), required=False)
    certificate = text_field(gettext_lazy("Chứng nhận"), required=False)

    def clean(self) -> dict[str, Any]:
        """A course runs forward."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Ngày cuối phải từ ngày đầu trở đi."))
        return data
