from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0008_set_aside")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0009_removed_by_number.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
