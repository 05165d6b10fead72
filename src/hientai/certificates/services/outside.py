"""Degrees and certificates from elsewhere: recorded with a scan, checked by a second person."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.certificates.models import Outside
from hientai.people.models import Person
from hientai.people.services import record_degree
from hientai.programmes.domain import files
from hientai.programmes.services.materials import Upload, author_of
from hientai.shared.refused import Refused
from hientai.shared.vocabulary import DEGREE_LEVELS
from hientai.training.services.turns import record_turn
from hientai.webkit.constraints import told

WALLS = {
    "scan_is_recorded_once": Refused(N_("Tệp quét này đã được ghi cho người này")),
    "outside_is_checked_by_another": Refused(
        N_("Người kiểm tra phải khác người ghi"),
        remedy=N_("Đề nghị một người khác có quyền kiểm tra."),
    ),
}
SCANS = ("application/pdf", "image/png", "image/jpeg")


@dataclass(frozen=True)
class Told:
    """What a paper from elsewhere says."""

    what: str
    title: str
    issuer: str
    issued_on: date
    level: str = ""
    number: str = ""
    abroad: bool = False
    starts_on: date | None = None
    ends_on: date | None = None


@transaction.atomic
def record(*, actor: User | None, person: Person, told_by: Told, scan: Upload, on: date) -> Outside:
    """Keep what a paper says, with its scan, to be checked; it counts for nothing until then."""
    _refuse(told_by, person, on)
    kind = files.kind_of(scan.content)
    if kind.type not in SCANS:
        raise Refused(_("Tệp quét phải là PDF hoặc ảnh PNG, JPEG"))
    sign(actor=actor, ground=N_("Ghi văn bằng, chứng chỉ: %s") % told_by.title)
    with told(WALLS):
        return Outside.objects.create(
            person=person,
            **vars(told_by),
            scan=scan.content,
            scan_name=files.file_name(scan.name, kind),
            scan_type=kind.type,
            digest=hashlib.sha256(scan.content).hexdigest(),
            recorder=actor.pk if actor else None,
            recorded_by=author_of(actor),
        )


@transaction.atomic
def check(*, actor: User | None, outside: Outside, genuine: bool, reason: str, on: date) -> Outside:
    """Say whether a paper is what it was recorded as; confirmed, it counts in the record.

    Refused for who recorded it, and without words on how it was checked.
    """
    rows = Outside.objects.select_for_update(of=("self",)).select_related("person")
    held = rows.filter(pk=outside.pk).first()
    if held is None or held.state != Outside.State.WAITING:
        raise Refused(_("Giấy này đã được kiểm tra"), remedy=_("Tải lại trang."))
    if actor is not None and held.recorder == actor.pk:
        raise WALLS["outside_is_checked_by_another"]
    if not reason.strip():
        raise Refused(_("Ghi đã đối chiếu với gì, kết quả ra sao"))
    sign(actor=actor, ground=reason.strip())
    if genuine:
        _count(actor, held, on)
    held.state = Outside.State.CONFIRMED if genuine else Outside.State.REFUSED
    held.checker, held.checked_by = actor.pk if actor else 0, author_of(actor)
    held.checked_at, held.reason = timezone.now(), reason.strip()
    with told(WALLS):
        held.save()
    return held


def _count(actor: User | None, held: Outside, on: date) -> None:
    """Let a confirmed paper count: a degree among the degrees, a course among the turns."""
    if held.what == Outside.What.DEGREE:
        held.degree = record_degree(
            actor=actor,
            person=held.person,
            level=held.level,
            on=on,
            ground=held.reason or held.title,
            awarded_on=held.issued_on,
            subject=held.title,
            institution=held.issuer,
            abroad=held.abroad,
        )
        return
    held.turn = record_turn(
        person=held.person,
        programme=held.title,
        starts_on=held.starts_on or held.issued_on,
        ends_on=held.ends_on or held.issued_on,
        result="completed",
        place="abroad" if held.abroad else "domestic",
        certificate_number=held.number,
        exclusive=False,
    )


def _refuse(told_by: Told, person: Person, on: date) -> None:
    if told_by.what not in Outside.What.values:
        raise Refused(_("Không có loại giấy này"))
    if not told_by.title.strip() or not told_by.issuer.strip():
        raise Refused(_("Chưa ghi tên chương trình hoặc nơi cấp"))
    if (told_by.what == Outside.What.DEGREE) != (told_by.level in DEGREE_LEVELS):
        raise Refused(_("Văn bằng phải ghi trình độ; chứng chỉ thì không"))
    if told_by.issued_on > on or person.birth_date and told_by.issued_on <= person.birth_date:
        raise Refused(_("Ngày cấp không thể đúng"), remedy=_("Kiểm tra lại ngày cấp."))
    if told_by.starts_on and told_by.ends_on and told_by.ends_on < told_by.starts_on:
        raise Refused(_("Ngày cuối trước ngày đầu"), remedy=_("Kiểm tra lại hai ngày."))
