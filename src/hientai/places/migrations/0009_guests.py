from pathlib import Path

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("places", "0008_drafts")]

    operations = [
        migrations.RunSQL(
            Path(__file__).with_name("0009_guests.sql").read_text(),
            migrations.RunSQL.noop,
        ),
    ]
