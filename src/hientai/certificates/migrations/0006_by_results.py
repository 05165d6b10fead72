from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0005_by_merger"),
        ("results", "0002_walls"),
        ("timetables", "0007_union"),
    ]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="learner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="timetables.learner",
                verbose_name="người học",
            ),
        ),
        migrations.RunSQL(
            Path(__file__).with_name("0006_by_results.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
