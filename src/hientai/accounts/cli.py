"""`hientai user`: accounts and roles from the server's command line."""

from datetime import date
from typing import Any

import click
from django.utils.translation import gettext as _

from hientai.accounts.domain import ROLES, label_of
from hientai.accounts.models import RoleAssignment, User
from hientai.accounts.services import create_user, give_role, operator_scope
from hientai.accounts.services.helping import remove_all_factors
from hientai.organisations.models import Unit
from hientai.shared.refused import Refused
from hientai.webkit.day import today
from hientai.webkit.terminal import CODE, DAY, NAME, as_json, say_json


@click.group()
def user() -> None:
    """Tài khoản và vai trò.

    \b
    Ví dụ:
      hientai user add lan --name "Lê Thị Lan" --role owner --unit HN
      hientai user list --json
    """


@user.command()
@click.argument("username", type=CODE)
@click.option("--name", type=NAME, required=True, help=_("Họ và tên."))
@click.option("--role", type=click.Choice([r.code for r in ROLES]), required=True)
@click.option("--unit", "unit_code", required=True, help=_("Mã đơn vị mà vai trò có hiệu lực."))
@click.option("--since", type=DAY, default=today, help=_("Từ ngày; mặc định hôm nay."))
@click.password_option(
    prompt=_("Mật khẩu"),
    confirmation_prompt=_("Nhập lại mật khẩu"),
    help=_("Mật khẩu, hỏi nếu không ghi; ít nhất 12 ký tự."),
)
@as_json
def add(username: str, name: str, role: str, unit_code: str, since: date, **how: Any) -> None:
    """Tạo tài khoản và giao vai trò tại một đơn vị; tài khoản đã có thì chỉ thêm vai trò.

    \b
    Ví dụ:
      hientai user add lan --name "Lê Thị Lan" --role unit_officer --unit SNV --since 2024-06-01
    """
    with operator_scope("hientai user add"):
        unit = Unit.objects.filter(code=unit_code).first()
        if unit is None:
            raise Refused(
                _("Không có đơn vị mã “%(unit_code)s”") % {"unit_code": unit_code},
                remedy=_("Xem mã đơn vị ở trang Đơn vị."),
            )
        known = User.objects.filter(username__iexact=username).exists()
        account = create_user(username=username, name=name, password=how["password"])
        give_role(user=account, role=role, unit=unit, since=since)
    if how["in_json"]:
        told = {"username": username, "known": known}
        say_json(told | {"role": role, "unit": unit_code, "since": since})
        return
    if known:
        click.echo(_("Đã có tài khoản %s: giữ nguyên họ tên và mật khẩu của tài khoản.") % username)
    click.echo(
        _("%(username)s: %(role)s tại %(unit_code)s, từ %(since)s")
        % {"username": username, "role": label_of(role), "unit_code": unit_code, "since": since}
    )


@user.command("list")
@as_json
def list_users(in_json: bool) -> None:
    """Liệt kê tài khoản với vai trò và đơn vị.

    \b
    Ví dụ:
      hientai user list --json
    """
    with operator_scope():
        rows: list[dict[str, Any]] = [
            {"username": u.username, "name": u.name, "active": u.is_active, "roles": _roles(u)}
            for u in User.objects.order_by("username").prefetch_related("role_assignments__unit")
        ]
    if in_json:
        say_json(rows)
        return
    for row in rows:
        held = "; ".join(
            _("%(label_of)s tại %(r)s") % {"label_of": label_of(r["role"]), "r": r["unit"]}
            for r in row["roles"]
        )
        click.echo(f"{row['username']:20} {row['name']:30} {held}")


@user.command("reset-factors")
@click.argument("username", type=CODE)
@as_json
def reset_factors(username: str, in_json: bool) -> None:
    """Bỏ xác thực hai bước của một tài khoản và kết thúc mọi phiên (mất điện thoại).

    Chỉ dùng khi đã xác minh đúng người.

    \b
    Ví dụ:
      hientai user reset-factors lan
    """
    with operator_scope("hientai user reset-factors"):
        account = User.objects.filter(username__iexact=username).first()
        if account is None:
            raise Refused(
                _("Không có tài khoản “%s”") % username, remedy=_("Xem tên: hientai user list")
            )
        remove_all_factors(user=account)
    if in_json:
        say_json({"username": account.username, "factors": "removed"})
        return
    click.echo(_("%s: đã bỏ xác thực hai bước, đã kết thúc các phiên") % account.username)


def _roles(account: User) -> list[dict[str, str | None]]:
    return [_role(r) for r in account.role_assignments.all()]


def _role(held: RoleAssignment) -> dict[str, str | None]:
    until = held.period.upper
    return {
        "role": held.role,
        "unit": held.unit.code,
        "since": held.period.lower.isoformat(),
        "until": until.isoformat() if until else None,
    }
