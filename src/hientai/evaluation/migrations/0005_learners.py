from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0004_by_merger"),
        ("timetables", "0003_followed_together"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0005_learners.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
