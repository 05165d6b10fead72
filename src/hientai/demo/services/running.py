"""A class that is held now: a day that fell out, rolls so far, codes shown, leave asked for."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from hientai.accounts.models import User
from hientai.attendance import services as attendance
from hientai.attendance.services import Entry, Leave
from hientai.classes.models import TrainingClass
from hientai.demo.domain.figures import OPENING_DAY
from hientai.demo.services.desks import desk
from hientai.demo.services.finished import GROUND, sessions_of
from hientai.demo.services.learners import OWNER, SCHOOL
from hientai.people.models import Person, Post
from hientai.programmes.services import lecturers
from hientai.results import services as results
from hientai.results.domain.points import read
from hientai.timetables.domain.plan import replaced
from hientai.timetables.models import Learner, Session
from hientai.timetables.queries import Learning
from hientai.timetables.queries.plans import plan_of, wall
from hientai.timetables.queries.proposals import without
from hientai.timetables.services import write
from hientai.upkeep.services import tie

FALLEN, TOLD = date(2024, 5, 25), date(2024, 5, 24)
FLOOD = "Công điện 08/CĐ-UBND ngày 24/05/2024 về ứng phó mưa lớn (dữ liệu mẫu)"
LEARNER, LECTURER = "hoc.vien", "giang.vien"
BUILDING, SINCE = "SXD", date(2024, 5, 2)
SHIFTED, REPLACED = "shifted", "replaced"
MIDTERM, ESSAY = "Kiểm tra giữa khóa", "Tiểu luận tình huống"
MARKED = date(2024, 5, 28)
LEAVE = (date(2024, 6, 7), "được cử đi họp ở Bộ Xây dựng", "Giấy mời 1204/GM-BXD ngày 30/05/2024")
EARLY = 5  # who checked in before the session began
MARKS = ("8", "7", "9", "7,5", "6", "8,5")


def day_falls_out(held: TrainingClass) -> None:
    """A Saturday is lost; what was to be taught then moves to the first free day."""
    with desk(SCHOOL) as school:
        after = without(held, [FALLEN], on=TOLD, keeps_order=False)
        write(actor=school, held_class=held, after=after, kind=SHIFTED, ground=FLOOD, on=TOLD)


def name_lecturer(held: TrainingClass, people: Sequence[Learning]) -> None:
    """The sessions from the opening day on are taught by a head of division, who signs in."""
    learning = [one.person_id for one in people]
    with desk(OWNER) as owner:
        posts = Post.objects.filter(unit__code=BUILDING, kind="main", title="division_head")
        heads = posts.filter(period__contains=OPENING_DAY).exclude(person__in=learning)
        post = heads.order_by("person__code").select_related("person__unit").first()
        user = User.objects.filter(username=LECTURER).first()
        if post is None or user is None:
            return
        made = lecturers.add(
            actor=owner,
            unit=held.unit,
            kind="guest",
            since=SINCE,
            ground=GROUND,
            person=post.person,
            workplace="Sở Xây dựng",
            position="Trưởng phòng",
        )
        tie(user=user, person=post.person, since=SINCE)
    with desk(OWNER) as owner:
        plan = plan_of(held.pk)
        at = next((one for one in plan if one.day >= OPENING_DAY), None)
        if at is None:
            return
        after = replaced(plan, at.lecturers[0], made.pk, OPENING_DAY)
        write(
            actor=owner,
            held_class=held,
            after=after,
            kind=REPLACED,
            ground="Phân công giảng dạy (dữ liệu mẫu)",
            on=SINCE,
        )


def sign_in_learner(people: Sequence[Learning]) -> None:
    """The first learner of the register signs in."""
    person = next((one.person_id for one in people if one.person_id), None)
    with desk(OWNER):
        user = User.objects.filter(username=LEARNER).first()
        if person is not None and user is not None:
            tie(user=user, person=Person.objects.get(pk=person), since=SINCE)


def hold(held: TrainingClass, people: Sequence[Learning]) -> None:
    """Rolls of the sessions so far are closed but the last one's; that of the opening day shows
    codes."""
    with desk(SCHOOL) as school:
        begun = [one for one in sessions_of(held) if _day(one) <= OPENING_DAY]
        before = [one for one in begun if _day(one) < OPENING_DAY]
        for session in before:
            here = [Entry(one.id, "present") for one in people]
            attendance.put(
                actor=school, session=session, entries=here, how="list", on=_day(session)
            )
            if session != before[-1]:
                attendance.close(actor=school, session=session, on=_day(session))
        now = next((one for one in begun if _day(one) == OPENING_DAY), None)
        if now is not None:
            here = [Entry(one.id, "present") for one in people[1 : EARLY + 1]]
            attendance.put(actor=school, session=now, entries=here, how="list", on=OPENING_DAY)
            attendance.show_codes(actor=school, session=now, now=timezone.now())


def assess(held: TrainingClass, people: Sequence[Learning]) -> None:
    """Half way: a test was marked, an essay is due; somebody asks for leave."""
    with desk(SCHOOL) as school:
        test, essay = (
            results.write_part(actor=school, held_class=held, said=one, ground=GROUND)
            for one in (
                results.Said(MIDTERM, "test", due=date(2024, 5, 24)),
                results.Said(ESSAY, "essay", due=date(2024, 6, 8), takes_files=True),
            )
        )
        given = [
            results.Given(one.id, test.pk, read(MARKS[at % len(MARKS)], test.scale))
            for at, one in enumerate(people)
        ]
        results.grade(actor=school, held_class=held, given=given, on=MARKED)
        results.publish(actor=school, part=test, on=MARKED)
        day, why, paper = LEAVE
        attendance.ask(
            actor=school,
            learner=Learner.objects.get(pk=people[1].id),
            leave=Leave(day, day, why, paper=paper),
            on=OPENING_DAY,
        )


def _day(session: Session) -> date:
    return wall(session.hours.lower).date()
