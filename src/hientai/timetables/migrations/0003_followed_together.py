from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("timetables", "0002_learners")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0003_followed_together.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
