"""Verbs of the calendar: note what a paper says of days, swap two, withdraw a note."""

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.rules.engine import Certainty
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day as day_text
from hientai.webkit.constraints import told
from hientai.workdays.models import Note
from hientai.workdays.queries import calendar, notes

MOST_DAYS = 20
WALLS = {
    "one_note_of_a_day": Refused(
        N_("Một ngày trong số này đã được ghi"), remedy=N_("Bỏ ghi nhận cũ trước khi ghi lại.")
    ),
}


@transaction.atomic
def note_days(
    *,
    actor: User | None,
    kind: str,
    days: Sequence[date],
    source: str,
    certainty: str = Certainty.VERIFIED,
    about: str = "",
) -> list[Note]:
    """Note what a paper says of days: those of Tết or of the National Day of a year, single days.

    Refused without a source, for no day or too many, for a day that is noted already, and for days
    of Tết or of the National Day in two years.
    """
    wanted = sorted(set(days))
    _refuse_days(kind, wanted)
    return _written(
        actor,
        [Note(day=one, kind=kind, about=about.strip()) for one in wanted],
        source,
        certainty,
    )


@transaction.atomic
def swap_days(
    *,
    actor: User | None,
    off: date,
    work: date,
    source: str,
    certainty: str = Certainty.VERIFIED,
) -> list[Note]:
    """Let a working day be off and a day of rest be worked instead.

    Refused where the first is no working day or the second is one, and without a source.
    """
    known = calendar()
    if not known.is_working(off):
        raise Refused(
            _("Ngày %s vốn là ngày nghỉ") % day_text(off), remedy=_("Chọn một ngày làm việc.")
        )
    if known.is_working(work):
        raise Refused(
            _("Ngày %s vốn là ngày làm việc") % day_text(work),
            remedy=_("Chọn một ngày nghỉ hằng tuần."),
        )
    pair = [
        Note(day=off, kind=Note.Of.SWAP_OFF, of=work),
        Note(day=work, kind=Note.Of.SWAP_WORK, of=off),
    ]
    return _written(actor, pair, source, certainty)


@transaction.atomic
def withdraw_note(*, actor: User | None, note: int, ground: str) -> list[Note]:
    """Take a note back, both days of a swap; it stays on record. Refused without a ground."""
    if not ground.strip():
        raise Refused(_("Chưa ghi lý do bỏ"), remedy=_("Ghi lý do hoặc văn bản làm căn cứ."))
    sign(actor=actor, ground=ground.strip())
    held = notes().select_for_update().filter(pk=note).first()
    if held is None:
        raise Refused(_("Ghi nhận này không còn"), remedy=_("Tải lại trang."))
    pair = [held]
    if held.of is not None:
        pair += notes().select_for_update().filter(day=held.of, of=held.day)
    for one in pair:
        one.withdrawn_at, one.withdrawn_by = timezone.now(), _author(actor)
        one.withdrawn_ground = ground.strip()
        with told({}):
            one.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_ground"])
    return pair


def _refuse_days(kind: str, wanted: Sequence[date]) -> None:
    if not 1 <= len(wanted) <= MOST_DAYS:
        raise Refused(_("Ghi từ 1 đến %s ngày một lần") % MOST_DAYS)
    if kind in (Note.Of.TET, Note.Of.NATIONAL) and wanted[0].year != wanted[-1].year:
        raise Refused(_("Các ngày phải trong cùng một năm"))
    if kind not in (Note.Of.TET, Note.Of.NATIONAL, Note.Of.OFF, Note.Of.WORK):
        raise Refused(_("Không có loại ghi nhận này"))


def _written(actor: User | None, rows: Sequence[Note], source: str, certainty: str) -> list[Note]:
    if not source.strip():
        raise Refused(_("Chưa ghi nguồn"), remedy=_("Ghi số, ngày của văn bản."))
    sign(actor=actor, ground=source.strip())
    for row in rows:
        row.source, row.certainty = source.strip(), Certainty(certainty).value
        row.written_by = _author(actor)
        with told(WALLS):
            row.save(force_insert=True)
    return list(rows)


def _author(actor: User | None) -> str:
    """The author's name: the user's, or the operator's that the transaction was opened with."""
    if actor is not None:
        return str(actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(audit_setting('actor_label'), session_user)")
        return str(cursor.fetchone()[0])
