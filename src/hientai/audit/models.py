"""The append-only trace: who did what to which row, on which ground.

Rows are written by statement-level triggers (see the first migration), so that raw SQL and mass
imports leave the same trace as a form. An insert keeps no image: the row itself, or the image
kept when it is changed or removed later, is what was inserted.
"""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One changed row. `before` and `after` hold the changed columns; a removal, the whole row."""

    at = models.DateTimeField(_("lúc"))
    transaction = models.BigIntegerField()
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.TextField(_("người thực hiện"))
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
    """One opening of a person's record: the person may ask who looked."""

    at = models.DateTimeField(_("lúc"), auto_now_add=True)
    actor_id = models.BigIntegerField(null=True)
    actor_label = models.TextField(_("người xem"))
    person_id = models.BigIntegerField()
    purpose = models.TextField(_("mục đích"))

    class Meta:
        indexes = [models.Index(fields=["person_id", "-at"])]


class Mark(models.Model):
    """A counter for each database connection, raised by every change: their sum marks the data."""

    backend = models.IntegerField(primary_key=True)
    count = models.BigIntegerField()
