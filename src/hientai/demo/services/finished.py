"""A class that has finished: timetable, rolls, leave, marks, objections, conclusion."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hientai.accounts.models import User
from hientai.attendance import services as attendance
from hientai.attendance.services import Entry, Leave
from hientai.classes.models import TrainingClass
from hientai.demo.domain import learning as told
from hientai.demo.papers import page
from hientai.demo.services.desks import desk
from hientai.demo.services.learners import OWNER, SCHOOL, Told
from hientai.programmes.models import Topic
from hientai.programmes.services.materials import Upload
from hientai.results import services as results
from hientai.results.domain.points import Mark, read
from hientai.results.models import Objection, Part
from hientai.results.queries.book import standing_grades
from hientai.timetables.domain.plan import Plan
from hientai.timetables.models import Learner, Session
from hientai.timetables.queries import Learning, learners_ever
from hientai.timetables.queries.places import lecturer_key, room_key
from hientai.timetables.queries.plans import wall
from hientai.timetables.queries.proposals import Wish, laid_out
from hientai.timetables.services import write
from hientai.upkeep.models import OwnRecord

PERSONAL = "ca.nhan"
LAID_OUT, GROUND = "laid_out", "Kế hoạch mở lớp (dữ liệu mẫu)"
REPORT_DUE, MARKED, PUBLISHED = date(2024, 4, 23), date(2024, 4, 25), date(2024, 4, 26)
OBJECTED, DECIDED, CONCLUDED = date(2024, 4, 29), date(2024, 5, 6), date(2024, 5, 7)
PAPER, MINUTES = "Giấy ra viện số 214 ngày 11/04/2024", "Biên bản 12/BB-TBDCB ngày 07/05/2024"


def lay_out(held: TrainingClass, row: Told, weekdays: frozenset[int]) -> Plan:
    """The timetable of a class, each topic with its lecturer; field study at its place.

    Laid out by who keeps the lecturers: a school does not see those of others.
    """
    with desk(OWNER) as owner:
        on = row["laid_out_on"]
        wish = Wish(first=held.starts_on, weekdays=weekdays, room=room_key(held, row["room"]))
        numbers = dict(Topic.objects.filter(version=held.version_id).values_list("pk", "number"))
        keys = {at: _lecturers(name, on) for at, name in row["teaching"].items()}
        plan = tuple(
            replace(
                one,
                lecturers=keys[numbers[one.topic or 0]],
                place=row["field"] if one.form == "field_study" else "",
            )
            for one in laid_out(held, wish)
        )
        write(actor=owner, held_class=held, after=plan, kind=LAID_OUT, ground=GROUND, on=on)
    held.refresh_from_db()
    return plan


def _lecturers(name: str, on: date) -> tuple[int, ...]:
    key = lecturer_key(name, on)
    return (key,) if key else ()


def cast(held: TrainingClass) -> list[Learning]:
    """The learners of a class; the demo's own person of the class first, guests last."""
    with desk(SCHOOL):
        found = learners_ever(held.pk)
    with desk(OWNER):
        own = OwnRecord.objects.filter(user__username=PERSONAL).values_list("person_id", flat=True)
        mine = set(own)
    return sorted(found, key=lambda one: (one.person_id not in mine, one.is_guest, one.code))


def hold(held: TrainingClass, people: Sequence[Learning]) -> None:
    """Every session with its roll closed: one excused with a paper, one away beyond the limit."""
    with desk(SCHOOL) as school:
        sick = Learner.objects.get(pk=people[told.EXCUSED].id)
        leave = Leave(told.LEAVE_ON, told.LEAVE_ON, "nằm viện điều trị", paper=PAPER)
        attendance.give(actor=school, learner=sick, leave=leave, on=told.LEAVE_ON)
        for session in sessions_of(held):
            day = wall(session.hours.lower).date()
            here = [Entry(one.id, _state(at, day)) for at, one in enumerate(people)]
            here = [one for one in here if one.state]
            attendance.put(actor=school, session=session, entries=here, how="list", on=day)
            attendance.close(actor=school, session=session, on=day)


def sessions_of(held: TrainingClass) -> list[Session]:
    """The sessions of a class in the order of time."""
    rows = Session.objects.filter(training_class=held, state="planned").order_by("hours")
    return list(rows.select_related("training_class"))


def _state(place: int, day: date) -> str:
    """How a learner was there; "" where nothing is marked, so that leave counts."""
    if place == told.EXCUSED and day == told.LEAVE_ON:
        return ""
    if place == told.BEYOND and day in told.AWAY_ON:
        return "absent"
    return "late" if place == told.LATE and day == told.LATE_ON else "present"


def assess(held: TrainingClass, people: Sequence[Learning]) -> None:
    """A test and a report, marked and published."""
    said = (
        results.Said(told.TEST, "test", due=held.ends_on),
        results.Said(told.REPORT, "report", weight=Decimal(2), due=REPORT_DUE, takes_files=True),
    )
    with desk(SCHOOL) as school:
        parts = [
            results.write_part(actor=school, held_class=held, said=one, ground=GROUND)
            for one in said
        ]
    _hand_in(parts[1], people[0])
    with desk(SCHOOL) as school:
        for part in parts:
            given = [
                results.Given(one.id, part.pk, read(told.points_of(at, part.title), part.scale))
                for at, one in enumerate(people)
            ]
            results.grade(actor=school, held_class=held, given=given, on=MARKED)
            results.publish(actor=school, part=part, on=PUBLISHED)


def _hand_in(part: Part, first: Learning) -> None:
    """The report of the first learner, as a file."""
    text = page("BÁO CÁO THU HOẠCH", ["Vận dụng quản lý tài chính công tại đơn vị công tác."])
    with _own_desk(first) as actor:
        results.hand_in(
            actor=actor,
            part=part,
            learner=Learner.objects.get(pk=first.id),
            upload=Upload("bao-cao-thu-hoach.pdf", text),
            on=REPORT_DUE,
        )


def _own_desk(one: Learning) -> AbstractContextManager[User]:
    """The desk of a learner who signs in; else that of who keeps the class in their stead."""
    with desk(OWNER):
        users = User.objects.filter(own_record__person=one.person_id or 0)
        name = users.values_list("username", flat=True).first()
    return desk(name or SCHOOL)


def conclude(held: TrainingClass, people: Sequence[Learning]) -> None:
    """Two object: one mark is raised, one stays; then the class is concluded."""
    why = {told.OBJECTS: "Câu 3 ý b chưa được chấm", told.UPHELD: "Đề nghị xem lại câu 2"}
    for place, reason in why.items():
        with _own_desk(people[place]) as actor:
            mark = standing_grades(held.pk).get(learner=people[place].id, part__title=told.TEST)
            results.object_to(actor=actor, grade=mark, reason=reason, on=OBJECTED)
    with desk(OWNER) as owner:
        for one in Objection.objects.filter(grade__part__training_class=held).order_by("pk"):
            raised = one.grade.learner_id == people[told.OBJECTS].id
            points = told.better(told.points_of(told.OBJECTS, told.TEST)) if raised else None
            results.decide(
                actor=owner,
                objection=one,
                mark=Mark("given", points) if raised else None,
                answer="Chấm bổ sung câu 3 ý b" if raised else "Đã chấm đúng đáp án",
                on=DECIDED,
            )
    with desk(SCHOOL) as school:
        results.conclude(actor=school, held_class=held, on=CONCLUDED, ground=MINUTES)
