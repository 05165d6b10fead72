"""What becomes of an issued certificate: revoked, issued again, copied from the book.

Nothing is written over: each is an act of its own, and the database follows it.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.certificates.domain.grounds import AGAIN, REVOKE, ground_of
from hientai.certificates.models import Act, Book, Certificate
from hientai.certificates.services.preparing import Course, Holder, issue
from hientai.certificates.services.telling import tell_replaced, tell_revoked
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day
from hientai.webkit.constraints import told

COPIES = "copy"
WALLS = {
    "certificate_ends_once": Refused(
        N_("Chứng chỉ này đã thu hồi hoặc đã thay bằng bản khác"), remedy=N_("Tải lại trang.")
    )
}


@dataclass(frozen=True)
class Corrected:
    """What the new certificate says otherwise; None: as the former one."""

    name: str | None = None
    birth: str | None = None
    workplace: str | None = None
    classification: str | None = None
    signer: str | None = None


@transaction.atomic
def revoke(
    *, actor: User | None, certificate: Certificate, ground: str, paper: str, on: date
) -> Act:
    """Revoke a certificate. Where its holder did not earn it, the course counts no more."""
    held = _valid(certificate, on)
    why = ground_of(REVOKE, ground, on)
    _refuse_no_paper(paper)
    sign(actor=actor, ground=paper)
    with told(WALLS):
        act = Act.objects.create(
            certificate=held,
            what=Act.What.REVOKED,
            ground=why.code,
            clause=why.clause,
            paper=paper.strip(),
            counts=why.counts,
            on=on,
            by=author_of(actor),
        )
    tell_revoked(held, why, paper, on)
    return act


@transaction.atomic
def replace(
    *,
    actor: User | None,
    certificate: Certificate,
    ground: str,
    paper: str,
    on: date,
    corrected: Corrected | None = None,
) -> Certificate:
    """Issue another in its place, under a number of its own: corrected, or for one that was lost.

    A lost one is followed by what the rules of the day give instead; its words may not change.
    """
    held = _valid(certificate, on)
    why = ground_of(AGAIN, ground, on)
    _refuse_no_paper(paper)
    new = corrected or Corrected()
    _refuse_other_words(why.code, new)
    batch = issue(
        actor=actor,
        unit=held.unit,
        holders=[_holder(held, new)],
        course=_course(held, new),
        signed_on=on,
        training_class=held.training_class,
        kind=why.kind,
    )
    made = Certificate.objects.get(entry__batch=batch)
    sign(actor=actor, ground=paper)
    with told(WALLS):
        Act.objects.create(
            certificate=held,
            what=Act.What.REPLACED,
            ground=why.code,
            clause=why.clause,
            paper=paper.strip(),
            by_certificate=made,
            on=on,
            by=author_of(actor),
        )
    tell_replaced(held, made, on)
    return made


@transaction.atomic
def copy(*, actor: User | None, certificate: Certificate, paper: str, on: date) -> Act:
    """Give a copy from the register, under a number of the book of copies."""
    held = _valid(certificate, on)
    _refuse_no_paper(paper)
    sign(actor=actor, ground=paper)
    of = {"unit": held.unit, "year": on.year, "series": COPIES}
    with told({}):
        Book.objects.bulk_create([Book(**of)], ignore_conflicts=True)
    book = Book.objects.select_for_update(of=("self",)).get(**of)
    book.last, book.last_day = book.last + 1, on
    with told({}):
        book.save(update_fields=["last", "last_day"])
        return Act.objects.create(
            certificate=held,
            what=Act.What.COPIED,
            ground="",
            paper=paper.strip(),
            copy_number=book.last,
            on=on,
            by=author_of(actor),
        )


def _valid(certificate: Certificate, on: date) -> Certificate:
    rows = Certificate.objects.select_for_update(of=("self",)).select_related(
        "unit", "training_class"
    )
    held = rows.filter(pk=certificate.pk).first()
    if held is None:
        raise Refused(_("Việc này nằm ngoài phạm vi đơn vị của bạn"))
    if held.state != Certificate.State.VALID:
        raise Refused(_("Chứng chỉ này %s") % held.get_state_display(), remedy=_("Tải lại trang."))
    if on < held.signed_on:
        raise Refused(_("Chứng chỉ ký ngày %s, sau ngày này") % day(held.signed_on))
    return held


def _refuse_no_paper(paper: str) -> None:
    if not paper.strip():
        raise Refused(_("Ghi số, ngày của văn bản làm căn cứ."))


def _refuse_other_words(ground: str, new: Corrected) -> None:
    corrects = any(value is not None for value in vars(new).values())
    if ground == "correction" and not corrects:
        raise Refused(_("Chưa có nội dung nào được sửa"))
    if ground != "correction" and corrects:
        raise Refused(_("Bản cấp thay bản bị mất phải giữ nguyên nội dung"))


def _holder(held: Certificate, new: Corrected) -> Holder:
    said = held.said

    def or_as_it_was(value: str | None, was: str) -> str:
        return was if value is None else value

    return Holder(
        name=or_as_it_was(new.name, said.name),
        person_id=held.person_id,
        turn_id=held.turn_id,
        learner_id=held.entry.learner_id,
        birth=or_as_it_was(new.birth, said.birth),
        workplace=or_as_it_was(new.workplace, said.workplace),
        classification=or_as_it_was(new.classification, said.classification),
    )


def _course(held: Certificate, new: Corrected) -> Course:
    said = held.said
    return Course(
        programme=said.programme,
        starts_on=date.fromisoformat(said.starts_on),
        ends_on=date.fromisoformat(said.ends_on),
        signer=new.signer or said.signer,
        days=said.days,
        periods=said.periods,
        place=said.place,
        authority=said.authority,
        training_class=said.training_class,
        replaces=held.number_text,
    )
