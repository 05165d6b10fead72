"""A programme, its versions, and what a version teaches: modules and topics with their periods."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.organisations.models import Unit
from hientai.programmes.domain.states import STATES
from hientai.shared.vocabulary import PROGRAMME_KINDS, REGIONS


class Programme(models.Model):
    """What is taught to whom and for what, over all its versions.

    `kind` says which limit of length judges it, "" while nobody has said. `origin_…` names the
    scheme and the item it was drafted from, with the clause as the document has it.
    """

    code = models.TextField(_("mã chương trình"), unique=True)
    title = models.TextField(_("tên chương trình"))
    title_folded = models.TextField()
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="programmes", verbose_name=_("đơn vị xây dựng")
    )
    kind = models.TextField(_("loại chương trình"), blank=True)
    region = models.TextField(_("vùng áp dụng"), default="all")
    variant_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="variants", verbose_name=_("biến thể của")
    )
    origin_scheme = models.TextField(_("đề án"), blank=True)
    origin_item = models.TextField(_("mục của đề án"), blank=True)
    origin_clause = models.TextField(_("điều khoản"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(title=""), name="programme_has_a_code_and_a_title"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["", *PROGRAMME_KINDS]) & Q(region__in=[*REGIONS]),
                name="programme_kind_and_region_are_known",
            ),
            models.CheckConstraint(
                condition=Q(variant_of__isnull=True) | ~Q(variant_of=F("id")),
                name="programme_is_no_variant_of_itself",
            ),
            models.UniqueConstraint(
                fields=["origin_scheme", "origin_item"],
                condition=~Q(origin_item=""),
                name="programme_drafted_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        """The kind in words; "" while nobody has said."""
        return PROGRAMME_KINDS.label(self.kind or None)

    @property
    def region_label(self) -> str:
        """The region in words."""
        return REGIONS.label(self.region)


class Version(models.Model):
    """A programme as it was written once; what it teaches stands still after the draft.

    `in_force` is empty until an act approves it; it ends where a later one follows or an act
    withdraws it. `stated_days` is the length a document states; topics with periods go before it.
    """

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("phiên bản"))
    state = models.TextField(
        _("tình trạng"),
        choices=[(code, _(label)) for code, label in STATES.items()],
        default="draft",
    )
    change = models.TextField(_("nội dung thay đổi"), blank=True)
    addition_year = models.PositiveSmallIntegerField(_("bổ sung cho năm"), null=True)
    aims = models.TextField(_("mục tiêu"), blank=True)
    contents = ArrayField(models.TextField(), verbose_name=_("nội dung"), default=list)
    audience = models.TextField(_("đối tượng"), blank=True)
    categories = ArrayField(models.TextField(), verbose_name=_("nhóm người"), default=list)
    forms = ArrayField(models.TextField(), verbose_name=_("hình thức"), default=list)
    stated_days = models.DecimalField(
        _("số ngày"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    source = models.TextField(_("nguồn"), blank=True)
    approval_act = models.TextField(_("quyết định phê duyệt"), blank=True)
    approved_on = models.DateField(_("ngày phê duyệt"), null=True)
    approved_by = models.TextField(_("cơ quan phê duyệt"), blank=True)
    in_force = DateRangeField(_("hiệu lực"), null=True)
    ended_ground = models.TextField(_("căn cứ thôi áp dụng"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="programme_version_counted_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="programme_version_counts_from_1"
            ),
            models.CheckConstraint(
                condition=Q(stated_days__isnull=True) | Q(stated_days__gt=0),
                name="programme_lasts_some_time",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=["draft", "appraising", "appraised"], in_force=None)
                    | Q(
                        state="approved",
                        in_force__endswith=None,
                        in_force__startswith__isnull=False,
                    )
                    | Q(state="replaced", in_force__isnull=False)
                    | Q(state="withdrawn")
                ),
                name="programme_in_force_as_its_state_says",
            ),
            models.CheckConstraint(
                condition=Q(in_force=None)
                | (~Q(approval_act="") & Q(approved_on__isnull=False) & ~Q(approved_by="")),
                name="programme_in_force_by_an_act",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(ended_ground=""),
                name="programme_withdrawn_on_a_ground",
            ),
            ExclusionConstraint(
                name="programme_has_one_version_a_day",
                expressions=[
                    ("programme", RangeOperators.EQUAL),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme.code} v{self.number}"


class Module(models.Model):
    """A part of a programme (hợp phần)."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="modules")
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    title = models.TextField(_("hợp phần"), blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="module_counted_once"),
            models.UniqueConstraint(fields=["version", "id"], name="module_of_its_version"),
        ]

    def __str__(self) -> str:
        return self.title


class Topic(models.Model):
    """A topic (chuyên đề) with its periods; null where the source does not say, "" for a name
    that is not in hand. Without a module where it is not known to which one it belongs."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="topics")
    module = models.ForeignKey(Module, models.CASCADE, null=True, related_name="topics")
    number = models.PositiveSmallIntegerField(_("thứ tự"))
    title = models.TextField(_("chuyên đề"), blank=True)
    theory = models.PositiveSmallIntegerField(_("lý thuyết"), null=True)
    practice = models.PositiveSmallIntegerField(_("thực hành"), null=True)
    field_study = models.PositiveSmallIntegerField(_("đi thực tế"), null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="topic_counted_once"),
            models.UniqueConstraint(fields=["version", "id"], name="topic_of_its_version"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def periods(self) -> int | None:
        """All its periods; None where none is known."""
        known = [n for n in (self.theory, self.practice, self.field_study) if n is not None]
        return sum(known) if known else None
