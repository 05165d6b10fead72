from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial"), ("audit", "0002_sealed_sight")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0002_written.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
