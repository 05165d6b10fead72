from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial"), ("people", "0002_written")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0002_written.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
