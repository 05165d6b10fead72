from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("timetables", "0010_guests")]

    operations = [
        migrations.AddField(
            "change", "on", models.DateField(null=True, verbose_name="ngày")
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0011_changed_on.sql").read_text(),
            migrations.RunSQL.noop,
        ),
        migrations.AlterField("change", "on", models.DateField(verbose_name="ngày")),
        migrations.AlterField(
            "change",
            "made_at",
            models.DateTimeField(auto_now_add=True, verbose_name="ghi vào hệ thống lúc"),
        ),
    ]
