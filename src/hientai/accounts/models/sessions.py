"""Sessions of browsers: whose each one is, since when, last seen when, in what kind of browser."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from hientai.accounts.models.users import User


class Session(AbstractBaseSession):
    """One browser's session, under the hash of the key that the browser alone holds.

    A copy of this table therefore opens nobody's session.
    """

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    began = models.DateTimeField(_("bắt đầu"), null=True)
    seen = models.DateTimeField(_("gần nhất"), null=True)
    by = models.TextField(_("cách đăng nhập"), blank=True)
    browser = models.TextField(_("trình duyệt"), blank=True)
    address = models.TextField(_("địa chỉ"), blank=True)
