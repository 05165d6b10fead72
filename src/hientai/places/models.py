"""Places: the pools they come from, the seats that take them, how a quota is divided over units."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.classes.models import TrainingClass
from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.schemes.models import Scheme
from hientai.training.models import Turn

LIVE = ("held", "used")


class Division(models.Model):
    """Places of a quota divided over units: proposed, offered, answered, closed."""

    class Basis(models.TextChoices):
        HEADCOUNT = "headcount", _("theo số người đủ điều kiện")
        NEED = "need", _("theo nhu cầu đơn vị nêu")
        HAND = "hand", _("ghi tay")

    class State(models.TextChoices):
        DRAFT = "draft", _("dự kiến")
        OFFERED = "offered", _("đã giao")
        CLOSED = "closed", _("đã khép")

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+", verbose_name=_("đề án"))
    item_id = models.TextField(_("chỉ tiêu"))
    phase = models.TextField(_("giai đoạn"), blank=True, default="")
    title = models.TextField(_("tên đợt"))
    total = models.PositiveIntegerField(_("số chỗ đem giao"))
    basis = models.TextField(_("cách chia"), choices=Basis)
    state = models.TextField(_("trạng thái"), choices=State, default=State.DRAFT)
    as_of = models.DateField(_("số liệu tại ngày"))
    answer_by = models.DateField(_("trả lời trước hết ngày"))
    return_by = models.DateField(_("trả lại chỗ không dùng sau ngày"))
    ground = models.TextField(_("căn cứ"))
    made_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)
    made_by = models.TextField(_("người lập"))
    offered_at = models.DateTimeField(_("giao lúc"), null=True)
    returned_at = models.DateTimeField(_("thu chỗ lúc"), null=True)
    closed_at = models.DateTimeField(_("khép lúc"), null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(item_id="") & ~Q(title="") & ~Q(ground=""),
                name="division_is_of_a_quota_and_has_a_ground",
            ),
            models.CheckConstraint(condition=Q(total__gt=0), name="division_has_places"),
            models.CheckConstraint(
                condition=Q(return_by__gte=F("answer_by")), name="division_returns_after_answers"
            ),
            models.UniqueConstraint(
                fields=["scheme", "item_id", "phase"],
                condition=Q(state="offered"),
                name="quota_is_divided_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Allotment(models.Model):
    """A unit's part of a division. `accepted` is null until the unit answers; `again` are places
    of others offered once more, `returned` those it gave back or lost unused."""

    division = models.ForeignKey(Division, models.PROTECT, related_name="allotments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    headcount = models.PositiveIntegerField(_("số người đủ điều kiện"), default=0)
    wanted = models.PositiveIntegerField(_("nhu cầu"), null=True)
    offered = models.PositiveIntegerField(_("được giao"), default=0)
    accepted = models.PositiveIntegerField(_("đã nhận"), null=True)
    again = models.PositiveIntegerField(_("giao thêm"), default=0)
    returned = models.PositiveIntegerField(_("trả lại"), default=0)
    answered_at = models.DateTimeField(_("trả lời lúc"), null=True)
    answered_by = models.TextField(_("người trả lời"), blank=True, default="")
    note = models.TextField(_("ghi chú"), blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["division", "unit"], name="unit_has_one_allotment"),
            models.CheckConstraint(
                condition=Q(accepted=None) | Q(accepted__lte=F("offered")),
                name="no_more_is_accepted_than_offered",
            ),
            models.CheckConstraint(
                condition=Q(accepted=None, returned__lte=F("offered") + F("again"))
                | Q(accepted__isnull=False, returned__lte=F("accepted") + F("again")),
                name="no_more_is_returned_than_held",
            ),
        ]

    @property
    def kept(self) -> int:
        """The places the unit has: accepted (or offered, before it answers) and offered again,
        less what went back."""
        first = self.offered if self.accepted is None else self.accepted
        return first + self.again - self.returned


class AllotmentStep(models.Model):
    """What happened to a unit's part, with the reason: offered, answered, returned, again."""

    class What(models.TextChoices):
        NEED = "need", _("nêu nhu cầu")
        OFFERED = "offered", _("được giao")
        ACCEPTED = "accepted", _("nhận")
        RETURNED = "returned", _("trả lại")
        UNUSED = "unused", _("thu lại do không dùng")
        AGAIN = "again", _("giao thêm")

    allotment = models.ForeignKey(Allotment, models.PROTECT, related_name="steps")
    what = models.TextField(choices=What)
    places = models.PositiveIntegerField(_("số chỗ"))
    reason = models.TextField(_("lý do"))
    on = models.DateField(_("ngày"))
    at = models.DateTimeField(auto_now_add=True)
    by = models.TextField()


