from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("timetables", "0008_seen_one_by_one"), ("organisations", "0004_walls_ask_ranges")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0009_asked_by_range.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
