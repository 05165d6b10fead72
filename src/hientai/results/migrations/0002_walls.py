from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("results", "0001_initial"),
        ("timetables", "0004_named_in_words"),
        ("audit", "0007_aside"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0002_walls.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
