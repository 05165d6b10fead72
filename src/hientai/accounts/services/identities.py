"""Whose account an identity of the provider opens: one linked on purpose, or a checked e-mail."""

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hientai.accounts.models import Identity, User
from hientai.accounts.services.invitations import user_of_email
from hientai.accounts.services.noting import note
from hientai.accounts.services.provider import Told
from hientai.shared.refused import Refused
from hientai.webkit.day import today


@transaction.atomic
def user_told(told: Told) -> User:
    """The user whom the provider means; nobody is made, and nothing is linked by itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT accounts_user_of_identity(%s, %s)", [told.issuer, told.subject])
        [linked] = cursor.fetchone()
    if linked:
        user = User.objects.filter(pk=linked, is_active=True).first()
        if user is not None:
            user.enter(today())
            mine = Identity.objects.filter(issuer=told.issuer, subject=told.subject)
            mine.update(used_at=timezone.now())
            return user
    user = user_of_email(told.email) if told.email and not linked else None
    if user is None:
        raise Refused(
            _("Chưa có tài khoản nào ứng với “%s”") % told.shown,
            why=_("tài khoản chỉ do người quản trị cấp"),
            remedy=_(
                "Đề nghị người quản trị mời đúng địa chỉ này; hoặc đăng nhập bằng mật khẩu rồi "
                "liên kết ở trang Bảo mật đăng nhập."
            ),
        )
    return user


@transaction.atomic
def link(*, user: User, told: Told) -> Identity:
    """Link an identity of the provider to the own account."""
    try:
        with transaction.atomic():
            made = Identity.objects.create(
                user=user, issuer=told.issuer, subject=told.subject, shown=told.shown
            )
    except IntegrityError as error:
        raise Refused(
            _("“%s” đã liên kết với một tài khoản") % told.shown,
            remedy=_("Gỡ liên kết ở tài khoản kia trước."),
        ) from error
    note(user, identity="added")
    return made


@transaction.atomic
def unlink(*, identity: Identity) -> None:
    """Take the link away; the account no longer opens by it."""
    user = identity.user
    identity.delete()
    note(user, identity="removed")
