"""What may come of a class, for two records of one person: as the database's owner writes it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange

from hientai.accounts.models import User
from hientai.certificates.models import Act, Batch, Book, Certificate, Entry, Outside, SigningKey
from hientai.classes.models import TrainingClass
from hientai.delegations.models import Journey
from hientai.evaluation.models import Action, Form, Line, Use
from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.places.models import Pool, Seat
from hientai.places.services.using import Course, use
from hientai.programmes.models import Lecturer
from hientai.results.models import Part
from hientai.timetables.models import Feed, Learner, Session, Teaching
from hientai.training.models import Turn
from tests.places.conftest import lesson

AT = datetime(2024, 5, 2, tzinfo=UTC)


def came_of_a_class(unit: Unit, two: Sequence[Person]) -> None:
    """Both learned, each in a class of its own, taught, were asked about, and got certificates;
    one paper of theirs was scanned for each."""
    classes = [
        lesson(
            unit,
            programme=f"TC-0{month}",
            code=f"TC-{month}",
            starts_on=date(2024, month, 2),
            ends_on=date(2024, month, 6),
            scheme="",
            item="",
        )
        for month in (5, 6)
    ]
    evaluated(classes[0], two)
    for held, person in zip(classes, two, strict=True):
        learned(held, person)
        certified(held, person)
        recorded(person)


def learned(held: TrainingClass, person: Person) -> None:
    """By a used seat, and addresses of the timetables of the person and of the lecturer."""
    seat = Seat.objects.create(
        person=person,
        unit_id=held.unit_id,
        of_class=Pool.objects.create(kind="class", training_class=held, places=held.places),
        period=DateRange(held.starts_on, held.ends_on),
        held_until=held.starts_on,
        held_by="Mai",
    )
    use(actor=None, seats=[seat], on=date(2024, 5, 1), course=Course(programme=held.title))
    led(held, Learner.objects.get(seat=seat, person=person))
    starts = datetime(held.starts_on.year, held.starts_on.month, 4, 1, tzinfo=UTC)
    session = Session.objects.create(
        training_class=held,
        title="Khai giảng",
        hours=DateTimeTZRange(starts, starts.replace(hour=4)),
        periods=4,
    )
    lecturer = Lecturer.objects.get(person=person)
    Teaching.objects.create(session=session, lecturer=lecturer, name=person.name)
    Part.objects.create(
        training_class=held,
        kind="test",
        title=f"Bài kiểm tra {person.code}",
        lecturer=lecturer,
        scale=10,
        weight=1,
        ground="Kế hoạch 9",
    )
    user = User.objects.get(username=person.code.lower())
    for kind, whose in (("person", {"person": person}), ("lecturer", {"lecturer": lecturer})):
        secret = f"{kind}-{person.code}"
        Feed.objects.create(user=user, kind=kind, secret_hash=secret, **whose)


def led(held: TrainingClass, head: Learner) -> None:
    """The class went abroad, led by the person."""
    TrainingClass.objects.filter(pk=held.pk).update(form="abroad")
    Journey.objects.create(
        training_class=held,
        head=head,
        country="JP",
        host="Đại học Meisei",
        paper="Quyết định 88/QĐ-UBND",
        leaves_on=held.starts_on,
        returns_on=held.ends_on,
        report_days=15,
        report_due_on=date(2024, 8, 1),
        opened_by="Mai",
    )


def evaluated(held: TrainingClass, two: Sequence[Person]) -> None:
    """One form that asks about the lecturers, whose superiors are asked, and what is done."""
    form = Form.objects.create(
        training_class=held,
        template="Mẫu phiếu",
        rules={},
        opens_on=held.ends_on,
        closes_on=held.ends_on,
        use_on=held.ends_on,
        learners=2,
        in_app=True,
        ground="Kế hoạch 9",
        opened_by="Mai",
    )
    for at, person in enumerate(two):
        lecturer = Lecturer.objects.get(person=person)
        Line.objects.create(
            form=form,
            position=at,
            object="lecturer",
            indicator="Dễ hiểu",
            lecturer=lecturer,
            lecturer_name=person.name,
        )
        Use.objects.create(
            form=form, person=person, unit=person.unit, asked_on=held.ends_on, due_on=held.ends_on
        )
        Action.objects.create(
            form=form,
            lecturer=lecturer,
            finding="Ít ví dụ",
            what="Thêm tình huống",
            owner=User.objects.get(username=person.code.lower()),
            due_on=held.ends_on,
            made_by="Mai",
        )


def certified(held: TrainingClass, person: Person) -> None:
    """A certificate for a course that both records tell of, and a copy of it."""
    key, _made = SigningKey.objects.get_or_create(
        unit_id=held.unit_id,
        defaults={
            "short": "k1",
            "did": "did:key:z6Mk",
            "sealed": "-",
            "since": date(2024, 1, 1),
            "made_by": "Mai",
        },
    )
    book, _made = Book.objects.get_or_create(
        unit_id=held.unit_id, year=2024, series="certificate", defaults={"last": 0}
    )
    batch = Batch.objects.create(
        unit_id=held.unit_id,
        kind="certificate",
        programme="Tin học",
        signed_on=date(2024, 5, 2),
        made_by="Mai",
    )
    turn = Turn.objects.get(person=person, programme="Tin học")
    entry = Entry.objects.create(
        batch=batch, position=1, person=person, turn=turn, name=person.name
    )
    book.last += 1
    book.save()
    Batch.objects.filter(pk=batch.pk).update(state="issuing", total=1, first=book.last, key=key)
    certificate = Certificate.objects.create(
        unit_id=held.unit_id,
        entry=entry,
        kind="certificate",
        year=2024,
        number=book.last,
        number_text="01/2024",
        code=f"MA{person.code}",
        person=person,
        turn=turn,
        name=person.name,
        folded="-",
        signed_on=batch.signed_on,
        facts={"ends_on": "2023-01-06"},
        key=key,
        status_list=1,
        status_index=book.last,
        signature="-",
        proof="-",
        issued_by="Mai",
    )
    Batch.objects.filter(pk=batch.pk).update(state="issued")
    Act.objects.create(
        certificate=certificate,
        what="copied",
        ground="",
        paper="Đơn xin cấp bản sao",
        copy_number=book.last,
        on=batch.signed_on,
        by="Mai",
    )


def recorded(person: Person) -> None:
    """A degree from elsewhere, the same scan for both, checked and recorded as a degree."""
    made = Outside.objects.create(
        person=person,
        what="degree",
        title="Luật",
        level="master",
        issuer="Trường Đại học Luật",
        issued_on=date(2019, 6, 1),
        scan=b"%PDF",
        scan_name="bang.pdf",
        scan_type="application/pdf",
        digest="d1",
        recorded_by="Mai",
    )
    Outside.objects.filter(pk=made.pk).update(
        state="confirmed",
        checked_by="Nam",
        checked_at=AT,
        reason="Đúng bản gốc",
        degree=person.degrees.get(level="master"),
    )
