from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("timetables", "0005_ask_of_one"),
        ("nominations", "0003_by_merger"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0006_by_merger.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