class Pool(models.Model):
    """Where places come from, and how many of them are taken.

    The places of a quota in a phase (of one unit, where the document gives each unit its own), of
    a unit's allotment, of a class. `places` null: the document sets no number. Both numbers are
    kept by the database: `taken` counts live seats, `places` is read anew under the lock.
    """

    class Kind(models.TextChoices):
        QUOTA = "quota", _("chỉ tiêu")
        ALLOTMENT = "allotment", _("chỗ giao cho đơn vị")
        CLASS = "class", _("lớp")

    kind = models.TextField(choices=Kind)
    scheme = models.ForeignKey(Scheme, models.PROTECT, null=True, related_name="+")
    item_id = models.TextField(blank=True, default="")
    phase = models.TextField(blank=True, default="")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    allotment = models.OneToOneField(
        Allotment, models.PROTECT, null=True, related_name="pool", verbose_name=_("phần của đơn vị")
    )
    training_class = models.OneToOneField(
        TrainingClass, models.PROTECT, null=True, related_name="pool", verbose_name=_("lớp")
    )
    places = models.PositiveIntegerField(_("số chỗ"), null=True, default=0)
    elsewhere = models.PositiveIntegerField(_("đã dùng ngoài hệ thống giữ chỗ"), default=0)
    taken = models.PositiveIntegerField(_("đã giữ"), default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(places=None) | Q(taken__lte=F("places")), name="pool_is_not_oversold"
            ),
            models.CheckConstraint(
                condition=Q(kind="quota", scheme__isnull=False, allotment=None, training_class=None)
                & ~Q(item_id="")
                | Q(kind="allotment", allotment__isnull=False, scheme=None, training_class=None)
                | Q(kind="class", training_class__isnull=False, scheme=None, allotment=None),
                name="pool_is_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["scheme", "item_id", "phase", "unit"],
                condition=Q(kind="quota"),
                nulls_distinct=False,
                name="quota_has_one_pool",
            ),
        ]


class Seat(models.Model):
    """One person's place: held until a day, used once the paper is registered, or released."""

    class State(models.TextChoices):
        HELD = "held", _("đang giữ")
        USED = "used", _("đã dùng")
        RELEASED = "released", _("đã trả")

    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị cử"))
    of_quota = models.ForeignKey(
        Pool,
        models.PROTECT,
        null=True,
        related_name="quota_seats",
        verbose_name=_("chỗ của chỉ tiêu"),
    )
    of_allotment = models.ForeignKey(
        Pool,
        models.PROTECT,
        null=True,
        related_name="allotment_seats",
        verbose_name=_("chỗ phân cho đơn vị"),
    )
    of_class = models.ForeignKey(
        Pool, models.PROTECT, null=True, related_name="class_seats", verbose_name=_("chỗ của lớp")
    )
    period = DateRangeField(_("thời gian học"))
    exclusive = models.BooleanField(_("không học song song"), default=True)
    state = models.TextField(_("trạng thái"), choices=State, default=State.HELD)
    held_until = models.DateField(_("giữ đến hết ngày"), null=True)
    held_at = models.DateTimeField(_("giữ lúc"), auto_now_add=True)
    held_by = models.TextField(_("người giữ"))
    used_at = models.DateTimeField(_("dùng lúc"), null=True)
    used_by = models.TextField(_("người ghi"), blank=True, default="")
    released_at = models.DateTimeField(_("trả lúc"), null=True)
    released_by = models.TextField(_("người trả"), blank=True, default="")
    reason = models.TextField(_("lý do trả"), blank=True, default="")
    turn = models.OneToOneField(
        Turn,
        models.PROTECT,
        null=True,
        related_name="seat",
        verbose_name=_("lượt học ghi từ chỗ này"),
    )

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="nobody_sits_twice_at_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(exclusive=True, state__in=LIVE),
            ),
            models.UniqueConstraint(
                fields=["person", "of_quota"],
                condition=Q(state__in=LIVE),
                name="one_seat_of_a_quota",
            ),
            models.UniqueConstraint(
                fields=["person", "of_class"],
                condition=Q(state__in=LIVE),
                name="one_seat_in_a_class",
            ),
            models.CheckConstraint(
                condition=Q(of_quota__isnull=False)
                | Q(of_allotment__isnull=False)
                | Q(of_class__isnull=False),
                name="seat_is_of_a_pool",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(held_until__isnull=False, turn=None),
                name="held_seat_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="used") | Q(turn__isnull=False, used_at__isnull=False),
                name="used_seat_has_a_turn",
            ),
            models.CheckConstraint(
                condition=~Q(state="released") | ~Q(reason="") & Q(released_at__isnull=False),
                name="released_seat_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["held_until"], condition=Q(state="held"), name="seats_that_lapse"),
            models.Index(fields=["unit", "state"], name="seats_of_a_unit"),
        ]
