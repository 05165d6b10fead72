from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_written")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0003_ended_below.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
