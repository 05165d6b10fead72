from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("places", "0004_aside")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0005_counted_by_sets.sql").read_text(encoding="utf-8"),
            migrations.RunSQL.noop,
        ),
    ]
