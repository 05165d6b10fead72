from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_walls_ask_ranges")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0005_ended_below.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
