"""What tests of evaluations do again and again."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hientai.classes.models import TrainingClass
from hientai.evaluation.domain.criteria import in_force
from hientai.evaluation.models import Form, Line, Remark, Result
from hientai.evaluation.queries.learners import persons
from hientai.evaluation.services.answering import answer, token_of_learner
from hientai.evaluation.services.counting import count_form
from hientai.evaluation.services.opening import Taught, Terms, open_form
from hientai.places.domain.holding import Wanted
from hientai.places.services.seats import hold
from hientai.places.services.using import Course, use
from hientai.programmes.models import Lecturer, Topic

HELD_ON = date(2024, 6, 1)
OPENS, CLOSES = date(2024, 9, 6), date(2024, 9, 12)
AFTER = CLOSES + timedelta(days=1)


def learn(held: TrainingClass, people: Sequence[Any]) -> None:
    """Registered decisions put these people into the class."""
    wishes = [
        Wanted(
            person_id=one.pk,
            unit_id=one.unit_id,
            starts_on=held.starts_on,
            ends_on=held.ends_on,
            class_id=held.pk,
        )
        for one in people
    ]
    taken = hold(actor=None, wanted=wishes, until=date(2024, 8, 31), on=HELD_ON)
    seats = [one.seat for one in taken if one.seat is not None]
    assert len(seats) == len(people), [one.obstacle for one in taken]
    use(actor=None, seats=seats, on=HELD_ON, course=Course(programme="Quản lý tài chính công"))


def form_of(held: TrainingClass, **more: Any) -> Form:
    """The form of a class, its first topic taught by a lecturer known by name."""
    lecturers: dict[int, Lecturer] = more.pop("lecturers", {})
    topics = list(Topic.objects.filter(version=held.version_id).order_by("number"))
    taught = [Taught(one, lecturers.get(at), "") for at, one in enumerate(topics)]
    terms = {"opens_on": OPENS, "closes_on": CLOSES, "ground": "Kế hoạch 9/KH-SNV", **more}
    return open_form(
        actor=None, training_class=held, terms=Terms(**terms), taught=taught, on=HELD_ON
    )


def learners_of(form: Form) -> list[int]:
    """The keys of the persons who learn in the class of a form."""
    return persons(form.training_class)


def words(form: Form) -> list[str]:
    """The tokens of the learners of a form."""
    return [token_of_learner(form, one) for one in learners_of(form)]


def answered(form: Form, scores: Sequence[int], on: date = OPENS, **more: Any) -> None:
    """The first learners answer, each giving one score to every line."""
    lines = Line.objects.filter(form=form).count()
    for word, score in zip(words(form), scores, strict=False):
        answer(word=word, scores=[score] * lines, on=on, **more)


def counted(form: Form, scores: Sequence[int], **more: Any) -> Form:
    """The form counted the day after it closed."""
    answered(form, scores, **more)
    return count_form(actor=None, form=form, on=AFTER)


def found_of(held: TrainingClass, on: date) -> Form:
    """A form of a class that was counted on a day, each line with eight answers: for pages."""
    template = in_force(on)
    form = Form.objects.create(
        training_class=held,
        template=template.title,
        rules={
            **{name: vars(getattr(template, name)) for name in ("most", "blank", "index", "bands")},
            "least": 5,
            "use": [one.text for one in template.use],
        },
        opens_on=on - timedelta(days=8),
        closes_on=on - timedelta(days=1),
        use_on=on + timedelta(days=180),
        learners=10,
        in_app=True,
        ground="Kế hoạch 9/KH-SNV",
        opened_by="kiểm thử",
    )
    lines = [
        Line(form=form, position=at, object=one.object, indicator=one.text, topic_title=topic)
        for at, (one, topic) in enumerate(
            (one, "Tổng quan ngân sách" if one.object == "lecturer" else "")
            for one in template.indicators
        )
    ]
    for line in Line.objects.bulk_create(lines):
        Result.objects.create(form=form, line=line, counts=[0, 0, 0, 0, 0, 1, 2, 2, 2, 1])
    Remark.objects.create(form=form, question=0, text="Giảng viên nhiệt tình")
    form.state, form.received, form.void, form.counted_on = "counted", 8, 0, on
    form.save(update_fields=["state", "received", "void", "counted_on"])
    return form
