from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("nominations", "0001_initial"), ("audit", "0007_aside")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0002_walls.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
