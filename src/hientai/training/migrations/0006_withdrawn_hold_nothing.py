from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("training", "0005_turns_hold_versions")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0006_withdrawn_hold_nothing.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
