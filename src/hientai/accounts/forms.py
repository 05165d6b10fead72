"""Forms of signing in, of the own account and of accounts that are managed."""

from typing import Any, cast

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.utils.translation import gettext_lazy as _

from hientai.accounts.domain import ROLES
from hientai.accounts.models import User
from hientai.organisations.models import Unit
from hientai.webkit.fields import CHOICE, TEXT, PeriodForm, day_field, ground_field, text_field

CODE = {**TEXT, "autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
EMAIL = {"class": "form-control", "autocomplete": "off"}


def role_field() -> forms.ChoiceField:
    """One of the roles; none is chosen beforehand."""
    return forms.ChoiceField(
        label=_("Vai trò"),
        choices=[("", _("Chọn vai trò"))] + [(r.code, _(r.label)) for r in ROLES],
        widget=forms.Select(CHOICE),
        error_messages={"required": _("Chọn vai trò.")},
    )


class SignInForm(AuthenticationForm):
    """Name and password; a wrong pair never tells which of the two was wrong."""

    username = UsernameField(max_length=150)
    password = forms.CharField(max_length=1000, strip=False)

    error_messages = {
        "invalid_login": _(
            "Tên đăng nhập hoặc mật khẩu không đúng. Mật khẩu phân biệt chữ hoa, chữ thường."
        ),
        "inactive": _("Tài khoản này đã ngừng sử dụng. Liên hệ người quản trị của cơ quan."),
    }


class CodeForm(forms.Form):
    """A code of the app, or one kept on paper."""

    code = forms.CharField(
        label=_("Mã xác thực"),
        max_length=40,
        widget=forms.TextInput({**CODE, "autofocus": True}),
        error_messages={"required": _("Nhập mã 6 số trong ứng dụng, hoặc một mã dự phòng.")},
    )


class AppForm(forms.Form):
    """The first code of an app that is being registered."""

    code = forms.CharField(
        label=_("Mã 6 số đang hiện trong ứng dụng"),
        max_length=20,
        widget=forms.TextInput({**CODE, "inputmode": "numeric"}),
        error_messages={"required": _("Nhập mã 6 số đang hiện trong ứng dụng.")},
    )


class AgainForm(forms.Form):
    """The own password once more, before the way of signing in is changed."""

    password = forms.CharField(
        label=_("Mật khẩu hiện tại"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(
            {"class": "form-control", "autocomplete": "current-password", "autofocus": True}
        ),
        error_messages={"required": _("Nhập mật khẩu hiện tại.")},
    )


class ForgottenForm(forms.Form):
    """Whose password was forgotten, by name or e-mail address."""

    asked = text_field(
        _("Tên đăng nhập hoặc địa chỉ thư điện tử"),
        most=254,
        missing=_("Nhập tên đăng nhập hoặc địa chỉ thư điện tử."),
    )


class InvitationForm(forms.Form):
    """Who is invited, with which role at which unit."""

    name = text_field(_("Họ và tên"), missing=_("Ghi họ và tên."))
    email = forms.EmailField(
        label=_("Địa chỉ thư điện tử"),
        widget=forms.EmailInput(EMAIL),
        error_messages={
            "required": _("Ghi địa chỉ thư điện tử công vụ."),
            "invalid": _("Địa chỉ thư điện tử không đúng dạng, ví dụ lan@hanoi.gov.vn."),
        },
        help_text=_("Thư mời được gửi đến địa chỉ này."),
    )
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,39}$",
        label=_("Tên đăng nhập"),
        widget=forms.TextInput({**TEXT, "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={
            "required": _("Ghi tên đăng nhập."),
            "invalid": _("Dùng 3–40 chữ thường không dấu, số, dấu chấm hoặc gạch nối."),
        },
        help_text=_("Chữ thường không dấu, ví dụ lan.sonoivu."),
    )
    role = role_field()
    unit = text_field(
        _("Mã đơn vị"),
        most=40,
        missing=_("Ghi mã đơn vị mà vai trò có hiệu lực."),
        help_text=_("Vai trò có hiệu lực tại đơn vị này và các đơn vị trực thuộc, ví dụ SNV."),
    )
    since = day_field(_("Từ ngày"), example="01/06/2024", missing=_("Ghi ngày bắt đầu."))

    def clean_unit(self) -> Unit:
        """The unit of that code."""
        unit = Unit.objects.filter(code__iexact=self.cleaned_data["unit"].strip()).first()
        if unit is None:
            raise forms.ValidationError(_("Không có đơn vị mang mã này; xem mã ở trang Đơn vị."))
        return unit


class TokenForm(forms.Form):
    """What a program is called, in which own role and at which unit it asks, and for how long."""

    name = text_field(
        _("Dùng cho"),
        most=80,
        missing=_("Ghi tên chương trình dùng mã này."),
        help_text=_("Ví dụ: Phần mềm quản lý cán bộ của Sở. Nhật ký ghi tên này."),
    )
    held = forms.ChoiceField(
        label=_("Vai trò"),
        widget=forms.Select(CHOICE),
        error_messages={"required": _("Chọn vai trò.")},
    )
    unit = text_field(
        _("Mã đơn vị (thu hẹp phạm vi)"),
        most=40,
        required=False,
        help_text=_("Để trống: đơn vị của vai trò. Hoặc mã một đơn vị trực thuộc."),
    )
    may_write = forms.BooleanField(
        label=_("Được ghi dữ liệu, không chỉ xem"),
        required=False,
        widget=forms.CheckboxInput({"class": "form-check-input"}),
    )
    days = forms.TypedChoiceField(
        label=_("Thời hạn"),
        choices=[(7, _("7 ngày")), (30, _("30 ngày")), (90, _("90 ngày")), (365, _("365 ngày"))],
        initial=90,
        coerce=int,
        widget=forms.Select(CHOICE),
    )

    def __init__(self, *args: Any, roles: dict[int, str], **more: Any) -> None:
        super().__init__(*args, **more)
        held = cast(forms.ChoiceField, self.fields["held"])
        held.choices = [(str(key), words) for key, words in roles.items()]

    def clean_unit(self) -> Unit | None:
        """The unit of that code; none for the role's own."""
        code = self.cleaned_data["unit"].strip()
        unit = Unit.objects.filter(code__iexact=code).first() if code else None
        if code and unit is None:
            raise forms.ValidationError(_("Không có đơn vị mang mã này; xem mã ở trang Đơn vị."))
        return unit


class DemandForm(PeriodForm):
    """From when a role asks for a second factor, and on which ground."""

    role = role_field()
    since = day_field(_("Từ ngày"), example="01/07/2024", missing=_("Ghi ngày bắt đầu."))
    until = day_field(_("Đến hết ngày"), required=False, help_text=_("Để trống: không thời hạn."))
    ground = ground_field(_("Ví dụ: Quy chế an toàn thông tin số 12/QĐ-SNV, 01/06/2024."))


class _SomebodyForm(PeriodForm):
    """Somebody who has an account, by name of sign-in, and a document."""

    user = text_field(
        _("Tên đăng nhập"),
        most=150,
        missing=_("Ghi tên đăng nhập của người dùng."),
        help_text=_("Xem tên đăng nhập ở trang Tài khoản."),
    )

    def clean_user(self) -> User:
        """The user of that name, if still in use."""
        typed = self.cleaned_data["user"].strip()
        user = User.objects.filter(username__iexact=typed, is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("Không có tài khoản đang dùng mang tên này."))
        return user


class GrantForm(_SomebodyForm):
    """Who holds which role at which unit, from when to when, on which ground."""

    role = role_field()
    unit = text_field(
        _("Mã đơn vị"),
        most=40,
        missing=_("Ghi mã đơn vị mà vai trò có hiệu lực."),
        help_text=_("Vai trò có hiệu lực tại đơn vị này và các đơn vị trực thuộc, ví dụ SNV."),
    )
    since = day_field(_("Từ ngày"), example="01/06/2024", missing=_("Ghi ngày bắt đầu."))
    until = day_field(_("Đến hết ngày"), required=False, help_text=_("Để trống: không thời hạn."))
    ground = ground_field(_("Ví dụ: Quyết định số 45/QĐ-SNV, 28/05/2024."))

    def __init__(self, *args: Any, top: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [(r.code, _(r.label)) for r in ROLES if top or not r.from_the_top]
        cast(forms.ChoiceField, self.fields["role"]).choices = [("", _("Chọn vai trò")), *offered]

    def clean_unit(self) -> Unit:
        """The unit of that code."""
        unit = Unit.objects.filter(code__iexact=self.cleaned_data["unit"].strip()).first()
        if unit is None:
            raise forms.ValidationError(_("Không có đơn vị mang mã này; xem mã ở trang Đơn vị."))
        return unit


class DeputyForm(_SomebodyForm):
    """Who stands in for the holder of a role, from when to when, on which ground."""

    since = day_field(_("Từ ngày"), example="01/06/2024", missing=_("Ghi ngày bắt đầu."))
    until = day_field(_("Đến hết ngày"), example="30/06/2024", missing=_("Ghi ngày cuối cùng."))
    ground = ground_field(_("Ví dụ: Giấy ủy quyền số 7/GUQ-SNV, 28/05/2024."))


class EndForm(forms.Form):
    """From when something holds no longer, and on which ground."""

    on = day_field(
        _("Thôi từ ngày"),
        example="01/07/2024",
        missing=_("Ghi ngày."),
        help_text=_("Ngày đầu tiên không còn hiệu lực."),
    )
    ground = ground_field(_("Ví dụ: Quyết định số 51/QĐ-SNV, 25/06/2024."))
