from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("nominations", "0005_more_forms")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0006_found_from_people.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
