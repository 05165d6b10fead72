from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_planned_each_time")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0005_own_record.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
