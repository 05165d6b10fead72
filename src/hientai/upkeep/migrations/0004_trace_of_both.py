from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0005_own_record"),
        ("people", "0005_mergers_and_moves"),
        ("upkeep", "0003_one_person"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0004_trace_of_both.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
