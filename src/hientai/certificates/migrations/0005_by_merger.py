from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0004_ask_of_one"),
        ("people", "0010_asked_once"),
    ]

    operations = [
        migrations.AlterField(
            model_name="outside",
            name="degree",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="people.degree",
                verbose_name="bằng đã ghi",
            ),
        ),
        migrations.AlterField(
            model_name="outside",
            name="turn",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="training.turn",
                verbose_name="lượt học đã ghi",
            ),
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0005_by_merger.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
