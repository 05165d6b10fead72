"""The append-only trace: who did what to which row, on which ground.

Rows are written by statement-level triggers (see the first migration), so that raw SQL and mass
imports leave the same trace as a form. An insert keeps no image: the row itself, or the image
kept when it is changed or removed later, is what was inserted.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One changed row. `before` and `after` hold the changed columns; a removal, the whole row."""

    at = models.DateTimeField(_("lúc"))
    transaction = models.BigIntegerField()
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.TextField(_("người thực hiện"))
    acting_for = models.BigIntegerField(_("làm thay"), null=True)
    ground = models.TextField(_("căn cứ"))
    batch = models.BigIntegerField(null=True)
    table_name = models.TextField(db_collation="C")
    row_id = models.BigIntegerField()
    operation = models.CharField(max_length=1)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["table_name", "row_id"]),
            # What a batch wrote lies together: an index by regions costs its writing nothing.
            BrinIndex(fields=["batch"], autosummarize=True, name="audit_event_batch"),
        ]


class RecordRead(models.Model):
    """One opening of a person's record: the person may ask who looked.

    When, in which transaction and in whose stead is filled in by the database.
    """

    at = models.DateTimeField(_("lúc"), auto_now_add=True)
    transaction = models.BigIntegerField(default=0)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.TextField(_("người xem"))
    acting_for = models.BigIntegerField(_("làm thay"), null=True)
    person_id = models.BigIntegerField()
    purpose = models.TextField(_("mục đích"))

    class Meta:
        indexes = [models.Index(fields=["person_id", "-at"])]


class Mark(models.Model):
    """A counter for each database connection, raised by every change: their sum marks the data."""

    backend = models.IntegerField(primary_key=True)
    count = models.BigIntegerField()


class Segment(models.Model):
    """A sealed part of a book of the trace, chained to the segment before it (decision 10).

    `ids` are the rows it holds, `digest` and `leaves` (8 bytes a row) what they said, `running` and
    `unborn_from` which transactions were under way, or not begun, when it was sealed. The database
    alone writes it.
    """

    class Book(models.TextChoices):
        EVENT = "event", _("thay đổi dữ liệu")
        RECORD_READ = "recordread", _("lượt mở hồ sơ")

    number = models.BigIntegerField(primary_key=True)
    book = models.TextField(choices=Book)
    form = models.SmallIntegerField()
    ids = models.TextField()  # an int8multirange of the database
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.BigIntegerField()
    digest = models.TextField()
    leaves = models.BinaryField()
    unborn_from = models.BigIntegerField()
    running = ArrayField(models.BigIntegerField())
    cluster = models.TextField()
    sealed_at = models.DateTimeField()
    previous = models.TextField()
    hash = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["book", "last_id"], name="audit_segment_book_last_id")]


class Verification(models.Model):
    """One check of the whole chain: by whom it was asked, and what it found."""

    asked_by = models.TextField(_("người yêu cầu"), blank=True)
    began_at = models.DateTimeField(_("bắt đầu"))
    ended_at = models.DateTimeField(_("kết thúc"))
    found = models.JSONField()
