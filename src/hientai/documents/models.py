"""Papers from draft to number, the bodies that issue them, their words, files and history."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hientai.documents.domain.kinds import KINDS
from hientai.documents.domain.purposes import PURPOSES
from hientai.organisations.models import Unit


class IssuingBody(models.Model):
    """A unit as it stands on its papers: names, symbol, seat, where copies are kept."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="issuing_body")
    name = models.TextField(_("tên cơ quan ban hành"))
    parent = models.TextField(_("tên cơ quan chủ quản"), blank=True, default="")
    symbol = models.TextField(_("chữ viết tắt trong ký hiệu"))
    drafter = models.TextField(_("chữ viết tắt nơi soạn thảo"), blank=True, default="")
    place = models.TextField(_("địa danh"))
    collective = models.BooleanField(_("làm việc theo chế độ tập thể"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(symbol="") & ~Q(place=""), name="body_is_named"
            )
        ]

    def __str__(self) -> str:
        return self.name


class VersionOfWords(models.Model):
    """A version of the words of a kind of paper, in use from a day on."""

    class State(models.TextChoices):
        DRAFT = "draft", _("bản nháp")
        IN_USE = "in_use", _("đang dùng")
        WITHDRAWN = "withdrawn", _("thôi dùng")

    version = models.PositiveIntegerField(_("phiên bản"))
    since = models.DateField(_("dùng từ ngày"))
    words = models.JSONField(_("nội dung mẫu"))
    note = models.TextField(_("ghi chú"), blank=True, default="")
    state = models.TextField(_("trạng thái"), choices=State, default=State.DRAFT)
    written_at = models.DateTimeField(_("soạn lúc"), auto_now_add=True)
    written_by = models.TextField(_("người soạn"))
    put_at = models.DateTimeField(_("cho dùng lúc"), null=True)
    put_by = models.TextField(_("người cho dùng"), blank=True, default="")

    class Meta:
        abstract = True


class Wording(VersionOfWords):
    """A version of the words for a purpose, for all bodies or for one."""

    purpose = models.TextField(_("việc"), choices=[(p.code, _(p.label)) for p in PURPOSES])
    body = models.ForeignKey(IssuingBody, models.PROTECT, null=True, related_name="wordings")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "body", "version"],
                nulls_distinct=False,
                name="wording_versions_count_up",
            ),
            models.UniqueConstraint(
                fields=["purpose", "body", "since"],
                condition=Q(state="in_use"),
                nulls_distinct=False,
                name="one_wording_a_day",
            ),
        ]


class Paper(models.Model):
    """One paper. While a draft it may be changed; what is registered stands for ever."""

    class State(models.TextChoices):
        DRAFT = "draft", _("dự thảo")
        LOCKED = "locked", _("chờ ký")
        SIGNED = "signed", _("đã ký, chờ số")
        REGISTERED = "registered", _("đã ban hành")
        DROPPED = "dropped", _("đã bỏ")

    body = models.ForeignKey(IssuingBody, models.PROTECT, related_name="papers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="papers")
    purpose = models.TextField(_("việc"), blank=True, default="")
    kind = models.TextField(_("loại văn bản"), choices=[(k.code, _(k.name)) for k in KINDS])
    symbol = models.TextField(_("ký hiệu"))
    abstract = models.TextField(_("trích yếu"))
    words = models.JSONField(default=dict)
    values = models.JSONField(default=dict)  # what the fields of its words were filled with
    content = models.JSONField(null=True)
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, related_name="papers")
    state = models.TextField(_("trạng thái"), choices=State, default=State.DRAFT)
    signer = models.TextField(_("người ký"), blank=True, default="")
    year = models.SmallIntegerField(null=True)
    series = models.TextField()
    number = models.PositiveIntegerField(_("số"), null=True)
    suffix = models.TextField(blank=True, default="")
    issued_on = models.DateField(_("ngày ban hành"), null=True)
    back_dated = models.BooleanField(_("có trước hệ thống"), default=False)
    origin = models.TextField(blank=True, default="")
    concerned = ArrayField(models.BigIntegerField(), default=list)
    written_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)
    written_by = models.TextField(_("người lập"))
    locked_at = models.DateTimeField(_("khóa lúc"), null=True)
    signed_at = models.DateTimeField(_("ký lúc"), null=True)
    registered_at = models.DateTimeField(_("đăng ký lúc"), null=True)
    drafted_on = models.DateField(_("ngày lập"), null=True)  # null: as `written_at` says

    looked_at: int | None = None
    """The last step of the paper as whoever moves it saw it; None where nobody looked at a page."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "series", "number", "suffix"],
                condition=Q(number__isnull=False),
                name="number_is_given_once",
            ),
            models.CheckConstraint(
                condition=Q(state="registered", number__gt=0, issued_on__isnull=False)
                & Q(year=F("issued_on__year"))
                | ~Q(state="registered") & Q(number=None, issued_on=None, year=None),
                name="registered_papers_alone_have_numbers",
            ),
            models.CheckConstraint(
                condition=Q(back_dated=True) | Q(content__isnull=False),
                name="a_paper_of_ours_has_content",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state"]),
            models.Index(fields=["-issued_on", "-id"], name="papers_by_day"),
            GinIndex(fields=["concerned"], name="papers_concerned"),
        ]

    def __str__(self) -> str:
        return f"{self.number_text}/{self.symbol}"

    @property
    def number_text(self) -> str:
        """The number as printed; "…" where there is none yet."""
        return "…" if self.number is None else f"{self.number:02d}{self.suffix}"


class Relation(models.Model):
    """What a later paper does to a former one."""

    class Kind(models.TextChoices):
        AMENDS = "amends", _("điều chỉnh")
        ENDS = "ends", _("chấm dứt hiệu lực")
        REPLACES = "replaces", _("thay thế")

    later = models.ForeignKey(Paper, models.PROTECT, related_name="changes")
    former = models.ForeignKey(Paper, models.PROTECT, related_name="changed_by")
    kind = models.TextField(choices=Kind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["later", "former"], name="relation_is_stated_once"),
            models.CheckConstraint(condition=~Q(later=F("former")), name="paper_changes_another"),
        ]


class Step(models.Model):
    """One step a paper took: who, when, and why where it went back."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="steps")
    step = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.TextField()
    reason = models.TextField(blank=True, default="")


class PaperFile(models.Model):
    """A signed copy or a scan, with what its electronic signatures said when it came."""

    class Role(models.TextChoices):
        SIGNED = "signed", _("bản đã ký")
        ISSUED = "issued", _("bản phát hành")
        SCAN = "scan", _("bản quét")

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="files")
    role = models.TextField(choices=Role)
    name = models.TextField()
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    fingerprint = models.TextField()
    signatures = models.JSONField(default=list)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.TextField()


class Counter(models.Model):
    """The numbers of one body, year and kind: the row that is locked while a number is given."""

    body = models.ForeignKey(IssuingBody, models.PROTECT, related_name="counters")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    series = models.TextField()
    last = models.PositiveIntegerField(default=0)
    last_day = models.DateField(null=True)
    given = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "series"], name="one_counter_a_series")
        ]
