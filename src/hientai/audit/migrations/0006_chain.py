from pathlib import Path

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0005_own_record")]

    operations = [
        migrations.AddField(
            model_name="event",
            name="acting_for",
            field=models.BigIntegerField(null=True, verbose_name="làm thay"),
        ),
        migrations.AddField(
            model_name="recordread",
            name="acting_for",
            field=models.BigIntegerField(null=True, verbose_name="làm thay"),
        ),
        migrations.AddField(
            model_name="recordread",
            name="transaction",
            field=models.BigIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="Segment",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "book",
                    models.TextField(
                        choices=[
                            ("event", "thay đổi dữ liệu"),
                            ("recordread", "lượt mở hồ sơ"),
                        ]
                    ),
                ),
                ("form", models.SmallIntegerField()),
                ("ids", models.TextField()),
                ("first_id", models.BigIntegerField()),
                ("last_id", models.BigIntegerField()),
                ("count", models.BigIntegerField()),
                ("digest", models.TextField()),
                ("leaves", models.BinaryField()),
                ("unborn_from", models.BigIntegerField()),
                ("running", ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("cluster", models.TextField()),
                ("sealed_at", models.DateTimeField()),
                ("previous", models.TextField()),
                ("hash", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["book", "last_id"], name="audit_segment_book_last_id")
                ],
            },
        ),
        migrations.CreateModel(
            name="Verification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_by", models.TextField(blank=True, verbose_name="người yêu cầu")),
                ("began_at", models.DateTimeField(verbose_name="bắt đầu")),
                ("ended_at", models.DateTimeField(verbose_name="kết thúc")),
                ("found", models.JSONField()),
            ],
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0006_chain.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
