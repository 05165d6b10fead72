"""Forms of an appraisal and of the acts that approve and end a version."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hientai.programmes.domain.councils import VOTES, Member, read_members
from hientai.programmes.forms.fields import UploadField, words
from hientai.programmes.models import CouncilMember
from hientai.shared.refused import Refused
from hientai.webkit.fields import CHOICE, day_field, ground_field, pasted_field, text_field


class CouncilForm(forms.Form):
    """A council: the decision that sets it up, its day, its members."""

    ground = ground_field(gettext_lazy("Số, ngày của quyết định lập hội đồng thẩm định."))
    on = day_field(
        gettext_lazy("Ngày lập hội đồng"),
        example="01/03/2024",
        missing=gettext_lazy("Ghi ngày lập hội đồng."),
        help_text=gettext_lazy("Thời lượng và hội đồng được xét theo quy định của ngày này."),
    )
    members = pasted_field(
        gettext_lazy("Thành viên"),
        most=10_000,
        rows=7,
        missing=gettext_lazy("Ghi thành viên hội đồng."),
        help_text=gettext_lazy(
            "Mỗi dòng: họ và tên | vai trò (Chủ tịch, Phản biện, Thư ký, Ủy viên) | nơi công tác."
        ),
    )

    def clean_members(self) -> list[Member]:
        """The members as they are read."""
        try:
            return read_members(self.cleaned_data["members"])
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused


class SittingForm(forms.Form):
    """The sitting of a council: its day, every vote, the minutes as text or file."""

    on = day_field(
        gettext_lazy("Ngày họp"), example="15/03/2024", missing=gettext_lazy("Ghi ngày họp.")
    )

    def __init__(self, *args: object, members: Sequence[CouncilMember], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        for member in members:
            self.fields[f"phieu-{member.pk}"] = forms.ChoiceField(
                label=_("Phiếu của %(name)s (%(role)s)")
                % {"name": member.name, "role": member.role_label.lower()},
                choices=[("", _("– chọn –")), *((code, _(word)) for code, word in VOTES.items())],
                widget=forms.Select(CHOICE),
                error_messages={"required": _("Chọn phiếu của thành viên này.")},
            )
        self.fields["minutes"] = words(
            _("Nội dung biên bản"),
            rows=5,
            most=50_000,
            required=False,
            help_text=_("Ghi tóm tắt, hoặc gửi tệp biên bản, hoặc cả hai."),
        )
        self.fields["file"] = UploadField(_("Tệp biên bản"), required=False)

    @property
    def votes(self) -> dict[int, str]:
        """Each member's vote."""
        data = self.cleaned_data
        return {int(k.removeprefix("phieu-")): data[k] for k in data if k.startswith("phieu-")}


class ApproveForm(forms.Form):
    """The act that approves a version, and since when it is in force."""

    act = text_field(
        gettext_lazy("Quyết định phê duyệt"),
        most=500,
        missing=gettext_lazy("Ghi số, ngày của quyết định."),
        help_text=gettext_lazy("Ví dụ: Quyết định 412/QĐ-SNV ngày 04/3/2024."),
    )
    on = day_field(
        gettext_lazy("Ngày ký"), example="04/03/2024", missing=gettext_lazy("Ghi ngày ký.")
    )
    body = text_field(
        gettext_lazy("Cơ quan phê duyệt"), missing=gettext_lazy("Ghi cơ quan phê duyệt.")
    )
    since = day_field(
        gettext_lazy("Áp dụng từ ngày"),
        example="15/03/2024",
        missing=gettext_lazy("Ghi ngày bắt đầu áp dụng."),
        help_text=gettext_lazy("Phiên bản đang áp dụng, nếu có, kết thúc ngày hôm trước."),
    )


class WithdrawForm(forms.Form):
    """The act that ends a version, and its last day."""

    ground = ground_field(gettext_lazy("Văn bản cho thôi áp dụng."))
    last = day_field(
        gettext_lazy("Ngày áp dụng cuối cùng"),
        example="30/09/2024",
        missing=gettext_lazy("Ghi ngày áp dụng cuối cùng."),
        help_text=gettext_lazy("Lớp đã khai giảng đến ngày này vẫn học tiếp."),
    )
