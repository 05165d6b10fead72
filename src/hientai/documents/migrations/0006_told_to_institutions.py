from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0005_drafted_on"),
        ("accounts", "0006_capacities"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0006_told_to_institutions.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
