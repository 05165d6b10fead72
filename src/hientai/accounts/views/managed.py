"""Accounts as their administrator sees them: invited, signed in, helped when a phone is lost."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hientai.accounts import queries
from hientai.accounts.domain import label_of
from hientai.accounts.forms import DemandForm, InvitationForm
from hientai.accounts.models import Demand, User
from hientai.accounts.services import demands, invitations
from hientai.accounts.services.helping import remove_all_factors
from hientai.accounts.services.provider import provider
from hientai.accounts.services.sessions import end_sessions
from hientai.accounts.views.forgotten import page_of_words
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.day import Visit
from hientai.webkit.guard import Guarded, guarded
from hientai.webkit.lists import Badge, Column, Filter, Link, ListPage

PERMISSION = "accounts:manage"


@require_safe
@guarded(PERMISSION)
def listing(request: Visit) -> HttpResponseBase:
    """Every account that is looked after here."""
    whole = queries.gives_from_the_top()
    page = ListPage(
        request,
        title=_("Tài khoản"),
        rows=queries.accounts(whole=whole),
        columns=[
            Column("ten", _("Họ và tên"), _named, sort="name"),
            Column("thu", _("Thư điện tử"), lambda user: user.email, only_download=True),
            Column("trang-thai", _("Trạng thái"), _state),
            Column("hai-buoc", _("Xác thực hai bước"), _two_steps, sort="two_steps"),
            Column("gan-nhat", _("Đăng nhập gần nhất"), _last, sort="last_login"),
        ],
        filters=[Filter("tim", _("Tìm tên hoặc thư điện tử"), apply=queries.found)],
    )
    return page.render("accounts/listing.html", {"whole": whole})


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PERMISSION)
def invite(request: Visit) -> HttpResponse:
    """A form that invites somebody with a role at a unit."""
    form = InvitationForm(request.POST or None, initial={"since": f"{request.today:%d/%m/%Y}"})
    if request.method == "POST" and form.is_valid():
        try:
            user = invitations.invite(**form.cleaned_data, base=page_of_words(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _sent_to(user))
            return redirect("accounts:account", user.username)
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/invite.html", {"form": form}, status=status)


@require_safe
@guarded(PERMISSION)
def account(request: Visit, username: str) -> HttpResponse:
    """One account: its roles, how it is opened, where it is open now."""
    user = get_object_or_404(queries.accounts(), username=username)
    context = {
        "account": user,
        "state": _state(user),
        "held": [(label_of(role.role), role.unit.code) for role in user.roles],
        "factors": queries.factors_of(user),
        "identities": queries.identities_of(user),
        "sessions": queries.sessions_of(user),
        "tokens": queries.tokens_of(user).count(),
        "invitation": queries.last_invitation(user),
    }
    return render(request, "accounts/account.html", context)


def _step(verb: Callable[[Visit, User], str]) -> Guarded:
    """A door for one thing done about an account, which answers with what was done."""

    @require_POST
    @guarded(PERMISSION)
    def done(request: Visit, username: str) -> HttpResponse:
        user = get_object_or_404(queries.accounts(), username=username)
        messages.success(request, verb(request, user))
        return redirect("accounts:account", user.username)

    return done


def _invite_again(request: Visit, user: User) -> str:
    invitations.invite_again(user=user, base=page_of_words(request))
    return _sent_to(user)


def _end_sessions(request: Visit, user: User) -> str:
    return _("Đã kết thúc %s phiên đăng nhập.") % end_sessions(user=user)


def _remove_factors(request: Visit, user: User) -> str:
    remove_all_factors(user=user)
    return _("Đã bỏ xác thực hai bước; người dùng đăng ký lại khi đăng nhập.")


invite_again = _step(_invite_again)
end_all = _step(_end_sessions)
remove_factors = _step(_remove_factors)


@require_http_methods(["GET", "HEAD", "POST"])
@guarded(PERMISSION)
def sign_in_settings(request: Visit) -> HttpResponse:
    """Which roles are asked for a second factor, the provider of identities, the mail server.

    They hold for everybody: only who manages accounts as a whole sees and sets them.
    """
    _as_a_whole()
    form = DemandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            demands.demand(**form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi yêu cầu xác thực hai bước."))
            return redirect("accounts:sign_in_settings")
    context = {
        "form": form,
        "demands": [(label_of(one.role), one) for one in queries.demands()],
        "provider": provider(),
        "back": request.build_absolute_uri(reverse("accounts:provider_back")),
        "mail_host": settings.EMAIL_HOST,
        "mail_folder": settings.EMAIL_FILE_PATH,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/settings.html", context, status=status)


@require_POST
@guarded(PERMISSION)
def end_demand(request: Visit, number: int) -> HttpResponse:
    """Demand a second factor of a role no longer, from today on."""
    _as_a_whole()
    demands.end_demand(demand=get_object_or_404(Demand, pk=number), on=request.today)
    messages.success(request, _("Đã thôi yêu cầu từ hôm nay."))
    return redirect("accounts:sign_in_settings")


def _as_a_whole() -> None:
    if not queries.gives_from_the_top():
        raise Http404


def _named(user: User) -> Link:
    told = f"{user.username} · {user.email}" if user.email else user.username
    return Link(str(user), reverse("accounts:account", args=[user.username]), told)


def _state(user: User) -> Badge:
    if not user.is_active:
        return Badge(_("ngừng sử dụng"), "mute")
    if not user.has_usable_password() and user.last_login is None:
        return Badge(_("đã mời, chưa kích hoạt"), "warn")
    return Badge(_("đang dùng"), "good")


def _two_steps(user: User) -> Badge:
    return Badge(_("có"), "good") if user.two_steps else Badge(_("không"), "mute")  # type: ignore[attr-defined]


def _last(user: User) -> str:
    return day(localdate(user.last_login)) if user.last_login else _("chưa lần nào")


def _sent_to(user: User) -> str:
    return _("Thư mời đang được gửi đến %s.") % user.email
