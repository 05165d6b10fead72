from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("timetables", "0007_union"),
        ("people", "0012_ask_of_one"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0008_seen_one_by_one.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
