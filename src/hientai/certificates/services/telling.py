"""Whose certificate it is, is told: that it was issued, issued again, revoked.

Who is not in the register, or has no account, is not told here: the paper goes to them.
"""

from collections.abc import Sequence
from datetime import date

from hientai.certificates.domain.grounds import Ground
from hientai.certificates.domain.notices import ISSUED, REPLACED, REVOKED
from hientai.certificates.models import Batch, Certificate, Entry
from hientai.notices.domain.kinds import Said
from hientai.notices.services import tell
from hientai.shared.vietnamese import typed_day
from hientai.shared.words import N_

MINE = "/ho-so/cua-toi/"


def tell_issued(batch: Batch, entries: Sequence[Entry]) -> int:
    """Tell those of a list who were certified now; each once for the list.

    One that stands in the place of another is told of as issued again.
    """
    if batch.common.get("replaces"):
        return 0
    said = {"programme": batch.programme, "day": typed_day(batch.signed_on)}
    return tell(
        persons={one.person_id for one in entries if one.person_id},
        kind=ISSUED,
        title=Said(N_("Bạn được cấp chứng chỉ")),
        text=Said(N_("%(programme)s, ký ngày %(day)s. Tải về ở trang Hồ sơ của tôi."), said),
        link=MINE,
        key=f"certificates/{batch.pk}",
        on=batch.signed_on,
    )


def tell_replaced(former: Certificate, made: Certificate, on: date) -> int:
    """Tell that another stands in its place."""
    said = {
        "former": former.number_text,
        "number": made.number_text,
        "programme": former.said.programme,
    }
    return _tell(
        former,
        REPLACED,
        Said(N_("Chứng chỉ của bạn được cấp lại")),
        Said(N_("%(programme)s: số %(number)s thay cho số %(former)s."), said),
        on,
    )


def tell_revoked(certificate: Certificate, why: Ground, paper: str, on: date) -> int:
    """Tell that it is worth nothing from now on, why, by which paper."""
    said = {
        "number": certificate.number_text,
        "programme": certificate.said.programme,
        "why": why.label,
        "paper": paper.strip(),
    }
    return _tell(
        certificate,
        REVOKED,
        Said(N_("Chứng chỉ của bạn bị thu hồi")),
        Said(N_("%(programme)s, số %(number)s: %(why)s. Căn cứ: %(paper)s."), said),
        on,
    )


def _tell(about: Certificate, kind: str, title: Said, text: Said, on: date) -> int:
    persons = {about.person_id} if about.person_id else set()
    key = f"{kind}/{about.pk}"
    return tell(persons=persons, kind=kind, title=title, text=text, link=MINE, key=key, on=on)
