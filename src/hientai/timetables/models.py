"""Sessions of classes, who teaches and who learns in them, what was changed, feeds of calendars."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils.translation import gettext_lazy as _

from hientai.accounts.models import User
from hientai.classes.models import TrainingClass
from hientai.people.models import Person
from hientai.places.models import Seat
from hientai.programmes.models import Lecturer, Room, Topic
from hientai.timetables.domain.plan import FORMS


class Session(models.Model):
    """A session (buổi): when, of which topic, where. One that was given up stays, cancelled.

    The hours of rooms, lecturers and learners are kept by the database in `timetables_busy`, where
    nobody and nothing is in two places at once, over all institutions.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("theo lịch")
        CANCELLED = "cancelled", _("đã bỏ")

    training_class = models.ForeignKey(TrainingClass, models.PROTECT, related_name="sessions")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="+")
    title = models.TextField(_("nội dung"), blank=True, default="")
    form = models.TextField(_("hình thức"), default="theory")
    hours = DateTimeRangeField(_("thời gian"))
    periods = models.PositiveSmallIntegerField(_("số tiết"))
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="+")
    place = models.TextField(_("địa điểm"), blank=True, default="")
    makes_up = models.ForeignKey("self", models.PROTECT, null=True, related_name="made_up_by")
    note = models.TextField(_("ghi chú"), blank=True, default="")
    state = models.TextField(_("trạng thái"), choices=State, default=State.PLANNED)
    edition = models.PositiveIntegerField(_("lần sửa"), default=0)
    changed_at = models.DateTimeField(_("sửa lúc"), auto_now=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="class_meets_once_at_a_time",
                expressions=[
                    ("training_class", RangeOperators.EQUAL),
                    ("hours", RangeOperators.OVERLAPS),
                ],
                condition=Q(state="planned"),
                deferrable=Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(
                condition=Q(hours__isempty=False, hours__lower_inf=False, hours__upper_inf=False),
                name="session_has_its_hours",
            ),
            models.CheckConstraint(
                condition=Q(topic__isnull=False) | ~Q(title=""), name="session_is_of_something"
            ),
            models.CheckConstraint(condition=Q(form__in=[*FORMS]), name="session_form_is_known"),
            models.CheckConstraint(condition=Q(periods__gt=0), name="session_has_periods"),
        ]
        indexes = [models.Index(fields=["training_class", "state"], name="sessions_of_a_class")]


class Teaching(models.Model):
    """That a lecturer teaches a session, under the name that is printed."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="teachings")
    lecturer = models.ForeignKey(Lecturer, models.PROTECT, related_name="teachings")
    name = models.TextField(_("giảng viên"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "lecturer"], name="teaches_a_session_once")
        ]


class Learner(models.Model):
    """Who learns in a class: a person by a seat that was used, or a guest from elsewhere.

    `left_on` is the first day on which one is no learner any more. Persons come and go with their
    seats; the papers are those that used the seat and gave it back.
    """

    training_class = models.ForeignKey(
        TrainingClass, models.PROTECT, related_name="learners", verbose_name=_("lớp")
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="learner_of")
    seat = models.OneToOneField(
        Seat, models.PROTECT, null=True, related_name="learner", verbose_name=_("chỗ học")
    )
    name = models.TextField(_("họ và tên"), blank=True, default="")
    organisation = models.TextField(_("nơi công tác"), blank=True, default="")
    contact = models.TextField(_("liên hệ"), blank=True, default="")
    joined_on = models.DateField(_("vào lớp"))
    joined_by = models.TextField(_("văn bản vào lớp"))
    left_on = models.DateField(_("rời lớp"), null=True)
    left_by = models.TextField(_("văn bản rời lớp"), blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, seat__isnull=False)
                | Q(person=None, seat=None) & ~Q(name="") & ~Q(organisation=""),
                name="learner_is_a_person_or_a_named_guest",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")) & ~Q(left_by=""),
                name="learner_leaves_after_joining_by_a_paper",
            ),
        ]
        indexes = [models.Index(fields=["training_class"], name="learners_of_a_class")]


class Change(models.Model):
    """One change of a timetable: the sessions before and after it, for its way back."""

    training_class = models.ForeignKey(
        TrainingClass, models.PROTECT, related_name="timetable_changes"
    )
    kind = models.TextField(_("việc"))
    before = models.JSONField(_("trước đó"), default=list)
    after = models.JSONField(_("sau đó"), default=list)
    sessions = models.PositiveIntegerField(_("số buổi đổi"))
    ground = models.TextField(_("căn cứ"))
    on = models.DateField(_("ngày"))
    made_at = models.DateTimeField(_("ghi vào hệ thống lúc"), auto_now_add=True)
    made_by = models.TextField(_("người sửa"))
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(ground=""), name="change_has_a_ground"),
        ]


class Union(models.Model):
    """Two classes that become one: `gone` gives its people to `into` and is withdrawn once it is
    empty. `moved` keeps how those stood who went at once, by no decision; open while decisions that
    send people into `gone` wait to be amended."""

    class State(models.TextChoices):
        OPEN = "open", _("đang gộp")
        DONE = "done", _("đã gộp")
        DROPPED = "dropped", _("đã bỏ")

    gone = models.ForeignKey(
        TrainingClass, models.PROTECT, related_name="unions", verbose_name=_("lớp bị gộp")
    )
    into = models.ForeignKey(
        TrainingClass, models.PROTECT, related_name="received", verbose_name=_("lớp nhận")
    )
    moved = models.JSONField(_("người chuyển ngay"), default=list)
    decided = models.PositiveIntegerField(_("người chuyển bằng quyết định"), default=0)
    state = models.TextField(_("trạng thái"), choices=State, default=State.OPEN)
    ground = models.TextField(_("căn cứ"))
    made_on = models.DateField(_("ngày gộp"))
    made_by = models.TextField(_("người gộp"))
    ended_at = models.DateTimeField(_("xong lúc"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(state__in=["open", "done"]),
                name="class_is_merged_once",
            ),
            models.CheckConstraint(
                condition=~Q(ground="") & ~Q(gone=F("into")), name="classes_merge_on_a_ground"
            ),
        ]


class Feed(models.Model):
    """A secret address at which a calendar program reads a timetable; kept as its hash."""

    class Of(models.TextChoices):
        CLASS = "class", _("lớp")
        LECTURER = "lecturer", _("giảng viên")
        PERSON = "person", _("người học")

    user = models.ForeignKey(
        User, models.CASCADE, related_name="feeds", verbose_name=_("tài khoản")
    )
    kind = models.TextField(_("của"), choices=Of)
    training_class = models.ForeignKey(
        TrainingClass, models.PROTECT, null=True, related_name="+", verbose_name=_("lớp")
    )
    lecturer = models.ForeignKey(
        Lecturer, models.PROTECT, null=True, related_name="+", verbose_name=_("giảng viên")
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    secret_hash = models.TextField(unique=True)
    made_at = models.DateTimeField(_("tạo lúc"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="class", training_class__isnull=False, lecturer=None, person=None)
                | Q(kind="lecturer", lecturer__isnull=False, training_class=None, person=None)
                | Q(kind="person", person__isnull=False, training_class=None, lecturer=None),
                name="feed_is_of_one_thing",
            ),
        ]
