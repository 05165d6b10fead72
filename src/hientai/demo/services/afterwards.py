"""After a class: its certificates, its form, what was found and done, what superiors say."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from hientai.accounts.models import User
from hientai.accounts.services import operator_scope
from hientai.certificates import services as certificates
from hientai.certificates.models import Certificate
from hientai.certificates.queries.learners import course_of
from hientai.certificates.queries.learners import learners as certifiable
from hientai.classes.models import TrainingClass
from hientai.demo.domain import learning as told
from hientai.demo.services.desks import desk
from hientai.demo.services.learners import OWNER, SCHOOL
from hientai.evaluation.models import Form, Line, Use
from hientai.evaluation.queries.learners import without_account
from hientai.evaluation.services import acting, use
from hientai.evaluation.services.answering import answer, tokens_of_slips
from hientai.evaluation.services.counting import count_form
from hientai.evaluation.services.opening import Taught, Terms, open_form
from hientai.programmes.models import Lecturer, Topic
from hientai.results.domain.completion import COMPLETED
from hientai.timetables.models import Teaching
from hientai.timetables.queries import Learning

SIGNER = "Trịnh Công Danh"
SIGNED, CORRECTED, TAKEN_BACK = date(2024, 5, 8), date(2024, 5, 14), date(2024, 5, 20)
FOUND, CLOSED, ASKED, SAID = (
    date(2024, 5, 6),
    date(2024, 5, 24),
    date(2024, 5, 27),
    date(2024, 5, 31),
)
GROUND = "Kế hoạch mở lớp (dữ liệu mẫu)"
OFFICER, FINANCE, ANSWERED = "so.taichinh", "STC", 5


FINDINGS = (
    (
        "Tài liệu phát sát giờ học",
        "Gửi tài liệu cho học viên trước buổi học một ngày, từ lớp sau",
        date(2024, 5, 31),
    ),
    (
        "Phòng học, thiết bị được cho điểm thấp nhất",
        "Sửa điều hòa, thay máy chiếu Phòng 201",
        date(2024, 6, 15),
    ),
)


def certify(held: TrainingClass, people: Sequence[Learning]) -> None:
    """Certificates for who completed; one put right and one taken back since."""
    with desk(SCHOOL) as school:
        completed = [one for one in certifiable(held) if one.outcome == COMPLETED]
        batch = certificates.issue(
            actor=school,
            unit=held.institution.unit,
            training_class=held,
            holders=[certificates.Holder.of(one) for one in completed],
            course=certificates.Course(signer=SIGNER, **course_of(held)),
            signed_on=SIGNED,
        )
        made = {one.entry.learner_id: one for one in _of(batch.pk)}
        _put_right(school, made[people[told.REPLACED].id])
        _take_back(school, made[people[told.REVOKED].id])


def _put_right(school: User, certificate: Certificate) -> None:
    certificates.replace(
        actor=school,
        certificate=certificate,
        ground="correction",
        paper="Đơn đề nghị ngày 13/05/2024",
        corrected=certificates.afterwards.Corrected(workplace="Phòng Quản lý ngân sách"),
        on=CORRECTED,
    )


def _take_back(school: User, certificate: Certificate) -> None:
    certificates.revoke(
        actor=school,
        certificate=certificate,
        ground="wrong_person",
        paper="Quyết định 96/QĐ-TBDCB ngày 20/05/2024",
        on=TAKEN_BACK,
    )


def _of(batch: int) -> list[Certificate]:
    return list(Certificate.objects.filter(entry__batch=batch).select_related("entry"))


def evaluate(
    held: TrainingClass, username: str, opens: date, closes: date, answers: int | None = None
) -> Form:
    """The form of a class, answered on slips of paper by so many, else by all but two; counted."""
    with desk(OWNER):
        taught = _taught(held)
    with desk(username) as keeper:
        slips = without_account(held.pk)
        form = open_form(
            actor=keeper,
            training_class=held,
            terms=Terms(opens, closes, GROUND, slips=slips, use_on=ASKED),
            taught=taught,
            on=opens,
        )
        words = tokens_of_slips(form)[: slips - 2 if answers is None else answers]
        objects = list(Line.objects.filter(form=form).order_by("position"))
    for at, given in enumerate(told.scores(len(words), [one.object for one in objects])):
        remarks = ["", ""]
        if at < len(told.REMARKS):
            question, text = told.REMARKS[at]
            remarks[question] = text
        answer(word=words[at], scores=given, remarks=remarks, on=closes)
    with desk(username) as keeper:
        return count_form(actor=keeper, form=form, on=date.fromordinal(closes.toordinal() + 1))


def _taught(held: TrainingClass) -> list[Taught]:
    """Each topic with who taught it by the timetable; asked by who keeps the lecturers."""
    rows = Teaching.objects.filter(session__training_class=held, session__state="planned")
    who = {one.session.topic_id: one for one in rows.select_related("session").order_by("pk")}
    known = Lecturer.objects.in_bulk({one.lecturer_id for one in who.values()})
    topics = Topic.objects.filter(version=held.version_id).order_by("number")
    return [Taught(one, known[who[one.pk].lecturer_id]) for one in topics if one.pk in who]


def act_on(form: Form) -> None:
    """What the form found: one thing was done, one is under way."""
    with desk(SCHOOL) as school:
        owner = User.objects.get(username=SCHOOL)
        first, _second = [
            acting.take_up(
                actor=school,
                form=form,
                finding=finding,
                what=what,
                owner=owner,
                due_on=due_on,
                on=FOUND,
            )
            for finding, what, due_on in FINDINGS
        ]
        outcome = "Đã gửi trước tài liệu cho lớp PTDT-2024-01"
        acting.close(actor=school, action=first, outcome=outcome, on=CLOSED)


def ask_superiors(form: Form) -> None:
    """Some weeks later: one unit has said how its people use what they learned, others have yet
    to."""
    with operator_scope(_("hỏi việc sử dụng sau bồi dưỡng")):
        use.ask(form=form, on=ASKED)
    with desk(OFFICER) as officer:
        rows = Use.objects.filter(form=form, unit__code=FINANCE).order_by("person__code")
        for at, one in enumerate(rows[:ANSWERED]):
            given = [8 + at % 2, 8, 7 + at % 3]
            note = "Đã chủ trì lập dự toán năm 2025 của phòng." if at == 0 else ""
            use.answer(actor=officer, use=one, scores=given, note=note, on=SAID)
