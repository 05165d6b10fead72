from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("timetables", "0009_asked_by_range"),
        ("places", "0009_guests"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0010_guests.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
