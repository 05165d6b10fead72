"""A list of people to be certified: written, looked through, confirmed with its numbers."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.accounts.models import User
from hientai.audit.services import sign
from hientai.certificates.domain.facts import CERTIFICATE, KINDS, classification_of
from hientai.certificates.domain.wording import SHIPPED
from hientai.certificates.models import Batch, Book, Entry, SigningKey
from hientai.certificates.queries.learners import Learner, face_of
from hientai.certificates.queries.register import still_holding, template_on
from hientai.certificates.services.completing import completed_only
from hientai.certificates.services.issuing import AT_ONCE, carry_on, later
from hientai.certificates.services.keys import signing_key
from hientai.classes.models import TrainingClass
from hientai.organisations.models import Unit
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.shared.vietnamese import day, number, tidy_name
from hientai.webkit.constraints import told

MOST = 20_000
GROUND = N_("Cấp chứng chỉ: %s")
WALLS = {
    "one_person_once_in_a_certificate_list": Refused(N_("Một người đứng hai lần trong danh sách")),
    "certificate_for_who_completed": Refused(
        N_("Danh sách có người chưa hoàn thành lớp này"),
        remedy=N_("Kết luận kết quả của lớp trước."),
    ),
    "certificate_for_who_was_there": Refused(
        N_("Danh sách có người không học lớp này"),
        remedy=N_("Chỉ chọn học viên của lớp; người ngoài sổ ghi như khách."),
    ),
}


@dataclass(frozen=True)
class Holder:
    """Who is certified: a person of the register, with the turn that was completed, or a guest; a
    learner of the class by their key (of a person it is found)."""

    name: str
    person_id: int | None = None
    turn_id: int | None = None
    learner_id: int | None = None
    birth: str = ""
    workplace: str = ""
    classification: str = ""

    @classmethod
    def of(cls, learner: Learner, classification: str = "") -> Self:
        """A learner of the class, with the classification of the results; where they have come to
        nothing yet, with the one that is given."""
        return cls(
            name=learner.name,
            person_id=learner.person_id,
            turn_id=learner.turn_id,
            learner_id=learner.learner_id,
            birth=learner.birth,
            workplace=learner.workplace,
            classification=learner.classification if learner.outcome else classification,
        )


@dataclass(frozen=True)
class Course:
    """What was completed, and who signs; the same for everybody of a list."""

    programme: str
    starts_on: date
    ends_on: date
    signer: str
    days: int = 0
    periods: int = 0
    place: str = ""
    authority: str = ""
    training_class: str = ""
    replaces: str = ""


@transaction.atomic
def prepare(
    *,
    actor: User | None,
    unit: Unit,
    holders: Sequence[Holder],
    course: Course,
    signed_on: date,
    training_class: TrainingClass | None = None,
    kind: str = CERTIFICATE,
    completion: str = "",
) -> Batch:
    """Write a list to be looked through; no number is given yet.

    Learners of a class completed it by its outcomes; of a class whose results are not kept here
    `completion` names the paper that says so. Others are refused.
    """
    _refuse_course(course, signed_on, kind)
    rows = [_tidy(one) for one in holders]
    if not 0 < len(rows) <= MOST:
        raise Refused(_("Danh sách phải có từ 1 đến %s người") % number(MOST))
    if training_class is not None and not course.replaces:
        rows = completed_only(actor, training_class, rows, signed_on, completion)
    sign(actor=actor, ground=GROUND % course.programme)
    with told(WALLS):
        batch = Batch.objects.create(
            unit=unit,
            training_class=training_class,
            kind=kind,
            programme=" ".join(course.programme.split()),
            signed_on=signed_on,
            made_by=author_of(actor),
            total=len(rows),
            **_said(unit, course, signed_on, kind),
        )
        Entry.objects.bulk_create(
            [Entry(batch=batch, position=at, **asdict(one)) for at, one in enumerate(rows, 1)],
            batch_size=2_000,
        )
    return batch


@transaction.atomic
def confirm(*, actor: User | None, batch: Batch) -> Batch:
    """Give the list its numbers, in one go, and issue: few at once, many by the worker.

    Refused where somebody holds a valid certificate of the same class, or where a later day
    already has a number of this book. What comes after this is only carried out.
    """
    held = _locked(batch)
    _refuse_doubles(held)
    sign(actor=actor, ground=GROUND % held.programme)
    key = signing_key(actor=actor, unit=held.unit, on=held.signed_on)
    book = _book(held)
    held.first, held.serial, held.key = book.last + 1, key.signed, key
    book.last, book.last_day = book.last + held.total, held.signed_on
    book.save(update_fields=["last", "last_day"])
    SigningKey.objects.filter(pk=key.pk).update(signed=key.signed + held.total)
    held.state, held.confirmed_at = Batch.State.ISSUING, timezone.now()
    held.confirmed_by = author_of(actor)
    with told({}):
        held.save()
    if held.total <= AT_ONCE:
        carry_on(actor=actor, batch=held)
    else:
        later(actor=actor, batch=held)
    held.refresh_from_db()
    return held


@transaction.atomic
def drop(*, actor: User | None, batch: Batch) -> Batch:
    """Give a list up that was not confirmed."""
    held = _locked(batch)
    sign(actor=actor, ground=GROUND % held.programme)
    held.state = Batch.State.DROPPED
    with told({}):
        held.save(update_fields=["state"])
    return held


@transaction.atomic
def issue(*, actor: User | None, unit: Unit, holders: Sequence[Holder], **said: Any) -> Batch:
    """Certify people whose completion was decided elsewhere: prepare and confirm in one."""
    return confirm(actor=actor, batch=prepare(actor=actor, unit=unit, holders=holders, **said))


def _refuse_course(course: Course, signed_on: date, kind: str) -> None:
    if kind not in KINDS:
        raise Refused(_("Không có loại giấy này"))
    if not course.programme.strip() or not course.signer.strip():
        raise Refused(_("Chưa ghi tên chương trình hoặc người ký"))
    if course.ends_on < course.starts_on:
        raise Refused(_("Ngày cuối trước ngày đầu"), remedy=_("Kiểm tra lại hai ngày."))
    if signed_on < course.ends_on:
        raise Refused(
            _("Chứng chỉ không ký trước khi khóa học kết thúc"),
            why=_("khóa học kết thúc ngày %s") % day(course.ends_on),
        )


def _tidy(one: Holder) -> Holder:
    name = tidy_name(one.name)
    if not name:
        raise Refused(_("Có người chưa ghi họ tên"))
    try:
        words = classification_of(one.classification)
    except ValueError:
        raise Refused(
            _("Xếp loại của %(name)s không có trong danh mục: “%(said)s”")
            % {"name": name, "said": one.classification[:40]}
        ) from None
    return replace(one, name=name, workplace=one.workplace.strip(), classification=words)


def _said(unit: Unit, course: Course, signed_on: date, kind: str) -> dict[str, Any]:
    """The template of the day, and what every certificate of the list says."""
    template = template_on(kind, unit.pk, signed_on)
    words = template.words if template else vars(SHIPPED[kind])
    said = asdict(course)
    dates = {key: said[key].isoformat() for key in ("starts_on", "ends_on")}
    authority = course.authority.strip() or words.get("authority", "")
    common = {**said, **dates, **face_of(unit, signed_on), "authority": authority, "words": words}
    return {"template": template, "common": common}


def _locked(batch: Batch) -> Batch:
    rows = Batch.objects.select_for_update(of=("self",)).select_related("unit")
    held = rows.filter(pk=batch.pk).first()
    if held is None:
        raise Refused(_("Việc này nằm ngoài phạm vi đơn vị của bạn"))
    if held.state != Batch.State.PREPARED:
        raise Refused(_("Danh sách này %s") % held.get_state_display(), remedy=_("Tải lại trang."))
    return held


def _refuse_doubles(batch: Batch) -> None:
    held = {} if batch.common.get("replaces") else still_holding(batch)
    if held:
        names = dict(batch.entries.filter(person__in=held).values_list("person_id", "name")[:5])
        raise Refused(
            _("%(n)s người đang có chứng chỉ của lớp này") % {"n": number(len(held))},
            why="; ".join(f"{name}: {held[person]}" for person, name in names.items()),
            remedy=_("Bỏ họ khỏi danh sách; nếu cần sửa thì cấp lại từ trang của chứng chỉ."),
        )


def _book(batch: Batch) -> Book:
    """The book of the list, locked; refused where a later day already has a number."""
    of = {"unit": batch.unit, "year": batch.signed_on.year, "series": batch.kind}
    with told({}):
        Book.objects.bulk_create([Book(**of)], ignore_conflicts=True)
    book = Book.objects.select_for_update(of=("self",)).get(**of)
    if book.last_day and batch.signed_on < book.last_day:
        raise Refused(
            _("Sổ đã có số ký ngày %s, sau ngày ký của danh sách này") % day(book.last_day),
            remedy=_("Ghi ngày ký từ ngày đó trở đi."),
        )
    return book
