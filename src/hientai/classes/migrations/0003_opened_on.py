from pathlib import Path

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("classes", "0002_demand")]

    operations = [
        migrations.AddField(
            "trainingclass",
            "opened_on",
            models.DateField(null=True, verbose_name="ngày mở"),
        ),
        migrations.AddField(
            "trainingclass",
            "withdrawn_on",
            models.DateField(null=True, verbose_name="ngày rút"),
        ),
        migrations.AddField(
            "demand",
            "opened_on",
            models.DateField(null=True, verbose_name="ngày lập"),
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0003_opened_on.sql").read_text(),
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            "trainingclass", "opened_on", models.DateField(verbose_name="ngày mở")
        ),
        migrations.AlterField("demand", "opened_on", models.DateField(verbose_name="ngày lập")),
        migrations.AlterField(
            "trainingclass",
            "opened_at",
            models.DateTimeField(auto_now_add=True, verbose_name="ghi vào hệ thống lúc"),
        ),
        migrations.AlterField(
            "demand",
            "opened_at",
            models.DateTimeField(auto_now_add=True, verbose_name="ghi vào hệ thống lúc"),
        ),
    ]
