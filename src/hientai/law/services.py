"""Verbs of the law: write a correction down, bring it into force, throw it away, revoke it."""

from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.law import queries
from hientai.law.domain import first_broken_day
from hientai.law.models import Correction, State
from hientai.rules.decrees import parameter_of
from hientai.rules.engine import Certainty, Value
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.constraints import told


def proposed_correction(
    *,
    actor: User | None,
    parameter: str,
    value: Value,
    since: date,
    until: date | None,
    clause: str,
    certainty: str,
    source: str = "",
    note: str = "",
) -> Correction:
    """A correction that is written nowhere yet, to try what it would change.

    Refused for an unknown parameter, a value of another kind, a period that ends before it
    begins, a missing clause, and where some day could no longer be judged.
    """
    _checked_words(clause, certainty)
    made = _without_words(actor, parameter, value, _period(since, until))
    made.clause, made.source, made.note = clause.strip(), source.strip(), note.strip()
    made.certainty = certainty
    _must_hold_together(made)
    return made


def _period(since: date, until: date | None) -> DateRange:
    """The days from the first to the last; refused where the last comes before the first."""
    if until is not None and until < since:
        raise Refused(_("Thời gian áp dụng kết thúc trước khi bắt đầu"), remedy=_("sửa lại ngày"))
    return DateRange(since, until + timedelta(days=1) if until else None)


def _without_words(
    actor: User | None, parameter: str, value: Value, period: DateRange
) -> Correction:
    """A correction of a known parameter by a value of its kind, which cites nothing yet."""
    _decree, known = parameter_of(parameter)
    return Correction(
        parameter=parameter,
        value=known.taken(value),
        period=period,
        written_at=timezone.now(),
        written_by=_author(actor),
    )


@transaction.atomic
def draft_correction(*, actor: User | None, parameter: str, **said: Any) -> Correction:
    """Write a proposed correction down; it judges nobody until it is accepted.

    What it takes and refuses is what `proposed_correction` does.
    """
    made = proposed_correction(actor=actor, parameter=parameter, **said)
    sign(actor=actor, ground=N_("nháp điều chỉnh tham số %s") % parameter)
    with told({}):
        made.save()
    return made


@transaction.atomic
def accept_correction(*, actor: User | None, correction: int) -> Correction:
    """Let a draft come into force for all days of its period.

    Refused where it is no draft any more, or another correction in force covers some of its days.
    """
    sign(actor=actor, ground=N_("cho áp dụng điều chỉnh tham số"))
    made = _locked(correction, State.DRAFT)
    _must_stand_alone(made)
    _must_hold_together(made)
    made.state, made.accepted_at, made.accepted_by = State.IN_FORCE, timezone.now(), _author(actor)
    with told({"one_correction_in_force_a_day": _overlap(None)}):
        made.save(update_fields=["state", "accepted_at", "accepted_by"])
    return made


@transaction.atomic
def discard_draft(*, actor: User | None, correction: int) -> str:
    """Throw a draft away; gives the code of its parameter. Refused where it is no draft."""
    sign(actor=actor, ground=N_("bỏ nháp điều chỉnh tham số"))
    made = _locked(correction, State.DRAFT)
    made.delete()
    return made.parameter


@transaction.atomic
def revoke_correction(*, actor: User | None, correction: int, ground: str) -> Correction:
    """Take a correction out of force, on a ground; it stays on record. Refused without a ground."""
    if not ground.strip():
        raise Refused(_("Chưa ghi căn cứ thu hồi"), remedy=_("ghi lý do hoặc văn bản làm căn cứ"))
    sign(actor=actor, ground=ground.strip())
    made = _locked(correction, State.IN_FORCE)
    made.state, made.revoked_at, made.revoked_by = State.REVOKED, timezone.now(), _author(actor)
    made.revoked_ground = ground.strip()
    with told({}):
        made.save(update_fields=["state", "revoked_at", "revoked_by", "revoked_ground"])
    return made


def _checked_words(clause: str, certainty: str) -> None:
    if len(clause.strip()) < 3:
        raise Refused(
            _("Chưa ghi văn bản, điều khoản làm căn cứ"),
            remedy=_("ghi ví dụ: Nghị định 171/2025/NĐ-CP, Điều 5"),
        )
    if certainty not in set(Certainty):
        raise Refused(
            _("Không có độ chắc “%s”") % certainty, remedy=", ".join(one.value for one in Certainty)
        )


def _locked(pk: int, state: State) -> Correction:
    found = Correction.objects.select_for_update().filter(pk=pk).first()
    if found is None:
        raise Refused(
            _("Không có điều chỉnh số %s, hoặc không được phép sửa") % pk,
            remedy=_("xem danh sách điều chỉnh ở trang Pháp luật"),
        )
    if found.state != state:
        raise Refused(
            _("Điều chỉnh này hiện %(now)s, không phải %(due)s")
            % {"now": State(found.state).label, "due": state.label},
            remedy=_("mở lại trang để xem tình trạng mới nhất"),
        )
    return found


def _must_stand_alone(made: Correction) -> None:
    others = Correction.objects.filter(
        parameter=made.parameter, state=State.IN_FORCE, period__overlap=made.period
    )
    other = others.order_by("period").first()
    if other is not None:
        raise _overlap(other)


def _overlap(other: Correction | None) -> Refused:
    why = ""
    if other is not None:
        since, until = queries.days_of(other)
        why = _("điều chỉnh %(id)s theo %(clause)s áp dụng từ %(since)s %(until)s") % {
            "id": other.pk,
            "clause": other.clause,
            "since": day(since),
            "until": _("đến hết %s") % day(until) if until else _("trở đi"),
        }
    return Refused(
        _("Đã có điều chỉnh khác đang áp dụng cho tham số này trong thời gian ấy"),
        why=why,
        remedy=_("thu hồi điều chỉnh đó trước, hoặc chọn thời gian khác"),
    )


def _must_hold_together(made: Correction) -> None:
    """A correction must leave every day judgeable: no page may end in “no rule in force”."""
    others = [one for one in queries.corrections() if one.parameter != made.parameter]
    broken = first_broken_day(others, queries.as_rule(made))
    if broken is not None:
        raise Refused(
            _("Giá trị này làm cho không còn quy định nào để xét từ ngày %s") % day(broken),
            why=_("nghị định được chọn đã hết hiệu lực hoặc chưa có hiệu lực vào ngày ấy"),
            remedy=_("chọn nghị định khác, hoặc rút ngắn thời gian áp dụng"),
        )


def _author(actor: User | None) -> str:
    """The author's name: the user's, or the operator's that the transaction was opened with."""
    if actor is not None:
        return str(actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(audit_setting('actor_label'), session_user)")
        return str(cursor.fetchone()[0])
