from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("results", "0001_initial"),
        ("timetables", "0007_union"),
        ("audit", "0007_aside"),
        ("people", "0012_ask_of_one"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0002_walls.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
