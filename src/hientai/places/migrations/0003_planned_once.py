from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("places", "0002_keeps_people")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0003_planned_once.sql").read_text(encoding="utf-8"),
            migrations.RunSQL.noop,
        ),
    ]
