from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("timetables", "0001_initial"), ("people", "0010_asked_once")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0002_learners.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
