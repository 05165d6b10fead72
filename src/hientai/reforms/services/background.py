"""Large acts are left to the background worker, which tells how far it has come."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from hientai.accounts.models import User
from hientai.accounts.services import operate
from hientai.audit.services import sign
from hientai.notices.services.jobs import apart, report
from hientai.reforms.models import Reform, Work
from hientai.reforms.services import acting
from hientai.reforms.services.acting import Tell
from hientai.shared.refused import Refused
from hientai.webkit.day import today

CARRY_OUT, UNDO = "reforms.carry_out", "reforms.undo"
LARGE = 200  # lines from which an act is left to the worker
PERMISSION = "units:edit"


def is_large(reform: Reform) -> bool:
    """Whether somebody would wait too long for an act at the page."""
    return len(reform.steps) >= LARGE


@transaction.atomic
def later(task: str, *, actor: User, reform: Reform, **more: Any) -> None:
    """Let the worker do a task of an act in the actor's name; refused while it does one."""
    sign(actor=actor, ground=reform.ground)
    acting.locked(reform)
    work = Work.objects.filter(reform=reform).first()
    if work and work.is_busy:
        raise Refused(
            _("Đợt sắp xếp này đang được xử lý"), remedy=_("Chờ việc đang chạy kết thúc.")
        )
    waits = {"step": _("Chờ xử lý"), "progress": 0, "stepped_at": timezone.now(), "refusal": None}
    Work.objects.update_or_create(reform=reform, defaults=waits)
    told = {"reform_id": reform.pk, "actor_id": actor.pk, "deputy": actor.deputy}
    app.configure_task(task).defer(**told, **more)


def run(reform_id: int, actor: User, verb: Callable[[User, Reform, Tell], object]) -> None:
    """Do a verb in the actor's sight and note its end; a refusal is kept for the page."""
    try:
        _acted(reform_id, actor, verb)
    except Refused as refused:
        _end(reform_id, refused)
    except Exception:
        wrong = _("Hệ thống gặp lỗi; chưa có gì được ghi")
        _end(reform_id, Refused(wrong, remedy=_("Báo người quản trị máy chủ.")))
        raise
    else:
        _end(reform_id, None)


@transaction.atomic
def _acted(reform_id: int, actor: User, verb: Callable[[User, Reform, Tell], object]) -> None:
    if not actor.may(PERMISSION):
        raise Refused(_("Bạn không có quyền sắp xếp tổ chức"), remedy=_("Liên hệ người quản trị."))
    actor.enter(today())
    held = Reform.objects.get(pk=reform_id)
    with translation.override(actor.language or translation.get_language()):
        verb(actor, held, lambda percent, step: _report(reform_id, percent, step))


def carry_out(reform_id: int, actor_id: int, deputy: int | None = None) -> None:
    """Carry an act out in the background."""
    run(
        reform_id,
        User.objects.get(pk=actor_id).stand_in(deputy),
        lambda actor, held, tell: acting.carry_out(actor=actor, reform=held, tell=tell),
    )


def undo(reform_id: int, actor_id: int, ground: str, deputy: int | None = None) -> None:
    """Take an act back in the background."""
    run(
        reform_id,
        User.objects.get(pk=actor_id).stand_in(deputy),
        lambda actor, held, tell: acting.undo(actor=actor, reform=held, ground=ground, tell=tell),
    )


def _end(reform_id: int, refused: Refused | None) -> None:
    told = refused and {"what": refused.what, "why": refused.why, "remedy": refused.remedy}
    with transaction.atomic():
        operate()
        Work.objects.filter(reform=reform_id).update(step="", progress=100, refusal=told)


def _report(reform_id: int, percent: int, step: str) -> None:
    """Tell how far an act has come, past the transaction that is under way.

    Over a connection of its own: whoever watches must see it before the work is committed.
    """
    with apart() as cursor:
        cursor.execute(
            "UPDATE reforms_work SET progress = %s, step = %s, stepped_at = now()"
            " WHERE reform_id = %s",
            [percent, step, reform_id],
        )
        report(percent, step, through=cursor)
