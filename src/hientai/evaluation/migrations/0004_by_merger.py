from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0003_ask_of_one"),
        ("timetables", "0006_by_merger"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0004_by_merger.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
