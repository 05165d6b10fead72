from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("nominations", "0002_walls"), ("audit", "0007_aside")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0003_by_merger.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
