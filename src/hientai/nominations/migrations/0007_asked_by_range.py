from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("nominations", "0006_found_from_people"), ("organisations", "0004_walls_ask_ranges")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0007_asked_by_range.sql").read_text(), migrations.RunSQL.noop
        ),
    ]
