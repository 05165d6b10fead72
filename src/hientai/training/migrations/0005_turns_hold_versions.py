from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("training", "0004_no_borrowed_tables"), ("schemes", "0004_withdrawals")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0005_turns_hold_versions.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
