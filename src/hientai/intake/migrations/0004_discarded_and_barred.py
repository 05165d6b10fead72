from pathlib import Path

from django.db import migrations, models

STATES = [
    ("reading", "đang đọc"),
    ("previewed", "chờ ghi"),
    ("refused", "bị từ chối"),
    ("committed", "đã ghi"),
    ("undone", "đã hoàn tác"),
    ("discarded", "đã bỏ"),
]


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_nothing_later"), ("organisations", "0002_written")]

    operations = [
        migrations.AlterField(
            "importbatch",
            "state",
            models.TextField(choices=STATES, default="reading", verbose_name="trạng thái"),
        ),
        migrations.AddField(
            "importbatch",
            "discarded_at",
            models.DateTimeField(null=True, verbose_name="lúc bỏ"),
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0004_barred.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
