from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0006_found_by_name")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0007_withdrawn_by_who_has_the_person.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
