from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0001_initial"),
        ("people", "0003_one_a_day"),
        ("places", "0003_planned_once"),
        ("accounts", "0006_capacities"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0002_walls.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
