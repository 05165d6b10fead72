from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0006_withdrawn_hold_nothing"),
        ("people", "0008_asked_one_by_one"),
    ]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0007_asked_one_by_one.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
