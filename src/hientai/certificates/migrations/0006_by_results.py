from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0003_named_in_words"),
        ("results", "0002_walls"),
        ("timetables", "0004_named_in_words"),
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
            Path(__file__).with_name("0004_by_results.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
