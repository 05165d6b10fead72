from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("upkeep", "0006_ask_of_one"),
        ("audit", "0009_removed_by_number"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0007_removed_by_number.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
