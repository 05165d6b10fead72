"""A timetable becomes another: what differs is written, kept for its way back, and told once."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from hientai.audit.services import Author, sign
from hientai.classes.models import TrainingClass
from hientai.notices.domain.kinds import Said
from hientai.notices.services import tell
from hientai.programmes.models import Lecturer
from hientai.programmes.services.materials import author_of
from hientai.shared.refused import Refused
from hientai.timetables.domain.notices import CHANGED
from hientai.timetables.domain.plan import Difference, Plan, Planned, differences, refuse_plan
from hientai.timetables.models import Change, Session, Teaching
from hientai.timetables.queries.clashes import clashes, refuse_clashes
from hientai.timetables.queries.learners import learners_ever
from hientai.timetables.queries.plans import plan_of, span, writes
from hientai.webkit.constraints import told

LAID_OUT, EDITED, SHIFTED, POSTPONED = "laid_out", "edited", "shifted", "postponed"
REPLACED, MADE_UP, COPIED, UNDONE = "replaced", "made_up", "copied", "undone"
KINDS = {
    LAID_OUT: N_("xếp lịch"),
    EDITED: N_("sửa buổi"),
    SHIFTED: N_("dời lịch"),
    POSTPONED: N_("hoãn lớp"),
    REPLACED: N_("thay giảng viên"),
    MADE_UP: N_("học bù"),
    COPIED: N_("chép lịch"),
    UNDONE: N_("hoàn tác"),
}
CLASH = Refused(
    N_("Trùng lịch với một lớp vừa xếp xong"),
    remedy=N_("Tải lại trang để xem lịch mới và chọn giờ khác."),
)
WALLS = {
    "nobody_is_in_two_places": CLASH,
    "class_meets_once_at_a_time": Refused(
        N_("Hai buổi của lớp trùng giờ"), remedy=N_("Chọn giờ khác cho một trong hai buổi.")
    ),
    "class_of_an_approved_programme": Refused(
        N_("Chương trình không áp dụng vào ngày đầu mới của lớp"),
        remedy=N_("Chọn ngày trong thời gian chương trình có hiệu lực."),
    ),
}


@transaction.atomic
def write(
    *,
    actor: Author | None,
    held_class: TrainingClass,
    after: Iterable[Planned],
    kind: str,
    ground: str,
    on: date,
    expected: Plan | None = None,
    days: tuple[date, date] | None = None,
) -> Change:
    """Let a class have this timetable; the days of the class reach over it, or become `days`.

    Refused where the reader does not keep the class or it was withdrawn, where the timetable is no
    more the `expected` one, where nothing would change, and, with who, where and when, where
    somebody or a room would be in two places at once.
    """
    before = _locked(actor, held_class, ground)
    if expected is not None and expected != before:
        raise Refused(_("Lịch vừa được người khác sửa"), remedy=_("Tải lại trang rồi làm lại."))
    plan = tuple(after)
    refuse_plan(plan)
    found = differences(before, plan)
    if not found and days is None:
        raise Refused(_("Lịch không thay đổi gì"))
    refuse_clashes(clashes(held_class.pk, [one.after for one in found if one.after]))
    with told(WALLS):
        _write(held_class, found)
        _stretch(held_class, plan, days)
    made = _kept(actor, held_class, kind, ground, before, found, on)
    _tell(held_class, found, made, on)
    return made


@transaction.atomic
def undo(*, actor: Author | None, change: Change, on: date) -> Change:
    """Let a timetable be again what it was before a change; the way back is a change too.

    Refused where it was undone already or where the timetable was changed after it.
    """
    held = Change.objects.select_for_update().filter(pk=change.pk).first()
    if held is None or held.undone_at is not None:
        raise Refused(_("Việc này đã được hoàn tác"), remedy=_("Tải lại trang."))
    before, after = _plan(held.before), _plan(held.after)
    now = plan_of(held.training_class_id)
    if differences(after, now):
        raise Refused(
            _("Lịch đã được sửa tiếp sau việc này"),
            remedy=_("Hoàn tác việc sửa sau trước, hoặc sửa từng buổi."),
        )
    made = write(
        actor=actor,
        held_class=held.training_class,
        after=before,
        kind=UNDONE,
        ground=held.ground,
        on=on,
    )
    held.undone_at = timezone.now()
    held.save(update_fields=["undone_at"])
    return made


def _locked(actor: Author | None, held_class: TrainingClass, ground: str) -> Plan:
    """The timetable as it stands, kept from others until the end; refused who may not write it."""
    if not ground.strip():
        raise Refused(_("Chưa ghi căn cứ"), remedy=_("Ghi lý do hoặc văn bản làm căn cứ."))
    if not writes(held_class.pk):
        raise Refused(
            _("Việc này nằm ngoài phạm vi đơn vị của bạn"),
            remedy=_("Đề nghị đơn vị mở lớp hoặc cơ sở đào tạo thực hiện."),
        )
    sign(actor=actor, ground=ground.strip())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('timetables'), %s)", [held_class.pk])
    if TrainingClass.objects.filter(pk=held_class.pk, withdrawn_at__isnull=False).exists():
        raise Refused(_("Lớp này đã được rút"))
    return plan_of(held_class.pk)


def _write(held_class: TrainingClass, found: Sequence[Difference]) -> None:
    """Write what differs; all hours move in one statement, so that they may pass one another."""
    gone = [one.before.key for one in found if one.after is None and one.before and one.before.key]
    Session.objects.filter(pk__in=gone).update(state="cancelled", changed_at=timezone.now())
    changed = [one.after for one in found if one.after and one.after.key]
    rows = Session.objects.in_bulk([one.key for one in changed if one.key])
    for one in changed:
        row = rows[one.key or 0]
        _fill(row, one)
        row.edition += 1
    if rows:
        names = ["topic_id", "title", "form", "hours", "periods", "room_id", "place"]
        more = ["makes_up_id", "note", "state", "edition", "changed_at"]
        Session.objects.bulk_update(
            rows.values(), [name.removesuffix("_id") for name in names + more]
        )
    new = [one.after for one in found if one.after and not one.after.key]
    made = Session.objects.bulk_create(
        [_fill(Session(training_class=held_class), one) for one in new]
    )
    pairs = [(rows[one.key or 0], one) for one in changed] + list(zip(made, new, strict=True))
    _teach(pairs)


def _fill(row: Session, one: Planned) -> Session:
    row.topic_id, row.title, row.form = one.topic, one.title, one.form
    row.hours, row.periods = span(one.starts, one.ends), one.periods
    row.room_id, row.place = one.room, one.place
    row.makes_up_id, row.note = one.makes_up, one.note
    row.state, row.changed_at = "planned", timezone.now()
    return row


def _teach(pairs: Collection[tuple[Session, Planned]]) -> None:
    """Let each session have its lecturers, under the names that are printed."""
    keys = [row.pk for row, _one in pairs]
    stand = set(Teaching.objects.filter(session__in=keys).values_list("session_id", "lecturer_id"))
    wanted = {(row.pk, who) for row, one in pairs for who in one.lecturers}
    for session, who in stand - wanted:
        Teaching.objects.filter(session=session, lecturer=who).delete()
    names = dict(
        Lecturer.objects.filter(pk__in={who for _key, who in wanted}).values_list("pk", "name")
    )
    new = sorted(wanted - stand)
    if any(who not in names for _key, who in new):
        raise Refused(_("Không có giảng viên này trong phạm vi của bạn"))
    Teaching.objects.bulk_create(
        [Teaching(session_id=key, lecturer_id=who, name=names[who]) for key, who in new]
    )


def _stretch(held_class: TrainingClass, plan: Plan, days: tuple[date, date] | None) -> None:
    if not plan and days is None:
        return
    first, last = days or (held_class.starts_on, held_class.ends_on)
    first = min([first, *(one.day for one in plan)])
    last = max([last, *(one.day for one in plan)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT timetables_stretch(%s, %s, %s)", [held_class.pk, first, last])
    held_class.starts_on, held_class.ends_on = first, last


def _kept(
    actor: Author | None,
    held_class: TrainingClass,
    kind: str,
    ground: str,
    before: Plan,
    found: Sequence[Difference],
    on: date,
) -> Change:
    return Change.objects.create(
        training_class=held_class,
        kind=kind,
        before=[one.as_data() for one in before],
        after=[one.as_data() for one in plan_of(held_class.pk)],
        sessions=len(found),
        ground=ground.strip(),
        on=on,
        made_by=author_of(actor),
    )


def _plan(kept: Sequence[dict[str, object]]) -> Plan:
    return tuple(Planned.of_data(one) for one in kept)


def _tell(held_class: TrainingClass, found: Sequence[Difference], made: Change, on: date) -> None:
    """One notice to each learner and lecturer whom the change concerns from the day on."""
    coming = [one for one in found if any(s and s.day >= on for s in (one.before, one.after))]
    if not coming:
        return
    who = {
        lecturer for one in coming for s in (one.before, one.after) if s for lecturer in s.lecturers
    }
    teach = Lecturer.objects.filter(pk__in=who, person__isnull=False)
    persons = {key for key in teach.values_list("person_id", flat=True) if key}
    persons |= {
        one.person_id
        for one in learners_ever(held_class.pk)
        if one.person_id and (one.left_on is None or one.left_on > on)
    }
    told_of = {"class": held_class.title, "n": len(coming), "code": held_class.code}
    tell(
        persons=persons,
        kind=CHANGED,
        title=Said(N_("Lịch lớp %(class)s thay đổi"), told_of),
        text=Said(N_("%(n)s buổi của lớp %(code)s có giờ, phòng hoặc giảng viên mới."), told_of),
        link="/lich-hoc/",
        key=f"change-{made.pk}",
        on=on,
    )
