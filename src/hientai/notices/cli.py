"""`hientai notices`, `hientai jobs`: notices and the background's jobs from the command line."""

from collections.abc import Sequence
from typing import Any

import click
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.accounts.services import operator_scope
from hientai.notices import queries, services
from hientai.notices.domain.kinds import Mail, kinds, label_of
from hientai.notices.queries import jobs as queue
from hientai.notices.services.mailing import leave_digests, send_trial
from hientai.shared.refused import Refused
from hientai.webkit.day import today
from hientai.webkit.terminal import CODE, as_json, say_json

MOST = 100


@click.group("notices")
def notices_group() -> None:
    """Thông báo của người dùng và thư gửi kèm.

    \b
    Ví dụ:
      hientai notices list lan --unread
      hientai notices digest
    """


@notices_group.command("list")
@click.argument("username", type=CODE)
@click.option("--unread", is_flag=True, help=_("Chỉ những thông báo chưa đọc."))
@as_json
def list_notices(username: str, unread: bool, in_json: bool) -> None:
    """Liệt kê 100 thông báo mới nhất của một người dùng.

    \b
    Ví dụ:
      hientai notices list lan --unread --json
    """
    user = _user(username)
    with transaction.atomic():
        user.enter(today())
        rows: list[dict[str, Any]] = [
            {"id": n.pk, "kind": n.kind, "title": n.title, "on": n.on, "read": bool(n.read_at)}
            for n in queries.notices_of(user, unread=unread)[:MOST]
        ]
    _say(rows, in_json, lambda row: f"{row['on']}  {_read(row['read'])}  {row['title']}")


@notices_group.command("ways")
@click.argument("username", type=CODE)
@click.option("--kind", type=CODE, help=_("Loại thông báo cần đổi cách gửi."))
@click.option("--mail", type=click.Choice([way.value for way in Mail]), help=_("Cách gửi thư."))
@as_json
def ways(username: str, kind: str | None, mail: str | None, in_json: bool) -> None:
    """Xem, hoặc đổi, mỗi loại thông báo được gửi thư cho một người dùng như thế nào.

    \b
    Ví dụ:
      hientai notices ways lan
    """
    user = _user(username)
    with transaction.atomic():
        user.enter(today())
        if kind and mail:
            _refuse_unknown(kind)
            services.choose(user=user, ways={kind: mail})
        chosen = queries.ways_of(user)
    rows = [{"kind": code, "label": label_of(code), "mail": way} for code, way in chosen.items()]
    _say(rows, in_json, lambda row: f"{row['kind']}  {row['mail']}  {row['label']}")


@notices_group.command("digest")
@as_json
def digest(in_json: bool) -> None:
    """Giao gửi ngay thư gộp của hôm nay cho những người đang có thông báo chờ.

    \b
    Ví dụ:
      hientai notices digest
    """
    count = leave_digests(timezone.localdate())
    _answer({"letters": count}, _("Đã giao %s thư gộp.") % count, in_json)


@notices_group.command("test")
@click.argument("username", type=CODE)
@as_json
def test(username: str, in_json: bool) -> None:
    """Gửi ngay một thư thử tới địa chỉ của một người dùng, để kiểm tra máy chủ thư.

    \b
    Ví dụ:
      hientai notices test lan
    """
    user = _user(username)
    send_trial(user=user)
    _answer({"to": user.email}, _("Đã gửi thư thử tới %s.") % user.email, in_json)


@click.group("jobs")
def jobs_group() -> None:
    """Việc nền: đang chờ, đang chạy, hỏng.

    \b
    Ví dụ:
      hientai jobs list --state failed
      hientai jobs retry 12
    """


@jobs_group.command("list")
@click.option("--state", type=click.Choice(queue.STATES), help=_("Chỉ việc ở trạng thái này."))
@as_json
def list_jobs(state: str | None, in_json: bool) -> None:
    """Liệt kê 100 việc mới nhất đang chờ, đang chạy, hỏng, với lý do.

    \b
    Ví dụ:
      hientai jobs list --state failed --json
    """
    with operator_scope():
        rows = [vars(job) for job in queue.told(list(queue.jobs(state or "")[:MOST]))]
    _say(rows, in_json, _job_line)


@jobs_group.command("retry")
@click.argument("number", type=int, required=False)
@click.option("--all", "every", is_flag=True, help=_("Mọi việc hỏng."))
@as_json
def retry(number: int | None, every: bool, in_json: bool) -> None:
    """Giao lại một việc hỏng, hoặc mọi việc hỏng.

    \b
    Ví dụ:
      hientai jobs retry 12
      hientai jobs retry --all
    """
    if (number is None) is not every:
        raise click.UsageError(_("nêu số của một việc, hoặc --all"))
    with operator_scope("hientai jobs retry"):
        if number is None:
            count = services.try_all_again()
        else:
            services.try_again(number=number)
            count = 1
    _answer({"jobs": count}, _("Đã giao lại %s việc.") % count, in_json)


def _job_line(row: dict[str, Any]) -> str:
    return f"{row['number']}  {row['state']}  {row['label']}  {row['reason']}".strip()


def _user(username: str) -> User:
    user = User.objects.filter(username__iexact=username).first()
    if user is None:
        raise Refused(
            _("Không có người dùng “%s”") % username, remedy=_("Xem danh sách: hientai user list.")
        )
    return user


def _refuse_unknown(kind: str) -> None:
    known = [one.code for one in kinds()]
    if kind not in known:
        raise Refused(
            _("Không có loại thông báo “%s”") % kind,
            remedy=_("Các loại: %s.") % ", ".join(known),
        )


def _read(read: bool) -> str:
    return _("đã đọc") if read else _("chưa đọc")


def _say(rows: Sequence[dict[str, Any]], in_json: bool, line: Any) -> None:
    if in_json:
        say_json(rows)
        return
    for row in rows:
        click.echo(line(row))
    if not rows:
        click.echo(_("Không có gì."))


def _answer(data: dict[str, Any], words: str, in_json: bool) -> None:
    if in_json:
        say_json(data)
    else:
        click.echo(words)
