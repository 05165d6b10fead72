"""Import batches: a file, what it was read as, what it would do, did, and that it was undone."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hientai.organisations.models import Unit

CUT_OFF_AFTER = timedelta(minutes=10)


class ImportBatch(models.Model):
    """One file handed in for a declared unit and day, from its reading to its undoing."""

    class State(models.TextChoices):
        READING = "reading", _("đang đọc")
        PREVIEWED = "previewed", _("chờ ghi")
        REFUSED = "refused", _("bị từ chối")
        COMMITTED = "committed", _("đã ghi")
        UNDONE = "undone", _("đã hoàn tác")
        DISCARDED = "discarded", _("đã bỏ")

    state = models.TextField(_("trạng thái"), choices=State, default=State.READING)
    file_name = models.TextField(_("tên tệp"))
    digest = models.TextField()
    sheet = models.TextField(_("loại bảng"), blank=True)  # what a CSV holds, where chosen
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("đơn vị khai báo"))
    on = models.DateField(_("ngày khai báo"))
    actor_id = models.BigIntegerField(null=True)  # none: the operator of the machine
    actor_label = models.TextField(_("người nhập"), blank=True)
    ground = models.TextField(_("căn cứ"), blank=True)
    counts = models.JSONField(default=dict)
    seen = models.TextField(blank=True)  # digest of the register that the preview compared with
    refusal = models.JSONField(null=True)  # why the last step was refused
    step = models.TextField(blank=True)  # what is being done now, "" when nothing is
    progress = models.SmallIntegerField(default=0)
    stepped_at = models.DateTimeField(default=timezone.now)  # last sign of life of the step
    created_at = models.DateTimeField(_("lúc nhập"), auto_now_add=True)
    committed_at = models.DateTimeField(_("lúc ghi"), null=True)
    undone_at = models.DateTimeField(_("lúc hoàn tác"), null=True)
    discarded_at = models.DateTimeField(_("lúc bỏ"), null=True)

    class Meta:
        indexes = [models.Index(fields=["-created_at"])]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.on:%d/%m/%Y})"

    @property
    def is_busy(self) -> bool:
        """Whether a step is under way; one without a sign of life for long was cut off."""
        return bool(self.step) and timezone.now() - self.stepped_at < CUT_OFF_AFTER


class ImportPart(models.Model):
    """A piece of a batch: the file until it is read, its texts, what was found."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="parts")
    name = models.TextField()
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "name"], name="part_of_a_batch_once")
        ]
