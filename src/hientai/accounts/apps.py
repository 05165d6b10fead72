from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "hientai.accounts"
    verbose_name = _("Tài khoản")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The time of the last sign-in is written by the view of signing in, in the user's scope;
        Django's own writing of it would come before there is a scope."""
        user_logged_in.disconnect(dispatch_uid="update_last_login")
