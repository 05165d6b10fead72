from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0002_walls.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
