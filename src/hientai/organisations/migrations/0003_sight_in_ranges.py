from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_written"), ("audit", "0009_removed_by_number")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0003_sight_in_ranges.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
