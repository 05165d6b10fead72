from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_tokens"),
        ("organisations", "0003_sight_in_ranges"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0009_reach_kept.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
