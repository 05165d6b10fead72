from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0013_listed"), ("organisations", "0003_sight_in_ranges")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0014_between_days.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
