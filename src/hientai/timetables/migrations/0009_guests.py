from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("timetables", "0008_seen_one_by_one"),
        ("places", "0008_guests"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0009_guests.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
