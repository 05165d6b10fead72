"""Forms of signing in."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.utils.translation import gettext_lazy as _


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
