from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0003_one_a_day")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0004_planned_each_time.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
