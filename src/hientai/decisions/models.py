"""Papers that send people, or change what a former one said, and whom they are about."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.decisions.domain.kinds import KINDS
from hientai.documents.models import Paper
from hientai.nominations.models import Nomination, NominationList
from hientai.organisations.models import Unit
from hientai.people.models import Person
from hientai.places.models import Seat

LIVE = ("open", "done")
NOTHING = list
"""What a column of several things begins as: inside the tables "list" is that of a nomination."""


class Sending(models.Model):
    """A paper of this room. One that amends names the `first`, the one that sent its people.

    `list` is the list its people were approved on, the first of them where there are several;
    `unit` the unit that issues. `done_on` is the day it was registered, from which it holds.
    """

    paper = models.OneToOneField(
        Paper, models.PROTECT, related_name="sending", verbose_name=_("văn bản")
    )
    kind = models.TextField(_("loại"), choices=[(kind.code, _(kind.label)) for kind in KINDS])
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="sendings", verbose_name=_("cơ quan ban hành")
    )
    list = models.ForeignKey(
        NominationList, models.PROTECT, related_name="sendings", verbose_name=_("danh sách đề cử")
    )
    first = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="amendments",
        verbose_name=_("quyết định gốc"),
    )
    reason = models.TextField(_("lý do"), blank=True, default="")
    drafted_on = models.DateField(_("ngày lập"))
    drafted_by = models.TextField(_("người lập"))
    done_on = models.DateField(_("ngày đăng ký"), null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="send", first=None)
                | ~Q(kind="send") & Q(first__isnull=False) & ~Q(reason=""),
                name="amending_names_the_first_and_why",
            ),
            models.CheckConstraint(condition=~Q(first=F("pk")), name="sending_amends_another"),
        ]
        indexes = [
            models.Index(fields=["unit", "-drafted_on"], name="sendings_of_a_unit"),
            models.Index(fields=["list"], name="sendings_of_a_list"),
        ]

    def __str__(self) -> str:
        return str(self.paper)


class Letter(models.Model):
    """A paper about people of a list that decides nothing: it submits them to who decides, or calls
    those of a `sending` to their class."""

    class Kind(models.TextChoices):
        SUMMON = "summon", _("Giấy triệu tập")
        SUBMIT = "submit", _("Tờ trình")

    paper = models.OneToOneField(
        Paper, models.PROTECT, related_name="letter", verbose_name=_("văn bản")
    )
    kind = models.TextField(_("loại"), choices=Kind)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="letters", verbose_name=_("cơ quan ban hành")
    )
    list = models.ForeignKey(
        NominationList, models.PROTECT, related_name="letters", verbose_name=_("danh sách đề cử")
    )
    sending = models.ForeignKey(
        Sending,
        models.PROTECT,
        null=True,
        related_name="letters",
        verbose_name=_("quyết định cử"),
    )
    nominations = ArrayField(models.BigIntegerField(), default=NOTHING)
    drafted_on = models.DateField(_("ngày lập"))
    drafted_by = models.TextField(_("người lập"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="submit", sending=None) | Q(kind="summon", sending__isnull=False),
                name="summons_name_the_decision",
            ),
        ]

    def __str__(self) -> str:
        return str(self.paper)


class Row(models.Model):
    """What one paper says of one person.

    `what` sends, withdraws, replaces (the person leaves), postpones or corrects; `before` and
    `after` are what holds of the person before and after it (see `domain.amending`). A row that
    amends `follows` the last that was registered for the seat. Who comes in another's place is
    sent by a row of its own, `instead_of` the one that leaves; `passed` are those of the reserve
    who stood before and were passed over, each with the reason. `state` is open while the paper is
    on its way, done once it is registered, free where it was given up.
    """

    class State(models.TextChoices):
        OPEN = "open", _("chờ đăng ký")
        DONE = "done", _("đã đăng ký")
        FREE = "free", _("đã bỏ")

    sending = models.ForeignKey(
        Sending, models.PROTECT, related_name="rows", verbose_name=_("quyết định cử")
    )
    position = models.PositiveIntegerField(_("thứ tự"))
    what = models.TextField(_("việc"), choices=[(kind.what, _(kind.label)) for kind in KINDS])
    nomination = models.ForeignKey(
        Nomination, models.PROTECT, related_name="decided_by", verbose_name=_("đề cử")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="decided_by", verbose_name=_("người")
    )
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, related_name="papers", verbose_name=_("chỗ")
    )
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="followed_by",
        verbose_name=_("sửa nội dung của"),
    )
    instead_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="come", verbose_name=_("thay cho")
    )
    before = models.JSONField(_("trước đó"), default=dict)
    after = models.JSONField(_("sau đó"), default=dict)
    passed = models.JSONField(_("những người không được chọn"), default=list)
    state = models.TextField(_("trạng thái"), choices=State, default=State.OPEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sending", "position"], name="row_has_its_place"),
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(what="sends", state__in=LIVE),
                name="seat_is_used_by_one_paper",
            ),
            models.UniqueConstraint(
                fields=["nomination"],
                condition=Q(what="sends", state__in=LIVE),
                name="nomination_is_sent_once",
            ),
            models.UniqueConstraint(
                fields=["nomination"],
                condition=Q(state="open"),
                name="nomination_is_in_one_open_paper",
            ),
            models.UniqueConstraint(
                fields=["follows"], condition=Q(state__in=LIVE), name="row_is_amended_once"
            ),
            models.CheckConstraint(
                condition=Q(what="sends", follows=None)
                | ~Q(what="sends") & Q(follows__isnull=False, instead_of=None, seat__isnull=False),
                name="amending_row_follows_another",
            ),
            models.CheckConstraint(
                condition=Q(seat__isnull=False) | Q(instead_of__isnull=False),
                name="row_has_a_seat_or_waits_for_one",
            ),
        ]
        indexes = [
            models.Index(fields=["person"], name="decisions_of_a_person"),
            models.Index(fields=["seat"], name="papers_of_a_seat"),
        ]
